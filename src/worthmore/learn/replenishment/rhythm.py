"""How long customers wait between orders: quantiles by boosted trees, or by a formula where little is known."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from worthmore.learn.next_basket.trees import Trees, exported
from worthmore.learn.replenishment.gaps import FEATURES, Floats, Moments

LEVELS = (0.1, 0.5, 0.9)
POWERS = (0.0, 0.5, 1.0)
FEWEST_TO_SET_RIGHT = 100
FEWEST = 5
RATE, LEAST_ROWS, RIDGE, STEPS = 0.06, 40, 5.0, 128
GAPS, FADING = FEATURES.index("gaps"), FEATURES.index("fading")


@dataclass(frozen=True, eq=False)
class Rhythm:
    """What was learned. `usual` are the quantiles of all gaps, in logarithms of one plus days; `between` is which part
    of their variance lies between customers; `set_right` is added to each quantile's logarithm; `gaps` were counted.
    """

    usual: tuple[float, ...]
    between: float
    set_right: tuple[float, ...]
    power: float
    gaps: int
    trees: tuple[Trees, ...]

    @property
    def known(self) -> bool:
        """Whether anything can be said."""
        return self.gaps >= FEWEST


NOTHING = Rhythm((0.0, 0.0, 0.0), 0.5, (0.0, 0.0, 0.0), 0.5, 0, ())


def learn_rhythm(moments: Moments | None, least_gaps: int, count: int, leaves: int) -> Rhythm:
    """From every gap with what was known when it began. None: the days are not known."""
    if moments is None or len(moments.gap) < FEWEST:
        return NOTHING
    usual, between = _usual(moments)
    plain = Rhythm(usual, between, (0.0, 0.0, 0.0), 0.5, len(moments.gap), ())
    if len(moments.gap) < least_gaps:
        return plain
    newest = _newest(moments)
    asked, rest = moments.take(newest), moments.take(~newest)
    if len(asked.gap) < FEWEST_TO_SET_RIGHT or len(rest.gap) < least_gaps // 2:
        trees = tuple(_grow(moments, level, 0.5, count, leaves) for level in LEVELS)
        return Rhythm(usual, between, (0.0, 0.0, 0.0), 0.5, len(moments.gap), trees)
    power = min(POWERS, key=lambda one: _off(_grow(rest, 0.5, one, count, leaves), asked))
    before = Rhythm(usual, between, (0.0, 0.0, 0.0), power, 0, _grown(rest, power, count, leaves))
    right = _set_right(np.log1p(say(before, asked.features, known=True)), np.log1p(asked.gap))
    return Rhythm(usual, between, right, power, len(moments.gap), _grown(moments, power, count, leaves))


def say(rhythm: Rhythm, features: NDArray[np.float32], known: bool = False) -> Floats:
    """The three quantiles of each row, in days, ascending."""
    if not (rhythm.known or known):
        return np.zeros((len(features), len(LEVELS)))
    if rhythm.trees:
        days = np.column_stack([trees.total(features) for trees in rhythm.trees])
        logs = np.log1p(np.maximum(days, 0.0))
    else:
        logs = _by_formula(rhythm, features)
    return np.asarray(np.expm1(np.maximum(np.sort(logs + np.array(rhythm.set_right), axis=1), 0.0)), dtype=np.float64)


def _usual(moments: Moments) -> tuple[tuple[float, ...], float]:
    """The quantiles of gaps, each customer counting once, and which part of their variance lies between customers."""
    logs = np.log1p(moments.gap)
    _, person = np.unique(moments.person, return_inverse=True)
    count = np.bincount(person).astype(np.float64)
    order = np.argsort(logs, kind="stable")
    below = np.cumsum((1.0 / count[person])[order])
    usual = tuple(float(logs[order][np.searchsorted(below, level * below[-1])]) for level in LEVELS)
    within = logs - (np.bincount(person, weights=logs) / count)[person]
    degrees = float((count - 1.0).sum())
    total = float(logs.var())
    between = 1.0 - float((within**2).sum()) / degrees / total if degrees >= FEWEST and total > 0 else 0.5
    return usual, float(np.clip(between, 0.05, 0.95))


def _by_formula(rhythm: Rhythm, features: NDArray[np.float32]) -> Floats:
    """Own gaps, the newest most, drawn to everybody's; the more of them, the surer."""
    count = features[:, GAPS].astype(np.float64)
    own = np.where(count > 0, np.log1p(features[:, FADING]), rhythm.usual[1]).astype(np.float64)
    between = rhythm.between
    weight = count * between / (count * between + 1.0 - between)
    left = np.sqrt(1.0 - between + between * (1.0 - weight))
    middle = rhythm.usual[1] + weight * (own - rhythm.usual[1])
    away = np.array(rhythm.usual) - rhythm.usual[1]
    return np.asarray(middle[:, None] + left[:, None] * away, dtype=np.float64)


def _newest(moments: Moments) -> NDArray[np.bool_]:
    """The newest known gap of each customer; rows of one stand together."""
    return np.append(moments.person[1:] != moments.person[:-1], True)


def _grown(moments: Moments, power: float, count: int, leaves: int) -> tuple[Trees, ...]:
    return tuple(_grow(moments, level, power, count, leaves) for level in LEVELS)


def _grow(moments: Moments, level: float, power: float, count: int, leaves: int) -> Trees:
    from sklearn.ensemble import HistGradientBoostingRegressor

    model = HistGradientBoostingRegressor(
        loss="quantile", quantile=level, max_iter=count, max_leaf_nodes=leaves, learning_rate=RATE,
        min_samples_leaf=LEAST_ROWS, l2_regularization=RIDGE, early_stopping=False, random_state=0,
    )  # fmt: skip
    weight = (moments.gap + 0.5) ** power
    return exported(model.fit(_coarse(moments.features), moments.gap, sample_weight=weight / weight.mean()))


def _coarse(features: NDArray[np.float32]) -> NDArray[np.float32]:
    """Each column in at most STEPS values: with weights, scikit-learn would sort every column once a bin."""
    found = features.copy()
    for column in found.T:
        known = ~np.isnan(column)
        if not known.any():
            column[:] = 0.0
            continue
        values = np.unique(np.quantile(column[known], np.arange(STEPS) / STEPS, method="lower"))
        column[known] = values[np.searchsorted(values, column[known], side="right") - 1]
    return found


def _off(trees: Trees, asked: Moments) -> float:
    return float(np.abs(trees.total(asked.features) - asked.gap).mean())


def _set_right(said: Floats, came: Floats) -> tuple[float, ...]:
    """What to add so that as many lie below each quantile as should."""
    found: list[Any] = [np.quantile(came - said[:, place], level) for place, level in enumerate(LEVELS)]
    return tuple(float(one) for one in found)
