"""TIFU-KNN: decayed personal frequency, mixed with that of the nearest customers."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from worthmore.learn.estimator import check_at_least
from worthmore.learn.next_basket.nearest import Likeness, neighbour_sums
from worthmore.learn.next_basket.recommender import Block, CatalogueScorer
from worthmore.learn.next_basket.vectors import group_decay, summed


@dataclass
class TifuKnn(CatalogueScorer):
    """Hu, He, Gao & Zhang, SIGIR 2020. The defaults were chosen on Ta-Feng; see docs/benchmarks.md.

    A person's row is the decayed sum of their baskets (`group_decay`); the score is `own` times that row plus
    1 - `own` times the mean row of the `neighbours` nearest by Euclidean distance, among them the person.
    """

    neighbours: int = 300
    within: float = 1.0
    between: float = 0.9
    own: float = 0.1
    groups: int = 17

    def _check(self) -> None:
        for name in ("neighbours", "groups"):
            check_at_least(name, getattr(self, name), 1)
        for name in ("within", "between", "own"):
            if not 0.0 <= getattr(self, name) <= 1.0:
                raise ValueError(f"{name} is {getattr(self, name)}; it must lie between 0 and 1")

    def _scores(self, places: NDArray[np.int64]) -> Block:
        known = self.histories_
        rows = summed(known, group_decay(known, self.groups, self.within, self.between))
        queries = rows[places]
        near = neighbour_sums(queries, rows, self.neighbours, Likeness.EUCLIDEAN)

        def block(first: int, last: int) -> NDArray[np.float32]:
            mine = queries[first:last].toarray()
            mixed: NDArray[np.float32] = (self.own * mine + (1.0 - self.own) * near(first, last)).astype(np.float32)
            return mixed

        return block
