"""Logistic regression with an offset and a prior for each weight: the small, exact kind."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
MOST_STEPS = 50


def expit(score: Floats) -> Floats:
    """The chance of log-odds, never quite 0 or 1."""
    return np.asarray(1.0 / (1.0 + np.exp(-np.minimum(np.maximum(score, -30.0), 30.0))))


def logit(chance: Floats) -> Floats:
    """The log-odds of a chance."""
    return np.asarray(np.log(chance / (1.0 - chance)))


@dataclass(frozen=True, eq=False)
class Observed:
    """What weights are to explain: answers `yes` (0 to 1) whose log-odds are offset + rows[place] @ weights.

    `rows` has shape (m, p), `place` says which of them each of the n answers has: many answers may share a row.
    """

    rows: Floats
    place: NDArray[np.int64]
    yes: Floats
    offset: Floats

    def scores(self, weights: Floats) -> Floats:
        """The log-odds of each answer."""
        return np.asarray(self.offset + (self.rows @ weights)[self.place])

    def summed(self, values: Floats) -> Floats:
        """Values of the answers, added up by row."""
        return np.bincount(self.place, weights=values, minlength=len(self.rows)).astype(np.float64)


def ridge_logistic(observed: Observed, penalty: Floats, usual: Floats) -> Floats:
    """The likeliest weights (p), when each is believed to be `usual` as firmly as `penalty` (above zero) says.

    Newton's method with halved steps; a penalty is one over the variance of the belief. Without answers: `usual`.
    """
    weights, step_rows = usual.copy(), observed.rows
    badness = _badness(observed, weights, penalty, usual)
    for _ in range(MOST_STEPS):
        chance = expit(observed.scores(weights))
        slope = step_rows.T @ observed.summed(observed.yes - chance) - penalty * (weights - usual)
        curve = step_rows.T @ (step_rows * observed.summed(chance * (1.0 - chance))[:, None]) + np.diag(penalty)
        step = np.linalg.solve(curve, slope)
        while (found := _badness(observed, weights + step, penalty, usual)) > badness and np.abs(step).max() > 1e-9:
            step = step / 2.0
        if found > badness:
            break
        weights, gained, badness = weights + step, badness - found, found
        if gained < 1e-10 * max(1.0, abs(badness)):
            break
    return weights


def _badness(observed: Observed, weights: Floats, penalty: Floats, usual: Floats) -> float:
    score = observed.scores(weights)
    return float(np.logaddexp(0.0, score).sum() - observed.yes @ score + 0.5 * penalty @ (weights - usual) ** 2)
