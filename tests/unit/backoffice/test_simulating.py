from __future__ import annotations

from datetime import date
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from worthmore.backoffice import simulating
from worthmore.law.permission import may
from worthmore.law.table import load
from worthmore.vocabulary.permission import Channel, Verdict

TODAY = date(2026, 11, 21)
ZONE = ZoneInfo("Europe/Helsinki")
NAMES = [*simulating.read({}, TODAY).fields]
known = st.sampled_from(
    ["", "on", "BE", "unknown", "email", "customer", "2026-01-01", "9999-12-31", "-1", "none", "hit"]
)


def verdict(**given: str) -> Verdict:
    """The answer for a Belgian customer with an e-mail address from a sale, but for what is given."""
    usual = simulating.read({}, TODAY).fields
    form = simulating.read({name: value for name, value in {**usual, **given}.items() if value != "off"}, TODAY)
    return may(load(), simulating.question(form, ZONE), simulating.subject(form, load(), ZONE))


def test_the_first_look_is_a_customer_who_may_be_written_to() -> None:
    assert verdict().allowed
    assert verdict().rule == "BE.em.cust"


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        ({"no": "objected"}, "objection"),
        ({"no": "withdrew"}, "objection"),
        ({"suppressed": "on"}, "suppression"),
        ({"similar": "off"}, "BE.em.cust"),
        ({"by_seller": "off"}, "BE.em.cust"),
        ({"opt_out_offered": "off"}, "BE.em.cust"),
        ({"opt_out_in_message": "off"}, "BE.em.cust"),
        ({"sale": "none"}, "BE.em.cust"),
        ({"sale": "negotiated"}, "BE.em.cust"),
        ({"relation": "prospect"}, "BE.em.any"),
        ({"channel": "call_live", "listed": "hit"}, "list"),
        ({"channel": "call_live", "listed": "unloaded"}, "list"),
        ({"special": "on"}, "EU.art9"),
        ({"minor": "yes"}, "minor"),
    ],
    ids=str,
)
def test_each_fact_turns_the_yes_into_a_no(change: dict[str, str], rule: str) -> None:
    answer = verdict(**change)
    assert (answer.allowed, answer.rule) == (False, rule)


@pytest.mark.parametrize(
    "change",
    [
        {"no": "lifted"},
        {"relation": "prospect", "consent": "plain"},
        {"relation": "prospect", "country": "DE", "consent": "double"},
        {"channel": "call_live"},
        {"special": "on", "consent": "plain"},
        {"country": "GB", "sale": "negotiated"},
        {"minor": "no"},
    ],
    ids=str,
)
def test_each_of_these_is_a_yes(change: dict[str, str]) -> None:
    assert verdict(**change).allowed


def test_the_dutch_telephone_flips_on_the_first_of_july() -> None:
    call = {"country": "NL", "channel": "call_live", "sale_on": "2026-05-01"}
    assert verdict(**call, on="2026-06-30").allowed
    assert not verdict(**call, on="2026-07-01").allowed


def test_an_unknown_country_gets_the_strictest_answer() -> None:
    assert verdict(channel="call_live").allowed, "in Belgium, from a list that was checked"
    unknown = verdict(channel="call_live", country="unknown")
    assert not unknown.allowed, "in the Netherlands, Germany or France it needs a yes"
    assert "the country is not known" in unknown.warnings[0]


def test_lists_are_those_of_the_country_and_channel() -> None:
    assert simulating.lists_for(load(), "BE", Channel.CALL_LIVE) == ("DNCM",)
    assert simulating.lists_for(load(), "BE", Channel.EMAIL) == ()
    assert "DNCM" in simulating.lists_for(load(), simulating.UNKNOWN, Channel.CALL_LIVE)


@given(st.dictionaries(st.sampled_from(NAMES), known | st.text(max_size=12)))
def test_the_address_of_a_form_shows_the_same_form(given: dict[str, str]) -> None:
    form = simulating.read({"asked": "1", **given}, TODAY)
    assert simulating.read(form.fields, TODAY) == form


@settings(max_examples=150)
@given(st.dictionaries(st.sampled_from(NAMES), known | st.text(max_size=12)))
def test_whatever_is_sent_gets_an_answer(given: dict[str, str]) -> None:
    form = simulating.read(given, TODAY)
    answer = may(load(), simulating.question(form, ZONE), simulating.subject(form, load(), ZONE))
    assert answer.reason
