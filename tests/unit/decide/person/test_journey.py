"""Stages, rhythm, the next sensible offer, and the tone that follows from them."""

from __future__ import annotations

from datetime import timedelta
from itertools import pairwise

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.decide.making import NOON, ago, product
from worthmore.decide.person.journey import ordered_of, rhythm, stage
from worthmore.decide.person.next_offer import journey, time_to_use
from worthmore.decide.person.tone import tone
from worthmore.learn.journeys import Bounds, journeys, stages
from worthmore.learn.replenishment import Purchases
from worthmore.vocabulary.journey import LATEST, NEVER, Ordered, Stage, Tone, Waits
from worthmore.vocabulary.policy import Policy
from worthmore.vocabulary.satisfaction import Grade, Satisfaction
from worthmore.vocabulary.situation import Person
from worthmore.vocabulary.standing import Case, CaseKind, OrderState, Standing

POLICY = Policy()


def bought(*days: float) -> Ordered:
    return ordered_of(map(ago, days), LATEST)


def stands(*days: float, grade: Grade = Grade.UNKNOWN) -> Stage:
    return stage(bought(*days), grade, NOON, POLICY)


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        ((), Stage.VISITOR),
        ((1,), Stage.FIRST_PURCHASE),
        ((2,), Stage.LEARNING),
        ((29,), Stage.LEARNING),
        ((30,), Stage.SATISFIED_USE),
        ((200, 100), Stage.SATISFIED_USE),
        ((364,), Stage.SATISFIED_USE),
        ((365,), Stage.LAPSING),
        ((729,), Stage.LAPSING),
        ((730,), Stage.LOST),
        ((90, 60, 30), Stage.HABIT),
        ((120, 90, 60), Stage.LAPSING),
        ((180, 150, 120), Stage.LOST),
        (tuple(range(400, 0, -40)), Stage.EXPERT),
        (tuple(range(300, 0, -30)), Stage.HABIT),
    ],
)
def test_a_stage_is_told_from_when_they_ordered(days: tuple[float, ...], expected: Stage) -> None:
    assert stands(*days) is expected


def test_who_orders_daily_and_goes_on_holiday_is_not_lapsing() -> None:
    assert stands(*range(60, 29, -1)) is Stage.LAPSING
    assert stands(*range(60, 28, -1)) is Stage.HABIT


def test_orders_of_one_day_are_one() -> None:
    assert rhythm(bought(10.2, 10.1, 10)) is None
    assert rhythm(bought(20, 10.1, 10, 5)) == timedelta(days=7.5)


@pytest.mark.parametrize("grade", [Grade.DISSATISFIED, Grade.HARDLY_EVER_USER])
def test_who_is_not_served_yet_is_still_learning(grade: Grade) -> None:
    assert stands(90, 60, 30, grade=grade) is Stage.LEARNING


class TestNextOffer:
    BIKE = product("bike", name="Trail bike", category=("Bicycles",))
    SOAP = product("soap", consumable=True)

    def test_time_to_use_is_the_categorys_or_the_customers_own_where_that_is_quicker(self) -> None:
        policy = Policy(use_days_by={"Bicycles": 90})
        assert time_to_use(self.BIKE, NEVER, policy) == timedelta(days=90)
        assert time_to_use(self.BIKE, bought(21, 14, 7), policy) == timedelta(days=7)
        assert time_to_use(self.SOAP, NEVER, policy) == timedelta()

    def test_it_waits_for_the_longest(self) -> None:
        standing = Standing(orders=(OrderState(returned_at=ago(1)),), ordered_at=ago(20))
        person = Person("ann", standing=standing, ordered=bought(20), stage=Stage.LEARNING)
        found = journey(person, [(self.BIKE, ago(20))], NOON, POLICY)
        assert (found.next_offer_at, found.waits_for) == (ago(-29), Waits.RETURNED)

    def test_it_says_what_it_gives_time_for(self) -> None:
        person = Person("ann", standing=Standing(ordered_at=ago(20)), ordered=bought(20))
        found = journey(person, [(self.BIKE, ago(20))], NOON, POLICY)
        assert (found.next_offer_at, found.waits_for, found.about) == (ago(-10), Waits.TIME_TO_USE, "Trail bike")

    def test_nothing_in_the_way_is_now(self) -> None:
        found = journey(Person("ann", ordered=bought(200)), [], NOON, POLICY)
        assert (found.next_offer_at, found.waits_for) == (None, None)

    def test_a_solved_complaint_lingers(self) -> None:
        standing = Standing((Case(CaseKind.COMPLAINT, ago(9), ago(4)),))
        found = journey(Person("ann", standing=standing), [], NOON, POLICY)
        assert (found.next_offer_at, found.waits_for) == (ago(-10), Waits.SOLVED)

    @pytest.mark.parametrize(("grade", "waits"), [("dissatisfied", Waits.REPAIR), ("hardly_ever_user", Waits.HELP)])
    def test_repair_and_help_wait_for_no_date(self, grade: str, waits: Waits) -> None:
        assert journey(Person("ann", felt=Satisfaction(Grade(grade))), [], NOON, POLICY).waits_for is waits


@pytest.mark.parametrize(
    ("grade", "ordered", "at", "expected"),
    [
        (Grade.UNKNOWN, bought(1), Stage.FIRST_PURCHASE, Tone.NEWCOMER),
        (Grade.CONTENT, bought(9), Stage.LEARNING, Tone.NEWCOMER),
        (Grade.UNKNOWN, NEVER, Stage.VISITOR, Tone.PLAIN),
        (Grade.ENTHUSIAST, bought(9), Stage.LEARNING, Tone.ENTHUSIAST),
        (Grade.HARDLY_EVER_USER, bought(9), Stage.LEARNING, Tone.HARDLY_EVER_USER),
        (Grade.DISSATISFIED, bought(9), Stage.LEARNING, Tone.PLAIN),
        (Grade.CONTENT, bought(90), Stage.SATISFIED_USE, Tone.PLAIN),
    ],
)
def test_the_tone_follows_from_grade_and_stage(grade: Grade, ordered: Ordered, at: Stage, expected: Tone) -> None:
    assert tone(Person("ann", felt=Satisfaction(grade), ordered=ordered, stage=at)) is expected


def test_nobody_unknown_is_taken_for_a_beginner() -> None:
    assert tone(None) is Tone.PLAIN


days = st.lists(st.integers(0, 1500 * 24).map(lambda hours: hours / 24), min_size=1, max_size=16, unique=True)


@settings(max_examples=60)
@given(st.lists(days, min_size=1, max_size=5))
def test_a_whole_shop_is_counted_by_the_very_same_bounds(people: list[list[float]]) -> None:
    rows = [(person, NOON.timestamp() / 86_400 - one, 1.0) for person, ago_ in enumerate(people) for one in ago_]
    lines = pl.DataFrame(rows, schema=["person", "day", "quantity"], orient="row")
    bounds = Bounds(POLICY.first_hours, POLICY.use_days, POLICY.lapse_days)
    counted = dict(stages(lines, NOON.timestamp() / 86_400 + 1e-7, bounds).rows())
    one_by_one = {person: stands(*found).value for person, found in enumerate(people)}
    differing = {person for person in one_by_one if counted[person] != one_by_one[person]}
    # Days as fractions and moments round differently where somebody stands on the very bound.
    assert all(_on_a_bound(people[person]) for person in differing)


def _on_a_bound(ago_: list[float]) -> bool:
    near = {stage(bought(*ago_), Grade.UNKNOWN, NOON + timedelta(seconds=one), POLICY) for one in (-60, 0, 60)}
    orders = sorted(ago_)
    return len(near) > 1 or any(abs(later - earlier - 1) < 1e-3 for earlier, later in pairwise(orders))


def test_departments_are_counted_apart_and_who_sent_back_with_them() -> None:
    purchases = Purchases(
        np.array([1, 1, 2, 2, -1]),
        np.array([0, 1, 0, 0, 0]),
        np.array([100.0, 195.0, 190.0, 195.0, 190.0]),
        np.array([1.0, 1.0, 2.0, -1.0, 1.0]),
        np.array([0, 1]),
        200.0,
    )
    found = journeys(purchases, ["Bicycles", "Kitchen"], Bounds(48, 30, 365))
    assert {name: (one.customers, dict(one.stages), one.returned) for name, one in found.items()} == {
        "": (2, {Stage.SATISFIED_USE: 1, Stage.LEARNING: 1}, 1),
        "Bicycles": (2, {Stage.SATISFIED_USE: 1, Stage.LEARNING: 1}, 1),
        "Kitchen": (1, {Stage.LEARNING: 1}, 0),
    }
