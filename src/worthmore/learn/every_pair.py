"""Every pair of items that enough customers bought together, in whole numbers: what any engine counts alike.

`counting.count_pairs` keeps only the best pairs of each item and so never holds them all; here all of them are kept, to
be added up with other counts, or because another engine counted them.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from worthmore.learn.baskets import Baskets
from worthmore.learn.compiling import outer
from worthmore.learn.counting import (
    CHUNKS,
    PairCounts,
    PairRule,
    baskets_of_items,
    count_one,
    lift_margin,
    numbered_buyers,
    pair_score,
    shrunk_chance,
    shrunk_lift,
)

FIRST_GUESS = 4096
"""Room for so many pairs of a chunk, before it is known how many there are."""


@dataclass(frozen=True, eq=False)
class Counted:
    """What was counted of baskets.

    `item_baskets` and `item_customers` (items,): how many baskets hold an item, how many different known customers
    bought it. `item` < `other` are the pairs, ascending: in `baskets` both, of `customers` different known customers;
    `guests` of the baskets are guests'.
    """

    basket_count: int
    item_baskets: NDArray[np.int64]
    item_customers: NDArray[np.int64]
    item: NDArray[np.int32]
    other: NDArray[np.int32]
    baskets: NDArray[np.int32]
    customers: NDArray[np.int32]
    guests: NDArray[np.int32]


CountEverything = Callable[[Baskets, int], Counted]
"""An engine: baskets and the fewest customers a pair is kept with → counts."""


def count_everything(baskets: Baskets, fewest_customers: int) -> Counted:
    """Count on this machine, in all its cores. Memory grows with the pairs that are kept."""
    sizes = np.bincount(baskets.item, minlength=baskets.item_count).astype(np.int64)
    lists = (np.concatenate(([0], np.cumsum(sizes))), baskets_of_items(baskets), baskets.start, baskets.item)
    data = (lists, numbered_buyers(baskets.buyer))
    bounds = np.linspace(0, baskets.item_count, min(CHUNKS, baskets.item_count) + 1).astype(int).tolist() or [0]
    with ThreadPoolExecutor(min(4, os.cpu_count() or 1)) as pool:
        parts = list(pool.map(lambda first, last: _list(first, last, data, fewest_customers), bounds[:-1], bounds[1:]))
    rows = np.concatenate([np.empty((0, 5), dtype=np.int32), *parts])
    rows = rows[np.lexsort((rows[:, 1], rows[:, 0]))]
    customers = np.bincount(baskets.lifetimes().item, minlength=baskets.item_count).astype(np.int64)
    return Counted(baskets.count, sizes, customers, *(np.ascontiguousarray(column) for column in rows.T))


def best_pairs(counted: Counted, rule: PairRule) -> PairCounts:
    """The best pairs of each item by the rule, as `counting.count_pairs` gives them."""
    halves = np.stack([counted.item, counted.other, counted.baskets, counted.customers, counted.guests])
    rows = np.concatenate([halves, halves[[1, 0, 2, 3, 4]]], axis=1)
    rows = rows[:, (rows[3] >= rule.minimum_customers) & rule.offered[rows[1]]]
    item, other, together, customers, guests = rows
    one, total = counted.item_baskets[item], max(counted.basket_count, 1)
    share = counted.item_baskets[other] / total
    lift = shrunk_lift(together, one * share, rule.lift_prior)
    low = lift * np.exp(-lift_margin(customers + guests, rule.lift_prior))
    score = pair_score(shrunk_chance(together, one, share, rule.chance_prior), low)
    order = np.lexsort((other, -score, item))
    order = order[low[order] > rule.lift_above]
    rank = np.arange(len(order)) - np.searchsorted(item[order], item[order])
    order = order[rank < rule.top]
    columns = (item, other, together, customers, guests, score)
    return PairCounts(counted.item_baskets, counted.basket_count, *(column[order] for column in columns))


def _list(first: int, last: int, data: tuple[Any, ...], fewest: int) -> NDArray[np.int32]:
    """The pairs of the items from `first` up to `last`: rows of item, other, baskets, customers, guests."""
    items = len(data[0][0]) - 1
    seen, met = np.zeros((items, 4), dtype=np.int32), np.empty(items, dtype=np.int32)
    found = np.empty((FIRST_GUESS, 5), dtype=np.int32)
    count = _list_range(first, last, data, fewest, seen, met, found)
    if count > len(found):
        found = np.empty((count, 5), dtype=np.int32)
        _list_range(first, last, data, fewest, seen, met, found)
    return found[:count]


@outer
def _list_range(first: int, last: int, data: Any, fewest: int, seen: Any, met: Any, found: Any) -> int:
    """How many pairs there are; as many as there is room for are written to `found`."""
    lists, buyer = data
    count = 0
    for one in range(first, last):
        for index in range(count_one(one, lists, buyer, seen, met)):
            other = met[index]
            if other > one and seen[other, 1] >= fewest:
                if count < len(found):
                    found[count, 0] = one
                    found[count, 1] = other
                    for column in range(3):
                        found[count, 2 + column] = seen[other, column]
                count += 1
            for column in range(3):
                seen[other, column] = 0
    return count
