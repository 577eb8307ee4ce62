"""What is known and what is asked, on histories a person can see."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given as each
from hypothesis import strategies as st

from worthmore.learn.evaluation import splits
from worthmore.learn.histories import Histories, histories

A, B, C, D = range(4)


def of(rows: list[tuple[int, float, int]], items: int = 4) -> Histories:
    person, day, item = (np.array(column) for column in zip(*rows, strict=True))
    return histories(person, day.astype(float), item, items)


# Person 7 buys A, then A and B, then B and C; person 9 buys D, then A; person 11 buys C on the last day only.
SHOP = of([(7, 1, A), (7, 5, A), (7, 5, B), (7, 9, B), (7, 9, C), (9, 2, D), (9, 8, A), (11, 9, C)])


def test_the_last_basket_is_asked_of_those_with_enough() -> None:
    split = splits.leave_last_out(SHOP, least=3)
    assert split.persons.tolist() == [7]
    assert split.wanted.item.tolist() == [B, C]
    assert split.at is not None
    assert split.at.tolist() == [9.0]
    assert split.known.person.tolist() == [7, 9, 11]
    assert split.known.basket_count == 5
    assert split.leaks == ""


def test_repeats_are_what_the_person_bought_before() -> None:
    split = splits.leave_last_out(SHOP, least=3)
    assert split.repeats().tolist() == [True, False]
    assert split.bought_before(np.array([[C, B, A, D, -1]])).tolist() == [[False, True, True, False, False]]


def test_by_time_knows_nothing_of_the_day_or_later() -> None:
    split = splits.by_time(SHOP, 5)
    assert split.known.day.max() < 5
    assert split.persons.tolist() == [7, 9]
    assert split.wanted.start.tolist() == [0, 2, 3]
    assert split.wanted.item.tolist() == [A, B, A]


def test_by_time_asks_only_before_its_end() -> None:
    assert splits.by_time(SHOP, 5, until=8).persons.tolist() == [7]


def test_by_time_needs_days() -> None:
    with pytest.raises(ValueError, match="no days"):
        splits.by_time(histories(np.array([1]), None, np.array([0]), 1, np.array([1])), 3)


def test_splits_by_person_ask_everybody_once_and_say_that_they_leak() -> None:
    parts = splits.by_person(SHOP, 2, np.random.default_rng(0), least=2)
    assert sorted(person for part in parts for person in part.persons.tolist()) == [7, 9]
    assert all("newest baskets" in part.leaks for part in parts)
    assert sum(part.known.basket_count for part in parts) == 2 * SHOP.basket_count - 2


def test_a_published_split_asks_one_basket_each() -> None:
    with pytest.raises(ValueError, match="more than one"):
        splits.given("x", SHOP, SHOP)


def test_a_person_nobody_knew_has_only_new_things() -> None:
    split = splits.given("x", of([(1, 1, A)]), of([(2, 1, A)]))
    assert split.repeats().tolist() == [False]


lines = st.lists(st.tuples(st.integers(0, 4), st.integers(0, 6).map(float), st.integers(0, 3)), min_size=1, max_size=40)


@each(lines)
def test_known_and_asked_together_are_everything(rows: list[tuple[int, float, int]]) -> None:
    everything = of(rows)
    split = splits.leave_last_out(everything, least=2)
    assert len(split.known.item) + len(split.wanted.item) == len(everything.item)
    assert np.array_equal(split.persons, everything.person[everything.baskets_each >= 2])
    assert np.all(split.wanted.sizes > 0)


@each(lines, st.integers(0, 7))
def test_nothing_known_is_as_late_as_the_cut(rows: list[tuple[int, float, int]], day: int) -> None:
    split = splits.by_time(of(rows), day)
    assert np.all(split.known.day < day)
    assert np.all(split.at >= day)
    assert len(np.unique(split.persons)) == len(split.persons)
