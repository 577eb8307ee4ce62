"""What a set of lists does with the catalogue: how much of it is shown, how evenly, how varied, how little known."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

Values = NDArray[np.float64]


def coverage(ranked: NDArray[Any], item_count: int) -> float:
    """The share of the catalogue that stands in at least one list."""
    return len(np.unique(ranked[ranked >= 0])) / item_count if item_count else float("nan")


def concentration(ranked: NDArray[Any], item_count: int) -> float:
    """The Gini index of how often items are named: 0 when all are named equally often, near 1 when few take all."""
    times = np.sort(np.bincount(ranked[ranked >= 0].astype(np.int64), minlength=item_count)).astype(np.float64)
    if not times.sum():
        return float("nan")
    rank = np.arange(1, item_count + 1)
    return float((2 * rank - item_count - 1) @ times / (item_count * times.sum()))


def diversity(ranked: NDArray[Any], category: NDArray[Any]) -> Values:
    """Of each list, the share of pairs of items from different categories; NaN for lists of fewer than two items.

    `category` is one whole number an item; below 0 it is unknown, and unlike every other.
    """
    kind = np.where(ranked >= 0, np.asarray(category)[np.maximum(ranked, 0)], -1)
    filled = (ranked >= 0).sum(axis=1)
    pairs = filled * (filled - 1) / 2
    alike = np.zeros(len(ranked))
    for one in range(ranked.shape[1]):
        later = (kind[:, one + 1 :] == kind[:, one : one + 1]) & (kind[:, one : one + 1] >= 0)
        alike += later.sum(axis=1)
    shares = np.full(len(ranked), np.nan)
    np.divide(pairs - alike, pairs, out=shares, where=pairs > 0)
    return shares


def novelty(ranked: NDArray[Any], buyers: NDArray[Any], persons: int) -> Values:
    """Of each list, the mean surprise -log2(share of persons who bought the item); nobody counts as half a person."""
    surprise = -np.log2(np.maximum(np.asarray(buyers, dtype=np.float64), 0.5) / max(persons, 1))
    filled = ranked >= 0
    total = np.where(filled, surprise[np.maximum(ranked, 0)], 0.0).sum(axis=1)
    mean = np.full(len(ranked), np.nan)
    np.divide(total, filled.sum(axis=1), out=mean, where=filled.any(axis=1))
    return mean
