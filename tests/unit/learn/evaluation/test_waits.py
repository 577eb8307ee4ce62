"""Forecasts of days, measured on answers a person can see."""

from __future__ import annotations

import numpy as np
import pytest

from worthmore.learn.evaluation.splits import leave_last_out
from worthmore.learn.evaluation.waits import Forecast, everybodys_habit, markdown, next_order_forecasts, own_habit, rows
from worthmore.learn.histories import histories


def forecast(came: list[float], middle: float, weight: list[float] | None = None) -> Forecast:
    days = np.array(came)
    said = tuple(np.full(len(days), middle + away) for away in (-5.0, 0.0, 5.0))
    each = np.ones(len(days)) if weight is None else np.array(weight)
    return Forecast("one", np.arange(len(days)), each, days, (said[0], said[1], said[2]))


def test_the_median_is_off_by_days() -> None:
    assert forecast([10.0, 20.0], 12.0).off().tolist() == [2.0, 8.0]


def test_a_low_quantile_is_punished_for_being_too_high() -> None:
    low, middle, high = forecast([10.0], 20.0).pinball()[0]
    assert (low, middle, high) == pytest.approx((0.9 * 5, 0.5 * 10, 0.1 * 15))


def test_within_counts_who_came_in_time() -> None:
    assert forecast([10.0, 24.0, 40.0], 20.0).within().mean(axis=0).tolist() == pytest.approx([1 / 3, 1 / 3, 2 / 3])


def test_a_weight_stands_for_several() -> None:
    one = forecast([10.0, 20.0], 10.0, weight=[3.0, 1.0])
    assert one.mean(one.off(), np.random.default_rng(1)).mean == pytest.approx(2.5)


def test_persons_are_drawn_with_all_that_is_theirs() -> None:
    one = Forecast("one", np.zeros(50, dtype=int), np.ones(50), np.arange(50.0), (np.zeros(50),) * 3)
    found = one.mean(one.off(), np.random.default_rng(1))
    assert found.persons == 1
    assert found.low == found.high == found.mean


def test_habits_look_at_known_gaps_only() -> None:
    person, day = np.array([1, 1, 1, 2, 2, 3]), np.array([0.0, 10.0, 20.0, 0.0, 30.0, 5.0])
    known = histories(person, day, np.zeros(6, dtype=int), 1)
    assert own_habit(known)[1].tolist() == [10.0, 30.0, 10.0]
    assert everybodys_habit(known)[1].tolist() == [10.0] * 3


def test_the_table_stands_models_side_by_side() -> None:
    person, week = np.divmod(np.arange(40 * 6), 6)
    every = histories(person, week * 7.0, np.zeros(240, dtype=int), 1)
    table = rows(next_order_forecasts(leave_last_out(every)), np.random.default_rng(1))
    assert [row["model"] for row in table] == ["next_order", "own habit", "everybody's habit"]
    assert table[1]["off"]["mean"] == 0.0
    assert table[0]["off"]["mean"] < 1.0
    assert "| own habit | 0.00 (0.00–0.00) |" in markdown(table)


def test_without_days_nothing_is_asked_about_days() -> None:
    person, order = np.divmod(np.arange(40 * 6), 6)
    every = histories(person, None, np.zeros(240, dtype=int), 1, order)
    with pytest.raises(ValueError, match="have no days"):
        next_order_forecasts(leave_last_out(every))
