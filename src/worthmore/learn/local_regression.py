"""One small regression an item: how much each of its nearest foretells it."""

from __future__ import annotations

from typing import Any

import numpy as np

from worthmore.learn.compiling import in_threads, inner, outer
from worthmore.learn.near import Floats, Near, Whole


def regress(near: Near, ridge: float, used: int) -> tuple[Whole, Floats]:
    """For each item the weights by which its `used` nearest foretell it: (items, used) others and weights.

    The ridge regression of the item's baskets on those of its nearest, each solved by itself (Steck 2019's EASE with
    all other items but the nearest left out, which on real shops loses nothing and costs a thousandth).
    """
    items, kept = near.other.shape
    used = min(used, kept)
    weights = np.zeros((items, used), dtype=np.float32)
    if used:
        in_threads(_regress, items, near.other, near.together, near.alone, float(ridge), weights)
    return near.other[:, :used], weights


@outer
def _regress(first: int, last: int, other: Any, together: Any, alone: Any, ridge: Any, weights: Any) -> None:
    used = weights.shape[1]
    place_of, table, solved = np.full(len(alone), -1, dtype=np.int32), np.empty((used, used)), np.empty(used)
    for item in range(first, last):
        count = 0
        while count < used and other[item, count] >= 0:
            place_of[other[item, count]] = count
            count += 1
        raised = 0.0
        while True:
            _set_out(item, count, place_of, other, together, table, solved)
            for row in range(count):
                table[row, row] = (alone[other[item, row]] + ridge) * (1 + raised)
            if _solve(table, solved, count):
                break
            raised = 2 * raised + 0.05  # pairs that were not kept count as nothing, which can tip a table over
        for row in range(count):
            weights[item, row] = solved[row]
            place_of[other[item, row]] = -1


@inner
def _set_out(item: Any, count: Any, place_of: Any, other: Any, together: Any, table: Any, right: Any) -> None:
    """What the chosen of one item share with each other, as far as it was kept, and with the item itself."""
    for row in range(count):
        right[row] = together[item, row]
        for column in range(count):
            table[row, column] = 0
    for row in range(count):
        near = other[item, row]
        for place in range(other.shape[1]):
            if other[near, place] < 0:
                break
            column = place_of[other[near, place]]
            if column >= 0:
                table[row, column] = together[near, place]
                table[column, row] = together[near, place]


@inner
def _solve(table: Any, right: Any, size: Any) -> Any:
    """Eliminate in the upper half of a symmetric table, then substitute backwards: the answer is left in `right`.

    False when the table is not positive definite.
    """
    for pivot in range(size):
        if not table[pivot, pivot] > 1e-9:
            return False
        for row in range(pivot + 1, size):
            factor = table[pivot, row] / table[pivot, pivot]
            if factor != 0:
                right[row] -= factor * right[pivot]
                for column in range(row, size):
                    table[row, column] -= factor * table[pivot, column]
    for row in range(size - 1, -1, -1):
        for column in range(row + 1, size):
            right[row] -= table[row, column] * right[column]
        right[row] /= table[row, row]
    return True
