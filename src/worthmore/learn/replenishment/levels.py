"""Means of products, shrunk to those of their category, and these to the shop's."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from worthmore.learn.replenishment.purchases import Floats, Integers

PRODUCT, CATEGORY, SHOP = range(3)


class Levels(NamedTuple):
    """One value an item, and on which level most of it rests."""

    values: Floats
    mostly: NDArray[np.int8]


@dataclass(frozen=True, eq=False)
class Tree:
    """Which category each item is in; items without one share the last number."""

    category: Integers
    category_count: int

    @classmethod
    def of(cls, category: Integers) -> Tree:
        """From one number an item, negative where there is none."""
        known = category >= 0
        count = int(category.max()) + 1 if known.any() else 0
        return cls(np.where(known, category, count).astype(np.int64), count + 1)

    @property
    def item_count(self) -> int:
        """How many items there are."""
        return len(self.category)

    def per_item(self, item: Integers, weights: Floats | None = None) -> Floats:
        """Rows counted, or their weights summed, per item."""
        return np.bincount(item, weights=weights, minlength=self.item_count).astype(np.float64)

    def of_category(self, values: NDArray[np.int64] | Floats) -> Floats:
        """Of each item the sum of its category; without a category nothing but its own."""
        total = self._per_category(values.astype(np.float64))[self.category]
        return np.where(self.category == self.category_count - 1, values, total)

    def no_levels(self) -> Levels:
        """Nothing known: all rests on the shop."""
        return Levels(np.zeros(self.item_count), np.full(self.item_count, SHOP, dtype=np.int8))

    def pooled(self, item: Integers, values: Floats, weights: Floats, weight: float, usual: float) -> Floats:
        """Weighted means per item; each level weighs as `weight` rows of the one below, `usual` as one of the shop."""
        total, count = self.per_item(item, weights * values), self.per_item(item, weights)
        shop = (total.sum() + usual) / (count.sum() + 1.0)
        total_c, count_c = self._per_category(total), self._per_category(count)
        above = (total_c + weight * shop) / (count_c + weight)
        return np.asarray((total + weight * above[self.category]) / (count + weight), dtype=np.float64)

    def shares(self, item: Integers, yes: NDArray[np.bool_], seen: Floats, weight: float, usual: float) -> Floats:
        """Shares of yes per item, of those that were `seen`, shrunk level by level like `pooled`."""
        answers = np.divide(yes, seen, out=np.zeros(len(seen)), where=seen > 0)
        return self.pooled(item, answers, seen, weight, usual)

    def means(self, item: Integers, values: Floats, weights: Floats, spread: Floats) -> Levels:
        """Weighted means per item, shrunk as far as the differences between products and categories justify."""
        total, count = self.per_item(item, weights * values), self.per_item(item, weights)
        shop = float(total.sum() / max(count.sum(), 1e-9))
        noise = float(np.average(spread**2, weights=count)) if count.sum() > 0 else 1.0
        total_c, count_c = self._per_category(total), self._per_category(count)
        weight_c = noise / _true_variance(total_c, count_c, noise, np.full(self.category_count, shop))
        above = (total_c + weight_c * shop) / (count_c + weight_c)
        weight_p = noise / _true_variance(total, count, noise, above[self.category])
        found = (total + weight_p * above[self.category]) / (count + weight_p)
        upper = np.where(count_c >= weight_c, CATEGORY, SHOP)[self.category]
        return Levels(found, np.where(count >= weight_p, PRODUCT, upper).astype(np.int8))

    def _per_category(self, values: Floats) -> Floats:
        return np.bincount(self.category, weights=values, minlength=self.category_count).astype(np.float64)


def _true_variance(total: Floats, count: Floats, noise: float, around: Floats) -> float:
    """How much means differ beyond what chance explains (method of moments); at least a two-hundredth of the noise."""
    seen = count > 1.0
    if seen.sum() < 2:
        return noise / 5.0
    gap = total[seen] / count[seen] - around[seen]
    weight = np.minimum(count[seen], 50.0)
    excess = float(np.average(gap**2 - noise / count[seen], weights=weight))
    return max(excess, noise / 200.0)
