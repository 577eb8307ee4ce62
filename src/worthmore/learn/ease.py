"""EASE for catalogues small enough for a full table (Steck, Embarrassingly Shallow Autoencoders, WWW 2019).

The inverse of the Gram matrix is found in place and in single precision, through its Cholesky factor: a quarter of the
arithmetic of a general inverse in double precision, and one table in memory where that needs three or more.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar, Self

import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray
from scipy.linalg import lapack

from worthmore.learn.baskets import Baskets
from worthmore.learn.compiling import in_threads, outer
from worthmore.learn.completing import Completing, check_items, lines_of
from worthmore.learn.estimator import check_at_least
from worthmore.learn.near import both_ways
from worthmore.learn.weights import DenseWeights

Table = NDArray[np.float32]
BLOCK = 64


@dataclass
class Ease(Completing):
    """EASE as published: every basket counts one, `ridge` is in baskets. Memory: four bytes a pair of items."""

    ridge: float = 50.0

    kind: ClassVar[Any] = DenseWeights

    def fit(self, baskets: Baskets, offered: NDArray[np.bool_] | None = None) -> Self:
        """Learn from baskets. `offered` tells which items may be recommended at all (all, when left out)."""
        self._check_parameters()
        check_at_least("ridge", self.ridge, 1e-6)
        offered = np.ones(baskets.item_count, dtype=np.bool_) if offered is None else offered
        check_items("offered names", len(offered), baskets.item_count)
        weights = ease_weights(lines_of(baskets.without_larger_than(self.largest_basket)), self.ridge)
        weights[:, ~offered] = 0
        return self._keep(baskets, DenseWeights(weights), offered)


def ease_weights(lines: sp.csr_matrix, ridge: float) -> Table:
    """B = I - P / diag(P) by columns, P = (XᵀX + ridge · I)⁻¹: items × items, the diagonal 0.

    `lines` (X, baskets × items) is taken as it is. When single precision cannot tell the matrix from a singular one,
    the ridge is raised tenfold until it can.
    """
    table = gram(lines)
    table[np.diag_indices_from(table)] += np.float32(ridge)
    if not len(table):
        return table
    # The table is symmetric, so its transpose is the same in the order of columns that LAPACK works on in place.
    factor, wrong = lapack.spotrf(table.T, lower=1, clean=0, overwrite_a=1)
    if wrong:
        return ease_weights(lines, 10 * ridge)
    inverse, _ = lapack.spotri(factor, lower=1, overwrite_c=1)
    weights: Table = inverse.T
    scale = (-1 / np.diagonal(weights)).astype(np.float32)
    in_threads(_mirror, len(weights), weights)
    weights *= scale
    np.fill_diagonal(weights, 0)
    return weights


def gram(lines: sp.csr_matrix) -> Table:
    """XᵀX as a full table of its own, without the sparse one that would take three times as much."""
    table = np.zeros((lines.shape[1], lines.shape[1]), dtype=np.float32)
    in_threads(_add_up, len(table), both_ways(lines), table)
    return table


@outer
def _add_up(first: int, last: int, lines: Any, table: Any) -> None:
    item_start, row_of, value, row_start, held, amount = lines
    for item in range(first, last):
        for place in range(item_start[item], item_start[item + 1]):
            row = row_of[place]
            for line in range(row_start[row], row_start[row + 1]):
                table[item, held[line]] += value[place] * amount[line]


@outer
def _mirror(first: int, last: int, table: Any) -> None:
    """Fill the lower half from the upper one, in blocks that fit the cache; no thread writes what another reads."""
    for block in range(0, last, BLOCK):
        for row in range(first, last):
            for column in range(block, min(block + BLOCK, row)):
                table[row, column] = table[column, row]
