"""Counts of pairs brought up to date by the orders of those people whose orders changed, and of nobody else.

Counts add up over people: what a person adds today less what they added when all was counted is what changed. Pairs
that too few customers had bought were not kept; one of them that may have enough by now cannot be told without counting
everything again.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, fields
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from worthmore.learn.baskets import GUEST, Baskets
from worthmore.learn.every_pair import Counted, count_everything
from worthmore.learn.pairs import PairEstimator


class NotFoldableError(ValueError):
    """The counts cannot be brought up to date; everything must be counted again."""


@dataclass(frozen=True, eq=False)
class Tally:
    """Counts as an estimator takes them; and of the baskets as they came, how many known customers bought how many."""

    counted: Counted
    orders: int
    buyers: int

    @property
    def orders_each(self) -> float:
        """Orders of a known customer on average."""
        return self.orders / max(self.buyers, 1)

    def save(self, folder: Path) -> None:
        """Write all counts to a folder."""
        folder.mkdir(parents=True, exist_ok=True)
        arrays = {one.name: getattr(self.counted, one.name) for one in fields(Counted) if one.name != "basket_count"}
        for name, array in arrays.items():
            np.save(folder / f"{name}.npy", array, allow_pickle=False)
        single = {"basket_count": self.counted.basket_count, "orders": self.orders, "buyers": self.buyers}
        (folder / "tally.json").write_text(json.dumps(single), encoding="utf-8")

    @classmethod
    def load(cls, folder: Path) -> Tally:
        """Map what `save` wrote into memory."""
        single = json.loads((folder / "tally.json").read_text(encoding="utf-8"))
        names = [one.name for one in fields(Counted) if one.name != "basket_count"]
        arrays = {name: np.asarray(np.load(folder / f"{name}.npy", mmap_mode="r")) for name in names}
        return cls(Counted(single["basket_count"], **arrays), single["orders"], single["buyers"])


def tally(estimator: PairEstimator, baskets: Baskets, fewest_customers: int) -> Tally:
    """Count baskets for an estimator; pairs of fewer customers are not kept."""
    counted = count_everything(estimator.prepared(baskets), fewest_customers)
    return Tally(counted, int(np.count_nonzero(baskets.buyer != GUEST)), baskets.buyer_count)


def fold(base: Tally, before: Tally, after: Tally, fewest: int, minimum: int) -> Tally:
    """The counts of today: exactly those of counting everything, for all pairs of `minimum` customers or more.

    `base` holds the pairs of `fewest` customers or more; `before` and `after` hold every pair of the people whose
    orders changed, as they were in `base` and as they are. Raises NotFoldableError where a pair that `base` does not
    hold may have reached the minimum.
    """
    parts = (base.counted, before.counted, after.counted)
    one, was, now = parts
    items, signs = len(one.item_baskets), np.repeat([1, -1, 1], [len(part.item) for part in parts])
    key = np.concatenate([part.item.astype(np.int64) * items + part.other for part in parts])
    pair, place = np.unique(key, return_inverse=True)
    sums = {
        name: _sums(np.concatenate([getattr(part, name) for part in parts]) * signs, place, len(pair))
        for name in ("baskets", "customers", "guests")
    }
    item, other = np.divmod(pair, max(items, 1))
    known = np.isin(pair, key[: len(one.item)])
    if fewest:  # a pair is not in the counts for want of customers, or because nobody ever bought one of the two
        known |= (one.item_baskets[item] == 0) | (one.item_baskets[other] == 0)
        unsure = ~known & (sums["customers"] + fewest - 1 >= minimum)
        if unsure.any():
            raise NotFoldableError(f"{int(unsure.sum())} pairs that few had bought may have enough customers by now")
    kept = (known if fewest else np.ones(len(pair), dtype=np.bool_)) & (sums["baskets"] > 0)
    counted = Counted(
        one.basket_count - was.basket_count + now.basket_count,
        one.item_baskets - was.item_baskets + now.item_baskets,
        one.item_customers - was.item_customers + now.item_customers,
        item[kept].astype(np.int32),
        other[kept].astype(np.int32),
        *(sums[name][kept] for name in ("baskets", "customers", "guests")),
    )
    return Tally(counted, base.orders - before.orders + after.orders, base.buyers - before.buyers + after.buyers)


def _sums(values: NDArray[np.int64], place: NDArray[np.int64], count: int) -> NDArray[np.int32]:
    return np.rint(np.bincount(place, values, count)).astype(np.int32)
