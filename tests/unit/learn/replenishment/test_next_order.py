"""When a customer orders next: rhythms that are known, and whatever comes in."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from worthmore.learn.estimator import SavedEstimatorError, UnknownItemError
from worthmore.learn.histories import Histories, histories
from worthmore.learn.replenishment import NextOrder


def small() -> NextOrder:
    return NextOrder(least_gaps=200, trees=20)


def orders(rows: list[tuple[int, float]]) -> Histories:
    person, day = np.array(rows, dtype=np.float64).reshape(-1, 2).T
    nothing = np.zeros(len(person), dtype=np.int64)
    return histories(person.astype(np.int64), day, nothing, 1, np.arange(len(person)))


def rhythms(people: int = 200, seed: int = 4) -> Histories:
    """Half come every week, half every month, each gap a little off."""
    dice = np.random.default_rng(seed)
    rows = []
    for person in range(people):
        gap = 7.0 if person % 2 else 30.0
        days = np.cumsum(gap * np.exp(dice.normal(0.0, 0.15, dice.integers(3, 12))))
        rows += [(person, float(day)) for day in days]
    return orders(rows)


@pytest.fixture(scope="module")
def taught() -> NextOrder:
    return small().fit(rhythms())


def test_everybody_keeps_their_own_rhythm(taught: NextOrder) -> None:
    found = taught.predict(rhythms(seed=9))
    assert np.median(found.middle[1::2]) == pytest.approx(7, abs=1.5)
    assert np.median(found.middle[::2]) == pytest.approx(30, abs=5)


def test_one_in_ten_comes_before_and_one_in_ten_after(taught: NextOrder) -> None:
    later = rhythms(people=400, seed=11)
    found, last = taught.predict(later.without_last()), later.basket_start[1:] - 1
    gap = later.day[last] - later.day[last - 1]
    assert float((gap < found.low).mean()) == pytest.approx(0.1, abs=0.07)
    assert float((gap > found.high).mean()) == pytest.approx(0.1, abs=0.07)


def test_the_newest_gap_is_not_looked_at_when_it_is_asked_for() -> None:
    known, changed = rhythms(), rhythms()
    day = changed.day.copy()
    day[changed.basket_start[1:] - 1] += 500.0
    later = Histories(changed.person, changed.basket_start, changed.line_start, changed.item, day, 1)
    one, other = (small().fit(these.without_last()) for these in (known, later))
    assert one.predict(known.without_last()).middle.tolist() == other.predict(later.without_last()).middle.tolist()


def test_few_gaps_are_spoken_for_by_a_formula_that_follows_the_customer() -> None:
    rows = [(person, float(7 * week)) for person in range(10) for week in range(5)]
    rows += [(99, 40.0 * month) for month in range(6)]
    few = orders(rows)
    model = NextOrder().fit(few)
    assert model.rhythm_.trees == ()
    found = model.predict(few)
    assert found.known
    assert found.middle[0] == pytest.approx(7, rel=0.2)
    assert found.middle[-1] > 20


@pytest.mark.parametrize("rows", [[], [(1, 5.0)], [(1, 5.0), (1, 9.0)], [(person, 7.0) for person in range(50)]])
def test_too_little_is_plainly_not_known(rows: list[tuple[int, float]]) -> None:
    few = orders(rows)
    model = NextOrder().fit(few)
    found = model.predict(few)
    assert not found.known
    assert found.middle.tolist() == [0.0] * few.person_count
    if rows:
        assert "too few" in model.explain(few, 1).text


def test_orders_without_days_teach_nothing() -> None:
    person = np.repeat(np.arange(50), 10)
    undated = histories(person, None, np.zeros(500, dtype=np.int64), 1, np.arange(500))
    assert not NextOrder().fit(undated).predict(undated).known


def test_saved_and_loaded_says_the_same(taught: NextOrder, tmp_path: Path) -> None:
    taught.save(tmp_path)
    found, asked = NextOrder.load(tmp_path), rhythms(seed=2)
    assert found.predict(asked).middle.tolist() == taught.predict(asked).middle.tolist()
    assert found.explain(asked, 3) == taught.explain(asked, 3)
    (tmp_path / "rhythm.json").write_text("{}")
    with pytest.raises(SavedEstimatorError, match="holds no readable rhythm"):
        NextOrder.load(tmp_path)


def test_a_stranger_is_named(taught: NextOrder) -> None:
    with pytest.raises(UnknownItemError, match="person 12345"):
        taught.explain(rhythms(), 12345)


@settings(deadline=None, max_examples=40)
@given(st.lists(st.tuples(st.integers(0, 5), st.floats(-1e5, 1e5)), max_size=60))
def test_whatever_comes_in_days_are_numbers_in_order(rows: list[tuple[int, float]]) -> None:
    some = orders(rows)
    found = NextOrder(least_gaps=20, trees=2).fit(some).predict(some)
    assert np.isfinite([found.low, found.middle, found.high]).all()
    assert (found.low >= 0).all()
    assert (found.low <= found.middle).all()
    assert (found.middle <= found.high).all()
