"""What else belongs in this basket: one small regression an item on what stands nearest to it.

It orders what to show; it does not tell substitutes from complements (two colours of one lamp are bought together by
those who buy for a shop, and stay in the list), which needs what was looked at or swapped as well.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray

from worthmore.learn.baskets import GUEST, Baskets
from worthmore.learn.borrowing import borrowed
from worthmore.learn.completing import Completing, check_items, lines_of
from worthmore.learn.estimator import check_at_least
from worthmore.learn.local_regression import regress
from worthmore.learn.near import Near, nearest
from worthmore.learn.weights import WeightTable


@dataclass
class BasketCompletion(Completing):
    """An item's weights are the ridge regression of its baskets on its `used` nearest, of `kept` found.

    That is EASE (Steck 2019: least squares with a ridge, no item foretelling itself) solved locally. A basket counts
    size ** -`size_power`, so that wholesalers do not drown the rest. The other settings are in average baskets: the
    `ridge`; what full `likeness` of two products' texts counts; and what `histories` count: all that one customer
    bought in several orders, as one more basket each. An item in fewer baskets than `likeness` borrows from those
    most like it. `choose_completion` finds these settings by a shop's own hold-out.
    """

    ridge: float = 20.0
    likeness: float = 8.0
    histories: float = 0.5
    size_power: float = 0.5
    kept: int = 400
    used: int = 80

    def fit(
        self, baskets: Baskets, features: sp.csr_matrix | None = None, offered: NDArray[np.bool_] | None = None
    ) -> Self:
        """Learn from baskets and, where given, product features (items × features, see `product_text`).

        `offered` tells which items may be recommended at all (all, when left out). Raises ValueError for senseless
        parameters and for tables of another number of items.
        """
        self._check_parameters()
        features = sp.csr_matrix((baskets.item_count, 0), dtype=np.float32) if features is None else features
        check_items("features describe", features.shape[0], baskets.item_count)
        offered = np.ones(baskets.item_count, dtype=np.bool_) if offered is None else offered
        check_items("offered names", len(offered), baskets.item_count)
        lines, weight, unit = evidence(baskets, self.largest_basket, self.histories, self.size_power)
        near = nearest(lines, weight, features, self.likeness * unit, self.kept)
        table = _table(near, self.ridge * unit, self.used)
        table = borrowed(table, features, np.bincount(baskets.item, minlength=baskets.item_count), self.likeness)
        return self._keep(baskets, WeightTable.of_offered(table, offered), offered)

    def _check_parameters(self) -> None:
        super()._check_parameters()
        check_at_least("ridge", self.ridge, 1e-6)
        for name in ("likeness", "histories", "size_power"):
            check_at_least(name, getattr(self, name), 0)
        for name in ("kept", "used"):
            check_at_least(name, getattr(self, name), 1)


def evidence(
    baskets: Baskets, largest: int, histories: float, size_power: float
) -> tuple[sp.csr_matrix, NDArray[np.float64], float]:
    """Baskets and, below them, whole histories (rows × items); what each row weighs; what the average basket does."""
    lines = lines_of(baskets.without_larger_than(largest))
    weight = np.maximum(np.diff(lines.indptr), 1.0) ** -size_power
    unit = float(weight.mean()) if len(weight) else 1.0
    more = lines_of(histories_of(baskets).without_larger_than(largest)) if histories else lines[:0]
    if not more.shape[0]:
        return lines, weight, unit
    size = np.diff(more.indptr) / np.diff(more.indptr).mean()
    return sp.vstack([lines, more], format="csr"), np.concatenate([weight, histories * unit * size**-size_power]), unit


def histories_of(baskets: Baskets) -> Baskets:
    """All that each known customer of more than one basket ever bought, as one basket."""
    known, times = np.unique(baskets.buyer[baskets.buyer != GUEST], return_counts=True)
    kept = np.isin(baskets.person, known[times > 1])
    return Baskets(baskets.person[kept], baskets.person[kept], baskets.item[kept], baskets.item_count)


def _table(near: Near, ridge: float, used: int) -> sp.csr_matrix:
    """Foretelling × foretold: the weights of `regress`."""
    other, weight = regress(near, ridge, used)
    item, place = np.nonzero((other >= 0) & (weight != 0))
    return sp.csr_matrix((weight[item, place], (other[item, place], item)), shape=(len(other), len(other)))
