"""Rows of one customer and product, taken together."""

from __future__ import annotations

import numpy as np

from worthmore.learn.replenishment.purchases import Floats, Integers, Stretches


def pair_numbers(rows: Stretches) -> Integers:
    """Of every row the number of its customer and item; rows of one pair stand together."""
    new = np.ones(len(rows), dtype=np.bool_)
    new[1:] = (rows.person[1:] != rows.person[:-1]) | (rows.item[1:] != rows.item[:-1])
    return np.cumsum(new, dtype=np.int64) - 1


def within_variance(pair: Integers, values: Floats) -> float:
    """The variance of values within a pair, over pairs with at least two intervals; 0 without any.

    A pair weighs as at most ten intervals: one customer who buys daily is still one customer.
    """
    gap, left = centred(pair, values)
    cap = np.minimum(1.0, 10.0 / left)
    degrees = float((cap * (left - 1.0) / left).sum())
    return float((cap * gap**2).sum()) / degrees if degrees > 0 else 0.0


def centred(pair: Integers, values: Floats) -> tuple[Floats, Floats]:
    """Values less the mean of their pair, and how many each pair has; rows in any order."""
    if not len(pair):
        return np.empty(0), np.empty(0)
    count = np.bincount(pair).astype(np.float64)
    mean = np.bincount(pair, weights=values) / np.maximum(count, 1.0)
    return values - mean[pair], count[pair]
