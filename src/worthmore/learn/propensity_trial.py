"""What answers would have taught without each answer itself: a trial that trees must pass before they are used."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from worthmore.learn.propensity_cells import count_cells
from worthmore.learn.propensity_features import Asked
from worthmore.learn.propensity_scorecard import Boosting, grow_scorecard
from worthmore.learn.ridge_logistic import Observed, expit, ridge_logistic

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]

BELIEVED_WEIGHTS = np.array([1.0, 0.0, 0.0])
MIX_PENALTY = np.array([1.0, 1.0, 1.0])


@dataclass(frozen=True, eq=False)
class Trial:
    """Log-odds of each answer by what all other persons answered.

    `believed` from priors and cells alone, `score` from the trees (None: not grown), `fold` the part each was in.
    """

    believed: Floats
    score: Floats | None
    fold: NDArray[np.int64]


def folds(person: NDArray[Any] | None, count: int, parts: int) -> NDArray[np.int64]:
    """A part (0 … parts - 1) for each answer: the same for all of one person, any for each one of a guest (-1)."""
    if person is None:
        person = np.full(count, -1)
    everybody = np.where(person < 0, -1 - np.arange(count), person)
    _, place = np.unique(everybody, return_inverse=True)
    mixed = (place.astype(np.uint64) * np.uint64(0x9E3779B97F4A7C15)) >> np.uint64(40)  # neighbours are parted
    return (mixed % np.uint64(parts)).astype(np.int64)


def trial(asked: Asked, yes: Bools, prior: Floats, fold: NDArray[np.int64], how: Boosting | None) -> Trial:
    """Learn from all parts but one, judge the one, in turn. `prior` are log-odds; without `how` no trees are grown."""
    believed = prior.copy()
    score = None if how is None else prior.copy()
    for part in np.unique(fold).tolist():
        out, rest = fold == part, fold != part
        if not rest.any():
            continue
        cells = count_cells(asked.take(rest), yes[rest], prior[rest])
        believed[out] += cells.of(asked.take(out))
        if score is not None and how is not None:
            known = prior[rest] + cells.of(asked.take(rest))
            score[out] = _of_trees(asked, yes, known, believed, rest, out, how)
    return Trial(believed, score, fold)


def _of_trees(asked: Asked, yes: Bools, known: Floats, believed: Floats, rest: Bools, out: Bools, how: Boosting) -> Any:
    if yes[rest].all() or not yes[rest].any():
        return believed[out]
    card = grow_scorecard(asked.take(rest), known, yes[rest], how)
    return card.score(asked.take(out), believed[out])


def find_mix(believed: Floats, score: Floats, yes: Bools) -> Floats:
    """(weight of what was believed, weight of the trees, shift): the log-odds that fit best; no weight below zero."""
    rows = np.column_stack([believed, score, np.ones(len(yes))])
    used = np.ones(3, dtype=np.bool_)
    weights = BELIEVED_WEIGHTS.copy()
    for _ in range(3):
        observed = Observed(rows[:, used], np.arange(len(yes)), yes.astype(np.float64), np.zeros(len(yes)))
        weights = np.zeros(3)
        weights[used] = ridge_logistic(observed, MIX_PENALTY[used], BELIEVED_WEIGHTS[used])
        below = weights[:2] < 0
        if not below.any():
            break
        used[:2] &= ~below
    return weights


def mixed(weights: Floats, believed: Floats, score: Floats) -> Floats:
    """Log-odds by a mix."""
    return np.asarray(weights[0] * believed + weights[1] * score + weights[2])


def mixed_out_of_fold(found: Trial, yes: Bools) -> Floats:
    """The mixed log-odds of each answer, the mix found without its part too."""
    assert found.score is not None
    out = found.believed.copy()
    for part in np.unique(found.fold).tolist():
        here = found.fold == part
        weights = find_mix(found.believed[~here], found.score[~here], yes[~here])
        out[here] = mixed(weights, found.believed[here], found.score[here])
    return out


def gain(believed: Floats, other: Floats, yes: Bools, person: NDArray[Any] | None) -> tuple[float, float]:
    """How much less surprise `other` has an answer than `believed` (log-odds both), and the standard error of that."""
    difference = _surprise(believed, yes) - _surprise(other, yes)
    group = np.arange(len(yes)) if person is None else np.where(person < 0, -1 - np.arange(len(yes)), person)
    _, place = np.unique(group, return_inverse=True)
    by_person = np.bincount(place, weights=difference - difference.mean())
    return float(difference.mean()), float(np.sqrt((by_person**2).sum()) / len(yes))


def _surprise(score: Floats, yes: Bools) -> Floats:
    chance = expit(score)
    return np.asarray(-np.log(np.where(yes, chance, 1.0 - chance)))
