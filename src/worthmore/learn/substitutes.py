"""What is taken in the place of what: the same customers buy now the one, now the other, hardly ever both at once.

Nothing needs to be known of what they looked at. Of a customer's n orders, a held the one and b the other; were both
bought without regard to each other, a · b ÷ n orders would hold both. Complements are together more often than that
(strawberries and cream), substitutes hardly ever (two sorts of milk). Each customer is compared with themselves, so it
does not matter who likes what. Somebody who bought each only once says nothing: a lock in May and a helmet in June are
no choice between the two.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Self

import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray

from worthmore.learn.baskets import GUEST, Baskets
from worthmore.learn.counting import lift_margin, shrunk_lift
from worthmore.learn.estimator import Estimator, UnknownItemError, check_at_least
from worthmore.learn.names import read_name
from worthmore.learn.neighbours import BASES, RECORD, NeighbourTable
from worthmore.vocabulary.evidence import Basis
from worthmore.vocabulary.products import Product

LIFT_PRIOR = 1.0
ONE_BY_ONE = 3
"""Somebody who bought both fewer times than this in all, both counted, has not chosen between them."""
LARGEST_NEED = 2000
"""Of more products of one category only those most bought are compared."""


@dataclass(frozen=True, slots=True)
class SubstituteExplanation:
    """The record of one pair (None when they are no substitutes; see `neighbours.RECORD`) and why, in a sentence."""

    pair: Any
    text: str


@dataclass
class Substitutes(Estimator):
    """For each product those taken in its place, the surest first.

    Candidates serve the same need: the same category, or, without categories, names that end in the same word. Of a
    pair, `minimum_customers` different customers bought both, three times or more in all; `baskets` hold both at once.
    The record's lift is (baskets + 1) ÷ (expected + 1), expected as above, with its 95 % interval: a pair is kept when
    the lift is at most `largest_lift` and its interval lies below 1. `chance` is how often these customers took the
    other, of the times they took either; `score` is 1 less the upper bound of the lift: how sure.
    """

    minimum_customers: int = 20
    top: int = 20
    largest_lift: float = 0.5

    neighbours_: NeighbourTable = field(init=False, repr=False, compare=False)

    def fit(self, products: Sequence[Product], baskets: Baskets, offered: NDArray[np.bool_] | None = None) -> Self:
        """Learn from the orders of known customers. `offered` tells which products may be recommended."""
        check_at_least("minimum_customers", self.minimum_customers, 0)
        check_at_least("top", self.top, 1)
        check_at_least("largest_lift", self.largest_lift, 0)
        offered = np.ones(len(products), dtype=np.bool_) if offered is None else offered
        for name, count in (("offered", len(offered)), ("baskets", baskets.item_count)):
            if count != len(products):
                raise ValueError(f"{name} has {count} items; there are {len(products)} products")
        counted = _Counted(baskets)
        enough = np.flatnonzero(counted.customers >= max(self.minimum_customers, 1))
        needs = list(_needs(products, enough, counted.customers))
        parts = [counted.swapped(need, max(self.minimum_customers, 1)) for need in needs]
        pairs = np.concatenate([np.empty(0, dtype=PAIR), *parts])
        self.neighbours_ = self._table(pairs, offered)
        return self

    def neighbours(self, item: int) -> NDArray[Any]:
        """What is taken in the place of an item, the surest first, as records of `neighbours.RECORD`."""
        self.check_fitted()
        if not 0 <= item < self.neighbours_.item_count:
            raise UnknownItemError(f"item {item} is not one of the {self.neighbours_.item_count} learned items")
        return self.neighbours_.of(item)

    def recommend(self, items: Sequence[int], count: int = 10) -> list[int]:
        """What is taken in the place of the items, that of the first item first, none of the items included."""
        found = [int(other) for item in items for other in self.neighbours(item)["other"]]
        return [other for other in dict.fromkeys(found) if other not in set(items)][:count]

    def explain(self, one: int, other: int) -> SubstituteExplanation:
        """Why one item is, or is not, taken in the place of another."""
        records = self.neighbours(one)
        self.neighbours(other)
        found = records[records["other"] == other]
        if not len(found):
            return SubstituteExplanation(None, "not known to be taken in its place.")
        pair = found[0]
        text = (
            f"{pair['customers']} different customers buy both, in {pair['baskets']} orders at once: "
            f"{pair['lift']:.2f} times what their own habits explain (95 % sure of {pair['lift_low']:.2f} to "
            f"{pair['lift_high']:.2f})."
        )
        return SubstituteExplanation(pair, text)

    def save(self, folder: Path) -> None:
        """Write parameters (JSON) and the pairs (plain arrays) to a folder."""
        self._save_parameters(folder)
        self.neighbours_.save(folder)

    @classmethod
    def load(cls, folder: Path) -> Self:
        """Read back what `save` wrote; the pairs are mapped into memory."""
        found = cls._load_parameters(folder)
        found.neighbours_ = NeighbourTable.load(folder)
        return found

    def _table(self, pairs: NDArray[Any], offered: NDArray[np.bool_]) -> NeighbourTable:
        lift = shrunk_lift(pairs["baskets"], pairs["expected"], LIFT_PRIOR)
        margin = np.exp(lift_margin(pairs["baskets"], LIFT_PRIOR))
        kept = (lift <= self.largest_lift) & (lift * margin < 1) & offered[pairs["other"]]
        records = np.zeros(len(pairs), dtype=RECORD)
        for name in ("other", "customers", "baskets", "chance"):
            records[name] = pairs[name]
        records["basis"], records["score"] = BASES.index(Basis.INSTEAD), 1 - lift * margin
        records["lift"], records["lift_low"], records["lift_high"] = lift, lift / margin, lift * margin
        return NeighbourTable.from_pairs(pairs["item"][kept], records[kept], len(offered), self.top)


PAIR = np.dtype(
    [
        ("item", "<i8"),
        ("other", "<i4"),
        ("customers", "<i4"),
        ("baskets", "<i4"),
        ("expected", "<f8"),
        ("chance", "<f8"),
    ]
)


class _Counted:
    """Orders of known customers, ready to compare products with: `customers` of each item."""

    def __init__(self, baskets: Baskets) -> None:
        row = np.repeat(np.arange(baskets.count), np.diff(baskets.start))
        people, person = np.unique(baskets.buyer, return_inverse=True)
        known = baskets.buyer[row] != GUEST
        items, orders = baskets.item[known], row[known]
        ones = np.ones(len(items))
        shape = baskets.item_count, len(people)
        self._orders = sp.csr_matrix((ones, (items, orders)), shape=(baskets.item_count, baskets.count))
        self._times = sp.csr_matrix((ones, (items, person[orders])), shape=shape)  # equal entries add up
        self._times.sum_duplicates()
        often = np.bincount(person, minlength=len(people)).astype(np.float64)
        self._share = sp.csr_matrix(self._times @ sp.diags(1 / np.sqrt(np.maximum(often, 1))))
        self.customers = np.diff(self._times.indptr)

    def swapped(self, need: NDArray[np.int64], least: int) -> NDArray[Any]:
        """Both ways each, the pairs of one need that at least so many customers bought both of, as PAIRs."""
        there = self._times[need].copy()
        there.data[:] = 1
        both = sp.triu(there @ there.T, 1).tocoo()
        enough = both.data >= least
        one, other = need[both.row[enough]], need[both.col[enough]]
        found = np.zeros(len(one), dtype=PAIR)
        found["item"], found["other"] = one, other
        for first in range(0, len(one), 4096):
            some = slice(first, first + 4096)
            self._count(found[some], one[some], other[some])
        found = found[found["customers"] >= least]
        back = found.copy()
        back["item"], back["other"], back["chance"] = found["other"], found["item"], 1 - found["chance"]
        return np.concatenate([found, back])

    def _count(self, found: NDArray[Any], one: NDArray[np.int64], other: NDArray[np.int64]) -> None:
        """Orders with both and what was to be expected, of customers who chose between the two."""
        times, others = self._times[one], self._times[other]
        met = times.multiply(others > 0).tocsr(), others.multiply(times > 0).tocsr()
        chose = sp.csr_matrix((met[0] + met[1]) >= ONE_BY_ONE).multiply(times > 0).multiply(others > 0)
        share = self._share[one].multiply(self._share[other])
        found["customers"] = _sums(chose)
        found["expected"] = _sums(share.multiply(chose))
        found["baskets"] = _sums(self._orders[one].multiply(self._orders[other]))
        taken, taken_instead = _sums(met[0].multiply(chose)), _sums(met[1].multiply(chose))
        found["chance"] = taken_instead / np.maximum(taken + taken_instead, 1)


def _sums(table: Any) -> NDArray[np.float64]:
    return np.asarray(table.sum(axis=1), dtype=np.float64).ravel()


def _needs(
    products: Sequence[Product], enough: NDArray[np.int64], customers: NDArray[np.integer]
) -> Iterator[NDArray[np.int64]]:
    """Products for the same need, need by need: of one category, or without any, of names that end in the same word."""
    found: dict[tuple[object, ...], list[int]] = {}
    for item in enough.tolist():
        product = products[item]
        need = product.category or (read_name(product.name).last,)
        if any(need):
            found.setdefault((*need, product.currency), []).append(item)
    for items in found.values():
        if len(items) > 1:
            some = np.array(items, dtype=np.int64)
            yield np.sort(some[np.argsort(-customers[some], kind="stable")[:LARGEST_NEED]])
