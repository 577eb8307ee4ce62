"""Bootstrap intervals: known cases, and whether they hold the truth as often as they say."""

from __future__ import annotations

import numpy as np
import pytest

from worthmore.learn.evaluation.intervals import difference, intervals


def dice(seed: int = 1) -> np.random.Generator:
    return np.random.default_rng(seed)


def test_equal_values_leave_no_doubt() -> None:
    (one,) = intervals(np.full((9, 1), 0.25), dice())
    assert (one.mean, one.low, one.high, one.persons) == (0.25, 0.25, 0.25, 9)


def test_persons_of_whom_nothing_is_said_do_not_count() -> None:
    one, other = intervals(np.array([[1.0, np.nan], [np.nan, np.nan], [0.0, np.nan]]), dice())
    assert (one.mean, one.persons) == (0.5, 2)
    assert np.isnan(other.mean)
    assert other.persons == 0


def test_nobody_at_all_gives_nothing() -> None:
    (one,) = intervals(np.empty((0, 1)), dice())
    assert np.isnan(one.low)
    assert one.persons == 0


def test_the_interval_holds_the_truth_about_as_often_as_it_says() -> None:
    throws = dice(7)
    held = 0
    for _ in range(200):
        (one,) = intervals((throws.random((80, 1)) < 0.3).astype(float), throws, draws=200)
        held += one.low <= 0.3 <= one.high
    assert 0.88 <= held / 200 <= 0.99


def test_pairing_sees_a_small_but_steady_difference() -> None:
    base = dice().random(400)
    found = difference(base + 0.01, base, dice())
    assert found.mean == pytest.approx(0.01)
    assert found.low > 0.009


@pytest.mark.parametrize(("draws", "level"), [(0, 0.95), (10, 1.0), (10, 0.0)])
def test_nonsense_is_refused(draws: int, level: float) -> None:
    with pytest.raises(ValueError, match="intervals: "):
        intervals(np.zeros((2, 1)), dice(), draws, level)
