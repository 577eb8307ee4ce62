from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.core.cache import cache

from worthmore.backoffice.attempts import FIRST_WAIT, FREE, LONGEST_WAIT, Attempts

NOON = datetime(2026, 6, 1, 12, tzinfo=UTC)
JAN = Attempts("jan", "192.0.2.1")


@pytest.fixture(autouse=True)
def _nobody_has_guessed_yet() -> None:
    cache.clear()


def fail(times: int, who: Attempts = JAN, at: datetime = NOON) -> None:
    for _ in range(times):
        who.failed(at)


def test_a_few_mistakes_are_free() -> None:
    fail(FREE - 1)
    assert JAN.wait(NOON) == timedelta()


def test_then_one_waits_and_every_further_mistake_doubles_it() -> None:
    fail(FREE)
    assert JAN.wait(NOON) == FIRST_WAIT
    assert JAN.wait(NOON + FIRST_WAIT) == timedelta()
    waits = []
    for _ in range(6):
        fail(1)
        waits.append(JAN.wait(NOON).total_seconds() / 60)
    assert waits == [2, 4, 8, 15, 15, 15]


def test_however_many_mistakes_the_wait_has_an_end() -> None:
    fail(2_000)
    assert JAN.wait(NOON) == LONGEST_WAIT


def test_another_name_or_another_address_is_not_held_up() -> None:
    fail(FREE)
    assert Attempts("mia", JAN.address).wait(NOON) == timedelta()
    assert Attempts(JAN.name, "192.0.2.2").wait(NOON) == timedelta()


def test_capitals_do_not_make_another_name() -> None:
    fail(FREE)
    assert Attempts("JAN", JAN.address).wait(NOON) == FIRST_WAIT


def test_name_and_address_cannot_be_shifted_into_each_other() -> None:
    fail(FREE, Attempts("a", "b\nc"))
    assert Attempts("a\nb", "c").wait(NOON) == timedelta()


def test_the_right_password_clears_everything() -> None:
    fail(FREE + 3)
    JAN.succeeded()
    assert JAN.wait(NOON) == timedelta()
    fail(FREE - 1)
    assert JAN.wait(NOON) == timedelta()


def test_ten_thousand_other_names_do_not_push_a_count_out() -> None:
    fail(FREE)
    for number in range(10_000):
        Attempts(f"name {number}", "192.0.2.9").failed(NOON)
    assert JAN.wait(NOON) == FIRST_WAIT
