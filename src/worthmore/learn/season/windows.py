"""The stretch of weeks in which a product sells best: Kulldorff's scan statistic (1997) around the year."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from worthmore.learn.season.cells import chunks, expected
from worthmore.learn.season.sold import WEEKS, Floats, Integers, Sold

LONGEST = 26
CHANCE_OF_NOTHING = 0.01
FEWEST = 30
Z80 = 1.2815515655446004

RECORD = np.dtype(
    [
        ("first", np.int8),
        ("length", np.int8),
        ("times", np.float64),
        ("error", np.float64),
        ("share", np.float64),
        ("counted", np.int64),
        ("seen", np.int16),
        ("years", np.int16),
    ]
)
"""A window a product: the week it starts (from 0), how many weeks it lasts (0: none found), how many times as well the
product sells in it with the standard error of that logarithm, and the evidence."""


def find_windows(sold: Sold, week: Integers, year: Integers) -> NDArray[np.void]:
    """One record an item; `week` and `year` say of each day watched in which it lies."""
    fold = (week[:, None] == np.arange(WEEKS)).astype(np.float64)
    shop_day = np.bincount(sold.day, minlength=sold.days).astype(np.float64)
    items = len(sold.category)
    counted = _weekly(sold.item, week[sold.day], items)
    found, first = np.zeros(items, dtype=RECORD), sold.first
    for rows in chunks(items):
        daily = np.broadcast_to(shop_day, (rows.stop - rows.start, sold.days))
        usual = expected(daily, first[rows], fold, counted[rows])
        _scan(counted[rows], usual, found[rows])
    _years(sold, week, year, shop_day, found)
    return found


def _weekly(item: Integers, week: Integers, items: int) -> Integers:
    return np.bincount(item * WEEKS + week, minlength=items * WEEKS).reshape(items, WEEKS).astype(np.int64)


def _scan(counted: Integers, usual: Floats, found: NDArray[np.void]) -> None:
    """Fill in each row's likeliest window, where chance alone would hardly give one as clear."""
    total = counted.sum(axis=1).astype(np.float64)
    best = np.zeros(len(counted))
    around = np.concatenate([np.zeros((len(counted), 1)), np.cumsum(np.tile(counted, 2), axis=1)], axis=1)
    usual_around = np.concatenate([np.zeros((len(counted), 1)), np.cumsum(np.tile(usual, 2), axis=1)], axis=1)
    for length in range(1, LONGEST + 1):
        inside = around[:, length : length + WEEKS] - around[:, :WEEKS]
        usual_in = usual_around[:, length : length + WEEKS] - usual_around[:, :WEEKS]
        clear = _clearness(inside, usual_in, total[:, None])
        start = clear.argmax(axis=1)
        here = clear[np.arange(len(start)), start]
        better = here > best
        best = np.where(better, here, best)
        found["first"][better], found["length"][better] = start[better], length
        pick = (np.arange(len(start)), start)
        _strength(found, better, inside[pick], usual_in[pick], total)
    unsure = (best / _unrest(counted, usual) < np.log(WEEKS * LONGEST / CHANCE_OF_NOTHING)) | (total < FEWEST)
    found[unsure] = np.zeros(1, dtype=RECORD)[0]


def _clearness(inside: Floats, usual: Floats, total: Floats) -> Floats:
    """The logarithm of the likelihood ratio of a window against none; 0 where less is sold than usual."""
    with np.errstate(divide="ignore", invalid="ignore"):
        more = inside * np.log(inside / usual)
        less = (total - inside) * np.log((total - inside) / (total - usual))
    value = np.nan_to_num(more) + np.nan_to_num(less)
    return np.where((inside > usual) & (usual > 0), value, 0.0)


def _unrest(counted: Integers, usual: Floats) -> Floats:
    """How much more weeks jump than chance explains (at least 1): from each week to the next, not over the year."""
    away = (counted - usual) / np.sqrt(np.maximum(usual, 0.25))
    return np.asarray(np.maximum(((away - np.roll(away, 1, axis=1)) ** 2).mean(axis=1) / 2.0, 1.0), dtype=np.float64)


def _strength(found: NDArray[np.void], rows: NDArray[np.bool_], inside: Floats, usual: Floats, total: Floats) -> None:
    outside, usual_out = np.maximum(total - inside, 0.5), np.maximum(total - usual, 0.5)
    times = (inside / np.maximum(usual, 1e-9)) / (outside / usual_out)
    found["times"][rows] = times[rows]
    found["error"][rows] = np.sqrt(1.0 / np.maximum(inside, 1.0) + 1.0 / outside)[rows]
    found["share"][rows] = (inside / np.maximum(total, 1.0))[rows]
    found["counted"][rows] = inside[rows].astype(np.int64)


def _years(sold: Sold, week: Integers, year: Integers, shop_day: Floats, found: NDArray[np.void]) -> None:
    """In how many of the years with sales in its weeks each product sold more there than the shop as a whole did."""
    with_one = np.flatnonzero(found["length"] > 0)
    inside = (np.arange(WEEKS) - found["first"][with_one, None]) % WEEKS < found["length"][with_one, None]
    place = np.full(len(found), -1, dtype=np.int64)
    place[with_one] = np.arange(len(with_one))
    for one in np.unique(year):
        here = (year[sold.day] == one) & (place[sold.item] >= 0)
        counted = _weekly(place[sold.item[here]], week[sold.day[here]], len(with_one))
        shop = np.bincount(week, weights=np.where(year == one, shop_day, 0.0), minlength=WEEKS)
        share = (shop * inside).sum(axis=1) / max(float(shop.sum()), 1e-9)
        total = counted.sum(axis=1)
        sold_then = (total > 0) & (share > 0) & (share < 1)
        found["years"][with_one] += sold_then
        found["seen"][with_one] += sold_then & ((counted * inside).sum(axis=1) > total * share)
