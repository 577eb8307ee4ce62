"""How much more is bought in one part of the year: of the shop, of each category beside the shop, of each product
beside its category. Each level is drawn towards no difference, as far as those found are no more than chance.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import uniform_filter1d

from worthmore.learn.season.sold import Floats, Integers, Sold

AT_ONCE = 2048
YEAR = 365


@dataclass(frozen=True, eq=False)
class Cells:
    """Of each product and category (rows) and each part of the year (columns): the logarithm of its index, that
    logarithm's standard error, and the purchases counted. `watched` days fell into each part."""

    product: NDArray[np.float32]
    product_error: NDArray[np.float32]
    product_counted: NDArray[np.int32]
    category: NDArray[np.float32]
    category_error: NDArray[np.float32]
    category_counted: NDArray[np.int32]
    watched: Integers


def learn_cells(sold: Sold, part: Integers, count: int) -> Cells:
    """`part` says of each day watched which of `count` parts it belongs to."""
    fold = (part[:, None] == np.arange(count)).astype(np.float64)
    daily = _daily(sold)
    shop_day = daily.sum(axis=0)
    log_shop, error_shop = _relative((shop_day @ fold)[None], (_usual(shop_day) @ fold)[None])
    counted_c = daily @ fold
    first_c = np.array([int(np.argmax(row > 0)) for row in daily], dtype=np.int64)
    log_c, error_c = _relative(counted_c, expected(np.broadcast_to(shop_day, daily.shape), first_c, fold, counted_c))
    log_c, error_c = log_c + log_shop, np.hypot(error_c, error_shop)
    items = len(sold.category)
    counted = np.bincount(sold.item * count + part[sold.day], minlength=items * count).reshape(items, count)
    log_p, error_p = _relative(counted, _of_products(sold, daily, fold, counted))
    log_p, error_p = log_p + log_c[sold.category], np.hypot(error_p, error_c[sold.category])
    return Cells(
        log_p.astype(np.float32), error_p.astype(np.float32), counted.astype(np.int32),
        log_c.astype(np.float32), error_c.astype(np.float32), counted_c.astype(np.int32),
        fold.sum(axis=0).astype(np.int64),
    )  # fmt: skip


def expected(daily: Floats, first: Integers, fold: Floats, counted: NDArray[np.int64] | Floats) -> Floats:
    """What each row would have sold in each part, had its sales followed `daily` from the day it first sold."""
    since = np.arange(daily.shape[1]) >= first[:, None]
    follow = (daily * since) @ fold
    total = follow.sum(axis=1, keepdims=True)
    return np.asarray(follow / np.maximum(total, 1e-12) * counted.sum(axis=1, keepdims=True), dtype=np.float64)


def chunks(count: int) -> Iterator[slice]:
    """Rows taken together, so that memory does not grow with the catalogue."""
    return (slice(first, min(first + AT_ONCE, count)) for first in range(0, count, AT_ONCE))


def _of_products(sold: Sold, daily: Floats, fold: Floats, counted: NDArray[np.int64]) -> Floats:
    found = np.zeros(counted.shape)
    first = sold.first
    for rows in chunks(len(found)):
        found[rows] = expected(daily[sold.category[rows]], first[rows], fold, counted[rows])
    return found


def _daily(sold: Sold) -> Floats:
    """Purchases of each category a day."""
    count = int(sold.category.max()) + 1 if len(sold.category) else 1
    where = sold.category[sold.item] * sold.days + sold.day
    return np.bincount(where, minlength=count * sold.days).reshape(count, sold.days).astype(np.float64)


def _usual(shop_day: Floats) -> Floats:
    """An average day around each day: over a year where two were watched, so that growth is no season."""
    if len(shop_day) >= 2 * YEAR:
        return np.asarray(uniform_filter1d(shop_day, YEAR, mode="nearest"), dtype=np.float64)
    return np.full(len(shop_day), shop_day.mean() if len(shop_day) else 0.0)


def _relative(counted: NDArray[np.int64] | Floats, usual: Floats) -> tuple[Floats, Floats]:
    """The logarithm of counted over usual, drawn to nothing, and its standard error.

    Differences have a gamma distribution around 1; how wide is found from all cells together (method of moments).
    """
    enough = usual >= 3.0
    excess = ((counted - usual)[enough] ** 2 - usual[enough]) / usual[enough] ** 2
    weight = np.minimum(usual[enough], 20.0)  # large products must not speak for all
    width = min(max(float(np.average(excess, weights=weight)), 1e-4), 4.0) if enough.any() else 1e-4
    prior = 1.0 / width
    return np.log((counted + prior) / (usual + prior)), 1.0 / np.sqrt(counted + prior)
