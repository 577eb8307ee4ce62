"""The compiled part of basket completion: which items stand near each other, and one small regression an item.

Near means: in the same baskets, weighted, or alike in features such as the words of the name. Only the nearest of each
item are kept, so memory grows with the items and not with the pairs.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray

from worthmore.learn.compiling import in_threads, inner, outer

Floats = NDArray[np.float32]
Whole = NDArray[np.int32]


@dataclass(frozen=True, eq=False)
class Near:
    """The nearest of each item, nearest first: arrays of shape (items, kept), -1 and 0 where there are fewer.

    `together` is the weight of their common baskets plus their likeness; `alone` (items,) the same of an item itself.
    """

    other: Whole
    together: Floats
    alone: Floats


def nearest(lines: sp.csr_matrix, weight: NDArray[Any], features: sp.csr_matrix, likeness: float, kept: int) -> Near:
    """The `kept` nearest of each item, by the cosine of what they share; of equals the smaller number first.

    `lines` (baskets × items) says what was in which basket, `weight` (baskets,) what each basket counts, above 0;
    `features` (items × features) has rows of length one or of nothing and no value below 0. Full likeness counts as
    `likeness`, in the unit of the weights.
    """
    items = lines.shape[1]
    kept = max(min(kept, items - 1), 0)
    alone = (np.asarray(lines.T @ weight).ravel() + likeness * (np.diff(features.indptr) > 0)).astype(np.float32)
    found = Near(np.full((items, kept), -1, dtype=np.int32), np.zeros((items, kept), dtype=np.float32), alone)
    described = features if likeness > 0 else sp.csr_matrix((items, 0), dtype=np.float32)
    if kept:
        scale = 1 / np.sqrt(np.maximum(alone, np.float32(1e-12)))
        weighed = (both_ways(lines), np.asarray(weight, dtype=np.float32))
        alike = (both_ways(described), np.float32(likeness))
        in_threads(_nearest, items, weighed, alike, scale, found.other, found.together)
    return found


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


def both_ways(table: sp.csr_matrix) -> tuple[Any, ...]:
    """A table by columns and by rows: starts, numbers and values of each, in the types the compiled code knows."""
    columns = sp.csc_matrix(table)
    parts = (part for one in (columns, table) for part in (one.indptr, one.indices, one.data))
    types = (np.int64, np.int32, np.float32) * 2
    return tuple(np.ascontiguousarray(part, dtype=kind) for part, kind in zip(parts, types, strict=True))


@outer
def _nearest(first: int, last: int, lines: Any, features: Any, scale: Any, other: Any, together: Any) -> None:
    sums, met = np.zeros(len(scale), dtype=np.float32), np.empty(len(scale), dtype=np.int32)
    for item in range(first, last):
        count = _meet_in_baskets(item, lines, sums, met)
        count = _meet_alike(item, features, sums, met, count)
        sums[item] = 0
        _keep_nearest(met, count, sums, scale, other[item], together[item])
        for place in range(count):
            sums[met[place]] = 0


@inner
def _meet_in_baskets(item: Any, lines: Any, sums: Any, met: Any) -> Any:
    """Add up in `sums` how much the baskets of one item weigh that hold each other; list the others in `met`."""
    (item_start, basket_of, _, basket_start, held, _), weight = lines
    count = 0
    for place in range(item_start[item], item_start[item + 1]):
        basket = basket_of[place]
        for line in range(basket_start[basket], basket_start[basket + 1]):
            count = _meet(held[line], weight[basket], sums, met, count)
    return count


@inner
def _meet_alike(item: Any, features: Any, sums: Any, met: Any, count: Any) -> Any:
    """Add to `sums` how alike others are; list in `met` those not met before."""
    (feature_start, described, value, item_start, feature_of, own), likeness = features
    for place in range(item_start[item], item_start[item + 1]):
        feature = feature_of[place]
        for line in range(feature_start[feature], feature_start[feature + 1]):
            count = _meet(described[line], likeness * own[place] * value[line], sums, met, count)
    return count


@inner
def _meet(found: Any, amount: Any, sums: Any, met: Any, count: Any) -> Any:
    if amount > 0:
        if sums[found] == 0:
            met[count] = found
            count += 1
        sums[found] += amount
    return count


@inner
def _keep_nearest(met: Any, count: Any, sums: Any, scale: Any, other: Any, together: Any) -> None:
    """Write the nearest of those met, nearest first; a heap whose top is the farthest finds them."""
    size = 0
    for place in range(count):
        found = met[place]
        score = sums[found] * scale[found]
        if score <= 0:
            continue
        if size < len(other):
            other[size], together[size] = found, score
            size += 1
            if size == len(other):
                _pile(other, together, size)
        elif _farther(together[0], other[0], score, found):
            other[0], together[0] = found, score
            _sink(other, together, 0, size)
    _pile(other, together, size)
    _put_in_order(other, together, size)
    for place in range(size):
        together[place] = sums[other[place]]


@inner
def _put_in_order(other: Any, score: Any, size: Any) -> None:
    for last in range(size - 1, 0, -1):
        other[0], other[last] = other[last], other[0]
        score[0], score[last] = score[last], score[0]
        _sink(other, score, 0, last)


@inner
def _pile(other: Any, score: Any, size: Any) -> None:
    for place in range(size // 2 - 1, -1, -1):
        _sink(other, score, place, size)


@inner
def _sink(other: Any, score: Any, place: Any, size: Any) -> None:
    """Let one sink until all below it are nearer."""
    while 2 * place + 1 < size:
        below = 2 * place + 1
        if below + 1 < size and _farther(score[below + 1], other[below + 1], score[below], other[below]):
            below += 1
        if not _farther(score[below], other[below], score[place], other[place]):
            return
        other[place], other[below] = other[below], other[place]
        score[place], score[below] = score[below], score[place]
        place = below


@inner
def _farther(one_score: Any, one: Any, other_score: Any, other: Any) -> Any:
    return one_score < other_score or (one_score == other_score and one > other)


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
