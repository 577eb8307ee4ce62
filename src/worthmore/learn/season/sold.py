"""Order lines as purchases a day, and the calendar of those days."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

from worthmore.learn.replenishment.purchases import Purchases

Integers = NDArray[np.int64]
Floats = NDArray[np.float64]

EPOCH = date(1970, 1, 1)
WEEKS, MONTHS = 52, 12


@dataclass(frozen=True, eq=False)
class Sold:
    """One entry a customer, item and day; a guest's line is one entry. `day` counts from the first day watched.

    What was bought counts, not how many pieces: a wholesaler's thousand is one purchase. `start` is the first day since
    1970-01-01, `days` how many were watched.
    """

    item: Integers
    day: Integers
    category: Integers
    start: int
    days: int

    @property
    def dates(self) -> list[date]:
        """The days watched."""
        return [EPOCH + timedelta(days=self.start + place) for place in range(self.days)]

    @property
    def first(self) -> Integers:
        """The day each item first sold; the number of days for what never did."""
        first = np.full(len(self.category), self.days, dtype=np.int64)
        np.minimum.at(first, self.item, self.day)
        return first


def sold(purchases: Purchases, most_days: int) -> Sold:
    """Purchases with days since 1970-01-01; only the newest `most_days` are looked at."""
    good = np.isfinite(purchases.day) & (purchases.day <= purchases.until) & (purchases.quantity > 0)
    day, item = np.floor(purchases.day[good]).astype(np.int64), purchases.item[good].astype(np.int64)
    person = purchases.person[good].astype(np.int64)
    end = int(np.floor(purchases.until))
    recent = day > end - most_days
    day, item, person = day[recent], item[recent], person[recent]
    order = np.lexsort((day, item, person))
    day, item, person = day[order], item[order], person[order]
    new = np.ones(len(day), dtype=np.bool_)
    new[1:] = (day[1:] != day[:-1]) | (item[1:] != item[:-1]) | (person[1:] != person[:-1]) | (person[1:] < 0)
    day, item = day[new], item[new]
    start = int(day.min()) if len(day) else end
    return Sold(item, day - start, _categories(purchases.category), start, end - start + 1)


def months(dates: Sequence[date]) -> Integers:
    """The month of each day, from 0."""
    return np.array([one.month - 1 for one in dates], dtype=np.int64)


def weeks(dates: Sequence[date]) -> Integers:
    """The week of each day, from 0: seven days each from 1 January, the last one eight or nine."""
    return np.array([min((one.timetuple().tm_yday - 1) // 7, WEEKS - 1) for one in dates], dtype=np.int64)


def before(dates: Sequence[date], feasts: Sequence[date], lead: int) -> Integers:
    """1 on a feast day and the `lead` days before it, else 0."""
    near = {feast - timedelta(days=back) for feast in feasts for back in range(lead + 1)}
    return np.array([one in near for one in dates], dtype=np.int64)


def _categories(category: Integers) -> Integers:
    """Numbered from 0; what has none shares the last number."""
    count = int(category.max()) + 1 if len(category) and category.max() >= 0 else 0
    return np.where(category >= 0, category, count).astype(np.int64)
