from __future__ import annotations

import numpy as np
import pytest
from sklearn.linear_model import LogisticRegression

from worthmore.learn.ridge_logistic import Observed, ridge_logistic

DICE = np.random.default_rng(0)
ROWS = DICE.normal(size=(400, 3))
YES = (DICE.random(400) < 1 / (1 + np.exp(-ROWS[:, 0] + 0.5 * ROWS[:, 1]))).astype(np.float64)
EACH = np.arange(400)


def test_weights_are_those_of_scikit_learn() -> None:
    found = ridge_logistic(Observed(ROWS, EACH, YES, np.zeros(400)), np.ones(3), np.zeros(3))
    reference = LogisticRegression(C=1.0, fit_intercept=False, tol=1e-10).fit(ROWS, YES)
    assert found == pytest.approx(reference.coef_[0], abs=1e-5)


def test_an_offset_that_explains_all_leaves_nothing_to_learn() -> None:
    offset = ROWS @ np.array([1.0, -0.5, 0.0])
    found = ridge_logistic(Observed(ROWS, EACH, YES, offset), np.ones(3), np.zeros(3))
    assert np.abs(found).max() < 0.35


def test_answers_that_share_a_row_count_as_if_they_had_their_own() -> None:
    rows, place = np.eye(2), DICE.integers(0, 2, 400)
    shared = ridge_logistic(Observed(rows, place, YES, np.zeros(400)), np.ones(2), np.zeros(2))
    own = ridge_logistic(Observed(rows[place], EACH, YES, np.zeros(400)), np.ones(2), np.zeros(2))
    assert shared == pytest.approx(own)


def test_without_answers_the_usual_holds() -> None:
    nothing = Observed(np.empty((0, 2)), np.empty(0, dtype=np.int64), np.empty(0), np.empty(0))
    assert ridge_logistic(nothing, np.ones(2), np.array([1.0, 2.0])).tolist() == [1.0, 2.0]


def test_answers_that_part_cleanly_do_not_run_away() -> None:
    rows = np.linspace(-1, 1, 40)[:, None]
    yes = (rows[:, 0] > 0).astype(np.float64)
    found = ridge_logistic(Observed(rows, np.arange(40), yes, np.zeros(40)), np.ones(1), np.zeros(1))
    assert 1 < found[0] < 10
