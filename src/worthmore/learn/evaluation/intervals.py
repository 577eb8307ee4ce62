"""How sure a mean over persons is: bootstrap intervals, and paired ones for the difference of two models."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Values = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Interval:
    """A mean and between which two values it lies with the asked certainty; `persons` had a value at all."""

    mean: float
    low: float
    high: float
    persons: int

    def __str__(self) -> str:
        return f"{self.mean:.4f} ({self.low:.4f}–{self.high:.4f})"


def intervals(columns: Values, dice: np.random.Generator, draws: int = 1000, level: float = 0.95) -> list[Interval]:
    """Percentile bootstrap over persons (Efron 1979), one interval a column of persons × metrics.

    Persons, not lines, are drawn: one person's hits hang together. The same draws serve every column, so columns may be
    compared. NaN means that the metric says nothing of that person. No person at all gives NaN throughout.
    """
    columns = np.asarray(columns, dtype=np.float64)
    if not 0.0 < level < 1.0 or draws < 1:
        raise ValueError(f"intervals: level is {level} and draws {draws}; they must lie between 0 and 1, and above 0")
    said = ~np.isnan(columns)
    value = np.where(said, columns, 0.0)
    means = np.empty((draws, columns.shape[1]))
    for draw in range(draws):
        times = np.bincount(dice.integers(0, max(len(value), 1), len(value)), minlength=len(value)).astype(np.float64)
        means[draw] = _mean(times @ value, times @ said)
    return [_interval(columns[:, one], means[:, one], level) for one in range(columns.shape[1])]


def difference(one: Values, other: Values, dice: np.random.Generator, draws: int = 1000) -> Interval:
    """The mean of one - other over the persons of whom both say something, with its 95 % interval."""
    return intervals((np.asarray(one) - np.asarray(other))[:, None], dice, draws)[0]


def _mean(total: Values, count: Values) -> Values:
    mean = np.full(total.shape, np.nan)
    np.divide(total, count, out=mean, where=count > 0)
    return mean


def _interval(values: Values, means: Values, level: float) -> Interval:
    known = values[~np.isnan(values)]
    drawn = means[~np.isnan(means)]
    if not len(known) or not len(drawn):
        return Interval(float("nan"), float("nan"), float("nan"), 0)
    low, high = np.quantile(drawn, [(1 - level) / 2, (1 + level) / 2])
    return Interval(float(known.mean()), float(low), float(high), len(known))
