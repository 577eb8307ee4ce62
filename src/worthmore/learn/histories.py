"""Who bought what in which order: baskets of persons, one after the other, as arrays."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

Integers = NDArray[np.int64]
Days = NDArray[np.float64]

_ARRAYS = ("person", "basket_start", "line_start", "item", "day")


@dataclass(frozen=True, eq=False)
class Histories:
    """Persons in ascending order of their number, each with baskets from the oldest to the newest.

    Person p (a place, not a number) has the baskets `basket_start[p]` up to `basket_start[p + 1]`, basket b the
    distinct items `item[line_start[b]:line_start[b + 1]]`, ascending. `day` is when a basket was bought, in days of any
    calendar, never descending within a person; where nobody knows days it holds the basket's number in its person's
    row and `timed` is False. The arrays cannot be written to.
    """

    person: Integers
    basket_start: Integers
    line_start: Integers
    item: NDArray[np.int32]
    day: Days
    item_count: int
    timed: bool = True

    def __post_init__(self) -> None:
        for array in (self.person, self.basket_start, self.line_start, self.item, self.day):
            array.setflags(write=False)

    @property
    def person_count(self) -> int:
        """How many persons there are."""
        return len(self.person)

    @property
    def basket_count(self) -> int:
        """How many baskets there are."""
        return len(self.line_start) - 1

    @property
    def baskets_each(self) -> Integers:
        """How many baskets each person has."""
        return np.diff(self.basket_start)

    @property
    def line_person(self) -> Integers:
        """Of every line, the place of its person."""
        return np.repeat(self.basket_person, np.diff(self.line_start))

    @property
    def basket_person(self) -> Integers:
        """Of every basket, the place of its person."""
        return np.repeat(np.arange(self.person_count), self.baskets_each)

    def places(self, numbers: NDArray[Any] | Sequence[int]) -> Integers:
        """The places of persons, by number; -1 for those nobody knows."""
        wanted = np.asarray(numbers, dtype=np.int64)
        if not self.person_count:
            return np.full(len(wanted), -1, dtype=np.int64)
        place = np.minimum(np.searchsorted(self.person, wanted), self.person_count - 1)
        return np.where(self.person[place] == wanted, place, -1)

    def of_baskets(self, kept: NDArray[np.bool_]) -> Histories:
        """Only some baskets; a person left with none is left out."""
        lines = np.repeat(kept, np.diff(self.line_start))
        count = np.bincount(self.basket_person[kept], minlength=self.person_count)
        sizes = np.diff(self.line_start)[kept]
        return Histories(
            self.person[count > 0], _starts(count[count > 0]), _starts(sizes), self.item[lines], self.day[kept],
            self.item_count, self.timed,
        )  # fmt: skip

    def of_persons(self, places: NDArray[Any]) -> Histories:
        """Only the persons at some places, in their old order."""
        kept = np.zeros(self.person_count, dtype=bool)
        kept[places] = True
        return self.of_baskets(np.repeat(kept, self.baskets_each))

    def save(self, folder: Path) -> None:
        """Write the arrays and what they mean to a folder."""
        folder.mkdir(parents=True, exist_ok=True)
        for name in _ARRAYS:
            np.save(folder / f"{name}.npy", getattr(self, name), allow_pickle=False)
        meaning = {"item_count": self.item_count, "timed": self.timed}
        (folder / "histories.json").write_text(json.dumps(meaning), encoding="utf-8")

    @classmethod
    def load(cls, folder: Path) -> Histories:
        """Map what `save` wrote into memory; arrays are read when needed."""
        arrays = {name: np.asarray(np.load(folder / f"{name}.npy", mmap_mode="r")) for name in _ARRAYS}
        meaning = json.loads((folder / "histories.json").read_text(encoding="utf-8"))
        return cls(**arrays, item_count=int(meaning["item_count"]), timed=bool(meaning["timed"]))

    def known_at(self, day: float) -> NDArray[np.bool_]:
        """Which baskets were bought before a day."""
        return np.asarray(self.day < day)

    def without_last(self, least: int = 2) -> Histories:
        """Everybody without the newest basket; persons with fewer than `least` baskets keep all they have."""
        last = np.zeros(self.basket_count, dtype=bool)
        last[self.basket_start[1:][self.baskets_each >= least] - 1] = True
        return self.of_baskets(~last)


def histories(
    person: NDArray[Any],
    day: NDArray[Any] | None,
    item: NDArray[Any],
    item_count: int,
    order: NDArray[Any] | None = None,
) -> Histories:
    """Lines in any order → Histories. A basket is what one person bought with one `order`, or without it on one `day`.

    `day` are days of any calendar (fractions allowed). Where they are missing (NaN) a basket counts as the oldest of
    its person: it was bought, nobody knows when. Baskets with equal days stand by order number. Without any day at all
    (`day=None`) the order number says which came first. Guests (person -1) are left out. Raises ValueError for columns
    of different length, items outside 0 … item_count - 1, endless days.
    """
    person, item = _whole("person", person), _whole("item", item)
    if day is None and order is None:
        raise ValueError("histories: neither days nor order numbers were given; one of them must say what came first")
    when = _days(day) if day is not None else np.zeros(len(person))
    number = _whole("order", order) if order is not None else np.zeros(len(person), dtype=np.int64)
    _check(person, when, number, item, item_count)
    known = person >= 0
    columns = (person[known], when[known], number[known], item[known])
    return _assemble(*columns, item_count, timed=day is not None and bool(np.isfinite(when).any()))


def _assemble(person: Any, when: Any, number: Any, item: Any, item_count: int, *, timed: bool) -> Histories:
    dated = ~np.isnan(when)
    when = np.where(dated, when, when[dated].min() if dated.any() else 0.0)
    rows = np.lexsort((item, number, when, dated, person))
    person, when, dated, number, item = person[rows], when[rows], dated[rows], number[rows], item[rows]
    new_person = _changes(person)
    new_basket = new_person | _changes(dated) | _changes(when) | _changes(number)
    kept = new_basket | _changes(item)
    basket_of_line = np.cumsum(new_basket)[kept] - 1
    baskets_each = np.bincount(np.cumsum(new_person)[new_basket] - 1) if len(person) else np.zeros(0, np.int64)
    lines_each = np.bincount(basket_of_line) if len(person) else np.zeros(0, np.int64)
    start = _starts(baskets_each)
    day = when[new_basket] if timed else np.arange(len(lines_each)) - np.repeat(start[:-1], baskets_each)
    return Histories(
        person[new_person], start, _starts(lines_each), item[kept].astype(np.int32), day.astype(np.float64),
        item_count, timed,
    )  # fmt: skip


def _changes(column: NDArray[Any]) -> NDArray[np.bool_]:
    """True where a value differs from the one before; the first always does."""
    return np.concatenate((np.ones(min(len(column), 1), dtype=bool), column[1:] != column[:-1]))


def _starts(sizes: NDArray[Any]) -> Integers:
    return np.concatenate((np.zeros(1, dtype=np.int64), np.cumsum(sizes, dtype=np.int64)))


def _whole(name: str, values: NDArray[Any]) -> Integers:
    array = np.asarray(values)
    if array.ndim != 1:
        raise ValueError(f"histories: {name} has {array.ndim} dimensions; it must be a plain list of numbers")
    if array.size and not np.issubdtype(array.dtype, np.integer):
        raise ValueError(f"histories: {name} holds {array.dtype}; it must hold whole numbers")
    return array.astype(np.int64, copy=False)


def _days(values: NDArray[Any]) -> Days:
    array = np.asarray(values)
    if array.dtype.kind == "M":
        raise ValueError("histories: day holds dates; give them as numbers of days")
    when = array.astype(np.float64)
    if np.isinf(when).any():
        raise ValueError(f"histories: day {int(np.flatnonzero(np.isinf(when))[0])} is endless; it must be a number")
    return when


def _check(person: Integers, when: Days, number: Integers, item: Integers, item_count: int) -> None:
    lengths = {"person": len(person), "day": len(when), "order": len(number), "item": len(item)}
    if len(set(lengths.values())) > 1:
        raise ValueError(f"histories: columns of different length: {lengths}; each line needs one of each")
    if len(item) and not 0 <= item.min() <= item.max() < item_count:
        raise ValueError(
            f"histories: items run from {item.min()} to {item.max()}; they must lie in 0 … {item_count - 1}"
        )
    if len(person) and person.min() < -1:
        raise ValueError(f"histories: person {person.min()} is below -1, which stands for a guest")
