"""Histories from lines in any order, against plain loops."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.testing import assert_array_equal

from worthmore.learn.histories import histories

Line = tuple[int, float, int, int]


def columns(rows: list[Line]) -> tuple[np.ndarray, ...]:
    person, day, order, item = np.array(rows, dtype=float).reshape(-1, 4).T
    return person.astype(np.int64), day, order.astype(np.int64), item.astype(np.int64)


some_lines = st.lists(
    st.tuples(st.integers(-1, 4), st.integers(0, 5).map(float), st.integers(0, 3), st.integers(0, 5)), max_size=40
)


@given(some_lines, st.randoms(use_true_random=False))
def test_histories_hold_what_plain_loops_hold(rows: list[Line], shuffle: object) -> None:
    shuffle.shuffle(rows)  # type: ignore[attr-defined]
    person, day, order, item = columns(rows)
    found = histories(person, day, item, 6, order)
    expected: dict[int, dict[tuple[float, int], set[int]]] = {}
    for who, when, number, what in rows:
        if who >= 0:
            expected.setdefault(who, {}).setdefault((when, number), set()).add(what)
    assert found.person.tolist() == sorted(expected)
    for place, who in enumerate(found.person.tolist()):
        baskets = range(found.basket_start[place], found.basket_start[place + 1])
        held = [found.item[found.line_start[b] : found.line_start[b + 1]].tolist() for b in baskets]
        assert held == [sorted(items) for _, items in sorted(expected[who].items())]
        assert [found.day[b] for b in baskets] == [when for when, _ in sorted(expected[who])]


def test_without_days_the_order_number_says_what_came_first() -> None:
    found = histories(np.array([1, 1, 1]), None, np.array([2, 0, 1]), 3, np.array([30, 10, 20]))
    assert found.item.tolist() == [0, 1, 2]
    assert found.day.tolist() == [0, 1, 2]
    assert not found.timed


def test_what_nobody_can_date_counts_as_oldest() -> None:
    found = histories(np.array([1, 1]), np.array([5.0, np.nan]), np.array([0, 1]), 2, np.array([1, 2]))
    assert found.item.tolist() == [1, 0]
    assert found.day.tolist() == [5.0, 5.0]
    nobody_knows = histories(np.array([1, 1]), np.array([np.nan, np.nan]), np.array([0, 1]), 2, np.array([2, 1]))
    assert nobody_knows.item.tolist() == [1, 0]
    assert not nobody_knows.timed


def test_guests_are_left_out() -> None:
    assert histories(np.array([-1, 3]), np.array([1.0, 1.0]), np.array([0, 1]), 2).person.tolist() == [3]


def test_nobody_at_all_is_no_error() -> None:
    none = np.empty(0, dtype=np.int64)
    found = histories(none, none.astype(float), none, 0)
    assert (found.person_count, found.basket_count, len(found.item)) == (0, 0, 0)
    assert found.places([4]).tolist() == [-1]
    assert found.without_last().basket_count == 0


def test_the_arrays_cannot_be_written_to() -> None:
    found = histories(np.array([3]), np.array([1.0]), np.array([0]), 1)
    with pytest.raises(ValueError, match="read-only"):
        found.item[0] = 2


def test_without_the_last_basket_those_with_few_keep_all() -> None:
    found = histories(np.array([1, 1, 1, 2]), np.array([1.0, 2.0, 3.0, 1.0]), np.array([0, 1, 2, 0]), 3)
    assert found.without_last().item.tolist() == [0, 1, 0]
    assert found.without_last(4).item.tolist() == [0, 1, 2, 0]


def test_saved_and_loaded_is_the_same(tmp_path: Path) -> None:
    found = histories(np.array([1, 1, 2]), np.array([1.0, 2.0, 1.0]), np.array([0, 1, 0]), 3)
    found.save(tmp_path)
    again = type(found).load(tmp_path)
    for name in ("person", "basket_start", "line_start", "item", "day"):
        assert_array_equal(getattr(again, name), getattr(found, name))
    assert (again.item_count, again.timed) == (3, True)


ONE = np.array([1])


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        ((ONE, None, ONE, 2), "neither days nor order numbers"),
        ((ONE, np.array([np.inf]), ONE, 2), "day 0 is endless"),
        ((ONE, np.array([1.0, 2.0]), ONE, 2), "different length"),
        ((ONE, np.array([1.0]), ONE, 1), "must lie in 0 … 0"),
        ((ONE, np.array([1.0]), np.array([0.5]), 1), "item holds float64"),
        ((np.array([-2]), np.array([1.0]), ONE, 2), "person -2 is below -1"),
        ((ONE, np.array(["2026-01-01"], dtype="M8[D]"), ONE, 2), "give them as numbers of days"),
        ((np.ones((1, 1), dtype=int), np.array([1.0]), ONE, 2), "2 dimensions"),
    ],
)
def test_nonsense_is_refused_with_its_reason(arguments: tuple, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        histories(*arguments)
