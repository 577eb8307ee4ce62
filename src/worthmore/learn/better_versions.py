"""A better version where the catalogue has attributes: same category and need, better in something, worse in nothing.

The rules are those of vocabulary.attributes, applied to a whole category at once.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from worthmore.vocabulary.attributes import AttributeKind, Direction
from worthmore.vocabulary.products import Product

UNKNOWN = -1


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

    `values` has a column an attribute with a direction, turned so that more is better, NaN where unknown; `needs` a
    column an attribute marked as need, equal numbers for equal values.
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
        values = [[_turned(product, kind) for kind in directed] for product in here]
        needs = [_numbered(here, kind.name) for kind in kinds.values() if kind.need]
        return cls(
            np.array(ordered, dtype=np.int64),
            prices,
            np.array(values, dtype=np.float64).reshape(len(here), len(directed)),
            np.array(needs, dtype=np.int64).reshape(len(needs), len(here)).T,
        )

    def ladders(self, offered: NDArray[np.bool_], largest_step: float, top: int) -> Iterator[tuple[int, int]]:
        """Of each product the better ones, the smallest step first."""
        firsts = np.searchsorted(self.prices, self.prices, side="right")
        lasts = np.searchsorted(self.prices, np.floor(self.prices * (1.0 + largest_step)), side="right")
        for row, (first, last) in enumerate(zip(firsts.tolist(), lasts.tolist(), strict=True)):
            rungs = self.places[first:last][self._better(row, first, last)]
            for place in rungs[offered[rungs]][:top].tolist():
                yield int(self.places[row]), place

    def _better(self, row: int, first: int, last: int) -> NDArray[np.bool_]:
        difference = self.values[first:last] - self.values[row]
        own, others = self.needs[row], self.needs[first:last]
        other_need = ((others != own) & (others != UNKNOWN) & (own != UNKNOWN)).any(axis=1)
        better: NDArray[np.bool_] = (difference > 0).any(axis=1) & ~(difference < 0).any(axis=1) & ~other_need
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
