"""The people most like a person, and what they hold: exact, a row at a time, in compiled loops.

Rows are sparse. For one query all rows that share an item are walked through the inverted lists, so the cost is what is
shared and not rows × items; one dense scratch of rows and one of items is all that is held.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from enum import IntEnum
from typing import Any

import numba
import numpy as np
from numpy.typing import NDArray
from scipy import sparse

BLOCK = 256  # queries a thread takes at a time

Rows = Any  # a sparse matrix of scipy, which has no types
Scores = NDArray[np.float32]


class Likeness(IntEnum):
    """How two rows are compared."""

    EUCLIDEAN = 0  # the nearest points; rows that share nothing can be near when both are small
    ASYMMETRIC = 1  # shared ÷ |one|^(2a) · |other|^(2 - 2a), after Aiolli 2013


def compiled(function: Callable[..., Any]) -> Callable[..., Any]:
    """Compile, keeping the result on disk where there is a place to keep it."""
    try:
        kernel: Callable[..., Any] = numba.njit(function, nogil=True, error_model="numpy", cache=True)
    except RuntimeError:  # neither this folder nor the user's own cache can be written: compile anew each time
        kernel = numba.njit(function, nogil=True, error_model="numpy")
    return kernel


def unsigned(array: NDArray[Any]) -> NDArray[Any]:
    """The same numbers as ones without a sign: a signed place is asked each time whether it counts from the end."""
    return np.ascontiguousarray(array).view(f"u{array.dtype.itemsize}")


@compiled
def _liken(row: Any, query: Any, inverted: Any, norms: Any, power: Any, likeness: Any) -> None:
    """Fill `likeness` with how like every row is to one query; more is nearer."""
    q_start, q_item, q_value, q_norm = query
    start, holder, value = inverted
    likeness[:] = 0.0
    for place in range(q_start[row], q_start[row + 1]):
        one, amount = q_item[place], q_value[place]
        for at in range(start[one], start[one + 1]):
            likeness[holder[at]] += amount * value[at]
    if power < 0.0:
        for other in range(len(likeness)):
            likeness[other] = 2.0 * likeness[other] - norms[other]
        return
    mine = q_norm[row] ** power
    for other in range(len(likeness)):
        if likeness[other] > 0.0:
            likeness[other] /= mine * norms[other] ** (1.0 - power)


@compiled
def _sum_rows(likeness: Any, least: Any, count: Any, rows: Any, power: Any, into: Any) -> None:
    """Add the rows above `least`, and as many at it as fill up `count` (the first in order), each with its weight."""
    start, item, value, exponent = rows
    room = count
    for other in range(len(likeness)):
        if likeness[other] > least:
            room -= 1
    for other in range(len(likeness)):
        weight = likeness[other]
        if weight < least or (power >= 0.0 and weight <= 0.0):
            continue
        if weight == least:
            if room <= 0:
                continue
            room -= 1
        share = weight**exponent if power >= 0.0 else 1.0 / count
        for at in range(start[other], start[other + 1]):
            into[item[at]] += share * value[at]


@compiled
def _block(first: Any, last: Any, query: Any, inverted: Any, rows: Any, settings: Any, out: Any) -> None:
    norms, power, count = settings
    likeness = np.zeros(len(norms))
    for row in range(first, last):
        _liken(row, query, inverted, norms, power, likeness)
        least = -np.inf
        if count < len(likeness):
            least = np.partition(likeness, len(likeness) - count)[len(likeness) - count]
        _sum_rows(likeness, least, min(count, len(likeness)), rows, power, out[row - first])


def neighbour_sums(
    queries: Rows, rows: Rows, count: int, likeness: Likeness, power: float = 0.5, exponent: float = 1.0
) -> Callable[[int, int], Scores]:
    """A function (first, last) → what the `count` nearest rows of those queries hold, queries × items.

    Euclidean: the mean of the nearest rows. Asymmetric: their sum, each weighted by its likeness to the power
    `exponent`. Rows at equal likeness: the first in order. A query that is itself a row is its own nearest row.
    """
    queries, rows = _plain(queries), _plain(rows)
    inverted = _plain(rows.T.tocsr())
    norms = np.asarray(rows.multiply(rows).sum(axis=1), dtype=np.float64).ravel()
    q_norms = np.asarray(queries.multiply(queries).sum(axis=1), dtype=np.float64).ravel()
    power = -1.0 if likeness is Likeness.EUCLIDEAN else float(power)
    query = (queries.indptr, queries.indices, queries.data, q_norms)
    data = (query, (inverted.indptr, inverted.indices, inverted.data), _triple(rows, exponent))

    def block(first: int, last: int) -> Scores:
        out = np.zeros((last - first, rows.shape[1]), dtype=np.float32)
        if rows.shape[0]:
            _block(first, last, *data, (norms, power, int(count)), out)
        return out

    return block


def in_blocks(count: int, work: Callable[[int, int], Any], threads: int | None = None, size: int = BLOCK) -> list[Any]:
    """`work(first, last)` for every block of queries, on several threads, in order."""
    bounds = list(range(0, count, size))
    with ThreadPoolExecutor(threads or min(4, os.cpu_count() or 1)) as pool:
        return list(pool.map(work, bounds, [*bounds[1:], count][: len(bounds)]))


def _triple(rows: Rows, exponent: float) -> tuple[Any, ...]:
    return (rows.indptr, rows.indices, rows.data, float(exponent))


def _plain(matrix: Rows) -> Rows:
    """One layout of numbers for the compiled loops."""
    plain = sparse.csr_matrix(matrix, dtype=np.float32)
    plain.sum_duplicates()
    plain.indptr, plain.indices = plain.indptr.astype(np.int64), plain.indices.astype(np.int32)
    return plain
