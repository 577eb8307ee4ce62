"""The field's metrics of a ranked list, one number a person.

All take `hit`: persons × places, True where the list names something wanted, best place first; and `wanted`: how many
items each person really took. A person who took nothing has NaN, never 0: nothing could be right or wrong.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import numpy as np
from numpy.typing import NDArray

Values = NDArray[np.float64]
Hits = NDArray[np.bool_]
Counts = NDArray[np.int64]


class Ideal(StrEnum):
    """What a perfect list is in NDCG; papers differ, and figures of one kind cannot be compared with the other."""

    CUT = "cut"  # the best list of k places: one can reach 1 (DNNTSP, Sets2Sets)
    WHOLE = "whole"  # the whole wanted basket, however long: one cannot reach 1 when it is longer than k (TIFU-KNN)


@dataclass(frozen=True, eq=False)
class Wanted:
    """What each person really took: person p the distinct items `item[start[p]:start[p + 1]]`."""

    start: Counts
    item: NDArray[np.int32]

    @property
    def sizes(self) -> Counts:
        """How many items each person took."""
        return np.diff(self.start)

    @property
    def person(self) -> Counts:
        """Of every item, whose it is."""
        return np.repeat(np.arange(len(self.sizes)), self.sizes)

    def only(self, kept: NDArray[np.bool_]) -> Wanted:
        """Only some of the items; persons stay, with nothing where nothing is left."""
        count = np.bincount(self.person[kept], minlength=len(self.sizes))
        return Wanted(np.concatenate(([0], np.cumsum(count))), self.item[kept])


def hits(ranked: NDArray[Any], wanted: Wanted) -> Hits:
    """Which places of each list name something wanted; `ranked` is persons × places of items, -1 for an empty place.

    Raises ValueError when lists and persons differ in number, or when a list names an item twice.
    """
    ranked = np.asarray(ranked, dtype=np.int64)
    if ranked.ndim != 2 or len(ranked) != len(wanted.sizes):
        raise ValueError(f"hits: lists have the shape {ranked.shape}; there are {len(wanted.sizes)} persons")
    items = int(max(ranked.max(initial=0), wanted.item.max(initial=0))) + 1
    place = np.arange(len(ranked))[:, None] * items + ranked
    _check_distinct(np.where(ranked >= 0, place, -1 - np.arange(ranked.size).reshape(ranked.shape)))
    taken = np.sort(wanted.person * items + wanted.item)
    return (ranked >= 0) & _among(place, taken)


def recall(hit: Hits, wanted: Counts) -> Values:
    """The share of what was wanted that the list names."""
    return _share(hit.sum(axis=1), wanted)


def precision(hit: Hits, wanted: Counts) -> Values:
    """The share of the list's places that name something wanted; empty places count as wrong."""
    return np.where(wanted > 0, hit.mean(axis=1) if hit.shape[1] else 0.0, np.nan)


def has_hit(hit: Hits, wanted: Counts) -> Values:
    """One where the list names at least one wanted item; the mean is PHR, the personal hit ratio."""
    return np.where(wanted > 0, hit.any(axis=1).astype(np.float64), np.nan)


def reciprocal_rank(hit: Hits, wanted: Counts) -> Values:
    """One over the place of the first hit, 0 without one; the mean is MRR."""
    if not hit.shape[1]:
        return np.where(wanted > 0, 0.0, np.nan)
    first = np.where(hit.any(axis=1), 1.0 / (1.0 + hit.argmax(axis=1)), 0.0)
    return np.where(wanted > 0, first, np.nan)


def ndcg(hit: Hits, wanted: Counts, ideal: Ideal) -> Values:
    """Normalised discounted cumulative gain, every hit worth 1 ÷ log2(place + 1)."""
    gain = (hit / np.log2(np.arange(2, hit.shape[1] + 2))).sum(axis=1)
    longest = np.minimum(wanted, hit.shape[1]) if ideal is Ideal.CUT else np.asarray(wanted)
    perfect = np.concatenate(([0.0], np.cumsum(1.0 / np.log2(np.arange(2, longest.max(initial=0) + 2)))))
    return _share(gain, perfect[longest])


def worth_recall(ranked: NDArray[Any], hit: Hits, wanted: Wanted, worth: NDArray[Any]) -> Values:
    """The share of the wanted basket's worth that the list names: recall weighted by price or margin.

    `worth` is one amount an item. Items of no or unknown (NaN) or negative worth count nothing.
    """
    amount = np.nan_to_num(np.maximum(np.asarray(worth, dtype=np.float64), 0.0))
    named = np.where(hit, amount[np.maximum(ranked, 0)], 0.0).sum(axis=1)
    total = np.bincount(wanted.person, amount[wanted.item], minlength=len(wanted.sizes))
    return _share(named, total)


def _share(part: NDArray[Any], whole: NDArray[Any]) -> Values:
    share = np.full(len(part), np.nan)
    np.divide(part, whole, out=share, where=np.asarray(whole) > 0)
    return share


def _among(keys: NDArray[Any], ascending: NDArray[Any]) -> Hits:
    if not len(ascending):
        return np.zeros(keys.shape, dtype=bool)
    place = np.minimum(np.searchsorted(ascending, keys), len(ascending) - 1)
    found: Hits = ascending[place] == keys
    return found


def _check_distinct(keys: NDArray[Any]) -> None:
    rows = np.sort(keys, axis=1)
    twice = np.flatnonzero((rows[:, 1:] == rows[:, :-1]).any(axis=1))
    if len(twice):
        raise ValueError(f"hits: list {twice[0]} names an item twice")
