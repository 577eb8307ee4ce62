"""When something is due again: on a shop whose rhythms are known, and on whatever comes in."""

from __future__ import annotations

import math
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.learn.replenishment.making import (
    COFFEE,
    DRINKS,
    FILTERS,
    MUG,
    NEW_COFFEE,
    UNTIL,
    Line,
    coffee_shop,
    every,
    purchases,
)
from worthmore.learn.replenishment import Level, Purchases, Replenishment, Status, own
from worthmore.learn.replenishment.everybody import STATUSES


@pytest.fixture(scope="module")
def shop() -> Replenishment:
    return Replenishment().fit(coffee_shop())


def test_each_product_has_its_own_rhythm(shop: Replenishment) -> None:
    coffee, filters = shop.of(COFFEE), shop.of(FILTERS)
    assert coffee is not None
    assert filters is not None
    assert coffee.middle == pytest.approx(30, rel=0.12)
    assert filters.middle == pytest.approx(60, rel=0.15)
    assert coffee.low < coffee.middle < coffee.high
    assert coffee.level is Level.PRODUCT


def test_the_evidence_is_counted(shop: Replenishment) -> None:
    coffee = shop.of(COFFEE)
    assert coffee is not None
    assert (coffee.customers, coffee.again) == (120, 120)
    assert coffee.intervals > 1000


def test_what_nobody_buys_twice_is_no_refill(shop: Replenishment) -> None:
    mug = shop.due(MUG, 100.0)
    assert mug is not None
    assert mug.interval.again == 0
    assert {mug.status(day) for day in (0.0, 150.0, 9999.0)} == {Status.NOT_A_REFILL}


def test_the_refills_are_the_products_whose_interval_says_so(shop: Replenishment) -> None:
    said = [item for item in range(len(shop.products_)) if (found := shop.of(item)) is not None and found.refill]
    assert shop.refills().tolist() == said
    assert MUG not in said
    assert COFFEE in said


def test_a_customer_who_keeps_buying_one_makes_it_a_refill_for_them(shop: Replenishment) -> None:
    mug = shop.due(MUG, 100.0, 1.0, [(40.0, 1.0)] * 6)
    assert mug is not None
    assert mug.status(101.0) is Status.NOT_YET_DUE


def test_a_new_product_borrows_from_its_category(shop: Replenishment) -> None:
    found = shop.of(NEW_COFFEE)
    assert found is not None
    assert found.customers == 0
    assert found.level is not Level.PRODUCT
    assert 25 < found.middle < 70
    assert found.refill


def test_status_goes_from_not_yet_due_to_due_to_late(shop: Replenishment) -> None:
    due = shop.due(COFFEE, 100.0)
    assert due is not None
    days = np.arange(100.0, 400.0)
    said = list(dict.fromkeys(due.status(day) for day in days))
    assert said == [Status.NOT_YET_DUE, Status.DUE, Status.LATE]
    assert due.status(due.due_at) is Status.DUE


def test_who_has_long_not_come_is_less_and_less_expected(shop: Replenishment) -> None:
    due = shop.due(COFFEE, 100.0)
    assert due is not None
    chances = [due.chance_at(day) for day in (50.0, 100.0, 110.0, due.due_at, due.to_at, 300.0, 9999.0)]
    assert chances[0] == chances[1] == due.chance
    assert chances == sorted(chances, reverse=True)
    assert chances[-1] < 0.01
    half = due.chance / 2
    assert due.chance_at(due.due_at) == pytest.approx(half / (half + 1 - due.chance))


def test_own_intervals_move_the_date_and_make_it_surer(shop: Replenishment) -> None:
    usual, own_way = shop.due(COFFEE, 0.0), shop.due(COFFEE, 0.0, 1.0, [(60.0, 1.0)] * 6)
    assert usual is not None
    assert own_way is not None
    assert own_way.due_at == pytest.approx(60, rel=0.15)
    assert own_way.to_at / own_way.from_at < usual.to_at / usual.from_at


def test_one_own_interval_counts_less_than_five(shop: Replenishment) -> None:
    once, often = (shop.due(COFFEE, 0.0, 1.0, [(90.0, 1.0)] * times) for times in (1, 5))
    assert once is not None
    assert often is not None
    assert 30 < once.due_at < often.due_at < 95


@pytest.mark.parametrize("power", [0.0, 1.0])
def test_how_long_several_pieces_last_is_learned(power: float) -> None:
    dice = np.random.default_rng(8)
    lines: list[Line] = []
    for person in range(80):
        day = float(dice.uniform(0, 60))
        while day <= UNTIL:
            pieces = int(dice.integers(1, 4))
            lines.append((person, COFFEE, day, float(pieces)))
            day += 20 * pieces**power * float(np.exp(dice.normal(0.0, 0.15)))
    found = Replenishment().fit(purchases(lines))
    coffee, one, three = found.of(COFFEE), found.due(COFFEE, 0.0, 1.0), found.due(COFFEE, 0.0, 3.0)
    assert coffee is not None
    assert one is not None
    assert three is not None
    assert coffee.own_quantity == pytest.approx(power, abs=0.1)
    assert coffee.quantity == pytest.approx(power, abs=0.35)
    assert three.due_at / one.due_at == pytest.approx(3.0**power, rel=0.12)


def test_a_large_household_that_always_takes_many_is_no_slower() -> None:
    """Half take ones, half sixes, equally often; whoever takes twice as many as else comes twice as late."""
    dice = np.random.default_rng(8)
    lines: list[Line] = []
    for person in range(300):
        day, habit = float(dice.uniform(0, 60)), 6 if person % 2 else 1
        while day <= UNTIL:
            times = int(dice.integers(1, 3))
            lines.append((person, COFFEE, day, float(habit * times)))
            day += 20 * times * float(np.exp(dice.normal(0.0, 0.15)))
    found = Replenishment().fit(purchases(lines))
    coffee = found.of(COFFEE)
    assert coffee is not None
    assert coffee.quantity < 0.3
    assert coffee.own_quantity == pytest.approx(1.0, abs=0.1)
    usual, twice = (found.due(COFFEE, 0.0, pieces, [(25.0, 6.0)] * 8) for pieces in (6.0, 12.0))
    assert usual is not None
    assert twice is not None
    assert twice.due_at / usual.due_at == pytest.approx(2.0, rel=0.15)


def test_a_short_history_does_not_make_intervals_short() -> None:
    """Everybody buys after about 60 days; the shop has watched for 90, half its customers came in the last 40."""
    dice = np.random.default_rng(3)
    lines: list[Line] = []
    for person in range(3000):
        first = float(dice.uniform(0, 90))
        again = first + 60 * float(np.exp(dice.normal(0.0, 0.4)))
        lines += [(person, COFFEE, day, 1.0) for day in (first, again) if day <= 90]
    found = Replenishment().fit(purchases(lines, until=90.0)).of(COFFEE)
    seen = [b[2] - a[2] for a, b in pairwise(lines) if a[0] == b[0]]
    assert found is not None
    assert np.median(seen) < 50
    assert found.middle > np.median(seen) + 5


def test_who_has_not_had_time_to_come_back_does_not_make_it_a_one_off() -> None:
    dice = np.random.default_rng(3)
    old = [line for person in range(60) for line in every(person, COFFEE, 60, 0.2, dice)]
    new = [(person, COFFEE, UNTIL - float(dice.uniform(0, 20)), 1.0) for person in range(100, 500)]
    found = Replenishment().fit(purchases(old + new)).of(COFFEE)
    assert found is not None
    assert found.again < 0.2 * found.customers
    assert found.share > 0.7


def test_one_in_ten_comes_before_and_one_in_ten_after() -> None:
    taught, asked = Replenishment().fit(coffee_shop(seed=1)), coffee_shop(seed=2)
    at: dict[int, list[float]] = {}
    chosen = asked.item == COFFEE
    for person, day in sorted(zip(asked.person[chosen].tolist(), asked.day[chosen].tolist(), strict=True)):
        at.setdefault(person, []).append(day)
    early = late = count = 0
    for days in at.values():
        for place in range(1, min(len(days) - 1, 6)):
            before = own(days[: place + 1], [1.0] * (place + 1))
            assert before is not None
            due = taught.due(COFFEE, *before)
            assert due is not None
            early, late = early + (days[place + 1] < due.from_at), late + (days[place + 1] >= due.to_at)
            count += 1
    assert early / count == pytest.approx(0.1, abs=0.05)
    assert late / count == pytest.approx(0.1, abs=0.05)


def test_everybody_at_once_says_what_one_by_one_says(shop: Replenishment) -> None:
    asked = coffee_shop(people=12, seed=9)
    table = shop.due_all(asked)
    for row in range(len(table)):
        mine = (asked.person == table.person[row]) & (asked.item == table.item[row])
        order = np.argsort(asked.day[mine])
        before = own(asked.day[mine][order].tolist(), asked.quantity[mine][order].tolist())
        assert before is not None
        one = shop.due(int(table.item[row]), *before)
        assert one is not None
        found = (table.from_at[row], table.due_at[row], table.to_at[row], table.chance[row])
        assert found == pytest.approx((one.from_at, one.due_at, one.to_at, one.chance))
        assert STATUSES[table.status(UNTIL)[row]] is one.status(UNTIL)


def test_lines_of_one_day_are_one_purchase_and_what_went_back_is_none() -> None:
    found = own([3.2, 3.9, 10.0, 12.0, 20.0], [1.0, 2.0, 1.0, -2.0, 5.0])
    assert found is not None
    assert found == (20.0, 5.0, ((7.0, 3.0), (10.0, 1.0)))
    assert own([1.0], [-1.0]) is None
    assert own([], []) is None


NOTHING: list[Line] = []


@pytest.mark.parametrize(
    "lines",
    [
        NOTHING,
        [(1, COFFEE, 5.0, 1.0)],
        [(1, COFFEE, 5.0, 1.0), (1, COFFEE, 9.0, 1.0)],
        [(-1, COFFEE, float(day), 1.0) for day in range(50)],
        [(person, COFFEE, 7.0, 1.0) for person in range(50)],
        [(person, COFFEE, math.nan, 1.0) for person in range(50)],
        [(person, COFFEE, UNTIL + person, 1.0) for person in range(50)],
        [(person, COFFEE, float(day), -1.0) for person in range(50) for day in (1, 30)],
    ],
    ids=["nothing", "one line", "one customer", "guests", "one day", "no dates", "all in the future", "only returns"],
)
def test_too_little_is_plainly_not_known(lines: list[Line]) -> None:
    found = Replenishment().fit(purchases(lines))
    assert found.of(COFFEE) is None
    assert found.due(COFFEE, 5.0) is None
    assert len(found.due_all(purchases(lines))) == 0
    assert "too few" in found.explain(COFFEE).text


def test_a_wholesaler_does_not_set_the_rhythm_of_a_product() -> None:
    dice = np.random.default_rng(4)
    people = [line for person in range(30) for line in every(person, COFFEE, 40, 0.2, dice)]
    wholesaler = [(999, item, float(day), 50.0) for day in range(400) for item in (COFFEE, FILTERS, MUG)] * 8
    found = Replenishment().fit(purchases(people + wholesaler)).of(COFFEE)
    assert found is not None
    assert found.middle > 25


def test_columns_of_different_length_and_unknown_items_are_refused() -> None:
    with pytest.raises(ValueError, match="one entry for each line"):
        Purchases(np.zeros(1, int), np.zeros(2, int), np.zeros(1), np.zeros(1), np.zeros(1, int), 1.0)
    with pytest.raises(ValueError, match="items run from 7 to 7"):
        purchases([(1, 7, 1.0, 1.0)])
    with pytest.raises(ValueError, match="until is nan"):
        purchases([], until=math.nan)


anything = st.tuples(
    st.integers(-1, 12),
    st.integers(0, 3),
    st.one_of(st.floats(-1e4, 1e4), st.just(math.nan), st.just(math.inf)),
    st.one_of(st.floats(-1e3, 1e3), st.just(math.nan), st.sampled_from([1.0, 2.0, 1e-9, 1e9])),
)


@settings(deadline=None, max_examples=60)
@given(st.lists(anything, max_size=80), st.floats(-1e3, 1e4), st.floats(-5, 1e6))
def test_whatever_comes_in_dates_are_numbers_in_order(lines: list[Line], until: float, pieces: float) -> None:
    found = Replenishment(fewest_customers=1).fit(purchases(lines, (DRINKS, DRINKS, -1, -1), until))
    for item in range(4):
        due = found.due(item, 10.0, pieces, [(3.0, 1.0), (0.0, -1.0)])
        if due is not None:
            assert all(map(math.isfinite, (due.from_at, due.due_at, due.to_at, due.chance)))
            assert 10.0 <= due.from_at <= due.due_at <= due.to_at
            assert 0.0 <= due.interval.share <= 1.0
            assert 0.0 <= due.chance_at(500.0) <= due.chance_at(20.0) <= 1.0
    table = found.due_all(purchases(lines, (DRINKS, DRINKS, -1, -1), until))
    assert np.isfinite([table.from_at, table.due_at, table.to_at, table.chance]).all()
