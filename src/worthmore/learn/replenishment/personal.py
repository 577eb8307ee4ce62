"""What a customer's own intervals say beside everybody's, and where the quantiles lie: learned from what came next."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from worthmore.learn.replenishment.purchases import Floats, Integers

NORMAL = (-1.2815515655446004, 0.0, 1.2815515655446004)
QUANTILES = (0.1, 0.5, 0.9)
STEPS = (0, 1, 2, 3, 5, 9)
"""How many own intervals are told apart: none, one, two, three or four, five to eight, more."""
FEWEST = 100
USUAL_BETWEEN = 0.4
"""Which part of the variance lies between customers of one product, before it is learned."""


class Step(NamedTuple):
    """What is expected after so many own intervals, counted in the product's spread from its middle.

    The own mean counts `weight`, then `shift` is added; of what came, a tenth lay below `low` from there, half below
    `middle`, nine tenths below `high`.
    """

    shift: float
    weight: float
    low: float
    middle: float
    high: float


class Common(NamedTuple):
    """What all products share: a Step for each of STEPS, and how many purchases' worth the share of a product weighs
    against a customer's own (`stay`)."""

    steps: tuple[Step, ...]
    stay: float


def step_of(count: int) -> int:
    """Which step a number of own intervals belongs to."""
    return sum(count >= least for least in STEPS) - 1


def usual_step(count: int) -> Step:
    """By the formula of a normal model, where too little was seen to learn it."""
    weight = count * USUAL_BETWEEN / (count * USUAL_BETWEEN + 1.0 - USUAL_BETWEEN)
    left = float(np.sqrt(1.0 - USUAL_BETWEEN + USUAL_BETWEEN * (1.0 - weight)))
    return Step(0.0, weight, *(left * quantile for quantile in NORMAL))


def no_steps() -> tuple[Step, ...]:
    """Nothing learned."""
    return tuple(usual_step(count) for count in STEPS)


def learn_steps(pair: Integers, count: Floats, mean: Floats, z: Floats, weight: Floats) -> tuple[Step, ...]:
    """The steps from closed intervals, each `weight` purchases, `z` spreads from what was expected of a stranger.

    `count` own intervals came before, `mean` spreads away. A step with fewer than a hundred goes by the formula.
    """
    step = np.searchsorted(STEPS, count, side="right") - 1
    weight = weight / np.bincount(pair * len(STEPS) + step)[pair * len(STEPS) + step]  # a customer counts once a step
    return tuple(
        _learn_step(z[step == one], mean[step == one], weight[step == one], least) for one, least in enumerate(STEPS)
    )


def before(pair: Integers, z: Floats) -> tuple[Floats, Floats]:
    """Of every row how many rows of its pair stand before it, and their mean."""
    total = np.concatenate([[0.0], np.cumsum(z)])
    start, here = np.searchsorted(pair, pair), np.arange(len(z))
    count: Floats = (here - start).astype(np.float64)
    mean: Floats = (total[here] - total[start]) / np.maximum(count, 1.0)
    return count, mean


def chance_of_another(share: Floats, place: Integers, stay: float) -> Floats:
    """The chance of another purchase after `place` repeats: who came back before stays with the more certainty."""
    return np.asarray(np.clip((share * stay + place) / (stay + place), 1e-6, 1.0 - 1e-6), dtype=np.float64)


def _learn_step(z: Floats, mean: Floats, weight: Floats, least: int) -> Step:
    usual = usual_step(least)
    if len(z) < FEWEST:
        return usual
    shift, own = _line(z, mean, weight) if least else (float(np.average(z, weights=weight)), 0.0)
    rest = z - shift - own * mean
    order = np.argsort(rest, kind="stable")
    below = np.cumsum(weight[order])
    places = np.searchsorted(below, np.array(QUANTILES) * below[-1])
    low, middle, high = (float(np.clip(rest[order][place], -4.0, 4.0)) for place in places)
    return Step(shift, own, low, middle, high)


def _line(z: Floats, mean: Floats, weight: Floats) -> tuple[float, float]:
    """Weighted least squares; the own mean counts between nothing and all."""
    about, around = np.average(mean, weights=weight), np.average(z, weights=weight)
    square = float(np.average((mean - about) ** 2, weights=weight))
    cross = float(np.average((mean - about) * (z - around), weights=weight))
    own = min(max(cross / square, 0.0), 1.0) if square > 1e-12 else 0.0
    return float(around - own * about), own
