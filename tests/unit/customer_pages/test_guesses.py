"""Whoever tries links that nobody was given is held up, and nobody else."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from worthmore.customer_pages import guesses

AT = datetime(2026, 11, 21, 12, tzinfo=UTC)
SOMEBODY = "8.8.4.4"


def test_thirty_misses_are_free_and_the_next_ones_wait_longer_and_longer() -> None:
    for _ in range(guesses.FREE - 1):
        guesses.missed(SOMEBODY, AT)
    assert guesses.wait(SOMEBODY, AT) == timedelta()
    waits = []
    for _ in range(7):
        guesses.missed(SOMEBODY, AT)
        waits.append(guesses.wait(SOMEBODY, AT) // timedelta(minutes=1))
    assert waits == [1, 2, 4, 8, 15, 15, 15]


def test_the_wait_ends_and_others_never_wait() -> None:
    for _ in range(guesses.FREE):
        guesses.missed(SOMEBODY, AT)
    assert guesses.wait(SOMEBODY, AT + timedelta(seconds=61)) == timedelta()
    assert guesses.wait("8.8.8.8", AT) == timedelta()


@pytest.mark.parametrize(
    ("direct", "told", "found"),
    [
        ("8.8.4.4", "1.2.3.4", "8.8.4.4"),
        ("127.0.0.1", "1.2.3.4", "1.2.3.4"),
        ("10.1.2.3", "9.9.9.9, 1.2.3.4", "1.2.3.4"),
        ("::1", "2a02::7", "2a02::7"),
        ("::ffff:127.0.0.1", "1.2.3.4", "1.2.3.4"),
        ("127.0.0.1", "", ""),
        ("127.0.0.1", "unknown", ""),
        ("127.0.0.1", "192.168.1.9", ""),
        ("", "1.2.3.4", "1.2.3.4"),
    ],
)
def test_behind_a_proxy_of_ones_own_the_address_is_the_one_it_names(direct: str, told: str, found: str) -> None:
    assert guesses.visitor({"REMOTE_ADDR": direct, "HTTP_X_FORWARDED_FOR": told}) == found


def test_people_who_cannot_be_told_apart_are_not_held_up_for_each_other() -> None:
    for _ in range(guesses.FREE * 2):
        guesses.missed("", AT)
    assert guesses.wait("", AT) == timedelta()


@given(direct=st.text(max_size=40), told=st.text(max_size=80))
def test_no_address_breaks(direct: str, told: str) -> None:
    found = guesses.visitor({"REMOTE_ADDR": direct, "HTTP_X_FORWARDED_FOR": told})
    guesses.missed(found, AT)
    assert guesses.wait(found, AT) >= timedelta()
