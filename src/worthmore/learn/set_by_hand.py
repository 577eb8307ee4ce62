"""What orders say about pairs the shop has set by hand: however few bought both, the counts are told as they are."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from worthmore.learn.baskets import GUEST, Baskets, Integers
from worthmore.learn.estimator import Estimator, UnknownItemError, check_at_least
from worthmore.learn.neighbours import BASES, RECORD, NeighbourTable
from worthmore.vocabulary.evidence import Basis

# The chance of a yes to something the shop itself put forward, until orders or answers say better.
HAND_CHANCE = 0.05


@dataclass(frozen=True, slots=True)
class HandExplanation:
    """The record of one pair (None when it was not set; see `neighbours.RECORD`) and its counts in a sentence."""

    pair: Any
    text: str


@dataclass
class SetByHand(Estimator):
    """Counts the baskets and customers of given pairs, and estimates the chance of the other beside the first.

    chance = (together + w · p) / (baskets with the first + w): the shop's word counts as `weight` (w) baskets, of
    which a share of `prior` (p) held both. The base chance is the share of the baskets without the first that hold
    the other. A pair that hardly anybody buys together thus sinks below one that many do, whoever set it.
    """

    prior: float = HAND_CHANCE
    weight: float = 20.0

    neighbours_: NeighbourTable = field(init=False, repr=False, compare=False)

    def fit(self, baskets: Baskets, pairs: NDArray[np.int64]) -> Self:
        """Count `pairs`: rows of two items, the first and the other."""
        check_at_least("prior", self.prior, 0)
        check_at_least("weight", self.weight, 1e-9)
        wanted = np.unique(np.asarray(pairs, dtype=np.int64).reshape(-1, 2), axis=0)
        wanted = wanted[wanted[:, 0] != wanted[:, 1]]
        if wanted.size and not 0 <= wanted.min() <= wanted.max() < baskets.item_count:
            raise ValueError(f"pairs name items that are not among the {baskets.item_count} of the baskets")
        holding = _Holding(baskets)
        records = np.array([self._record(holding, *pair) for pair in wanted.tolist()], dtype=RECORD)
        self.neighbours_ = NeighbourTable.from_pairs(wanted[:, 0], records, baskets.item_count)
        return self

    def neighbours(self, item: int) -> NDArray[Any]:
        """The pairs of one item, the likeliest first, as records of `neighbours.RECORD`."""
        self.check_fitted()
        if not 0 <= item < self.neighbours_.item_count:
            raise UnknownItemError(f"item {item} is not one of the {self.neighbours_.item_count} learned items")
        return self.neighbours_.of(item)

    def recommend(self, items: list[int], count: int = 10) -> list[int]:
        """What was set for any of the items and is none of them, the likeliest first."""
        best: dict[int, float] = {}
        for item in items:
            for record in self.neighbours(item):
                best[int(record["other"])] = max(best.get(int(record["other"]), 0.0), float(record["score"]))
        wanted = [other for other in best if other not in items]
        return sorted(wanted, key=lambda other: (-best[other], other))[:count]

    def explain(self, one: int, other: int) -> HandExplanation:
        """The counts behind a pair."""
        self.neighbours(other)
        records = self.neighbours(one)
        found = records[records["other"] == other]
        if not len(found):
            return HandExplanation(None, "The shop has not set this pair by hand.")
        text = f"Set by hand; {found[0]['baskets']} baskets of {found[0]['customers']} different customers hold both."
        return HandExplanation(found[0], text)

    def save(self, folder: Path) -> None:
        """Write parameters (JSON) and counts (plain arrays) to a folder."""
        self._save_parameters(folder)
        self.neighbours_.save(folder)

    @classmethod
    def load(cls, folder: Path) -> Self:
        """Read back what `save` wrote."""
        found = cls._load_parameters(folder)
        found.neighbours_ = NeighbourTable.load(folder)
        return found

    def _record(self, holding: _Holding, one: int, other: int) -> tuple[float, ...]:
        with_one, with_other = holding.baskets_with(one), holding.baskets_with(other)
        both = np.intersect1d(with_one, with_other, assume_unique=True)
        chance = (len(both) + self.weight * self.prior) / (len(with_one) + self.weight)
        elsewhere = (len(with_other) - len(both)) / max(1, holding.count - len(with_one))
        lifts = (np.nan, np.nan, np.nan)
        return (other, BASES.index(Basis.HAND), holding.buyers_of(both), len(both), chance, elsewhere, chance, *lifts)


class _Holding:
    """Which baskets hold an item."""

    def __init__(self, baskets: Baskets) -> None:
        order = np.argsort(baskets.item, kind="stable")
        self._basket = np.repeat(np.arange(baskets.count), np.diff(baskets.start))[order]
        self._start = np.searchsorted(baskets.item[order], np.arange(baskets.item_count + 1))
        self._buyer = baskets.buyer
        self.count = baskets.count

    def baskets_with(self, item: int) -> Integers:
        found: Integers = self._basket[self._start[item] : self._start[item + 1]]
        return found

    def buyers_of(self, baskets: Integers) -> int:
        """Different customers; guests are not counted."""
        buyers = self._buyer[baskets]
        return len(np.unique(buyers[buyers != GUEST]))
