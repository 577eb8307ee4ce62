from __future__ import annotations

import numpy as np
import pytest
from sklearn.metrics import brier_score_loss
from sklearn.metrics import log_loss as reference_log_loss

from worthmore.learn.calibration import calibration, reliability, share_interval

DICE = np.random.default_rng(1)
CHANCE = DICE.beta(1, 9, 5000)
YES = DICE.random(5000) < CHANCE


def test_scores_are_those_of_scikit_learn() -> None:
    found = calibration(CHANCE, np.full(5000, 0.1), YES)
    assert found.brier == pytest.approx(brier_score_loss(YES, CHANCE))
    assert found.log_loss == pytest.approx(reference_log_loss(YES, CHANCE))
    assert found.log_loss_prior == pytest.approx(reference_log_loss(YES, np.full(5000, 0.1)))


def test_true_chances_are_within_their_intervals() -> None:
    rows = reliability(CHANCE, YES)
    assert len(rows) == 10
    assert sum(row.count for row in rows) == 5000
    assert sum(row.share_low <= row.chance <= row.share_high for row in rows) >= 8


def test_doubled_chances_are_found_out() -> None:
    true, doubled = (calibration(chance, CHANCE, YES).ece for chance in (CHANCE, np.minimum(2 * CHANCE, 0.99)))
    assert true is not None
    assert doubled is not None
    assert doubled > 0.08 > 4 * true


def test_equal_chances_are_one_row() -> None:
    rows = reliability(np.full(100, 0.2), np.arange(100) < 20)
    assert [(row.count, row.yes, round(row.chance, 9)) for row in rows] == [(100, 20, 0.2)]


def test_without_answers_there_is_no_figure() -> None:
    none = np.empty(0)
    found = calibration(none, none, none.astype(np.bool_))
    assert (found.answers, found.brier, found.ece, found.table) == (0, None, None, ())


def test_an_interval_of_nothing_says_nothing() -> None:
    assert share_interval(0, 0) == (0.0, 1.0)
    low, high = share_interval(0, 20)
    assert low == pytest.approx(0.0, abs=1e-12)
    assert 0.15 < high < 0.18
