"""The compiled part of basket completion: which items stand near each other.

Near means: in the same baskets, weighted, or alike in features such as the words of the name. Only the nearest of each
item are kept, so memory grows with the items and not with the pairs.

Numbers of items and baskets are unsigned in the compiled loops: a signed one would be asked each time whether it counts
from the end, which costs as much as the adding up.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray

from worthmore.learn.compiling import in_threads, inner, outer

Floats = NDArray[np.float32]
Whole = NDArray[np.int32]

AHEAD = np.uint64(8)  # baskets; what is asked of the memory so early has come when it is needed
NO_ITEM = np.uint32(2**32 - 1)


@dataclass(frozen=True, eq=False)
class Near:
    """The nearest of each item, nearest first: arrays of shape (items, kept), -1 and 0 where there are fewer.

    `together` is the weight of their common baskets plus their likeness; `alone` (items,) the same of an item itself.
    """

    other: Whole
    together: Floats
    alone: Floats


def nearest(lines: sp.csr_matrix, weight: NDArray[Any], features: sp.csr_matrix, likeness: float, kept: int) -> Near:
    """The `kept` nearest of each item, by the cosine of what they share; of equals the smaller number first.

    `lines` (baskets × items) says what was in which basket, `weight` (baskets,) what each basket counts, above 0;
    `features` (items × features) has rows of length one or of nothing and no value below 0. Full likeness counts as
    `likeness`, in the unit of the weights.
    """
    items = lines.shape[1]
    kept = max(min(kept, items - 1), 0)
    baskets = (*_rows(lines), np.asarray(weight, dtype=np.float32))
    of_items, alone = _turned(items, *baskets)
    alone = (alone + likeness * (np.diff(features.indptr) > 0)).astype(np.float32)
    found = Near(np.full((items, kept), -1, dtype=np.int32), np.zeros((items, kept), dtype=np.float32), alone)
    described = features if likeness > 0 else sp.csr_matrix((items, 0), dtype=np.float32)
    if kept:
        scale = 1 / np.sqrt(np.maximum(alone, np.float32(1e-12)))
        alike = (both_ways(described), np.float32(likeness))
        in_threads(_nearest, items, (*of_items, *baskets), alike, scale, found.other, found.together)
    return found


def both_ways(table: sp.csr_matrix) -> tuple[Any, ...]:
    """A table by columns and by rows: starts, numbers and values of each, in the types the compiled code knows."""
    columns = sp.csc_matrix(table)
    sides = ((*_rows(one), np.ascontiguousarray(one.data, dtype=np.float32)) for one in (columns, table))
    return tuple(part for side in sides for part in side)


def _rows(table: Any) -> tuple[NDArray[np.uint64], NDArray[np.uint32]]:
    """Where each row starts, and the numbers in it."""
    return table.indptr.astype(np.uint64), np.ascontiguousarray(table.indices, dtype=np.int32).view(np.uint32)


@outer
def _turned(items: Any, start: Any, held: Any, weight: Any) -> Any:
    """The baskets of each item: where they start, and their numbers; and what they weigh together."""
    item_start, alone = np.zeros(items + 1, dtype=np.uint64), np.zeros(items)
    for basket in range(len(weight)):
        for line in range(start[basket], start[basket + 1]):
            item_start[held[line] + 1] += np.uint64(1)
            alone[held[line]] += weight[basket]
    item_start = np.cumsum(item_start)
    free, basket_of = item_start.copy(), np.empty(len(held), dtype=np.uint32)
    for basket in range(len(weight)):
        for line in range(start[basket], start[basket + 1]):
            basket_of[free[held[line]]] = basket
            free[held[line]] += np.uint64(1)
    return (item_start, basket_of), alone


@outer
def _nearest(first: int, last: int, lines: Any, features: Any, scale: Any, other: Any, together: Any) -> None:
    sums, met = np.zeros(len(scale), dtype=np.float32), np.empty(len(scale) + 1, dtype=np.uint32)
    pile = np.empty(2 * other.shape[1] + 32, dtype=np.uint64)
    for item in range(first, last):
        count = _meet_in_baskets(item, lines, sums, met)
        count = _meet_alike(item, features, sums, met, count)
        sums[item] = 0
        _keep_nearest(met[:count], sums, scale, pile, other[item], together[item])
        for place in range(count):
            sums[met[place]] = 0


@inner
def _meet_in_baskets(item: Any, lines: Any, sums: Any, met: Any) -> Any:
    """Add up in `sums` how much the baskets of one item weigh that hold each other; list the others in `met`."""
    item_start, basket_of, start, held, weight = lines
    count, end = np.uint64(0), item_start[item + 1]
    for place in range(item_start[item], end):
        if place + AHEAD < end and held[start[basket_of[place + AHEAD]]] == NO_ITEM:
            break  # never: it only asks for that basket's items, so that nobody waits for them later
        basket = basket_of[place]
        amount = weight[basket]
        if amount > 0:
            for line in range(start[basket], start[basket + np.uint32(1)]):
                count = _meet(held[line], amount, sums, met, count)
    return count


@inner
def _meet_alike(item: Any, features: Any, sums: Any, met: Any, count: Any) -> Any:
    """Add to `sums` how alike others are; list in `met` those not met before."""
    (feature_start, described, value, item_start, feature_of, own), likeness = features
    for place in range(item_start[item], item_start[item + 1]):
        feature = feature_of[place]
        for line in range(feature_start[feature], feature_start[feature + np.uint32(1)]):
            amount = likeness * own[place] * value[line]
            if amount > 0:
                count = _meet(described[line], amount, sums, met, count)
    return count


@inner
def _meet(found: Any, amount: Any, sums: Any, met: Any, count: Any) -> Any:
    """Add an amount above 0; an item met for the first time is listed, without a branch that is often guessed wrong."""
    before = sums[found]
    met[count] = found
    sums[found] = before + amount
    return count + np.uint64(before == 0)


@inner
def _keep_nearest(met: Any, sums: Any, scale: Any, pile: Any, other: Any, together: Any) -> None:
    """Write the nearest of those met, nearest first.

    Those that may be among them are piled up; a full pile is cut down to the nearest, whose last says who may from then
    on. Score and item make one number: a score's bits order as it does, and below them of equals the smaller item wins.
    """
    score = np.zeros(1, dtype=np.float32)
    bits = score.view(np.uint32)
    kept, size = len(other), 0
    least, least_key = score[0], np.uint64(NO_ITEM)
    for place in range(len(met)):
        found = met[place]
        value = sums[found] * scale[found]
        if value < least:
            continue
        score[0] = value
        key = np.uint64(bits[0]) << np.uint64(32) | np.uint64(NO_ITEM - found)
        if key <= least_key:
            continue
        pile[size] = key
        size += 1
        if size == len(pile):
            pile[:kept] = np.partition(pile, size - kept)[size - kept :]
            size, least_key = kept, pile[0]
            bits[0] = least_key >> np.uint64(32)
            least = score[0]
    best = np.sort(pile[:size])[::-1]
    for place in range(min(size, kept)):
        found = NO_ITEM - np.uint32(best[place] & np.uint64(NO_ITEM))
        other[place], together[place] = found, sums[found]
