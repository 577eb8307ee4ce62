"""Which way of learning complements does better in a shop's own baskets, and whether the result may be used at all.

Both ways end in the same: of each product a short list of what goes with it, every pair bought by enough different
customers. One orders them by chance and lift, the other by small regressions on everything the basket holds
(`BasketCompletion`). What is judged is what is used: these lists, on baskets that had no say in them.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from enum import StrEnum
from typing import Any

import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray

from worthmore.learn.basket_completion import BasketCompletion
from worthmore.learn.baskets import Baskets
from worthmore.learn.choose_completion import better, hold_out
from worthmore.learn.complements import Complements
from worthmore.learn.evaluation.intervals import Interval
from worthmore.learn.every_pair import CountEverything
from worthmore.learn.hidden_item import HiddenItems, intervals_over_persons
from worthmore.learn.neighbours import NeighbourTable

MOST_SHOWN = 10
FEWEST = 30  # customers to judge by
TOP = 20
LOOKED_AT = 2  # so many times TOP are looked at for pairs that enough customers bought


class Way(StrEnum):
    """How complements were learned."""

    LIFT = "lift"
    REGRESSION = "regression"


class Verdict(StrEnum):
    """What the baskets kept apart say of complements beside best sellers."""

    BETTER = "better"
    WORSE = "worse"  # or no better: they must not be used
    TOO_FEW = "too few"  # nothing can be said


@dataclass(frozen=True, slots=True)
class Judgement:
    """How complements did: one product of a basket hidden, the first `shown` suggestions beside the rest looked at.

    `found` is the share of hidden products among them, `best_sellers` the share when as many best sellers are shown in
    the same places, `gain` their difference; each with its 95 % interval over customers. `spoke` is the share of
    baskets beside which there was anything to suggest. The figures mean nothing where `verdict` is TOO_FEW.
    """

    way: Way
    verdict: Verdict
    shown: int
    found: Interval
    best_sellers: Interval
    gain: Interval
    spoke: float

    def summary(self) -> dict[str, Any]:
        """Plain values; without figures where they mean nothing."""
        plain = {"way": self.way.value, "verdict": self.verdict.value, "shown": self.shown}
        if self.verdict is Verdict.TOO_FEW:
            return {**plain, "customers": self.found.persons, "needed": FEWEST}
        figures = {name: asdict(getattr(self, name)) for name in ("found", "best_sellers", "gain")}
        return {**plain, "customers": self.found.persons, "spoke": round(self.spoke, 4), **figures}


@dataclass(frozen=True, eq=False)
class ChosenComplements:
    """The lists learned of all baskets in the better way, and how they did without the newest."""

    table: NeighbourTable
    judgement: Judgement


def choose_complements(
    baskets: Baskets,
    features: sp.csr_matrix,
    offered: NDArray[np.bool_],
    minimum_customers: int,
    dice: np.random.Generator,
    at: NDArray[Any] | None = None,
    count: CountEverything | None = None,
) -> ChosenComplements:
    """Try both ways on a hold-out (see `choose_completion.hold_out`), learn from all baskets in the better one.

    The plain way stays unless the other is better by more than its standard error. Half of the customers kept apart
    have a say in that, the other half judge. `count` counts pairs elsewhere (see `PairEstimator.fit`).
    """
    apart = hold_out(baskets, dice, at)
    tables = {way: _learned(way, apart.known, features, offered, minimum_customers, count) for way in Way}
    popular = np.bincount(apart.known.item, minlength=baskets.item_count) * offered
    shown = max(min(MOST_SHOWN, baskets.item_count // 10), 1)
    each = {way: _hits(table, apart.choosing, popular, shown) for way, table in tables.items()}
    gain = each[Way.REGRESSION].worth - each[Way.LIFT].worth
    way = Way.REGRESSION if better(gain, apart.choosing.persons) else Way.LIFT
    judgement = _judged(way, _hits(tables[way], apart.judging, popular, shown), apart.judging, shown, dice)
    return ChosenComplements(_learned(way, baskets, features, offered, minimum_customers, count), judgement)


def _learned(
    way: Way,
    baskets: Baskets,
    features: sp.csr_matrix,
    offered: NDArray[np.bool_],
    minimum: int,
    count: CountEverything | None,
) -> NeighbourTable:
    if way is Way.LIFT:
        return Complements(minimum, TOP).fit(baskets, offered, count).neighbours_
    table = BasketCompletion(top=LOOKED_AT * TOP).fit(baskets, features, offered).neighbours_
    return table.where(table.records["customers"] >= minimum, TOP)


@dataclass(frozen=True, eq=False)
class _Hits:
    """Of each case whether the hidden item was found, whether best sellers found it, whether anything was suggested.

    `worth` counts a hidden item the more, the nearer the top it stood: steadier than hits alone."""

    found: NDArray[np.bool_]
    by_best_sellers: NDArray[np.bool_]
    spoke: NDArray[np.bool_]
    worth: NDArray[np.float64]


def _hits(table: NeighbourTable, cases: HiddenItems, popular: NDArray[Any], shown: int) -> _Hits:
    held = _held(cases, len(popular))
    scores = sp.csr_matrix(held @ table.matrix())
    scores = sp.csr_matrix(scores - scores.multiply(held))  # what is there already is not suggested
    scores.eliminate_zeros()
    row = np.repeat(np.arange(len(cases)), np.diff(scores.indptr))
    own = np.bincount(row, np.where(scores.indices == cases.hidden[row], scores.data, 0), len(cases))
    above = np.bincount(row, scores.data > own[row], len(cases))
    level = np.bincount(row, scores.data == own[row], len(cases))
    named, place = own > 0, above + np.maximum(level - 1, 0) // 2  # of equal scores half stand before
    suggested = np.minimum(np.diff(scores.indptr), shown)
    sold = _places_of_best_sellers(held, cases, popular) < suggested
    return _Hits(named & (place < shown), sold, suggested > 0, np.where(named, 1 / np.log2(place + 2.0), 0.0))


def _held(cases: HiddenItems, items: int) -> sp.csr_matrix:
    start = np.cumsum([0, *map(len, cases.held)])
    held = np.concatenate([np.empty(0, dtype=np.int32), *cases.held])
    return sp.csr_matrix((np.ones(len(held), np.float32), held, start), shape=(len(cases), items))


def _places_of_best_sellers(held: sp.csr_matrix, cases: HiddenItems, popular: NDArray[Any]) -> NDArray[np.int64]:
    """How many best sellers stand before the hidden item, what is held left out."""
    rank = np.empty(len(popular), dtype=np.int64)
    rank[np.argsort(-popular, kind="stable")] = np.arange(len(popular))
    row = np.repeat(np.arange(len(cases)), np.diff(held.indptr))
    before = rank[held.indices] < rank[cases.hidden][row]
    return np.asarray(rank[cases.hidden] - np.bincount(row, before, len(cases)).astype(np.int64))


def _judged(way: Way, hits: _Hits, cases: HiddenItems, shown: int, dice: np.random.Generator) -> Judgement:
    columns = np.column_stack([hits.found, hits.by_best_sellers, hits.found * 1.0 - hits.by_best_sellers])
    found, sold, gain = intervals_over_persons(columns, cases.persons, dice)
    spoke = float(hits.spoke.mean()) if len(cases) else 0.0
    judgement = Judgement(way, Verdict.BETTER, shown, found, sold, gain, spoke)
    spoken_to = len(np.unique(cases.persons[hits.spoke]))
    if spoken_to < FEWEST:
        return replace(judgement, verdict=Verdict.TOO_FEW, found=replace(found, persons=spoken_to))
    return judgement if gain.mean > 0 else replace(judgement, verdict=Verdict.WORSE)
