"""The one compiled part: how often two items were bought together, by how many different customers.

One item at a time all its baskets are walked. Since the baskets of one customer are neighbours, remembering the last
customer seen with each other item is enough to count different customers in the same pass. Only the scratch of one
item and its best pairs are held, so memory does not grow with the number of pairs there are.

Guests (persons nobody knows) count for baskets and so for the lift, never for the number of different customers.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

import numba
import numpy as np
from numpy.typing import NDArray

from worthmore.learn.baskets import GUEST, Baskets

CHUNKS = 64  # threads take a chunk of the items at a time; each chunk cleans its own scratch once


@dataclass(frozen=True, eq=False)
class PairRule:
    """Which pairs are kept.

    At least `minimum_customers` different customers, and a lift that lies above `lift_above` with 95 % certainty; of
    those the `top` best of each item. `lift_prior` and `chance_prior` say how strongly a pair is thought independent
    before it is counted (see `shrunk_lift`, `shrunk_chance`). `offered` tells which items may be the other of a pair.
    """

    minimum_customers: int
    lift_prior: float
    chance_prior: float
    top: int
    offered: NDArray[np.bool_]
    lift_above: float = 1.0


@dataclass(frozen=True, eq=False)
class PairCounts:
    """The kept pairs, grouped by `item`, the best of each item first; and how many baskets each single item is in."""

    item_baskets: NDArray[np.int64]
    basket_count: int
    item: NDArray[np.int32]
    other: NDArray[np.int32]
    baskets: NDArray[np.int32]
    customers: NDArray[np.int32]
    guests: NDArray[np.int32]
    score: NDArray[np.float64]


def shrunk_lift(together: Any, expected: Any, prior: Any) -> Any:
    """How many times more often than independence explains, pulled towards one by `prior` expected baskets."""
    return (together + prior) / (expected + prior)


def shrunk_chance(together: Any, one: Any, share: Any, prior: Any) -> Any:
    """The chance of the other item in a basket with the first: as if `prior` more baskets held it as often as any."""
    return (together + prior * share) / (one + prior)


def lift_margin(witnesses: Any, prior: Any) -> Any:
    """Half the width of the 95 % interval of the lift's logarithm.

    `witnesses` are different customers and guest baskets: one who buys the same pair thirty times is one witness.
    """
    return 1.959963984540054 / np.sqrt(witnesses + prior)


def pair_score(chance: Any, lift_low: Any) -> Any:
    """The geometric mean of how likely and how surely special a pair is: best sellers do not go with everything."""
    return np.sqrt(chance * lift_low)


def _compiled(function: Callable[..., Any], cache: bool = False) -> Callable[..., Any]:
    """Compile; `cache` keeps the result on disk where there is a place to keep it."""
    try:
        kernel: Callable[..., Any] = numba.njit(function, nogil=True, error_model="numpy", cache=cache)
    except RuntimeError:  # neither this folder nor the user's own cache can be written: compile anew each time
        kernel = numba.njit(function, nogil=True, error_model="numpy")
    return kernel


_lift, _chance, _margin, _score = (_compiled(f) for f in (shrunk_lift, shrunk_chance, lift_margin, pair_score))


# Plain loops over single numbers: slices and tuples of arrays would take the compiler several seconds more.


@_compiled
def count_one(one: Any, lists: Any, buyer: Any, seen: Any, met: Any) -> Any:
    """Count into `seen` (baskets, customers, guests, last customer) what was bought with one item; list it in `met`."""
    item_start, basket_of, start, item = lists
    others = 0
    for place in range(item_start[one], item_start[one + 1]):
        basket = basket_of[place]
        person = buyer[basket]
        for line in range(start[basket], start[basket + 1]):
            other = item[line]
            if seen[other, 0] == 0:
                met[others] = other
                others += 1
                seen[other, 3] = GUEST
            seen[other, 0] += 1
            if person == GUEST:
                seen[other, 2] += 1
            elif seen[other, 3] != person:
                seen[other, 3] = person
                seen[other, 1] += 1
    return others


@_compiled
def _make_room(row: Any, kept: Any, pairs: Any, scores: Any, other: Any, score: Any) -> Any:
    """Where a pair belongs (higher scores first, then lower numbers), with the worse ones moved along; -1: nowhere."""
    place = kept
    while place > 0 and (
        scores[row, place - 1] < score or (scores[row, place - 1] == score and pairs[row, place - 1, 0] > other)
    ):
        place -= 1
    if place == scores.shape[1]:
        return -1
    for later in range(min(kept, scores.shape[1] - 1), place, -1):
        scores[row, later] = scores[row, later - 1]
        for column in range(4):
            pairs[row, later, column] = pairs[row, later - 1, column]
    return place


@_compiled
def _weigh(one_baskets: Any, other_baskets: Any, together: Any, witnesses: Any, limits: Any) -> Any:
    """The score of a pair; -1 unless its lift surely lies above the limit."""
    _, lift_prior, chance_prior, lift_above, basket_count = limits
    share = other_baskets / basket_count
    lift = _lift(together, one_baskets * share, lift_prior)
    lift_low = lift * np.exp(-_margin(witnesses, lift_prior))
    if lift_low <= lift_above:
        return -1.0
    return _score(_chance(together, one_baskets, share, chance_prior), lift_low)


@_compiled
def _keep_best(one: Any, row: Any, others: Any, scratch: Any, limits: Any, pairs: Any, scores: Any) -> Any:
    """Insert the best of what was met into `pairs` and `scores` and clean the scratch. Returns how many were kept."""
    seen, met, sizes, offered = scratch
    kept = 0
    for index in range(others):
        other = met[index]
        together, customers, guests = seen[other, 0], seen[other, 1], seen[other, 2]
        seen[other, 0] = 0
        seen[other, 1] = 0
        seen[other, 2] = 0
        if other == one or not offered[other] or customers < limits[0]:
            continue
        score = _weigh(sizes[one], sizes[other], together, customers + guests, limits)
        place = _make_room(row, kept, pairs, scores, other, score) if score > 0.0 else -1
        if place < 0:
            continue
        kept = min(kept + 1, scores.shape[1])
        scores[row, place] = score
        pairs[row, place, 0] = other
        pairs[row, place, 1] = together
        pairs[row, place, 2] = customers
        pairs[row, place, 3] = guests
    return kept


def _count_range(first: Any, last: Any, data: Any, scratch: Any, limits: Any, found: Any) -> None:
    """Count the items from `first` up to `last` into `found`."""
    lists, buyer = data
    seen, met, _, _ = scratch
    kept, pairs, scores = found
    for one in range(first, last):
        others = count_one(one, lists, buyer, seen, met)
        kept[one - first] = _keep_best(one, one - first, others, scratch, limits, pairs, scores)


_count_range_compiled = _compiled(_count_range, cache=True)


def count_pairs(baskets: Baskets, rule: PairRule, threads: int | None = None) -> PairCounts:
    """Count every pair of items that some basket holds, and keep those the rule keeps."""
    sizes = np.bincount(baskets.item, minlength=baskets.item_count).astype(np.int64)
    item_start = np.concatenate(([0], np.cumsum(sizes)))
    lists = (item_start, baskets_of_items(baskets), baskets.start, baskets.item)
    kernel = _Kernel((lists, numbered_buyers(baskets.buyer)), sizes, rule, max(baskets.count, 1))
    bounds = np.linspace(0, baskets.item_count, min(CHUNKS, baskets.item_count) + 1).astype(int).tolist() or [0]
    with ThreadPoolExecutor(threads or min(4, os.cpu_count() or 1)) as pool:
        parts = list(pool.map(kernel.count_chunk, bounds, [*bounds[1:], bounds[-1]]))
    return PairCounts(sizes, baskets.count, *(np.concatenate(column) for column in zip(*parts, strict=True)))


@dataclass(frozen=True, eq=False)
class _Kernel:
    """What all threads read, and the call into compiled code."""

    data: tuple[Any, ...]
    sizes: NDArray[np.int64]
    rule: PairRule
    basket_count: int

    def count_chunk(self, first: int, last: int) -> tuple[NDArray[Any], ...]:
        """The kept pairs of the items from `first` up to `last`, as the last six columns of PairCounts."""
        rule, items = self.rule, len(self.sizes)
        kept = np.zeros(last - first, dtype=np.int64)
        pairs = np.empty((last - first, rule.top, 4), dtype=np.int32)
        scores = np.empty((last - first, rule.top), dtype=np.float64)
        seen, met = np.zeros((items, 4), dtype=np.int32), np.empty(items, dtype=np.int32)
        priors = (float(rule.lift_prior), float(rule.chance_prior), float(rule.lift_above))
        limits = (rule.minimum_customers, *priors, self.basket_count)
        found = (kept, pairs, scores)
        _count_range_compiled(first, last, self.data, (seen, met, self.sizes, rule.offered), limits, found)
        filled = np.arange(rule.top) < kept[:, None]
        item = np.repeat(np.arange(first, last, dtype=np.int32), kept)
        return (item, *pairs[filled].T, scores[filled])


def numbered_buyers(buyer: NDArray[np.int64]) -> NDArray[np.int32]:
    """Buyers as 0, 1, 2 … in the order they stand; guests stay guests."""
    if not len(buyer):
        return np.empty(0, dtype=np.int32)
    numbers = np.cumsum(np.concatenate(([0], buyer[1:] != buyer[:-1]))).astype(np.int32)
    return np.where(buyer == GUEST, np.int32(GUEST), numbers)


def baskets_of_items(baskets: Baskets) -> NDArray[np.int32]:
    """The baskets of item 0 ascending, then those of item 1, and so on."""
    count = max(baskets.count, 1)
    basket = np.repeat(np.arange(baskets.count), np.diff(baskets.start))
    return (np.sort(baskets.item.astype(np.int64) * count + basket) % count).astype(np.int32)
