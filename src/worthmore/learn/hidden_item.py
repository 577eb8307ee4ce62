"""Can it be told what else was in the basket? One item is hidden, all others are ranked, and its place is looked up."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from worthmore.learn.baskets import GUEST, Baskets
from worthmore.learn.completing import Completing
from worthmore.learn.evaluation.intervals import Interval

AT_ONCE = 10_000_000  # scores held in memory


@dataclass(frozen=True, eq=False)
class HiddenItems:
    """Of each case what the basket still `held`, what is `hidden`, and whose it is (see `persons_of`)."""

    held: list[NDArray[np.int32]]
    hidden: NDArray[np.int32]
    persons: NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.hidden)

    def take(self, which: NDArray[Any]) -> HiddenItems:
        """Some of the cases, by their numbers."""
        return HiddenItems([self.held[case] for case in which.tolist()], self.hidden[which], self.persons[which])


def persons_of(baskets: Baskets) -> NDArray[np.int64]:
    """A number for each basket that is the same for baskets of one person; every guest basket has its own, below -1."""
    return np.where(baskets.buyer == GUEST, -2 - np.arange(baskets.count), baskets.buyer)


def together(parts: Sequence[HiddenItems]) -> HiddenItems:
    """All cases of several, of the same baskets."""
    held = [one for part in parts for one in part.held]
    hidden = np.concatenate([part.hidden for part in parts])
    return HiddenItems(held, hidden, np.concatenate([part.persons for part in parts]))


def hide_one(
    baskets: Baskets, among: NDArray[np.bool_], dice: np.random.Generator, most: int, item_known: NDArray[np.bool_]
) -> HiddenItems:
    """One item each of at most `most` baskets, drawn from those marked by `among` with two known items or more.

    `item_known` tells which items the model can know; the rest is left out of the baskets, as in all published figures.
    """
    kept = np.repeat(among, np.diff(baskets.start)) & item_known[baskets.item]
    basket = np.repeat(np.arange(baskets.count), np.diff(baskets.start))[kept]
    item, start = baskets.item[kept], np.searchsorted(basket, np.arange(baskets.count + 1))
    able = np.flatnonzero(np.diff(start) >= 2)
    drawn = np.sort(dice.choice(able, min(most, len(able)), replace=False)) if len(able) else able
    place = start[drawn] + dice.integers(0, np.maximum(np.diff(start)[drawn], 1))
    held = [
        np.delete(item[start[one] : start[one + 1]], at - start[one])
        for one, at in zip(drawn.tolist(), place.tolist(), strict=True)
    ]
    return HiddenItems(held, item[place], persons_of(baskets)[drawn])


def places(model: Completing, cases: HiddenItems, popularity: Sequence[float] | None = None) -> NDArray[np.int64]:
    """How many items stand before the hidden one: (cases,), or one row for each of several weights of popularity.

    What is in the basket is not ranked. Of items with the same score half count as standing before it.
    """
    several = [model.popularity] if popularity is None else popularity
    found = np.empty((len(several), len(cases)), dtype=np.int64)
    for first, last in _parts(len(cases), len(model.share_)):
        some = cases.take(np.arange(first, last))
        plain = model.scores_of(some.held) - model.popularity * np.maximum(model.share_, 0)
        for row, weight in enumerate(several):
            found[row, first:last] = places_in(plain + weight * np.maximum(model.share_, 0), some)
    return found[0] if popularity is None else found


def places_in(scores: NDArray[Any], cases: HiddenItems) -> NDArray[np.int64]:
    """The same from scores, cases × items; these are written to."""
    for row, held in enumerate(cases.held):
        scores[row, held] = -np.inf
    own = scores[np.arange(len(cases)), cases.hidden][:, None]
    before: NDArray[np.int64] = (scores > own).sum(axis=1) + ((scores == own).sum(axis=1) - 1) // 2
    return before


def places_by_popularity(share: NDArray[Any], cases: HiddenItems) -> NDArray[np.int64]:
    """The same for the same best sellers beside every basket."""
    parts = [cases.take(np.arange(first, last)) for first, last in _parts(len(cases), len(share))]
    found = [places_in(np.tile(share, (len(some), 1)), some) for some in parts]
    return np.concatenate([np.empty(0, dtype=np.int64), *found])


def intervals_over_persons(
    columns: NDArray[Any], persons: NDArray[np.int64], dice: np.random.Generator, draws: int = 1000
) -> list[Interval]:
    """The mean of each column of cases × metrics with its 95 % interval: a percentile bootstrap that draws persons.

    The cases of one person hang together and are drawn together; `Interval.persons` says how many persons there are.
    """
    _, person = np.unique(persons, return_inverse=True)
    cases = np.bincount(person)
    if not len(cases):
        return [Interval(np.nan, np.nan, np.nan, 0)] * columns.shape[1]
    sums = np.stack([np.bincount(person, column, len(cases)) for column in np.asarray(columns, dtype=np.float64).T])
    times = np.stack(
        [np.bincount(dice.integers(0, len(cases), len(cases)), minlength=len(cases)) for _ in range(draws)]
    )
    low, high = np.quantile((times @ sums.T) / (times @ cases)[:, None], [0.025, 0.975], axis=0)
    means = sums.sum(axis=1) / cases.sum()
    rows = zip(means.tolist(), low.tolist(), high.tolist(), strict=True)
    return [Interval(mean, least, most, len(cases)) for mean, least, most in rows]


def _parts(cases: int, items: int) -> Iterator[tuple[int, int]]:
    size = max(AT_ONCE // max(items, 1), 1)
    for first in range(0, cases, size):
        yield first, min(first + size, cases)
