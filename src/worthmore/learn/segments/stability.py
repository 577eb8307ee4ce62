"""Whether segments hold: who stays in theirs from one month to the next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from worthmore.learn.segments.customers import Integers

Assigned = tuple[Integers, NDArray[Any]]
"""People in ascending order, and the segment of each."""


@dataclass(frozen=True, slots=True)
class Stability:
    """Of the people who are in both: the share who stayed, and the adjusted Rand index (Hubert & Arabie 1985): 1 when
    nobody moved, 0 when segments say no more of each other than chance. Both None without anybody to compare."""

    people: int
    staying: float | None
    adjusted_rand: float | None


def stability(before: Assigned, after: Assigned) -> Stability:
    """Two assignments of people to segments compared; people in only one of them are left out."""
    _, one, other = np.intersect1d(before[0], after[0], return_indices=True)
    if not len(one):
        return Stability(0, None, None)
    old, new = np.asarray(before[1])[one], np.asarray(after[1])[other]
    return Stability(len(one), float((old == new).mean()), _adjusted_rand(old, new))


def over_time(assigned: Sequence[Assigned]) -> list[Stability]:
    """Each assignment compared with the one before it."""
    return [stability(before, after) for before, after in pairwise(assigned)]


def _adjusted_rand(old: NDArray[Any], new: NDArray[Any]) -> float:
    _, rows = np.unique(old, return_inverse=True)
    _, columns = np.unique(new, return_inverse=True)
    table = np.bincount(rows * (columns.max() + 1) + columns).astype(np.float64)
    both, ones, others = (_pairs(counts) for counts in (table, np.bincount(rows), np.bincount(columns)))
    chance = ones * others / max(_pairs(np.array([len(rows)])), 1.0)
    most = (ones + others) / 2.0
    return 1.0 if most == chance else float((both - chance) / (most - chance))


def _pairs(counts: NDArray[Any]) -> float:
    numbers = counts.astype(np.float64)
    return float((numbers * (numbers - 1.0) / 2.0).sum())
