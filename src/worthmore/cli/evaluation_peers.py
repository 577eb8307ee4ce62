"""Other people's models beside ours, in the same run, where their library is installed; Worthmore never needs it."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from worthmore.learn.histories import Histories
from worthmore.learn.next_basket.vectors import baskets_ago, summed

NEIGHBOURS = 200
FADING = 0.9
"""What a basket counts less for each later one: item to item knows no order of its own."""
WHERE_TO_GET = "install it with `pip install implicit`; Worthmore itself does not need it"


class PeerError(RuntimeError):
    """A peer's library is not installed."""


@dataclass(frozen=True)
class Listed:
    """The best items of each person, -1 where there are fewer: persons × places."""

    item: NDArray[np.int64]


@dataclass
class ImplicitPeer:
    """Item to item by `implicit` (github.com/benfred/implicit): `name` is its class, such as BM25Recommender."""

    name: str

    def fit(self, known: Histories) -> Self:
        """Learn from histories; raises PeerError where the library is missing."""
        try:
            kind = getattr(import_module("implicit.nearest_neighbours"), self.name)
        except ImportError as error:
            raise PeerError(f"implicit is not installed; {WHERE_TO_GET}") from error
        self.known, self.rows = known, sparse.csr_matrix(summed(known, FADING ** baskets_ago(known).astype(float)))
        self.model = kind(K=NEIGHBOURS, num_threads=0)
        self.model.fit(self.rows, show_progress=False)
        return self

    def recommend(self, persons: Any, top: int) -> Listed:
        """What each person may buy next, what they bought before included."""
        asked = self.known.places(persons)
        items, _ = self.model.recommend(asked, self.rows[asked], N=top, filter_already_liked_items=False)
        return Listed(_distinct(np.asarray(items, dtype=np.int64)))


def _distinct(items: NDArray[np.int64]) -> NDArray[np.int64]:
    """implicit fills short lists up with repeats of an item: those places are empty."""
    earlier = np.array([[item in row[:place] for place, item in enumerate(row)] for row in items.tolist()], dtype=bool)
    return np.where(earlier.reshape(items.shape), -1, items)
