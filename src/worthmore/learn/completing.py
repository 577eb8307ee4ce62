"""What estimators of "what else belongs in this basket" share: scores of all items beside what a basket holds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, ClassVar, Self

import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray

from worthmore.learn.baskets import Baskets
from worthmore.learn.estimator import Estimator, UnknownItemError, check_at_least
from worthmore.learn.neighbours import NeighbourTable
from worthmore.learn.pair_evidence import pair_records
from worthmore.learn.pairs import PairExplanation
from worthmore.learn.weights import DenseWeights, WeightTable

Scores = NDArray[np.float32]
Items = Sequence[int] | NDArray[np.integer]


@dataclass
class Completing(Estimator):
    """Sum of the weights from what the basket holds ÷ √(how much that is), plus `popularity` × the item's share.

    The share is that of all baskets that hold the item. With `popularity` 0 best sellers are nobody's complement but
    where they truly go together. `top` is how many neighbours of an item are kept with their evidence. Baskets of more
    than `largest_basket` different items teach no weights: they say little, and cost the square of their size.
    """

    popularity: float = 0.0
    top: int = 20
    largest_basket: int = 2000

    kind: ClassVar[type[WeightTable] | type[DenseWeights]] = WeightTable

    neighbours_: NeighbourTable = field(init=False, repr=False, compare=False)
    weights_: WeightTable | DenseWeights = field(init=False, repr=False, compare=False)
    item_count_: NDArray[np.int64] = field(init=False, repr=False, compare=False)
    share_: Scores = field(init=False, repr=False, compare=False)
    total_: int = field(init=False, repr=False, compare=False)

    def scores(self, items: Items) -> Scores:
        """The score of every item beside the given ones, (items,) float32; of these themselves too."""
        found: Scores = self.scores_of([items])[0]
        return found

    def scores_of(self, baskets: Sequence[Items]) -> Scores:
        """The scores beside each of several baskets: baskets × items. Items not offered have -inf."""
        self.check_fitted()
        held = [self._known(items) for items in baskets]
        start = np.concatenate(([0], np.cumsum([len(items) for items in held]))).astype(np.int64)
        values = np.repeat([max(len(items), 1) ** -0.5 for items in held], np.diff(start)).astype(np.float32)
        item = np.concatenate([*held, np.empty(0, dtype=np.int64)])
        asked = sp.csr_matrix((values, item, start), shape=(len(held), len(self.share_)))
        found = asked @ self.weights_.matrix()
        scores: Scores = found.toarray() if sp.issparse(found) else np.asarray(found)
        scores += np.where(self.share_ < 0, -np.inf, self.popularity * self.share_).astype(np.float32)
        return scores

    def recommend(self, items: Items, count: int = 10) -> list[int]:
        """What goes best with several items together, none of them included; nothing beside an empty basket."""
        scores = self.scores(items)
        if not len(items):
            return []
        scores[self._known(items)] = -np.inf
        best = np.argsort(-scores, kind="stable")[:count]
        return [int(item) for item in best if scores[item] > 0]

    def neighbours(self, item: int) -> NDArray[Any]:
        """What goes with one item, surely more often than chance explains; best first, as `neighbours.RECORD`s."""
        self.check_fitted()
        self._known([item])
        return self.neighbours_.of(item)

    def explain(self, one: int, other: int) -> PairExplanation:
        """The weight and the counts behind a pair, in numbers and in words."""
        records = self.neighbours(one)
        self._known([other])
        found = records[records["other"] == other]
        weight = self.weights_.of(one, other)
        singles = int(self.item_count_[one]), int(self.item_count_[other])
        text = f"{singles[0]} of {self.total_} baskets hold the first and {singles[1]} the second; "
        text += _counts_in_words(found[0]) if len(found) else "not surely more of both than chance explains; "
        text += f"beside the first, the second's score changes by {weight:+.3f}."
        return PairExplanation(found[0] if len(found) else None, *singles, self.total_, text)

    def save(self, folder: Path) -> None:
        """Write parameters (JSON) and what was learned (plain arrays) to a folder."""
        self._save_parameters(folder)
        self.neighbours_.save(folder)
        self.weights_.save(folder)
        np.save(folder / "item_count.npy", self.item_count_, allow_pickle=False)
        np.save(folder / "share.npy", self.share_, allow_pickle=False)
        (folder / "total.json").write_text(str(self.total_), encoding="utf-8")

    @classmethod
    def load(cls, folder: Path) -> Self:
        """Read back what `save` wrote; lists and weights are mapped into memory."""
        found = cls._load_parameters(folder)
        found.neighbours_, found.weights_ = NeighbourTable.load(folder), cls.kind.load(folder)
        found.item_count_ = np.load(folder / "item_count.npy", allow_pickle=False)
        found.share_ = np.load(folder / "share.npy", allow_pickle=False)
        found.total_ = int((folder / "total.json").read_text(encoding="utf-8"))
        return found

    def _keep(self, baskets: Baskets, weights: WeightTable | DenseWeights, offered: NDArray[np.bool_]) -> Self:
        self.item_count_ = np.bincount(baskets.item, minlength=baskets.item_count).astype(np.int64)
        self.total_ = baskets.count
        share = self.item_count_ / max(self.total_, 1)
        self.share_ = np.where(offered, share, -1).astype(np.float32)  # below 0: never offered
        self.weights_ = weights
        other, score = self.weights_.best(self.top)
        records = pair_records(baskets, other, score)
        item, place = np.nonzero((other >= 0) & (score > 0) & (records["lift_low"] > 1))
        self.neighbours_ = NeighbourTable.from_pairs(item, records[item, place], baskets.item_count)
        return self

    def _known(self, items: Items) -> NDArray[np.int64]:
        """The distinct items; raises UnknownItemError for one that was not learned."""
        found: NDArray[np.int64] = np.unique(np.asarray(items, dtype=np.int64))
        wrong = found[(found < 0) | (found >= len(self.share_))]
        if len(wrong):
            raise UnknownItemError(f"item {wrong[0]} is not one of the {len(self.share_)} learned items")
        return found

    def _check_parameters(self) -> None:
        check_at_least("popularity", self.popularity, 0)
        for name in ("top", "largest_basket"):
            check_at_least(name, getattr(self, name), 1)


def check_items(what: str, given: int, items: int) -> None:
    """Raise a ValueError when a table is about another number of items than the baskets."""
    if given != items:
        raise ValueError(f"{what} {given} items; the baskets have {items}")


def lines_of(baskets: Baskets) -> sp.csr_matrix:
    """Baskets × items, 1 where a basket holds an item."""
    ones = np.ones(len(baskets.item), dtype=np.float32)
    return sp.csr_matrix((ones, baskets.item, baskets.start), shape=(baskets.count, baskets.item_count))


def _counts_in_words(pair: Any) -> str:
    return (
        f"{pair['baskets']} hold both, bought by {pair['customers']} different customers: {pair['lift']:.1f} times "
        f"what chance explains (95 % sure of {pair['lift_low']:.1f} to {pair['lift_high']:.1f}); "
    )
