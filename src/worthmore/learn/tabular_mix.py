"""How several models of one answer are mixed so that the result is calibrated."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from worthmore.learn.ridge_logistic import Observed, ridge_logistic
from worthmore.learn.tabular_columns import Bools, Floats

MIX_PENALTY = 30.0  # how firmly each weight is held near that of the plain mean


def find_mix(scores: Floats, yes: Bools) -> Floats:
    """(a weight for each model, shift): the mix that fits best, held near the plain mean; no weight below zero."""
    models = scores.shape[1]
    usual = np.append(np.full(models, 1.0 / models), 0.0)
    penalty = np.append(np.full(models, MIX_PENALTY), 1e-3)
    used = np.ones(models + 1, dtype=np.bool_)
    rows = np.column_stack([scores, np.ones(len(yes))])
    weights = np.zeros(models + 1)
    while True:
        observed = Observed(rows[:, used], np.arange(len(yes)), yes.astype(np.float64), np.zeros(len(yes)))
        weights[:] = 0.0
        weights[used] = ridge_logistic(observed, penalty[used], usual[used])
        if (weights[:-1] >= 0).all():
            return weights
        used[:-1] &= weights[:-1] >= 0


def mixed(mix: Floats, scores: Floats) -> Floats:
    """The log-odds of each row by a mix."""
    return np.asarray(scores @ mix[:-1] + mix[-1])


def mixed_out_of_fold(scores: Floats, yes: Bools, fold: NDArray[np.int64]) -> Floats:
    """The same, the mix of each part found without it."""
    found = np.zeros(len(yes))
    for part in np.unique(fold).tolist():
        found[fold == part] = mixed(find_mix(scores[fold != part], yes[fold != part]), scores[fold == part])
    return found


def parted(yes: Bools, parts: int, dice: Any) -> NDArray[np.int64]:
    """A part for each row, with the same share of yeses in all."""
    fold = np.zeros(len(yes), dtype=np.int64)
    for said in (True, False):
        rows = dice.permutation(np.flatnonzero(yes == said))
        fold[rows] = np.arange(len(rows)) % parts
    return fold
