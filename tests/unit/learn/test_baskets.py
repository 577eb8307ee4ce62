from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings

from tests.unit.learn.making import Line, baskets, histories
from worthmore.learn.baskets import GUEST, Baskets


def test_the_same_item_twice_in_an_order_counts_once() -> None:
    found = baskets([(7, 1, 0), (7, 1, 0), (7, 1, 1)], 2)
    assert found.item.tolist() == [0, 1]
    assert found.count == 1


def test_baskets_of_one_person_are_neighbours() -> None:
    found = baskets([(1, 5, 0), (2, 3, 0), (3, 5, 0), (4, GUEST, 0), (5, 3, 1)], 2)
    assert found.buyer.tolist() == [GUEST, 3, 3, 5, 5]
    assert found.buyer_count == 2


def test_lines_of_a_basket_stand_where_start_says() -> None:
    found = baskets([(2, 1, 4), (1, 0, 3), (2, 1, 0)], 5)
    second = slice(found.start[1], found.start[2])
    assert found.order[second].tolist() == [2, 2]
    assert found.item[second].tolist() == [0, 4]


def test_arrays_cannot_be_written_to() -> None:
    found = baskets([(1, 1, 0)], 1)
    for array in (found.order, found.person, found.item, found.start, found.buyer):
        with pytest.raises(ValueError, match="read-only"):
            array[0] = 0


def test_what_was_handed_over_stays_as_it_was() -> None:
    order, person, item = np.array([2, 1]), np.array([0, 0]), np.array([1, 0], dtype=np.int32)
    Baskets(order, person, item, 2)
    order[0] = 9
    assert (order.tolist(), person.tolist(), item.tolist()) == ([9, 1], [0, 0], [1, 0])


def test_an_order_of_two_persons_is_refused_by_its_number() -> None:
    with pytest.raises(ValueError, match=r"order 12 names person \d and person \d"):
        baskets([(12, 3, 0), (12, 4, 1)], 2)


@pytest.mark.parametrize(
    ("order", "person", "item", "count", "reason"),
    [
        ([1], [1, 2], [0], 1, "each line needs one of each"),
        ([1], [1], [1], 1, "items run from 1 to 1"),
        ([1], [1], [-1], 1, "items run from -1"),
        ([1], [-2], [0], 1, "person -2"),
        ([1], [1], [0], -1, "item_count"),
        ([[1]], [1], [0], 1, "order has 2 dimensions"),
        ([1.5], [1], [0], 1, "order holds float64"),
    ],
)
def test_what_does_not_fit_is_refused_with_the_reason(
    order: list[int], person: list[int], item: list[int], count: int, reason: str
) -> None:
    with pytest.raises(ValueError, match=reason):
        Baskets(np.array(order), np.array(person), np.array(item), count)


def test_no_lines_are_no_baskets() -> None:
    found = baskets([], 3)
    assert (found.count, found.buyer_count, found.item_count) == (0, 0, 3)
    assert found.lifetimes().count == 0
    assert found.without_larger_than(1).count == 0


def test_a_lifetime_holds_all_a_person_bought_and_no_guests() -> None:
    found = baskets([(1, 5, 0), (2, 5, 1), (3, 5, 0), (4, GUEST, 2)], 3).lifetimes()
    assert found.person.tolist() == [5, 5]
    assert found.item.tolist() == [0, 1]


def test_baskets_that_are_too_large_are_left_out() -> None:
    found = baskets([(1, 1, 0), (1, 1, 1), (2, 2, 0)], 2)
    assert found.without_larger_than(1).order.tolist() == [2]
    assert found.without_larger_than(2) is found


def test_order_numbers_far_apart_are_fine() -> None:
    found = baskets([(2**62, 1, 0), (-(2**62), 2, 1)], 2)
    assert found.order.tolist() == [2**62, -(2**62)]


@settings(max_examples=60, deadline=None)
@given(lines=histories())
def test_exactly_the_distinct_lines_are_kept(lines: list[Line]) -> None:
    found = baskets(lines, 6)
    kept = list(zip(found.order.tolist(), found.person.tolist(), found.item.tolist(), strict=True))
    assert sorted(kept) == sorted(set(lines))
    assert found.count == len({order for order, _, _ in lines})
