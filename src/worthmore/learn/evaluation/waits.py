"""Forecasts of days: how far off, how well their quantiles fit, and plain habits to compare with."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from worthmore.learn.evaluation.intervals import Interval
from worthmore.learn.evaluation.splits import Split
from worthmore.learn.histories import Histories
from worthmore.learn.replenishment import NextOrder

LEVELS = (0.1, 0.5, 0.9)

Days = NDArray[np.float64]
Quantiles = tuple[Days, Days, Days]
"""Days within which 10, 50 and 90 % are expected back, one a forecast."""


@dataclass(frozen=True, eq=False)
class Forecast:
    """One model's quantiles beside the days it really took; `person` says whose each is, `weight` for how many it
    stands."""

    model: str
    person: NDArray[np.int64]
    weight: Days
    came: Days
    quantiles: Quantiles

    def off(self) -> Days:
        """Days by which the median was off."""
        return np.abs(self.came - self.quantiles[1])

    def pinball(self) -> Days:
        """The pinball losses of the three quantiles, forecasts × 3 (Koenker & Bassett 1978)."""
        gaps = [self.came - said for said in self.quantiles]
        return np.column_stack(
            [np.maximum(level * gap, (level - 1.0) * gap) for level, gap in zip(LEVELS, gaps, strict=True)]
        )

    def within(self) -> Days:
        """Whether it took no longer than each quantile, forecasts × 3; right would be 10, 50 and 90 % of them."""
        return np.column_stack([self.came <= said for said in self.quantiles]).astype(np.float64)

    def mean(self, values: Days, dice: np.random.Generator, draws: int = 1000) -> Interval:
        """The weighted mean with its 95 % interval: persons are drawn, each with all that is theirs."""
        _, place = np.unique(self.person, return_inverse=True)
        total, weight = np.bincount(place, weights=values * self.weight), np.bincount(place, weights=self.weight)
        count = len(weight)
        if not count:
            return Interval(float("nan"), float("nan"), float("nan"), 0)
        times = (np.bincount(dice.integers(0, count, count), minlength=count) for _ in range(draws))
        low, high = np.quantile([float(one @ total / (one @ weight)) for one in times], [0.025, 0.975])
        return Interval(float(total.sum() / weight.sum()), float(low), float(high), count)


def next_order_forecasts(split: Split) -> list[Forecast]:
    """NextOrder and two habits, asked when each person of a split comes next. Raises ValueError without days."""
    if split.at is None or not split.known.timed:
        raise ValueError(f"{split.name}: these histories have no days, so nothing can be asked about days")
    known, place = split.known, split.known.places(split.persons)
    came = np.asarray(split.at, dtype=np.float64) - known.day[known.basket_start[1:] - 1][place]
    ones = np.ones(len(came))
    found = NextOrder().fit(known).predict(known)
    answers: list[tuple[str, Quantiles]] = [
        ("next_order", (found.low, found.middle, found.high)),
        ("own habit", own_habit(known)),
        ("everybody's habit", everybodys_habit(known)),
    ]
    return [
        Forecast(name, split.persons, ones, came, (low[place], middle[place], high[place]))
        for name, (low, middle, high) in answers
    ]


def own_habit(known: Histories) -> Quantiles:
    """The quantiles of each person's own gaps; everybody's where they have none."""
    usual = everybodys_habit(known)
    gaps = [np.diff(known.day[one:two]) for one, two in zip(known.basket_start, known.basket_start[1:], strict=False)]
    low, middle, high = (
        np.array([np.quantile(own, level) if len(own) else other for own, other in zip(gaps, same, strict=True)])
        for level, same in zip(LEVELS, usual, strict=True)
    )
    return low, middle, high


def everybodys_habit(known: Histories) -> Quantiles:
    """The quantiles of all gaps, the same for everybody."""
    later = np.ones(known.basket_count, dtype=np.bool_)
    later[known.basket_start[:-1]] = False
    gaps = np.diff(known.day, prepend=0.0)[later]
    low, middle, high = (
        np.full(known.person_count, np.quantile(gaps, level) if len(gaps) else 0.0) for level in LEVELS
    )
    return low, middle, high


def rows(forecasts: Sequence[Forecast], dice: np.random.Generator) -> list[dict[str, Any]]:
    """The side-by-side table as plain values: the first model's gain over each other stands with the other."""
    made = []
    for one in forecasts:
        off, gain = one.mean(one.off(), dice), one.mean(forecasts[0].off() - one.off(), dice)
        made.append({
            "model": one.model, "persons": off.persons, "off": _plain(off), "first_less_this": _plain(gain),
            "pinball": _each(one, one.pinball()), "within": _each(one, one.within()),
        })  # fmt: skip
    return made


def markdown(table: Sequence[Mapping[str, Any]]) -> str:
    """The same as a table for people."""
    lines = ["| model | days off (95 % interval) | pinball 10/50/90 | came within 10/50/90 |", "|---|---|---|---|"]
    for row in table:
        off = row["off"]
        said = f"{off['mean']:.2f} ({off['low']:.2f}–{off['high']:.2f})"
        pinball, within = " ".join(f"{x:.2f}" for x in row["pinball"]), " ".join(f"{x:.0%}" for x in row["within"])
        lines.append(f"| {row['model']} | {said} | {pinball} | {within} |")
    return "\n".join(lines)


def _plain(one: Interval) -> dict[str, float]:
    return {"mean": round(one.mean, 4), "low": round(one.low, 4), "high": round(one.high, 4)}


def _each(one: Forecast, values: Days) -> list[float]:
    return [round(float(np.average(values[:, place], weights=one.weight)), 4) for place in range(len(LEVELS))]
