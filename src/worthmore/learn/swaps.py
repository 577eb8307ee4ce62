"""A dearer version of the same thing where the catalogue says nothing but names: what similar baskets held instead.

Two products are taken for versions of one thing when their names end in the same word and share most of their rare
words, and when their baskets look alike: the same others are bought with them. The dearer one is then either a larger
size ("small", "large"; "set of 3", "set of 6") of what is otherwise the same name, or something customers rather
take instead of than beside the cheaper one: both are together in a basket no more often than either is with the
other's usual company. Wholesalers buy whole ranges at once, so "seldom together" only means something against that
measure. Whatever stays unclear is left out.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from worthmore.learn.baskets import GUEST, Baskets
from worthmore.learn.counting import PairRule, count_pairs, shrunk_lift
from worthmore.learn.names import Name, Step, read_name, step

COMPANY = 50  # how many others describe what a product is bought with
CLOSEST = 10  # how many of them say how often its kind is bought together
COMPANY_CUSTOMERS = 3
ROWS_AT_ONCE = 256


@dataclass(frozen=True, slots=True)
class SwapRule:
    """When two products are taken for a cheaper and a dearer version of one thing. All but the count are shares.

    `minimum_customers` bought the dearer one without ever having the cheaper one in the same basket. Prices differ by
    `smallest_step` to `largest_step` of the cheaper one's. `alike_names` is the share of rare words both names share;
    a larger size needs `same_names`. `alike_baskets` is the cosine of what both are bought with; a larger size needs
    only `alike_baskets_of_sizes`. `together` is how often both are in one basket, measured against the other's company.
    """

    minimum_customers: int
    largest_step: float
    smallest_step: float = 0.05
    alike_names: float = 0.4
    same_names: float = 0.7
    alike_baskets: float = 0.35
    alike_baskets_of_sizes: float = 0.3
    together: float = 1.5


@dataclass(frozen=True, slots=True)
class Swap:
    """`offered` is the dearer version of `chosen`.

    `customers` bought the dearer one and never both in one basket; `sure` (0 to 1) is how alike their baskets are.
    """

    chosen: int
    offered: int
    customers: int
    sure: float

    @property
    def pair(self) -> tuple[int, int]:
        """Both products."""
        return self.chosen, self.offered


def find_swaps(
    names: Sequence[str], groups: Sequence[object], prices: NDArray[np.float64], baskets: Baskets, rule: SwapRule
) -> list[Swap]:
    """All swaps among the products that share a group (None: not to be compared with anything).

    `prices` has a row for each way of telling a product's price; the step must be one in all of them.
    """
    customers = np.bincount(baskets.lifetimes().item, minlength=baskets.item_count)
    read = [read_name(name) for name in names]
    blocks = _blocks(read, groups, np.flatnonzero(customers >= max(rule.minimum_customers, 1)))
    candidates = [pair for block in blocks for pair in _alike(block, read, prices, rule)]
    if not candidates:
        return []
    company = Company.learn(baskets, customers)
    sure = company.cosines([pair[0] for pair in candidates], [pair[1] for pair in candidates])
    swaps = (
        _swap(Swap(chosen, offered, 0, cosine), larger, company, rule)
        for (chosen, offered, larger), cosine in zip(candidates, sure, strict=True)
    )
    return [swap for swap in swaps if swap is not None]


def _blocks(read: Sequence[Name], groups: Sequence[object], known: NDArray[np.int64]) -> list[list[int]]:
    """Products whose names end in the same word, group by group."""
    blocks: dict[tuple[object, str], list[int]] = defaultdict(list)
    for item in known.tolist():
        if groups[item] is not None and read[item].last:
            blocks[groups[item], read[item].last].append(item)
    return [block for block in blocks.values() if len(block) > 1]


def _alike(
    block: list[int], read: Sequence[Name], prices: NDArray[np.float64], rule: SwapRule
) -> Iterator[tuple[int, int, bool]]:
    """(cheaper, dearer, whether it is a larger size) among products of one block with similar names."""
    for one, other, likeness in _similar_names(block, read, rule.alike_names):
        low, high = prices[:, one] * (1.0 + rule.smallest_step), prices[:, one] * (1.0 + rule.largest_step)
        if not np.all((low <= prices[:, other]) & (prices[:, other] <= high) & (low > 0)):
            continue
        way = step(read[one], read[other])
        if way is not Step.UNCLEAR:
            yield one, other, way is Step.UP and likeness >= rule.same_names


def _similar_names(block: list[int], read: Sequence[Name], least: float) -> Iterator[tuple[int, int, float]]:
    """Ordered pairs of a block with the share of words both names have, rare words counting more."""
    words = _word_matrix([read[item].words for item in block])
    total = words.multiply(words).sum(axis=1)
    for first in range(0, len(block), ROWS_AT_ONCE):
        shared = (words[first : first + ROWS_AT_ONCE] @ words.T).tocoo()
        one, other = shared.row + first, shared.col
        likeness = shared.data / (total[one] + total[other] - shared.data)
        kept = (one != other) & (likeness >= least)
        for row, column, value in zip(one[kept], other[kept], likeness[kept], strict=True):
            yield block[row], block[column], float(value)


def _word_matrix(names: Sequence[frozenset[str]]) -> Any:
    """One row a name; the product of two rows is the weight of the words both have. Rare words weigh more."""
    places = {word: place for place, word in enumerate(sorted(frozenset().union(*names)))}
    rows = [row for row, words in enumerate(names) for _ in words]
    columns = [places[word] for words in names for word in sorted(words)]
    often = np.bincount(columns, minlength=len(places))
    weights = np.sqrt(np.log1p(len(names) / often))[columns]
    return sparse.csr_array((weights, (rows, columns)), shape=(len(names), len(places)))


def _swap(found: Swap, larger: bool, company: Company, rule: SwapRule) -> Swap | None:
    """The swap with its customers, or None when it does not hold."""
    if found.sure < (rule.alike_baskets_of_sizes if larger else rule.alike_baskets):
        return None
    customers = int(company.customers[found.offered]) - company.together(*found.pair)[1]
    if customers < rule.minimum_customers:
        return None
    if not larger and company.lift(found.chosen, found.offered) > rule.together * company.kinship(*found.pair):
        return None
    return replace(found, customers=customers)


@dataclass(frozen=True, eq=False)
class Company:
    """What each product is bought with.

    `closest` has a row a product, of length one, its weights being the logarithms of lifts; `baskets_of` are each
    product's baskets in ascending order; `customers` how many different ones bought it.
    """

    baskets: Baskets
    closest: Any
    baskets_of: list[NDArray[np.int64]]
    customers: NDArray[np.int64]

    @classmethod
    def learn(cls, baskets: Baskets, customers: NDArray[np.int64]) -> Company:
        """From baskets, and how many different customers bought each product."""
        items = baskets.item_count
        offered = np.ones(items, dtype=np.bool_)
        pairs = count_pairs(baskets, PairRule(COMPANY_CUSTOMERS, 1.0, 10.0, COMPANY, offered))
        sizes, total = pairs.item_baskets, max(pairs.basket_count, 1)
        lift = shrunk_lift(pairs.baskets, sizes[pairs.item] * sizes[pairs.other] / total, 1.0)
        weights = sparse.csr_array((np.log(lift), (pairs.item, pairs.other)), shape=(items, items))
        lengths = np.sqrt(weights.multiply(weights).sum(axis=1))
        basket = np.repeat(np.arange(baskets.count), np.diff(baskets.start))
        by_item = np.argsort(baskets.item, kind="stable")
        baskets_of = np.split(basket[by_item], np.cumsum(sizes)[:-1]) if items else []
        return cls(baskets, sparse.diags_array(1.0 / np.maximum(lengths, 1e-12)) @ weights, baskets_of, customers)

    def cosines(self, ones: Sequence[int], others: Sequence[int]) -> NDArray[np.float64]:
        """How alike the company of each two products is, 0 to 1."""
        closest = self.closest.tocsr()
        cosines: NDArray[np.float64] = closest[list(ones)].multiply(closest[list(others)]).sum(axis=1)
        return np.minimum(cosines, 1.0)

    def together(self, one: int, other: int) -> tuple[int, int]:
        """How many baskets hold both, and how many different customers had both in a basket."""
        shared = np.intersect1d(self.baskets_of[one], self.baskets_of[other], assume_unique=True)
        buyers = self.baskets.buyer[shared]
        return len(shared), len(np.unique(buyers[buyers != GUEST]))

    def lift(self, one: int, other: int) -> float:
        """How much more often both are in one basket than chance explains."""
        expected = len(self.baskets_of[one]) * len(self.baskets_of[other]) / max(self.baskets.count, 1)
        return float(shrunk_lift(self.together(one, other)[0], expected, 1.0))

    def kinship(self, one: int, other: int) -> float:
        """How much more often than chance either is bought with the other's usual company."""
        return float(np.sqrt(self._lift_with_company(one, other) * self._lift_with_company(other, one)))

    def _lift_with_company(self, one: int, other: int) -> float:
        row = self.closest[[other]].tocoo()
        nearest = row.col[np.argsort(-row.data, kind="stable")]
        company = [int(item) for item in nearest if item not in (one, other)][:CLOSEST]
        lifts = [self.lift(one, item) for item in company]
        return float(np.median(lifts)) if lifts else 0.0
