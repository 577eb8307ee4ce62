"""The best few of many scores, with ties always broken the same way.

Personal frequencies are full of ties, and the order among them moves recall at ten by more than a tenth: an order that
depends on a library's sorting is not a measurement. Here equal scores stand by a second score where one is given, and
then by the item's number, smaller first.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

NOTHING = -1
"""Stands where a list is shorter than what was asked for."""


def best(scores: NDArray[Any], count: int, second: NDArray[Any] | None = None) -> NDArray[np.int32]:
    """The places of the `count` highest scores of every row, best first: rows × count, filled up with -1.

    `scores` is rows × items; what is NaN or -inf is never among the best. `second` is one number an
    item or one a score.
    """
    scores = np.asarray(scores)
    if scores.ndim != 2:
        raise ValueError(f"best: scores have {scores.ndim} dimensions; they must be rows × items")
    if count < 1:
        raise ValueError(f"best: count is {count}; it must be at least 1")
    first = np.where(np.isnan(scores), -np.inf, scores)
    order = np.argsort(-first, axis=1, kind="stable") if second is None else _by_two(first, second)
    found = np.full((len(scores), count), NOTHING, dtype=np.int32)
    kept = order[:, :count]
    usable = np.take_along_axis(first, kept, axis=1) > -np.inf
    found[:, : kept.shape[1]] = np.where(usable, kept, NOTHING)
    return found


def _by_two(first: NDArray[Any], second: NDArray[Any]) -> NDArray[Any]:
    beside = np.broadcast_to(np.nan_to_num(np.asarray(second, dtype=np.float64), nan=-np.inf), first.shape)
    return np.lexsort((-beside, -first), axis=1)
