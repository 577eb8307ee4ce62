"""The plain rules every model must beat: what is popular, and what a person buys most."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from worthmore.learn.estimator import check_at_least
from worthmore.learn.next_basket.recommender import Block, CatalogueScorer
from worthmore.learn.next_basket.vectors import baskets_ago, last_share, summed


@dataclass
class Popular(CatalogueScorer):
    """G-TopFreq: the same for everybody, items by how many baskets hold them; of each person's last `recent` baskets.

    `recent=0` counts all baskets.
    """

    recent: int = 0

    def _check(self) -> None:
        check_at_least("recent", self.recent, 0)

    def _scores(self, places: NDArray[np.int64]) -> Block:
        known = self.histories_
        counted = baskets_ago(known) < (self.recent or known.basket_count + 1)
        count = np.bincount(known.item, np.repeat(counted, np.diff(known.line_start)), minlength=known.item_count)
        row = count.astype(np.float32)

        def block(first: int, last: int) -> NDArray[np.float32]:
            return np.tile(row, (last - first, 1))

        return block


@dataclass
class PersonalShare(CatalogueScorer):
    """GP-TopFreq, ties by popularity: items by the share of one's own last `recent` baskets, then what is popular.

    Asked for repeats alone it is P-TopFreq. `recent=0` counts all baskets.
    """

    recent: int = 0

    def _check(self) -> None:
        check_at_least("recent", self.recent, 0)

    def _scores(self, places: NDArray[np.int64]) -> Block:
        known = self.histories_
        rows = summed(known, last_share(known, self.recent or known.basket_count + 1))[places]
        return lambda first, last: rows[first:last].toarray().astype(np.float32)
