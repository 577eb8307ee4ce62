"""Orders as four numbers a customer."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from worthmore.learn.purchase_histories import PurchaseHistories, histories


def of(*orders: tuple[int, int, float], until: int = 100) -> tuple[list[int], PurchaseHistories]:
    columns = np.array(orders, dtype=float).reshape(-1, 3).T
    people, found = histories(columns[0].astype(np.int64), columns[1].astype(np.int64), columns[2], until)
    return people.tolist(), found


def test_a_history_counts_the_days_after_the_first() -> None:
    people, found = of((7, 10, 20.0), (7, 40, 10.0), (7, 60, 30.0), (3, 90, 5.0))
    assert people == [3, 7]
    assert found.repeats.tolist() == [0, 2]
    assert found.last.tolist() == [0.0, 50.0]
    assert found.observed.tolist() == [10.0, 90.0]
    assert found.value.tolist() == [0.0, 20.0]


def test_two_orders_of_one_day_are_one_purchase() -> None:
    _, found = of((1, 10, 20.0), (1, 30, 10.0), (1, 30, 15.0))
    assert found.repeats.tolist() == [1]
    assert found.value.tolist() == [25.0]


def test_what_went_back_the_same_day_is_no_purchase() -> None:
    _, found = of((1, 10, 20.0), (1, 30, 15.0), (1, 30, -15.0), (1, 50, -20.0))
    assert found.repeats.tolist() == [0]


def test_guests_and_the_future_are_left_out() -> None:
    people, found = of((-1, 10, 20.0), (2, 5, 1.0), (2, 101, 9.0))
    assert people == [2]
    assert found.repeats.tolist() == [0]


def test_no_orders_are_no_customers() -> None:
    people, found = of()
    assert people == []
    assert len(found) == 0


@pytest.mark.parametrize(
    ("repeats", "last", "observed", "value"), [(1, 5, 4, 1), (1, 0, 4, 1), (0, 3, 4, 1), (-1, 0, 4, 1), (1, 1, 4, -1)]
)
def test_a_history_that_cannot_be_is_named(repeats: int, last: float, observed: float, value: float) -> None:
    with pytest.raises(ValueError, match="row 0"):
        PurchaseHistories(np.array([repeats]), *(np.array([float(one)]) for one in (last, observed, value)))


def test_not_a_number_is_refused() -> None:
    with pytest.raises(ValueError, match="not a number"):
        PurchaseHistories(np.array([0]), np.array([0.0]), np.array([np.nan]), np.array([0.0]))


orders = st.lists(st.tuples(st.integers(-1, 5), st.integers(0, 120), st.floats(-50, 50)), max_size=40)


@given(orders)
def test_the_order_of_the_rows_does_not_matter(rows: list[tuple[int, int, float]]) -> None:
    one, other = of(*rows), of(*reversed(rows))
    assert one[0] == other[0]
    assert one[1].repeats.tolist() == other[1].repeats.tolist()
    assert np.allclose(one[1].value, other[1].value)
