"""What is not yet known of an item, from those most like it by name, category, brand and code."""

from __future__ import annotations

import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray

from worthmore.learn.near import Whole, nearest

LIKE_IT = 10  # how many of the most alike an item may borrow from


def borrowed(
    table: sp.csr_matrix, features: sp.csr_matrix, baskets_each: NDArray[np.integer], likeness: float
) -> sp.csr_matrix:
    """The table of weights (foretelling × foretold) with rows and columns lent to items of few baskets.

    An item in b < `likeness` baskets takes the mean of the weights of those like it, each counting its likeness, times
    how alike they are and times 1 - b / likeness: one nobody has bought is treated as those like it.
    """
    little = (baskets_each < likeness) & (np.diff(features.indptr) > 0)
    if not little.any():
        return table
    other, alike = most_alike(features)
    alike[(other < 0) | little[other] | ~little[:, None]] = 0
    total = alike.sum(axis=1, keepdims=True)
    part = np.divide(alike**2, total, out=np.zeros_like(alike), where=total > 0)
    part *= np.maximum(0, 1 - baskets_each / max(likeness, 1e-9))[:, None]
    item, place = np.nonzero(part)
    lent = sp.csr_matrix((part[item, place], (item, other[item, place])), shape=table.shape, dtype=np.float32)
    found = table + lent @ table + table @ lent.T
    found = sp.csr_matrix(found - sp.diags(found.diagonal()))
    found.eliminate_zeros()
    return found


def most_alike(features: sp.csr_matrix) -> tuple[Whole, NDArray[np.float32]]:
    """The ten most like each item, -1 where there are fewer, and how alike they are (0 to 1): items × 10 both."""
    items = features.shape[0]
    nothing = sp.csr_matrix((0, items), dtype=np.float32)
    near = nearest(nothing, np.empty(0, dtype=np.float32), features, 1.0, LIKE_IT)
    return near.other, near.together.copy()
