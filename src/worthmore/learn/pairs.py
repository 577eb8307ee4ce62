"""What estimators of pairs share: counted pairs become lists of neighbours with their evidence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, ClassVar, Self

import numpy as np
from numpy.typing import NDArray

from worthmore.learn.baskets import GUEST, Baskets
from worthmore.learn.counting import PairCounts, PairRule, count_pairs, lift_margin, shrunk_chance, shrunk_lift
from worthmore.learn.estimator import Estimator, UnknownItemError, check_at_least
from worthmore.learn.every_pair import Counted, CountEverything, best_pairs
from worthmore.learn.neighbours import BASES, RECORD, NeighbourTable
from worthmore.vocabulary.evidence import Basis


@dataclass(frozen=True, slots=True)
class PairExplanation:
    """The numbers behind one pair, and the same in a sentence.

    `pair` is the neighbour's record (see `neighbours.RECORD`), None when the pair is no rule. `one_count` and
    `other_count` are how many of all `total` baskets (or customers) hold each of the two.
    """

    pair: Any
    one_count: int
    other_count: int
    total: int
    text: str


@dataclass
class PairEstimator(Estimator):
    """Finds, for each item, others bought with it more often than chance explains, by enough different customers.

    `top` is how many neighbours an item keeps at most. The lift is (together + p) / (expected + p), where `expected`
    is what independence explains and p is `lift_prior`: with the default of one, two coincidences never make a rule.
    Its 95 % interval is the lift times exp(± 1.96 / √(witnesses + p)), witnesses being different customers and guest
    baskets. The chance is (together + q · share) / (baskets with the first + q), where `share` is the share of
    all baskets that hold the other and q is `chance_prior`. Baskets of more than `largest_basket` different items
    are left out: they say little, and cost the square of their size.
    """

    minimum_customers: int = 20
    top: int = 20
    lift_prior: float = 1.0
    chance_prior: float = 10.0
    largest_basket: int = 2000

    basis: ClassVar[Basis]

    neighbours_: NeighbourTable = field(init=False, repr=False, compare=False)
    item_count_: NDArray[np.int64] = field(init=False, repr=False, compare=False)
    total_: int = field(init=False, repr=False, compare=False)

    def fit(
        self, baskets: Baskets, offered: NDArray[np.bool_] | None = None, count: CountEverything | None = None
    ) -> Self:
        """Learn from baskets. `offered` tells which items may be recommended at all (all, when left out).

        `count` counts elsewhere, on many machines; left out, pairs are counted here, and only the best are ever held.
        """
        self._check_parameters()
        if offered is None:
            offered = np.ones(baskets.item_count, dtype=np.bool_)
        if len(offered) != baskets.item_count:
            raise ValueError(f"offered names {len(offered)} items; the baskets have {baskets.item_count}")
        orders_each = np.count_nonzero(baskets.buyer != GUEST) / max(baskets.buyer_count, 1)
        if count is not None:
            return self.fit_counted(count(self.prepared(baskets), self.minimum_customers), orders_each, offered)
        return self._keep(count_pairs(self.prepared(baskets), self._rule(offered)), orders_each)

    def fit_counted(self, counted: Counted, orders_each: float, offered: NDArray[np.bool_]) -> Self:
        """Learn from the counts of `prepared` baskets, and from how many orders a known customer has on average."""
        return self._keep(best_pairs(counted, self._rule(offered)), orders_each)

    def prepared(self, baskets: Baskets) -> Baskets:
        """The baskets that are counted."""
        return self._prepare(baskets).without_larger_than(self.largest_basket)

    def neighbours(self, item: int) -> NDArray[Any]:
        """The neighbours of one item, best first, as records of `neighbours.RECORD`."""
        self.check_fitted()
        if not 0 <= item < self.neighbours_.item_count:
            raise UnknownItemError(f"item {item} is not one of the {self.neighbours_.item_count} learned items")
        return self.neighbours_.of(item)

    def recommend(self, items: Sequence[int], count: int = 10) -> list[int]:
        """What goes best with several items together, none of them included; their scores add up."""
        found = [self.neighbours(item) for item in items]
        if not found:
            return []
        others, place = np.unique(np.concatenate([records["other"] for records in found]), return_inverse=True)
        scores = np.bincount(place, np.concatenate([records["score"] for records in found]), len(others))
        wanted = ~np.isin(others, np.asarray(items))
        order = np.lexsort((others[wanted], -scores[wanted]))
        return [int(other) for other in others[wanted][order][:count]]

    def explain(self, one: int, other: int) -> PairExplanation:
        """The counts behind a pair, in numbers and in words."""
        records = self.neighbours(one)
        self.neighbours(other)
        found = records[records["other"] == other]
        singles = int(self.item_count_[one]), int(self.item_count_[other])
        text = self._sentence(found[0] if len(found) else None, *singles)
        return PairExplanation(found[0] if len(found) else None, *singles, self.total_, text)

    def save(self, folder: Path) -> None:
        """Write parameters (JSON) and what was learned (plain arrays) to a folder."""
        self._save_parameters(folder)
        self.neighbours_.save(folder)
        np.save(folder / "item_count.npy", self.item_count_, allow_pickle=False)
        (folder / "total.json").write_text(str(self.total_), encoding="utf-8")

    @classmethod
    def load(cls, folder: Path) -> Self:
        """Read back what `save` wrote; the lists of neighbours are mapped into memory."""
        found = cls._load_parameters(folder)
        found.neighbours_ = NeighbourTable.load(folder)
        found.item_count_ = np.load(folder / "item_count.npy", allow_pickle=False)
        found.total_ = int((folder / "total.json").read_text(encoding="utf-8"))
        return found

    def _check_parameters(self) -> None:
        for name in ("minimum_customers", "lift_prior", "chance_prior"):
            check_at_least(name, getattr(self, name), 0)
        for name in ("top", "largest_basket"):
            check_at_least(name, getattr(self, name), 1)

    def _prepare(self, baskets: Baskets) -> Baskets:
        return baskets

    def _per_order(self, chance: NDArray[np.float64], orders_each: float) -> NDArray[np.float64]:
        return chance

    def _rule(self, offered: NDArray[np.bool_]) -> PairRule:
        return PairRule(self.minimum_customers, self.lift_prior, self.chance_prior, self.top, offered)

    def _keep(self, counts: PairCounts, orders_each: float) -> Self:
        self.neighbours_ = self._table(counts, orders_each)
        self.item_count_, self.total_ = counts.item_baskets, counts.basket_count
        return self

    def _sentence(self, pair: Any, one: int, other: int) -> str:
        raise NotImplementedError

    def _table(self, counts: PairCounts, orders_each: float) -> NeighbourTable:
        total = max(counts.basket_count, 1)
        one, other = counts.item_baskets[counts.item], counts.item_baskets[counts.other]
        together, share = counts.baskets.astype(np.float64), other / total
        lift = shrunk_lift(together, one * share, self.lift_prior)
        margin = np.exp(lift_margin(counts.customers + counts.guests, self.lift_prior))
        records = np.empty(len(together), dtype=RECORD)
        records["other"], records["basis"] = counts.other, BASES.index(self.basis)
        records["customers"] = counts.customers
        records["baskets"] = counts.baskets if self.basis is Basis.BASKETS else 0
        chance = shrunk_chance(together, one, share, self.chance_prior)
        base_chance = shrunk_chance(other - together, total - one, share, self.chance_prior)
        records["chance"] = self._per_order(chance, orders_each)
        records["base_chance"] = self._per_order(base_chance, orders_each)
        records["lift"], records["lift_low"], records["lift_high"] = lift, lift / margin, lift * margin
        records["score"] = counts.score
        return NeighbourTable.from_pairs(counts.item, records, len(counts.item_baskets))
