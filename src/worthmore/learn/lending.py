"""What goes with products too few have bought, lent by those most like them in name, category and brand.

Nobody has bought these pairs often enough to say so: they are marked as such (`Basis.ALIKE`), carry no counts, and
their chances are the lenders' times how alike the lenders are.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray

from worthmore.learn.borrowing import most_alike
from worthmore.learn.neighbours import BASES, RECORD, NeighbourTable
from worthmore.vocabulary.evidence import Basis

LEAST_ALIKE = 0.3
"""Cosine of the features below which a product lends nothing."""
MOST_LENT = 10
"""So many a product with too few sales gets at most."""
MOST_PUT_BESIDE = 3
"""So many products with too few sales are put beside another at most."""
Floats = NDArray[np.float64]


def lent(
    table: NeighbourTable, features: sp.csr_matrix, few: NDArray[np.bool_], offered: NDArray[np.bool_]
) -> NeighbourTable:
    """The lists with those of products with too few sales (`few`, items) filled up, and these put beside others.

    `features` (items × features) has rows of length one or of nothing (see `product_text`). A product's lenders are up
    to ten most like it that have enough sales, each weighing alike² ÷ Σ alike, so that nothing lent is surer than they
    are alike.
    """
    weight = _weights(features, few)
    if not weight.nnz:
        return table
    sums = {name: _scores(table, name) for name in ("chance", "base_chance", "score")}
    beside_few = {name: weight @ one for name, one in sums.items()}  # rows of products with few sales
    few_beside = {name: one @ weight.T for name, one in sums.items()}  # columns of them
    known = _pairs(table.item, table.records["other"], table.item_count)
    parts = [
        _records(one, known, offered, most) for one, most in ((beside_few, MOST_LENT), (few_beside, MOST_PUT_BESIDE))
    ]
    item = np.concatenate([table.item, *(items for items, _ in parts)])
    return NeighbourTable.from_pairs(
        item, np.concatenate([table.records, *(one for _, one in parts)]), table.item_count
    )


def _weights(features: sp.csr_matrix, few: NDArray[np.bool_]) -> sp.csr_matrix:
    """Few × lenders: how much each lends."""
    other, alike = most_alike(features)
    alike = np.where((other >= 0) & few[:, None] & ~few[other] & (alike >= LEAST_ALIKE), alike, 0).astype(np.float64)
    total = alike.sum(axis=1, keepdims=True)
    part = np.divide(alike**2, total, out=np.zeros_like(alike), where=total > 0)
    item, place = np.nonzero(part)
    return sp.csr_matrix((part[item, place], (item, other[item, place])), shape=(len(few), len(few)))


def _scores(table: NeighbourTable, name: str) -> sp.csr_matrix:
    shape = table.item_count, table.item_count
    return sp.csr_matrix((table.records[name].astype(np.float64), (table.item, table.records["other"])), shape=shape)


def _pairs(item: NDArray[Any], other: NDArray[Any], items: int) -> NDArray[np.int64]:
    return np.asarray(np.asarray(item, dtype=np.int64) * items + other, dtype=np.int64)


def _records(
    found: dict[str, sp.csr_matrix], known: NDArray[np.int64], offered: NDArray[np.bool_], most: int
) -> tuple[NDArray[np.int64], NDArray[Any]]:
    """The best of each row that no list holds yet, as items and their records."""
    score = found["score"].tocoo()
    new = (score.row != score.col) & offered[score.col] & ~np.isin(_pairs(score.row, score.col, len(offered)), known)
    item, other = score.row[new].astype(np.int64), score.col[new]
    records = np.zeros(len(item), dtype=RECORD)
    records["other"], records["basis"], records["score"] = other, BASES.index(Basis.ALIKE), score.data[new]
    for name in ("chance", "base_chance"):
        records[name] = np.asarray(found[name].tocsr()[item, other]).ravel() if len(item) else 0
    records["lift"] = records["lift_low"] = records["lift_high"] = np.nan
    best = NeighbourTable.from_pairs(item, records, len(offered), most)
    return best.item, best.records
