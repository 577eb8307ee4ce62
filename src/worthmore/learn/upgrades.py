"""What is a better version of what: same need, better, dearer."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from worthmore.learn.baskets import Baskets
from worthmore.learn.better_versions import better_versions, has_attributes
from worthmore.learn.estimator import Estimator, UnknownItemError, check_at_least
from worthmore.learn.neighbours import BASES, RECORD, NeighbourTable
from worthmore.learn.swaps import Swap, SwapRule, find_swaps
from worthmore.vocabulary.attributes import AttributeKind
from worthmore.vocabulary.evidence import Basis
from worthmore.vocabulary.products import Product

CHANCE_AT_NO_PREMIUM = 0.08
PREMIUM_THAT_LOSES_TWO_THIRDS = 0.25


def chance_at(premium: float) -> float:
    """The chance that a customer takes a better version at a premium (a share), before anybody has answered.

    A stated prior, not a measured one: eight percent at no premium, falling by 1/e for each quarter of the price
    (5 % at a tenth dearer, 3 % at a quarter, 1 % at half). Acceptance replaces it by what the shop's own customers
    answer.
    """
    return CHANCE_AT_NO_PREMIUM * math.exp(-premium / PREMIUM_THAT_LOSES_TWO_THIRDS)


@dataclass(frozen=True, slots=True)
class UpgradeExplanation:
    """The record of one step up (None when it is none; see `neighbours.RECORD`) and why, in a sentence."""

    step: Any
    text: str


@dataclass
class Upgrades(Estimator):
    """For each product the better versions of it, the smallest step in price first.

    Where the catalogue has attributes with a direction (Basis.ATTRIBUTES): products of the same category and need,
    dearer, better in at least one attribute and worse in none of those known of both. Where it has none
    (Basis.SWAPS): see `learn.swaps`; at least `minimum_customers` different customers bought the dearer one and
    never both at once. A step is at most `largest_step` of the chosen product's price, and at most `top` are kept.

    The chance is `chance_at(premium)`; that of a swap is multiplied by how sure it is. `score` is the chosen price
    over the offered one.
    """

    minimum_customers: int = 20
    top: int = 20
    largest_step: float = 1.0

    neighbours_: NeighbourTable = field(init=False, repr=False, compare=False)

    def fit(
        self,
        products: Sequence[Product],
        kinds: Mapping[str, AttributeKind],
        baskets: Baskets | None = None,
        offered: NDArray[np.bool_] | None = None,
        paid: NDArray[np.float64] | None = None,
    ) -> Self:
        """Learn from a catalogue and, for products without attributes, from baskets of the same products.

        `offered` tells which products may be recommended. `paid` is what is usually paid for each: a price that is
        out of line with it (a single order in an import) makes no swap.
        """
        self._check_parameters()
        if offered is None:
            offered = np.ones(len(products), dtype=np.bool_)
        if baskets is None:
            baskets = _no_baskets(len(products))
        prices = np.array([product.price for product in products], dtype=np.float64)
        if paid is None:
            paid = prices
        for name, count in (("offered", len(offered)), ("baskets", baskets.item_count), ("paid", len(paid))):
            if count != len(products):
                raise ValueError(f"{name} has {count} items; the catalogue has {len(products)} products")
        steps = [
            Swap(chosen, better, 0, 1.0)
            for chosen, better in better_versions(products, kinds, offered, self.largest_step, self.top)
        ]
        swaps = self._swaps(products, kinds, baskets, np.vstack([prices, paid]))
        swaps = [swap for swap in swaps if offered[swap.offered]]
        basis = np.array([Basis.ATTRIBUTES] * len(steps) + [Basis.SWAPS] * len(swaps))
        self.neighbours_ = self._table(products, [*steps, *swaps], basis)
        return self

    def neighbours(self, item: int) -> NDArray[Any]:
        """The better versions of one item, the smallest step first, as records of `neighbours.RECORD`."""
        self.check_fitted()
        if not 0 <= item < self.neighbours_.item_count:
            raise UnknownItemError(f"item {item} is not one of the {self.neighbours_.item_count} learned items")
        return self.neighbours_.of(item)

    def recommend(self, items: Sequence[int], count: int = 10) -> list[int]:
        """Better versions of the items, those of the first item first, none of the items included."""
        found = [int(other) for item in items for other in self.neighbours(item)["other"]]
        return [other for other in dict.fromkeys(found) if other not in set(items)][:count]

    def explain(self, one: int, other: int) -> UpgradeExplanation:
        """Why one item is, or is not, a better version of another."""
        records = self.neighbours(one)
        self.neighbours(other)
        found = records[records["other"] == other]
        return UpgradeExplanation(found[0], _sentence(found[0])) if len(found) else UpgradeExplanation(None, NO_STEP)

    def save(self, folder: Path) -> None:
        """Write parameters (JSON) and the steps (plain arrays) to a folder."""
        self._save_parameters(folder)
        self.neighbours_.save(folder)

    @classmethod
    def load(cls, folder: Path) -> Self:
        """Read back what `save` wrote; the steps are mapped into memory."""
        found = cls._load_parameters(folder)
        found.neighbours_ = NeighbourTable.load(folder)
        return found

    def _check_parameters(self) -> None:
        check_at_least("minimum_customers", self.minimum_customers, 0)
        check_at_least("top", self.top, 1)
        check_at_least("largest_step", self.largest_step, 0)

    def _swaps(
        self,
        products: Sequence[Product],
        kinds: Mapping[str, AttributeKind],
        baskets: Baskets,
        prices: NDArray[np.float64],
    ) -> list[Swap]:
        if not baskets.count:
            return []
        groups = [None if has_attributes(one, kinds) else (one.category, one.currency) for one in products]
        names = [product.name for product in products]
        return find_swaps(names, groups, prices, baskets, SwapRule(self.minimum_customers, self.largest_step))

    def _table(self, products: Sequence[Product], steps: Sequence[Swap], basis: NDArray[Any]) -> NeighbourTable:
        records = np.zeros(len(steps), dtype=RECORD)
        chosen = np.array([step.chosen for step in steps], dtype=np.int64)
        ratio = [products[step.offered].price / products[step.chosen].price for step in steps]
        records["other"] = [step.offered for step in steps]
        records["basis"] = [BASES.index(one) for one in basis]
        records["customers"] = [step.customers for step in steps]
        records["chance"] = [chance_at(up - 1.0) * step.sure for up, step in zip(ratio, steps, strict=True)]
        records["score"] = [1.0 / up for up in ratio]
        records["lift"] = records["lift_low"] = records["lift_high"] = np.nan
        return NeighbourTable.from_pairs(chosen, records, len(products), self.top)


def _no_baskets(item_count: int) -> Baskets:
    nothing = np.empty(0, dtype=np.int64)
    return Baskets(nothing, nothing, nothing.astype(np.int32), item_count)


NO_STEP = "not known to be a better version: it must be dearer, serve the same need and be better without being worse."


def _sentence(step: Any) -> str:
    premium = f"{1.0 / step['score'] - 1.0:.0%} dearer"
    if BASES[step["basis"]] is Basis.ATTRIBUTES:
        return f"same category and need, {premium}, better in at least one attribute and worse in none."
    sure = float(step["chance"]) / chance_at(1.0 / float(step["score"]) - 1.0)
    return (
        f"named alike and bought in alike baskets ({sure:.0%} sure), {premium}; {step['customers']} different "
        "customers bought it and never both at once."
    )
