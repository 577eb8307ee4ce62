"""A customer's orders in a few numbers: how many, since when, until when, worth how much."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Integers = NDArray[np.int64]
Floats = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Customers:
    """One row a customer, in ascending order of `person`; days of any calendar, as seen at the end of day `until`.

    `orders` counts days on which more was bought than went back; `first` and `last` are the first and last such day.
    `value` is all that was paid, what went back deducted, in whatever unit the caller counts; it may be negative.
    """

    person: Integers
    orders: Integers
    first: Floats
    last: Floats
    value: Floats
    until: float

    def __len__(self) -> int:
        return len(self.person)

    @property
    def absent(self) -> Floats:
        """Days since the last order."""
        return self.until - self.last

    @property
    def gap(self) -> Floats:
        """The mean days between orders; 0 where there was only one."""
        return (self.last - self.first) / np.maximum(self.orders - 1, 1)

    def take(self, rows: NDArray[Any] | slice) -> Customers:
        """Some of them."""
        return Customers(
            self.person[rows], self.orders[rows], self.first[rows], self.last[rows], self.value[rows], self.until
        )


def customers(
    person: NDArray[Any], day: NDArray[Any], value: NDArray[Any], until: float, since: float = -np.inf
) -> Customers:
    """From one entry an order (or line): whose it is, its day, what it was worth (negative: it went back).

    Guests (negative numbers), entries without a day or a value, after `until` or before `since` are left out, and so
    are people who bought nothing.
    """
    who = np.asarray(person, dtype=np.int64)
    days, worth = np.asarray(day, dtype=np.float64), np.asarray(value, dtype=np.float64)
    if not len(who) == len(days) == len(worth):
        raise ValueError("person, day and value must have one entry for each order")
    good = (who >= 0) & np.isfinite(days) & np.isfinite(worth) & (days <= until) & (days >= since)
    who, days, worth = who[good], np.floor(days[good]), worth[good]
    order = np.lexsort((days, who))
    who, days, worth = who[order], days[order], worth[order]
    return _summed(who, days, worth, float(np.floor(until)))


def _summed(who: Integers, days: Floats, worth: Floats, until: float) -> Customers:
    people, place = np.unique(who, return_inverse=True)
    total = np.bincount(place, weights=worth, minlength=len(people)).astype(np.float64)
    new = np.ones(len(who), dtype=np.bool_)
    new[1:] = (who[1:] != who[:-1]) | (days[1:] != days[:-1])
    starts = np.flatnonzero(new)
    bought = np.add.reduceat(worth, starts) > 0 if len(starts) else np.zeros(0, dtype=np.bool_)
    place, at = place[starts][bought], days[starts][bought]
    orders = np.bincount(place, minlength=len(people)).astype(np.int64)
    first, last = np.full(len(people), np.inf), np.full(len(people), -np.inf)
    np.minimum.at(first, place, at)
    np.maximum.at(last, place, at)
    kept = orders > 0
    return Customers(people[kept], orders[kept], first[kept], last[kept], total[kept], until)
