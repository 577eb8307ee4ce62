"""Replenishment: when each product is due again, for each customer."""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from worthmore.learn.estimator import Estimator, SavedEstimatorError, UnknownItemError, check_at_least
from worthmore.learn.replenishment.due import Due, Interval, Level
from worthmore.learn.replenishment.everybody import LEAST_PIECES, DueTable, due_table
from worthmore.learn.replenishment.learning import RECORD, learn
from worthmore.learn.replenishment.personal import Common, Step, step_of
from worthmore.learn.replenishment.purchases import Purchases, stretches

LEVELS = tuple(Level)
Record = tuple[float, float, float, float, float, int, int, int, int, bool]
"""A row of `learning.RECORD`."""

OwnIntervals = Sequence[tuple[float, float]]
"""One customer's earlier intervals of one product: (days, pieces it began with)."""


@dataclass(frozen=True, slots=True)
class DueExplanation:
    """The interval a due date rests on, and why, in a sentence."""

    interval: Interval | None
    text: str


@dataclass
class Replenishment(Estimator):
    """After how long customers buy a product again, learned for each product, shrunk to its category and the shop.

    A product whose estimated share of customers who ever buy it again is below `least_share` is not a refill, unless
    the customer's own purchases say otherwise. Nothing is said of products of which, and of whose category, fewer than
    `fewest_customers` have bought, nor in a shop where fewer than that came back for anything.
    """

    least_share: float = 0.15
    fewest_customers: int = 5

    products_: NDArray[Any] = field(init=False, repr=False, compare=False)
    common_: Common = field(init=False, repr=False, compare=False)

    def fit(self, purchases: Purchases) -> Self:
        """Learn from order lines of many customers."""
        check_at_least("least_share", self.least_share, 0)
        check_at_least("fewest_customers", self.fewest_customers, 1)
        self.products_, self.common_ = learn(stretches(purchases), purchases.category, self.fewest_customers)
        return self

    def of(self, item: int) -> Interval | None:
        """The interval of a product; None where neither it, nor its category, nor the shop was seen often enough."""
        return self._interval(self._record(item))

    def refills(self) -> NDArray[np.intp]:
        """The products that enough of their customers buy again."""
        self.check_fitted()
        return np.flatnonzero(self.products_["known"] & (self.products_["share"] >= self.least_share))

    def due(self, item: int, last_at: float, quantity: float = 1.0, own_intervals: OwnIntervals = ()) -> Due | None:
        """When a customer who last bought `quantity` pieces at day `last_at` needs them again; None: not known.

        `own_intervals` are this customer's earlier ones of the product, each (days, pieces it began with): see `own`.
        """
        record = self._record(item)
        interval = self._interval(record)
        if interval is None:
            return None
        share, count, stay = record[4], len(own_intervals), self.common_.stay
        shift, weight, *quantiles = self.common_.steps[step_of(count)]
        expected, own = _asked(record, quantity, own_intervals)
        base, spread = expected + record[1] * (shift + weight * own), record[1]
        first, half, most = (last_at + math.exp(base + spread * quantile) for quantile in quantiles)
        chance = (share * stay + count) / (stay + count)
        return Due(last_at, first, half, most, chance, chance >= self.least_share, count, interval)

    def due_all(self, purchases: Purchases) -> DueTable:
        """When everybody needs everything again, one row a customer and product that something is known of."""
        self.check_fitted()
        if purchases.item_count != len(self.products_):
            raise ValueError(f"purchases of {purchases.item_count} items; {len(self.products_)} were learned")
        return due_table(stretches(purchases), self.products_, self.common_, self.least_share)

    def explain(self, item: int, own_intervals: OwnIntervals = ()) -> DueExplanation:
        """Why a product is due when it is."""
        interval = self.of(item)
        return DueExplanation(interval, _sentence(interval, len(own_intervals)))

    def save(self, folder: Path) -> None:
        """Write parameters (JSON) and the learned arrays to a folder."""
        self._save_parameters(folder)
        np.save(folder / "intervals.npy", self.products_, allow_pickle=False)
        (folder / "common.json").write_text(json.dumps(self.common_._asdict(), indent=1), encoding="utf-8")

    @classmethod
    def load(cls, folder: Path) -> Self:
        """Read back what `save` wrote; the products are mapped into memory."""
        found = cls._load_parameters(folder)
        try:
            found.products_ = np.asarray(np.load(folder / "intervals.npy", mmap_mode="r", allow_pickle=False))
            content = json.loads((folder / "common.json").read_text(encoding="utf-8"))
            found.common_ = Common(tuple(Step(*one) for one in content["steps"]), float(content["stay"]))
            if found.products_.dtype != RECORD:
                raise ValueError("intervals.npy holds other columns")
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise SavedEstimatorError(f"{folder} holds no readable intervals: {error}") from error
        return found

    def _record(self, item: int) -> Record:
        self.check_fitted()
        if not 0 <= item < len(self.products_):
            raise UnknownItemError(f"item {item} is not one of the {len(self.products_)} learned items")
        found: Record = self.products_[item].item()
        return found

    def _interval(self, record: Record) -> Interval | None:
        middle, spread, quantity, more, share, customers, again, intervals, level, known = record
        if not known:
            return None
        shift, _, *quantiles = self.common_.steps[0]
        low, half, high = (math.exp(middle + spread * (shift + quantile)) for quantile in quantiles)
        refill = share >= self.least_share
        return Interval(low, half, high, quantity, share, refill, customers, again, intervals, LEVELS[level], more)


def _asked(record: Record, quantity: float, own_intervals: OwnIntervals) -> tuple[float, float]:
    """The same as `pieces.asked`, for one purchase, in a fraction of its time."""
    middle, spread, by_habit, by_more, *_ = record
    pieces = math.log(max(quantity, LEAST_PIECES))
    if not own_intervals:
        return middle + by_habit * pieces, 0.0
    count, days, before = len(own_intervals), 0.0, 0.0
    for one, taken in own_intervals:
        days += math.log(max(one, 1.0))
        before += math.log(max(taken, LEAST_PIECES))
    habit = (before + pieces) / (count + 1)
    usual = middle + by_habit * habit
    own = (days / count - usual - by_more * (before / count - habit)) / spread
    return usual + by_more * (pieces - habit), own


def _sentence(interval: Interval | None, own: int) -> str:
    if interval is None:
        return "too few customers have bought this, or anything like it, twice to say when it is due again."
    counted = f"{interval.again} of {interval.customers} customers bought it again ({interval.intervals} intervals)"
    if not interval.refill and not own:
        return f"{counted}: not a refill."
    return (
        f"{counted}: one in ten within {interval.low:.0f} days, half within {interval.middle:.0f}, nine in ten within "
        f"{interval.high:.0f}" + (f"; the customer's own {own} count too." if own else ".")
    )
