"""Days between a customer's orders, and what is known of them each time one is placed: arrays."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from worthmore.learn.histories import Histories
from worthmore.learn.next_basket.nearest import compiled

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]

NEWEST = 60
"""So many gaps of a customer are looked at; older ones say nothing of today."""
FEATURES = (
    "gaps", "days_known", "mean", "spread", "least", "quarter", "middle", "three_quarters", "most", "fading",
    "log_mean", "log_spread", "last", "second", "third", "fourth", "last_three", "middle_of_five", "varies",
    "whole_weeks", "long",
)  # fmt: skip
FADE = 0.8
LONG = 30.0


@dataclass(frozen=True, eq=False)
class Moments:
    """One row an order that is asked about: whose it is, how many came before, the gap after it (NaN: not known)."""

    person: Integers
    place: Integers
    gap: Floats
    at: Floats
    features: NDArray[np.float32]

    def take(self, rows: NDArray[Any]) -> Moments:
        """Some of them."""
        return Moments(self.person[rows], self.place[rows], self.gap[rows], self.at[rows], self.features[rows])


def closed_moments(histories: Histories, largest: int) -> Moments:
    """Every order but the newest of each customer, with the gap after it; many are thinned by customer."""
    step = max(-(-histories.basket_count // largest), 1)
    kept = histories if step == 1 else histories.of_persons(np.arange(0, histories.person_count, step))
    last = np.zeros(kept.basket_count, dtype=np.bool_)
    last[kept.basket_start[1:] - 1] = True
    return _moments(kept, np.flatnonzero(~last))


def newest_moments(histories: Histories) -> Moments:
    """Everybody's newest order."""
    return _moments(histories, histories.basket_start[1:] - 1)


def _moments(histories: Histories, baskets: Integers) -> Moments:
    day, person = np.asarray(histories.day, dtype=np.float64), histories.basket_person[baskets]
    place = baskets - histories.basket_start[:-1][person]
    following = np.append(day[1:], np.nan)[baskets]
    newest = baskets == histories.basket_start[1:][person] - 1
    features = np.full((len(baskets), len(FEATURES)), np.nan, dtype=np.float32)
    _describe(day, baskets, place, features)
    return Moments(person, place, np.where(newest, np.nan, following - day[baskets]), day[baskets], features)


@compiled
def _describe(day: Any, baskets: Any, places: Any, features: Any) -> None:
    """Fill a row of FEATURES for each basket from the gaps before it."""
    for row in range(len(baskets)):
        basket, count = baskets[row], min(places[row], 60)
        features[row, 0] = places[row]
        features[row, 1] = day[basket] - day[basket - places[row]]
        if count == 0:
            continue
        gaps = np.diff(day[basket - count : basket + 1])
        logs = np.log1p(gaps)
        ordered = np.sort(gaps)
        features[row, 2], features[row, 3] = gaps.mean(), gaps.std()
        features[row, 4], features[row, 8] = ordered[0], ordered[-1]
        features[row, 5], features[row, 6] = np.quantile(ordered, 0.25), np.median(ordered)
        features[row, 7] = np.quantile(ordered, 0.75)
        total, weights, weight = 0.0, 0.0, 1.0
        whole, long = 0.0, 0.0
        for ago in range(count):
            gap = gaps[count - 1 - ago]
            total += weight * gap
            weights += weight
            weight *= 0.8
            whole += gap % 7.0 == 0.0
            long += gap >= 30.0
            if ago < 4:
                features[row, 12 + ago] = gap
        features[row, 9] = total / weights
        features[row, 10], features[row, 11] = logs.mean(), logs.std()
        features[row, 16], features[row, 17] = gaps[-3:].mean(), np.median(gaps[-5:])
        features[row, 18] = gaps.std() / max(gaps.mean(), 1.0)
        features[row, 19], features[row, 20] = whole / count, long / count
