"""Order lines as stretches of time: from one purchase of a product to the customer's next of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

Integers = NDArray[np.int64]
Floats = NDArray[np.float64]

NO_CATEGORY = -1


@dataclass(frozen=True, eq=False)
class Purchases:
    """Order lines in any order, one entry a line; the arrays cannot be written to.

    `person` -1 is a guest. `day` counts days of any calendar, fractions allowed; where it is missing (NaN) the line is
    left out. `quantity` is in pieces; what went back is negative. `category` has one number an item (NO_CATEGORY where
    there is none). `until` is the day of looking: lines dated after it are left out.
    """

    person: Integers
    item: Integers
    day: Floats
    quantity: Floats
    category: Integers
    until: float

    def __post_init__(self) -> None:
        lines = {len(column) for column in (self.person, self.item, self.day, self.quantity)}
        if len(lines) > 1:
            raise ValueError("person, item, day and quantity must have one entry for each line")
        if not np.isfinite(self.until):
            raise ValueError(f"until is {self.until}; it must be a day")
        if len(self.item) and not 0 <= self.item.min() <= self.item.max() < len(self.category):
            raise ValueError(
                f"items run from {self.item.min()} to {self.item.max()}; they must lie in 0 … {len(self.category) - 1}"
            )

    @property
    def item_count(self) -> int:
        """How many items there are."""
        return len(self.category)


@dataclass(frozen=True, eq=False)
class Stretches:
    """One entry a purchase, those of a customer and item together, the oldest first.

    `days` to the next purchase, or to the day of looking where there is none yet (`closed` False); `left` from the
    start to the day of looking. `quantity` is what was bought at the start, in pieces. `place` counts a customer's
    purchases of the item from 0. `at` is the start.
    """

    person: Integers
    item: Integers
    at: Floats
    days: Floats
    left: Floats
    quantity: Floats
    place: Integers
    closed: NDArray[np.bool_]

    def __len__(self) -> int:
        return len(self.person)

    def take(self, rows: NDArray[Any]) -> Stretches:
        """Some of them."""
        columns = (self.person, self.item, self.at, self.days, self.left, self.quantity, self.place, self.closed)
        return Stretches(*(column[rows] for column in columns))


class Own(NamedTuple):
    """One customer's own purchases of one product, as `Replenishment.due` asks for them."""

    last_at: float
    quantity: float
    intervals: tuple[tuple[float, float], ...]


def own(days: Sequence[float], quantities: Sequence[float], until: float = float("inf")) -> Own | None:
    """A customer's lines of one product: the last purchase, and each earlier one as (days to the next, pieces).

    Lines of one day are one purchase; days with more returned than bought are none. None where nothing is left.
    """
    bought: dict[int, float] = {}
    for day, quantity in zip(days, quantities, strict=True):
        if day <= until and quantity == quantity:
            bought[int(day // 1)] = bought.get(int(day // 1), 0.0) + quantity
    kept = [(float(day), quantity) for day, quantity in sorted(bought.items()) if quantity > 0]
    if not kept:
        return None
    pairs = pairwise(kept)
    return Own(*kept[-1], tuple((later - day, quantity) for (day, quantity), (later, _) in pairs))


def stretches(purchases: Purchases) -> Stretches:
    """All purchases of known customers as stretches; lines of one customer, item and day are one purchase."""
    person, item, day, quantity = _by_day(purchases)
    new = np.ones(len(person), dtype=np.bool_)
    new[1:] = (person[1:] != person[:-1]) | (item[1:] != item[:-1])
    starts = np.flatnonzero(new)
    sizes = np.diff(np.append(starts, len(person)))
    closed = np.ones(len(person), dtype=np.bool_)
    closed[starts + sizes - 1] = False
    following = np.append(day[1:], 0.0)
    left = np.floor(purchases.until) - day
    days = np.where(closed, following - day, left)
    place = np.arange(len(person)) - np.repeat(starts, sizes)
    return Stretches(person, item, day, days, left, quantity, place, closed)


def _by_day(purchases: Purchases) -> tuple[Integers, Integers, Floats, Floats]:
    """One entry a customer, item and whole day with what was kept of it, sorted; days of more returns are left out."""
    known = (purchases.person >= 0) & (purchases.day <= purchases.until) & np.isfinite(purchases.quantity)
    known &= np.isfinite(purchases.day)
    person, item = purchases.person[known], purchases.item[known]
    day, quantity = np.floor(purchases.day[known]), purchases.quantity[known]
    order = np.lexsort((day, item, person))
    person, item, day, quantity = person[order], item[order], day[order], quantity[order]
    if not len(person):
        return person, item, day, quantity
    new = np.ones(len(person), dtype=np.bool_)
    new[1:] = (person[1:] != person[:-1]) | (item[1:] != item[:-1]) | (day[1:] != day[:-1])
    starts = np.flatnonzero(new)
    total = np.add.reduceat(quantity, starts)
    bought = total > 0
    return person[starts][bought], item[starts][bought], day[starts][bought], total[bought]
