"""The days on which the answer changes, to the hour of the person's own country."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from tests.unit.law.making import TABLE, answer, ask, consent, contact, moment, someone
from worthmore.law.countries import local_day
from worthmore.law.duties import duties
from worthmore.vocabulary.permission import Audience, Channel, ListHit, Purpose


def local(text: str, zone: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone))


@pytest.mark.parametrize(
    ("at", "rule", "allowed"),
    [
        (local("2026-06-30T23:59", "Europe/Amsterdam"), "NL.call.cust.old", True),
        (local("2026-07-01T00:00", "Europe/Amsterdam"), "NL.call.cust", False),
        (moment("2026-06-30", 21), "NL.call.cust.old", True),
        (moment("2026-06-30", 22), "NL.call.cust", False),  # 22 h in Greenwich is midnight in Amsterdam
    ],
)
def test_dutch_customers_are_asked_before_a_call_from_1_july_2026(at: datetime, rule: str, allowed: bool) -> None:
    customer = someone("NL", sale_contacts=(contact(Channel.CALL_LIVE, days=400),))
    verdict = answer(customer, ask(Channel.CALL_LIVE, at))
    assert (verdict.rule, verdict.allowed) == (rule, allowed)


def test_a_dutch_consent_given_under_the_former_row_still_counts() -> None:
    customer = someone("NL", statements=(consent(Channel.CALL_LIVE, days=300),))
    assert answer(customer, ask(Channel.CALL_LIVE, moment("2026-06-30"))).step == 4
    assert answer(customer, ask(Channel.CALL_LIVE, moment("2026-07-01"))).step == 4


@pytest.mark.parametrize(
    ("at", "rule", "allowed"),
    [
        (local("2026-08-10T23:59", "Europe/Paris"), "FR.call.bloctel", True),
        (local("2026-08-11T00:00", "Europe/Paris"), "FR.call", False),
    ],
)
def test_french_consumers_are_asked_before_a_call_from_11_august_2026(at: datetime, rule: str, allowed: bool) -> None:
    verdict = answer(someone("FR"), ask(Channel.CALL_LIVE, at))
    assert (verdict.rule, verdict.allowed) == (rule, allowed)


def test_before_11_august_2026_a_french_number_on_the_list_was_not_called() -> None:
    hit = ListHit("BLOCTEL", Channel.CALL_LIVE, moment("2026-08-01"))
    before = ask(Channel.CALL_LIVE, moment("2026-08-10"))
    assert answer(someone("FR", list_hits=(hit,)), before).step == 2
    assert answer(someone("FR", checked_lists=()), before).step == 2


@pytest.mark.parametrize(
    ("rule", "topic", "country", "zone", "first", "eve"),
    [
        ("EU.green", "copy", "BE", "Europe/Brussels", "2026-09-27T00:00", "2026-09-26T23:59"),
        ("EU.green", "copy", "FI", "Europe/Helsinki", "2026-09-27T00:00", "2026-09-26T23:59"),
        ("EU.replenish", "copy", "NL", "Europe/Amsterdam", "2026-09-27T00:00", "2026-09-26T23:59"),
        ("EU.chk.withdraw", "checkout", "NL", "Europe/Amsterdam", "2026-06-19T00:00", "2026-06-18T23:59"),
        ("EU.chk.withdraw", "checkout", "FI", "Europe/Helsinki", "2026-06-19T00:00", "2026-06-18T23:59"),
        ("DE.sub.withdraw", "subscription", "DE", "Europe/Berlin", "2026-06-19T00:00", "2026-06-18T23:59"),
        ("EU.ai50", "chat", "FR", "Europe/Paris", "2026-08-02T00:00", "2026-08-01T23:59"),
        ("EU.eaa", "widget", "BE", "Europe/Brussels", "2025-06-28T00:00", "2025-06-27T23:59"),
    ],
)
def test_a_duty_begins_at_midnight_of_its_country(
    rule: str, topic: str, country: str, zone: str, first: str, eve: str
) -> None:
    held = {one.id for one in duties(TABLE, topic, country, Audience.B2C, local(first, zone))}
    not_yet = {one.id for one in duties(TABLE, topic, country, Audience.B2C, local(eve, zone))}
    assert rule in held
    assert rule not in not_yet


def test_the_consent_for_ad_audiences_was_decided_on_30_december_2025() -> None:
    given = someone("BE", statements=(consent(Channel.AD_AUDIENCE, days=900, purpose=Purpose.AD_AUDIENCE),))
    assert answer(given, ask(Channel.AD_AUDIENCE, moment("2025-12-29"))).rule == "default"
    assert answer(given, ask(Channel.AD_AUDIENCE, moment("2025-12-30"))).rule == "EU.adaud"


@pytest.mark.parametrize(
    ("country", "day"),
    [("FI", "2026-07-01"), ("BE", "2026-07-01"), ("GB", "2026-06-30"), ("US", "2026-06-30"), ("", "2026-07-01")],
)
def test_the_day_is_that_of_the_country(country: str, day: str) -> None:
    assert str(local_day(moment("2026-06-30", 22), country)) == day


def test_a_time_without_a_zone_has_no_day() -> None:
    with pytest.raises(ValueError, match="no time zone"):
        local_day(datetime(2026, 7, 1), "BE")  # noqa: DTZ001
