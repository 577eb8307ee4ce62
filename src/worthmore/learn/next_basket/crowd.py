"""What everybody's histories say, in the form the candidate loop reads: popularity, habits, successions, neighbours."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from worthmore.learn.histories import Histories
from worthmore.learn.next_basket.nearest import Rows
from worthmore.learn.next_basket.vectors import baskets_ago, summed

FADE = 0.7  # what a basket weighs against the one after it, when histories are compared
LAGS = (1.0, 0.5, 0.25)  # how much a basket says of the next, the second next, the third next
LARGE = 100  # baskets of more items say little about what follows what, and cost the square of their size
FOLLOWERS = 300  # kept for each item
MOST_PAIRS = 60_000_000  # pairs of (item, later item) counted for each lag; beyond that only what happened last
PERIOD_DAYS, MOST_PERIODS = 7.0, 160  # popularity is kept week by week; wider periods where that would be too many

ITEM_FEATURES = ("share", "newest_share", "loyal_newest_share", "first_newest", "first_newest_two", "trend", "habit",
                 "returning")  # fmt: skip


@dataclass(frozen=True, eq=False)
class Crowd:
    """Everything about items and other persons that the candidates of one person are made of.

    `item`: items × ITEM_FEATURES. `followers`, what follows an item: start, other, chance in a later basket, chance of
    being bought for the first time in the next, chance in the next by the newer baskets. `pool`, the persons compared
    with: start, place in pool and weight for each item; start and item of their newest baskets; place in pool of a
    person (-1: not in it), and person of a place. `rows`: every person's faded row, of length 1. `common`: items to try
    on everybody. `periods`: first day, days in a period, in how many baskets each item was before each period (periods
    × items), and how many baskets there were.
    """

    item: NDArray[np.float32]
    followers: tuple[Any, ...]
    pool: tuple[Any, ...]
    rows: tuple[Any, ...]
    common: NDArray[np.int32]
    periods: tuple[Any, ...]


def crowd(known: Histories, persons: int, common: int) -> Crowd:
    """Count everything once; `persons` at most are compared with, `common` items tried on everybody."""
    first = _first_purchases(known)
    item = _item_features(known, first)
    rows = _unit_rows(summed(known, FADE ** baskets_ago(known).astype(np.float64)))
    newest = item[:, ITEM_FEATURES.index("first_newest")] + 1e-3 * item[:, ITEM_FEATURES.index("share")]
    order = np.lexsort((np.arange(known.item_count), -newest))[:common]
    tried = order[newest[order] > 0].astype(np.int32)
    return Crowd(item, _followers(known, first), _pool(known, rows, persons), _arrays(rows), tried, _periods(known))


def _first_purchases(known: Histories) -> NDArray[np.bool_]:
    """Of every line, whether its person bought the item for the first time."""
    key = known.line_person * max(known.item_count, 1) + known.item
    _, place = np.unique(key, return_index=True)  # the first of equal keys: lines stand from the oldest basket on
    first = np.zeros(len(key), dtype=bool)
    first[place] = True
    return first


def _item_features(known: Histories, first: NDArray[np.bool_]) -> NDArray[np.float32]:
    ago = baskets_ago(known)
    line_ago = np.repeat(ago, np.diff(known.line_start))
    people = max(known.person_count, 1)
    loyal = np.repeat(np.minimum(known.baskets_each, 20.0), known.baskets_each) * (ago == 0)

    def count(line_weight: NDArray[Any]) -> NDArray[np.float64]:
        return np.bincount(known.item, line_weight, known.item_count).astype(np.float64)

    def of_baskets(weight: NDArray[Any]) -> NDArray[np.float64]:
        return count(np.repeat(weight, np.diff(known.line_start)))

    bought, newest = count(first) / people, of_baskets(ago == 0) / people
    chances, again = count(first * line_ago), count(~first)  # baskets after the first purchase, and repeats in them
    usual = again.sum() / max(chances.sum(), 1.0)
    buyers = np.maximum(count(first), 0.0)
    returned = _persons_who_returned(known)
    columns = (
        bought,
        newest,
        of_baskets(loyal) / max(loyal.sum(), 1.0),
        count(first & (line_ago == 0)) / people,
        count(first & (line_ago <= 1)) / people,
        (newest + 1e-4) / (bought + 1e-4),
        (again + 20 * usual) / (chances + 20),
        (returned + 5 * returned.sum() / max(buyers.sum(), 1.0)) / (buyers + 5),
    )
    return np.column_stack(columns).astype(np.float32)


def _periods(known: Histories) -> tuple[Any, ...]:
    """Popularity week by week, cumulative, so that it can be asked for as it was on any day."""
    if not known.timed or not known.basket_count:
        return (0.0, 1.0, np.zeros((1, known.item_count), dtype=np.float32), np.zeros(1))
    origin, span = float(known.day.min()), float(known.day.max() - known.day.min()) + 1.0
    count = int(np.clip(np.ceil(span / PERIOD_DAYS), 1, MOST_PERIODS))
    width = max(span / count, PERIOD_DAYS)
    period = np.minimum(((known.day - origin) / width).astype(np.int64), count - 1)
    key = np.repeat(period, np.diff(known.line_start)) * known.item_count + known.item
    held = np.bincount(key, minlength=count * known.item_count).reshape(count, known.item_count)
    baskets = np.bincount(period, minlength=count)
    before = np.concatenate((np.zeros((1, known.item_count)), np.cumsum(held, axis=0))).astype(np.float32)
    return (origin, width, before, np.concatenate(([0.0], np.cumsum(baskets))))


def _persons_who_returned(known: Histories) -> NDArray[np.float64]:
    """How many persons bought each item more than once."""
    key, times = np.unique(known.line_person * max(known.item_count, 1) + known.item, return_counts=True)
    return np.bincount(key[times > 1] % max(known.item_count, 1), minlength=known.item_count).astype(np.float64)


def _followers(known: Histories, first: NDArray[np.bool_]) -> tuple[Any, ...]:
    """For each item what follows it, the likeliest `FOLLOWERS` of each."""
    ago = baskets_ago(known)
    usable = np.diff(known.line_start) <= LARGE
    every = _baskets(known, np.ones(len(known.item)), usable)
    fresh = _baskets(known, first.astype(np.float64), usable)
    later, new, late = 0.0, 0.0, 0.0
    base = np.zeros(known.item_count)
    for lag, weight in enumerate(LAGS, 1):
        one = np.arange(max(known.basket_count - lag, 0))
        one = one[known.basket_person[one] == known.basket_person[one + lag]]
        one = _newest_pairs(one, lag, np.diff(known.line_start) * usable, ago)
        before, after = every[one], every[one + lag]
        later = later + weight * (before.T @ after)
        if lag == 1:
            fading = sparse.diags(FADE ** ago[one + 1].astype(np.float64))
            new, late = before.T @ fresh[one + 1], (fading @ before).T @ after
            base, late_base = (np.asarray(rows.sum(axis=0)).ravel() for rows in (before, fading @ before))
    scaled = [_chances(later, base), _chances(new, base), _chances(late, late_base)]
    return _strongest(scaled)


def _newest_pairs(one: NDArray[Any], lag: int, sizes: NDArray[Any], ago: NDArray[Any]) -> NDArray[Any]:
    """Of baskets with a later one, those nearest to their persons' newest whose pairs of items can all be counted."""
    pairs = sizes[one] * sizes[one + lag]
    if pairs.sum() <= MOST_PAIRS:
        return one
    order = np.argsort(ago[one + lag], kind="stable")
    return np.sort(one[order[np.cumsum(pairs[order]) <= MOST_PAIRS]])


def _chances(counts: Any, base: NDArray[Any]) -> Rows:
    return sparse.diags(1.0 / (base + 5.0)) @ sparse.csr_matrix(counts)


def _strongest(scaled: list[Rows]) -> tuple[Any, ...]:
    """The best followers of each item by the first kind, with their other kinds beside."""
    lead = _arrays(scaled[0])
    start, other, chance = lead
    item = np.repeat(np.arange(len(start) - 1), np.diff(start))
    order = np.lexsort((other, -chance, item))
    rank = np.arange(len(order)) - start[item[order]]
    kept = np.sort(order[rank < FOLLOWERS])
    sizes = np.bincount(item[kept], minlength=len(start) - 1)
    beside = (_looked_up(kind, item[kept], other[kept]) for kind in scaled[1:])
    return (np.concatenate(([0], np.cumsum(sizes))), other[kept], chance[kept], *beside)


def _looked_up(kind: Rows, item: NDArray[Any], other: NDArray[Any]) -> NDArray[np.float32]:
    """The values at (item, other), 0 where there is none."""
    start, column, value = _arrays(kind)
    items = len(start) - 1
    keys = np.repeat(np.arange(items), np.diff(start)) * items + column
    wanted = item * items + other
    if not len(keys):
        return np.zeros(len(wanted), dtype=np.float32)
    place = np.minimum(np.searchsorted(keys, wanted), len(keys) - 1)
    return np.where(keys[place] == wanted, value[place], np.float32(0.0))


def _baskets(known: Histories, line_weight: NDArray[np.float64], usable: NDArray[np.bool_]) -> Rows:
    weight = line_weight * np.repeat(usable, np.diff(known.line_start))
    shape = (known.basket_count, known.item_count)
    rows = sparse.csr_matrix((weight, known.item.copy(), known.line_start.copy()), shape=shape)
    rows.eliminate_zeros()
    return rows


def _unit_rows(rows: Rows) -> Rows:
    length = np.sqrt(np.asarray(rows.multiply(rows).sum(axis=1)).ravel())
    return (sparse.diags(1.0 / np.maximum(length, 1e-12)) @ rows).tocsr()


def _pool(known: Histories, rows: Rows, persons: int) -> tuple[Any, ...]:
    """The persons compared with: those who came last, where days are known; else evenly from all."""
    last = known.basket_start[1:] - 1
    if known.person_count <= persons:
        chosen = np.arange(known.person_count)
    elif known.timed:
        chosen = np.sort(np.argsort(-known.day[last], kind="stable")[:persons])
    else:
        chosen = np.linspace(0, known.person_count - 1, persons).astype(np.int64)
    member = np.full(known.person_count, -1, dtype=np.int64)
    member[chosen] = np.arange(len(chosen))
    of = rows[chosen]
    newest = known.of_persons(chosen)
    keep = np.zeros(newest.basket_count, dtype=bool)
    keep[newest.basket_start[1:] - 1] = True
    newest = newest.of_baskets(keep)
    return (*_arrays(of.T.tocsr()), newest.line_start, newest.item, member, chosen)


def _arrays(rows: Rows) -> tuple[Any, ...]:
    plain = sparse.csr_matrix(rows)
    plain.sort_indices()
    return plain.indptr.astype(np.int64), plain.indices.astype(np.int32), plain.data.astype(np.float32)
