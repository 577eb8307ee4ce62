"""What the trees learn from: baskets the shop already knows are hidden, and asked for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from worthmore.learn.evaluation.splits import last_baskets, pairs_among
from worthmore.learn.histories import Days, Histories, Integers
from worthmore.learn.next_basket.candidates import Candidates
from worthmore.learn.next_basket.vectors import baskets_ago


class Hide(StrEnum):
    """Whose newest basket is hidden while learning; choose what real use will be like."""

    EVERYBODY = "everybody"  # nobody's next basket is known when deciding
    SOME = "some"  # the others' are known (published user splits): only of some persons, the rest is left in sight


@dataclass(frozen=True, eq=False)
class Lesson:
    """Histories with baskets hidden; the persons asked (places in `known`), when they came, and the basket they took.

    Person number q of those asked is the person at place q of `hidden`.
    """

    known: Histories
    places: Integers
    at: Days
    hidden: Histories


DEPTH = 8  # how many of a person's newest baskets may be asked for, one lesson each
THIN = 3
PARTS = 5  # in how many parts persons are hidden where the others' newest baskets stay in sight


def lessons(histories: Histories, hide: Hide, persons: int) -> Iterator[Lesson]:
    """Lessons until `persons` were asked. First everybody's newest basket, then the one before it, and so on.

    For a lesson on an older basket everything newer is hidden too, so that it is as it was then. A person keeps at
    least one basket. With `Hide.SOME` it is the newest basket of one part of the persons after the other.
    """
    asked = 0
    for turn in range(DEPTH if hide is Hide.EVERYBODY else PARTS):
        if asked >= persons:
            return
        one = _older(histories, turn + 1, persons - asked) if hide is Hide.EVERYBODY else _some(histories, turn)
        asked += len(one.places)
        if len(one.places):
            yield one


def _older(histories: Histories, depth: int, persons: int) -> Lesson:
    ago = baskets_ago(histories)
    left = np.repeat(histories.baskets_each, histories.baskets_each) - 1
    known = histories.of_baskets(ago >= np.minimum(depth, left))
    able = np.flatnonzero(histories.baskets_each >= depth + 1)
    numbers = histories.person[able[_evenly(len(able), persons)]]
    asked = np.repeat(np.isin(histories.person, numbers), histories.baskets_each)
    return _lesson(known, histories.of_baskets(asked & (ago == depth - 1)))


def _some(histories: Histories, part: int) -> Lesson:
    able = (histories.baskets_each >= 2) & (np.arange(histories.person_count) % PARTS == part)
    flag = last_baskets(histories, able)
    return _lesson(histories.of_baskets(~flag), histories.of_baskets(flag))


def _lesson(known: Histories, hidden: Histories) -> Lesson:
    return Lesson(known, known.places(hidden.person), hidden.day, hidden)


def answers(lesson: Lesson, found: Candidates) -> NDArray[np.bool_]:
    """Of every candidate, whether its person took it."""
    return pairs_among(lesson.hidden, found.asked, found.item[:, None])[:, 0]


def weights(lesson: Lesson, found: Candidates) -> NDArray[np.float64]:
    """A person weighs one over the root of the hidden basket's size: between counting persons and counting items."""
    sizes = np.diff(lesson.hidden.line_start)
    weight: NDArray[np.float64] = (1.0 / np.sqrt(sizes))[found.asked]
    return weight


def thinned(owned: NDArray[np.bool_], yes: NDArray[np.bool_]) -> tuple[Integers, NDArray[np.float64]]:
    """Which rows to learn from, and for how many each stands: of new items not taken every third is enough."""
    plenty = np.flatnonzero(~owned & ~yes)
    kept = owned | yes
    kept[plenty[::THIN]] = True
    counts = np.ones(len(kept))
    counts[plenty] = THIN
    return np.flatnonzero(kept), counts[kept]


def usual_gap(known: Histories) -> Days:
    """Of every person, how many days after the newest basket the next is expected: own mean, drawn to everybody's."""
    if not known.timed or not known.person_count:
        return np.zeros(known.person_count)
    newest, oldest = known.day[known.basket_start[1:] - 1], known.day[known.basket_start[:-1]]
    gaps = known.baskets_each - 1
    usual = (newest - oldest).sum() / max(int(gaps.sum()), 1)
    expected: Days = (newest - oldest + usual) / (gaps + 1.0)
    return expected


def _evenly(count: int, wanted: int) -> Integers:
    if count <= wanted:
        return np.arange(count)
    return np.linspace(0, count - 1, wanted).astype(np.int64)
