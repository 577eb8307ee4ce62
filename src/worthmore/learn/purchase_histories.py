"""A customer's orders in four numbers: how many came after the first, when the last, since when, worth how much."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class PurchaseHistories:
    """One row a customer, each array of shape (customers,).

    `repeats` counts the days with an order after the first such day; `last` is the days from the first order to the
    last; `observed` the days from the first order to the day of looking; `value` is what a repeat order was worth on
    average, in whatever unit the caller counts (minor units, margin); 0 where there was none above zero.
    """

    repeats: Ints
    last: Floats
    observed: Floats
    value: Floats

    def __post_init__(self) -> None:
        if len({len(self.repeats), len(self.last), len(self.observed), len(self.value)}) != 1:
            raise ValueError("repeats, last, observed and value must have one entry for each customer")
        if not all(np.isfinite(one).all() for one in (self.last, self.observed, self.value)):
            raise ValueError("purchase histories hold a value that is not a number")
        wrong = (self.repeats < 0) | (self.last < 0) | (self.last > self.observed) | (self.value < 0)
        wrong |= (self.repeats > 0) != (self.last > 0)
        if wrong.any():
            row = int(np.flatnonzero(wrong)[0])
            raise ValueError(
                f"customer in row {row}: {self.repeats[row]} repeats, the last after {self.last[row]:g} days of "
                f"{self.observed[row]:g}, worth {self.value[row]:g}; such a history cannot be"
            )

    def __len__(self) -> int:
        return len(self.repeats)

    def take(self, rows: npt.NDArray[Any] | slice) -> PurchaseHistories:
        """Some of the customers."""
        return PurchaseHistories(self.repeats[rows], self.last[rows], self.observed[rows], self.value[rows])


def histories(person: Ints, day: Ints, value: Floats, until: int) -> tuple[Ints, PurchaseHistories]:
    """The people, in ascending order, and their histories as seen at the end of day `until`.

    One entry an order: whose it is (negative: a guest, left out), the day number it came, what it was worth. Orders
    after `until` are left out; all of one day count as one. Days on which more went back than was bought are no
    purchase.
    """
    known = (person >= 0) & (day <= until)
    people, days, values = _by_day(person[known], day[known], value[known])
    if not len(people):
        none = np.empty(0)
        return np.empty(0, dtype=np.int64), PurchaseHistories(np.empty(0, dtype=np.int64), none, none, none)
    starts = np.flatnonzero(np.r_[True, people[1:] != people[:-1]])
    counts = np.diff(np.r_[starts, len(people)])
    first, last = days[starts], days[starts + counts - 1]
    repeats = counts - 1
    after_first = np.add.reduceat(values, starts) - values[starts]
    mean = np.divide(after_first, repeats, out=np.zeros(len(starts)), where=repeats > 0)
    found = PurchaseHistories(repeats, (last - first).astype(float), (until - first).astype(float), mean)
    return people[starts], found


def _by_day(person: Ints, day: Ints, value: Floats) -> tuple[Ints, Ints, Floats]:
    """One entry a person and day, sorted, of what was worth more than nothing."""
    order = np.lexsort((day, person))
    person, day, value = person[order], day[order], value[order]
    if not len(person):
        return person, day, value
    starts = np.flatnonzero(np.r_[True, (person[1:] != person[:-1]) | (day[1:] != day[:-1])])
    total = np.add.reduceat(value, starts)
    bought = total > 0
    return person[starts][bought], day[starts][bought], total[bought]
