"""UP-CF@r: recent personal shares, summed over similar customers."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from worthmore.learn.estimator import check_at_least
from worthmore.learn.next_basket.nearest import Likeness, neighbour_sums
from worthmore.learn.next_basket.recommender import Block, CatalogueScorer
from worthmore.learn.next_basket.vectors import last_share, summed


@dataclass
class UpCf(CatalogueScorer):
    """Faggioli, Polato & Aiolli, UMAP 2020.

    A person's row is each item's share of the last `recent` baskets; the score is the sum of all rows, each weighted by
    its asymmetric cosine (`asymmetry` is the weight of one's own length) to the power `locality`.
    """

    recent: int = 100
    locality: float = 5.0
    asymmetry: float = 0.5

    def _check(self) -> None:
        check_at_least("recent", self.recent, 1)
        check_at_least("locality", self.locality, 0)
        if not 0.0 <= self.asymmetry <= 1.0:
            raise ValueError(f"asymmetry is {self.asymmetry}; it must lie between 0 and 1")

    def _scores(self, places: NDArray[np.int64]) -> Block:
        rows = summed(self.histories_, last_share(self.histories_, self.recent))
        everybody = max(rows.shape[0], 1)
        return neighbour_sums(rows[places], rows, everybody, Likeness.ASYMMETRIC, self.asymmetry, self.locality)
