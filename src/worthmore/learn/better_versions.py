"""A better version where the catalogue has attributes: same category and need, better in something, worse in nothing.

The rules are those of vocabulary.attributes, applied to a whole category at once.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

import numpy as np
from numpy.typing import NDArray

from worthmore.vocabulary.attributes import AttributeKind, Direction
from worthmore.vocabulary.products import Product

UNKNOWN = -1
AT_ONCE = 100


def better_versions(
    products: Sequence[Product],
    kinds: Mapping[str, AttributeKind],
    offered: NDArray[np.bool_],
    largest_step: float,
    top: int,
) -> Iterator[tuple[int, int]]:
    """(chosen, better) places in `products`: the `top` nearest in price above each, at most `largest_step` dearer."""
    categories: dict[object, list[int]] = defaultdict(list)
    for place, product in enumerate(products):
        if product.category and product.price > 0:
            categories[product.category, product.currency].append(place)
    for places in categories.values():
        if len(places) > 1:
            yield from _Shelf.of(places, products, kinds).ladders(offered, largest_step, top)


@dataclass(frozen=True, eq=False)
class _Shelf:
    """The products of one category, the cheapest first.

    `values` has a row an attribute with a direction, turned so that more is better, NaN where unknown; `needs` a row
    an attribute marked as need, equal numbers for equal values.
    """

    places: NDArray[np.int64]
    prices: NDArray[np.int64]
    values: NDArray[np.float64]
    needs: NDArray[np.int64]

    @classmethod
    def of(cls, places: list[int], products: Sequence[Product], kinds: Mapping[str, AttributeKind]) -> _Shelf:
        ordered = sorted(places, key=lambda place: (products[place].price, place))
        here = [products[place] for place in ordered]
        prices = np.array([product.price for product in here], dtype=np.int64)
        directed = [kind for kind in kinds.values() if kind.direction is not Direction.NEUTRAL]
        values = [[_turned(product, kind) for product in here] for kind in directed]
        needs = [_numbered(here, kind.name) for kind in kinds.values() if kind.need]
        return cls(
            np.array(ordered, dtype=np.int64),
            prices,
            np.array(values, dtype=np.float64).reshape(len(directed), len(here)),
            np.array(needs, dtype=np.int64).reshape(len(needs), len(here)),
        )

    def ladders(self, offered: NDArray[np.bool_], largest_step: float, top: int) -> Iterator[tuple[int, int]]:
        """Of each product the better ones, the smallest step first."""
        firsts = np.searchsorted(self.prices, self.prices, side="right")
        lasts = np.searchsorted(self.prices, np.floor(self.prices * (1.0 + largest_step)), side="right")
        for row, (first, last) in enumerate(zip(firsts.tolist(), lasts.tolist(), strict=True)):
            for place in islice(self._rungs(row, first, last, offered), top):
                yield int(self.places[row]), place

    def _rungs(self, row: int, first: int, last: int, offered: NDArray[np.bool_]) -> Iterator[int]:
        """The better ones, nearest in price first, looked for in ever larger steps: few are needed."""
        at_once = AT_ONCE
        while first < last:
            until = min(first + at_once, last)
            rungs = self.places[first:until][self._better(row, first, until)]
            yield from rungs[offered[rungs]].tolist()
            first, at_once = until, 4 * at_once

    def _better(self, row: int, first: int, last: int) -> NDArray[np.bool_]:
        own, others = self.values[:, row : row + 1], self.values[:, first:last]
        need, needs = self.needs[:, row : row + 1], self.needs[:, first:last]
        other_need = ((needs != need) & (needs != UNKNOWN) & (need != UNKNOWN)).any(axis=0)
        better: NDArray[np.bool_] = (others > own).any(axis=0) & ~(others < own).any(axis=0) & ~other_need
        return better


def _turned(product: Product, kind: AttributeKind) -> float:
    value = product.attributes.get(kind.name)
    if not isinstance(value, int | float):
        return float("nan")
    return float(value) if kind.direction is Direction.HIGHER else -float(value)


def _numbered(products: Sequence[Product], name: str) -> list[int]:
    numbers: dict[object, int] = {}
    found = []
    for product in products:
        value = product.attributes.get(name)
        found.append(UNKNOWN if value is None else numbers.setdefault(value, len(numbers)))
    return found


def has_attributes(product: Product, kinds: Mapping[str, AttributeKind]) -> bool:
    """Whether the catalogue says anything of a product by which a version could be better."""
    return any(
        isinstance(value, int | float) and name in kinds and kinds[name].direction is not Direction.NEUTRAL
        for name, value in product.attributes.items()
    )
