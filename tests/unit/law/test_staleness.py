"""A row nobody went over for a year, or is unsure of, gives the stricter answer and says so."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tests.unit.law.making import TABLE, answer, ask, consent, contact, moment, someone
from worthmore.law.staleness import is_stale
from worthmore.law.table import Confidence, RuleTable
from worthmore.vocabulary.permission import Channel, Relation


def changed(rule_id: str, **more: object) -> RuleTable:
    rows = tuple(replace(rule, **more) if rule.id == rule_id else rule for rule in TABLE.rules)  # type: ignore[arg-type]
    return RuleTable(rows, TABLE.sources)


@pytest.mark.parametrize(("day", "stale"), [("2027-11-20", False), ("2027-11-21", False), ("2027-11-22", True)])
def test_a_row_is_stale_the_day_after_twelve_months(day: str, stale: bool) -> None:
    assert is_stale(replace(TABLE["BE.call"], verified_on=date(2026, 11, 21)), date.fromisoformat(day)) is stale


def test_a_row_verified_on_a_leap_day_has_its_year() -> None:
    rule = replace(TABLE["BE.call"], verified_on=date(2024, 2, 29))
    assert [is_stale(rule, date(2025, 2, 28)), is_stale(rule, date(2025, 3, 1))] == [False, True]


@pytest.mark.parametrize(
    ("country", "channel", "rule"),
    [("BE", Channel.CALL_LIVE, "BE.call"), ("BE", Channel.EMAIL, "BE.em.cust"), ("FI", Channel.CALL_LIVE, "FI.call")],
)
def test_a_stale_row_asks_for_consent_and_warns(country: str, channel: Channel, rule: str) -> None:
    customer = someone(country, sale_contacts=(contact(channel),))
    assert answer(customer, ask(channel)).allowed
    stale = changed(rule, verified_on=date(2025, 11, 20))
    verdict = answer(customer, ask(channel), stale)
    assert (verdict.allowed, verdict.rule) == (False, rule)
    assert any(rule in warning and "more than a year ago" in warning for warning in verdict.warnings)
    assert answer(replace(customer, statements=(consent(channel),)), ask(channel), stale).step == 4


def test_a_stale_consent_row_still_asks_for_consent_and_warns() -> None:
    prospect = someone("NL", Relation.PROSPECT, statements=(consent(),))
    verdict = answer(prospect, table=changed("NL.em.any", verified_on=date(2024, 1, 1)))
    assert verdict.allowed
    assert any("NL.em.any" in warning for warning in verdict.warnings)


def test_a_row_of_low_confidence_is_not_relied_on() -> None:
    verdict = answer(someone("BE"), ask(Channel.CALL_LIVE), changed("BE.call", confidence=Confidence.LOW))
    assert not verdict.allowed
    assert any("low confidence" in warning for warning in verdict.warnings)


def test_a_whole_table_left_alone_for_years_lets_no_message_out_without_consent() -> None:
    at = moment("2031-01-01")
    for country in ("BE", "NL", "FI", "DE", "FR", "GB", "US", "SE", ""):
        for channel in set(Channel) - {Channel.ONSITE_SESSION, Channel.PARCEL_INSERT}:
            customer = someone(country, sale_contacts=(contact(channel),))
            assert not answer(customer, ask(channel, at, about_work=True)).allowed, (country, channel)
