"""The shop may lower a cap on contacts; it may raise one only with its reason."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from worthmore.shop.policy_values import PolicyError, accepted
from worthmore.vocabulary.contact_caps import USUAL, contact_caps
from worthmore.vocabulary.permission import Channel
from worthmore.vocabulary.policy import Policy


def test_the_usual_caps_are_those_of_the_rules() -> None:
    assert {cap.name: cap.most for cap in contact_caps({})} == {
        "email/7": 1,
        "email/28": 4,
        "sms/28": 1,
        "call/90": 1,
        "post/28": 1,
        "all/28": 6,
    }
    assert all(f"/{cap.days}" in cap.name for cap in USUAL)


def test_a_lower_cap_needs_no_reason() -> None:
    kept = accepted("contact_caps", '{"email/28": 2, "call/90": 0}')
    assert kept == {"email/28": 2, "call/90": 0}
    caps = {cap.name: cap.most for cap in contact_caps(Policy(contact_caps={"email/28": 2}).contact_caps)}
    assert (caps["email/28"], caps["email/7"]) == (2, 1)


def test_a_higher_cap_needs_a_written_reason() -> None:
    with pytest.raises(PolicyError, match="email/7 is 2, above the usual 1; lower it, or write down why"):
        accepted("contact_caps", {"email/7": 2})
    for empty in ("", "   ", "because"):
        with pytest.raises(PolicyError, match="write down why"):
            accepted("contact_caps", {"email/7": 2, "reason": empty})
    with_reason = {"email/7": 2, "reason": "readers asked for the weekly list"}
    assert accepted("contact_caps", with_reason) == with_reason


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ({"mail/7": 1}, "no cap 'mail/7'; the caps are email/7, email/28"),
        ({"email/7": -1}, "from 0 to 1000"),
        ({"email/7": 0.5}, "whole number"),
        ({"email/7": "often"}, "must be a number"),
        ("[1]", "must map the name of a cap"),
        ("not json", "must map the name of a cap"),
        (5, "must map the name of a cap"),
    ],
)
def test_what_is_no_cap_is_refused_by_name(value: object, said: str) -> None:
    with pytest.raises(PolicyError, match=said):
        accepted("contact_caps", value)


def test_texts_and_notifications_are_one_kind_and_all_calls_another() -> None:
    caps = {cap.name: cap for cap in USUAL}
    assert all(caps["sms/28"].counts(one) for one in (Channel.SMS, Channel.MESSAGE_APP, Channel.PUSH))
    assert all(caps["call/90"].counts(one) for one in (Channel.CALL_LIVE, Channel.CALL_AUTO))
    assert all(caps["all/28"].counts(one) for one in Channel)


@pytest.mark.parametrize(
    ("name", "bad"), [("quiet_from", 21), ("quiet_from", 11), ("quiet_until", 8), ("quiet_until", 13)]
)
def test_quiet_hours_may_only_grow(name: str, bad: int) -> None:
    with pytest.raises(PolicyError, match=name):
        accepted(name, bad)
    assert accepted("quiet_from", 12) == accepted("quiet_until", 12) == 12


@given(st.dictionaries(st.sampled_from([cap.name for cap in USUAL]), st.integers(0, 1000)))
def test_no_cap_is_ever_higher_without_a_reason(changed: dict[str, int]) -> None:
    try:
        caps = contact_caps(changed)
    except ValueError:
        assert any(most > cap.most for cap in USUAL if (most := changed.get(cap.name)) is not None)
    else:
        assert all(cap.most <= usual.most for cap, usual in zip(caps, USUAL, strict=True))
