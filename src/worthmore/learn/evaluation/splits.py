"""What a model may know and what it is asked: the cut between them, and whether anything leaks across it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from worthmore.learn.evaluation.metrics import Wanted
from worthmore.learn.histories import Days, Histories, Integers


@dataclass(frozen=True, eq=False)
class Split:
    """`known` may be learned from; of each of `persons` (numbers) the basket bought at `at` is wanted.

    `leaks` says in plain words what the model may know that nobody knows when deciding; empty where nothing is.
    `at` is None where there are no days.
    """

    name: str
    known: Histories
    persons: Integers
    wanted: Wanted
    at: Days | None = None
    leaks: str = ""

    def bought_before(self, items: NDArray[np.integer]) -> NDArray[np.bool_]:
        """Of persons × places of items: whether that person bought that item before; never for an empty place."""
        return pairs_among(self.known, self.known.places(self.persons), items)

    def repeats(self) -> NDArray[np.bool_]:
        """Of every wanted item, whether its person bought it before."""
        place = self.known.places(self.persons)[self.wanted.person]
        return pairs_among(self.known, place, self.wanted.item[:, None])[:, 0]


def pairs_among(known: Histories, places: Integers, items: NDArray[np.integer]) -> NDArray[np.bool_]:
    """Whether the persons at `places` (-1: unknown) bought `items` (persons × any number of places, -1: none)."""
    held = np.unique(known.line_person * known.item_count + known.item)
    key = places[:, None] * known.item_count + items
    if not len(held):
        return np.zeros(key.shape, dtype=bool)
    place = np.minimum(np.searchsorted(held, key), len(held) - 1)
    found: NDArray[np.bool_] = (held[place] == key) & (items >= 0) & (places[:, None] >= 0)
    return found


def wanted_of(asked: Histories, persons: Integers) -> Wanted:
    """The items of the one basket each person has in `asked`; nothing for a person without."""
    places = asked.places(persons)
    lines = asked.line_start[asked.basket_start]
    sizes = np.where(places >= 0, np.diff(lines)[places] if asked.person_count else 0, 0)
    start = np.concatenate(([0], np.cumsum(sizes)))
    first = np.where(places >= 0, lines[places], 0) if asked.person_count else np.zeros(len(persons), dtype=np.int64)
    line = np.repeat(first - start[:-1], sizes) + np.arange(start[-1])
    return Wanted(start, asked.item[line])


def leave_last_out(histories: Histories, least: int = 3, name: str = "last basket of everybody") -> Split:
    """Everybody's newest basket is wanted, of persons with at least `least` baskets; the rest is known.

    What others bought later than a person's wanted basket is known too: with days, `by_time` is the stricter cut.
    """
    asked = last_baskets(histories, histories.baskets_each >= max(least, 2))
    return _split(name, histories.of_baskets(~asked), histories.of_baskets(asked))


def by_time(histories: Histories, day: float, until: float = np.inf, name: str = "by time") -> Split:
    """Everything before `day` is known; each known person's first basket from then on and before `until` is wanted."""
    if not histories.timed:
        raise ValueError("by_time: these histories have no days; use leave_last_out")
    before = histories.known_at(day)
    known = histories.of_baskets(before)
    later = ~before & (histories.day < until)
    rank: Integers = np.cumsum(later) - np.repeat(_counts_before(later, histories), histories.baskets_each)
    seen = np.isin(histories.person, known.person)[histories.basket_person]
    return _split(name, known, histories.of_baskets(later & (rank == 1) & seen))


def by_person(histories: Histories, folds: int, dice: np.random.Generator, least: int = 3) -> list[Split]:
    """The published user splits: the newest basket of one part of the persons is wanted, of all others it is known.

    Each person is asked once. Marked as leaking, because it is: what the others buy *later* is known.
    """
    part = dice.permutation(histories.person_count) % folds
    leak = "the newest baskets of the other persons, bought at the same time as the wanted ones, are known"
    able = histories.baskets_each >= max(least, 2)
    splits = []
    for fold in range(folds):
        asked = last_baskets(histories, able & (part == fold))
        name = f"persons, part {fold + 1} of {folds}"
        splits.append(_split(name, histories.of_baskets(~asked), histories.of_baskets(asked), leak))
    return splits


def given(name: str, known: Histories, asked: Histories, leaks: str = "") -> Split:
    """A published split: what is known, and one wanted basket for each person in `asked`."""
    if asked.person_count and asked.baskets_each.max() > 1:
        raise ValueError("given: a person has more than one wanted basket")
    return _split(name, known, asked, leaks)


def last_baskets(histories: Histories, of: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Which baskets are the newest of the persons marked by `of`."""
    last = np.zeros(histories.basket_count, dtype=bool)
    last[histories.basket_start[1:][of] - 1] = True
    return last


def _split(name: str, known: Histories, asked: Histories, leaks: str = "") -> Split:
    at = asked.day if asked.timed else None
    return Split(name, known, asked.person, wanted_of(asked, asked.person), at, leaks)


def _counts_before(flag: NDArray[np.bool_], histories: Histories) -> Integers:
    """How many flagged baskets stand before each person's first."""
    running = np.concatenate(([0], np.cumsum(flag)))
    counts: Integers = running[histories.basket_start[:-1]]
    return counts
