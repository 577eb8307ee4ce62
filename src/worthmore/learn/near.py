"""The compiled part of basket completion: which items stand near each other, and one small regression an item.

Near means: in the same baskets, weighted, or alike in features such as the words of the name. Only the nearest of each
item are kept, so memory grows with the items and not with the pairs.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

import numba
import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray

CHUNK = 256  # items a thread takes at a time
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


def nearest(lines: sp.csr_matrix, weight: Floats, features: sp.csr_matrix, likeness: float, kept: int) -> Near:
    """The `kept` nearest of each item, by the cosine of what they share.

    `lines` (baskets × items) says what was in which basket, `weight` (baskets,) what each basket counts; `features`
    (items × features) has rows of length one or of nothing, and full likeness counts as `likeness` baskets.
    """
    items = lines.shape[1]
    kept = max(min(kept, items - 1), 0)
    by_item, by_feature = sp.csc_matrix(lines), sp.csc_matrix(features)
    described = np.diff(features.indptr) > 0
    alone = (np.asarray(lines.T @ weight).ravel() + likeness * described).astype(np.float32)
    other = np.full((items, kept), -1, dtype=np.int32)
    together = np.zeros((items, kept), dtype=np.float32)
    arguments = (
        (by_item.indptr, by_item.indices, lines.indptr, lines.indices, weight.astype(np.float32)),
        (features.indptr, features.indices, features.data.astype(np.float32)),
        (by_feature.indptr, by_feature.indices, by_feature.data.astype(np.float32)),
        np.float32(likeness),
        alone,
        other,
        together,
    )
    if kept:
        _in_threads(_nearest, items, arguments)
    return Near(other, together, alone)


def regress(near: Near, ridge: float, used: int) -> tuple[Whole, Floats]:
    """For each item the weights by which its `used` nearest foretell it: (items, used) others and weights.

    The ridge regression of the item's baskets on those of its nearest, each solved by itself (Steck 2019's EASE with
    all other items but the nearest left out, which on real shops loses nothing and costs a thousandth).
    """
    items, kept = near.other.shape
    used = min(used, kept)
    weights = np.zeros((items, used), dtype=np.float32)
    if used:
        _in_threads(_regress, items, (near.other, near.together, near.alone, np.float64(ridge), weights))
    return near.other[:, :used], weights


def _in_threads(kernel: Callable[..., None], items: int, arguments: tuple[Any, ...]) -> None:
    def parts() -> Iterator[tuple[int, int]]:
        for start in range(0, items, CHUNK):
            yield start, min(start + CHUNK, items)

    with ThreadPoolExecutor(os.cpu_count() or 1) as threads:
        for done in [threads.submit(kernel, first, last, *arguments) for first, last in parts()]:
            done.result()


@numba.njit(nogil=True, cache=True)
def _nearest(  # noqa: PLR0913
    first: int,
    last: int,
    lines: Any,
    features: Any,
    by_feature: Any,
    likeness: float,
    alone: Floats,
    other: Whole,
    together: Floats,
) -> None:
    item_start, item_basket, basket_start, basket_item, weight = lines
    own_start, own_feature, own_value = features
    feature_start, feature_item, feature_value = by_feature
    kept = other.shape[1]
    sums = np.zeros(len(alone), dtype=np.float32)
    touched, seen_by = np.empty(len(alone), dtype=np.int32), np.full(len(alone), -1, dtype=np.int64)
    for item in range(first, last):
        count = 0
        for place in range(item_start[item], item_start[item + 1]):
            basket = item_basket[place]
            for line in range(basket_start[basket], basket_start[basket + 1]):
                found = basket_item[line]
                if seen_by[found] != item:
                    seen_by[found] = item
                    touched[count] = found
                    count += 1
                sums[found] += weight[basket]
        for place in range(own_start[item], own_start[item + 1]):
            feature, scale = own_feature[place], likeness * own_value[place]
            for line in range(feature_start[feature], feature_start[feature + 1]):
                found = feature_item[line]
                if seen_by[found] != item:
                    seen_by[found] = item
                    touched[count] = found
                    count += 1
                sums[found] += scale * feature_value[line]
        scores = np.zeros(count, dtype=np.float32)
        for place in range(count):
            found = touched[place]
            if found != item:
                scores[place] = sums[found] / np.sqrt(alone[found])
        best = np.argsort(-scores, kind="mergesort")[: min(kept, count)] if count <= 4 * kept else _best(scores, kept)
        for rank in range(len(best)):
            if scores[best[rank]] > 0:
                other[item, rank] = touched[best[rank]]
                together[item, rank] = sums[touched[best[rank]]]
        for place in range(count):
            sums[touched[place]] = 0


@numba.njit(nogil=True, cache=True)
def _best(scores: Floats, kept: int) -> Any:
    """The places of the `kept` highest scores, highest first; of equals the earlier."""
    least = -np.partition(-scores, kept - 1)[kept - 1]
    places = np.empty(kept, dtype=np.int64)
    count = 0
    for place in range(len(scores)):
        if scores[place] > least:
            places[count] = place
            count += 1
    for place in range(len(scores)):
        if count < kept and scores[place] == least:
            places[count] = place
            count += 1
    places = np.sort(places[:count])
    return places[np.argsort(-scores[places], kind="mergesort")]


@numba.njit(nogil=True, cache=True)
def _regress(
    first: int, last: int, other: Whole, together: Floats, alone: Floats, ridge: float, weights: Floats
) -> None:
    used, kept = weights.shape[1], other.shape[1]
    place_of = np.full(len(alone), -1, dtype=np.int32)
    for item in range(first, last):
        count = 0
        while count < used and other[item, count] >= 0:
            place_of[other[item, count]] = count
            count += 1
        table = np.zeros((count, count))
        for row in range(count):
            near = other[item, row]
            table[row, row] = alone[near] + ridge
            for place in range(kept):
                found = other[near, place]
                if found < 0:
                    break
                column = place_of[found]
                if column >= 0:
                    table[row, column] = together[near, place]
                    table[column, row] = together[near, place]
        solved = _solved(table, together[item, :count])
        for row in range(count):
            weights[item, row] = solved[row]
            place_of[other[item, row]] = -1


@numba.njit(nogil=True, cache=True)
def _solved(table: Any, right: Any) -> Any:
    """Solve by Cholesky, in place. Pairs that were not kept count as nothing, which can tip a table over: then the
    diagonal is raised until it stands."""
    size = len(right)
    diagonal = np.empty(size)
    for row in range(size):
        diagonal[row] = table[row, row]
    raised = 0.0
    while True:
        lower = np.zeros((size, size))
        stands = True
        for row in range(size):
            for column in range(row + 1):
                rest = table[row, column] if row != column else diagonal[row] * (1 + raised)
                for inner in range(column):
                    rest -= lower[row, inner] * lower[column, inner]
                if row != column:
                    lower[row, column] = rest / lower[column, column]
                elif rest > 1e-9:
                    lower[row, row] = np.sqrt(rest)
                else:
                    stands = False
                    break
            if not stands:
                break
        if stands:
            break
        raised = 2 * raised + 0.05
    solved = np.empty(size)
    for row in range(size):
        rest = float(right[row])
        for inner in range(row):
            rest -= lower[row, inner] * solved[inner]
        solved[row] = rest / lower[row, row]
    for row in range(size - 1, -1, -1):
        rest = solved[row]
        for inner in range(row + 1, size):
            rest -= lower[inner, row] * solved[inner]
        solved[row] = rest / lower[row, row]
    return solved
