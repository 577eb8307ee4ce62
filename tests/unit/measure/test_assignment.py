from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from worthmore.measure.assignment import in_control, position

PEOPLE = [f"person {number}" for number in range(20_000)]


def test_the_group_is_as_large_as_asked() -> None:
    assert sum(in_control(key, "shop", 0.10) for key in PEOPLE) / len(PEOPLE) == pytest.approx(0.10, abs=0.01)


def test_the_answer_never_changes() -> None:
    assert position("person 1", "shop") == 0.4664606119639362


@given(st.text(), st.text())
def test_nobody_and_everybody(key: str, salt: str) -> None:
    assert not in_control(key, salt, 0.0)
    assert in_control(key, salt, 1.0)


@given(st.text(), st.floats(0, 1), st.floats(0, 1))
def test_a_larger_share_keeps_who_was_in(key: str, one: float, other: float) -> None:
    low, high = sorted((one, other))
    assert in_control(key, "shop", high) or not in_control(key, "shop", low)


def test_another_salt_draws_another_group() -> None:
    in_both = sum(in_control(key, "one", 0.1) and in_control(key, "other", 0.1) for key in PEOPLE)
    assert in_both / len(PEOPLE) == pytest.approx(0.01, abs=0.004)


def test_where_salt_ends_and_key_begins_matters() -> None:
    assert position("bc", "a") != position("c", "ab")


@pytest.mark.parametrize("share", [-0.1, 1.1, float("nan")])
def test_a_share_outside_nought_to_one_is_refused(share: float) -> None:
    with pytest.raises(ValueError, match="control share"):
        in_control("person", "shop", share)
