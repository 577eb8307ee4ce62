"""When no telephone should ring: the clock, the week, the feast days and the law of where a person lives."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from worthmore.law.table import load
from worthmore.offering.quiet import feast_days, quiet_times, zones_of
from worthmore.vocabulary.permission import Channel
from worthmore.vocabulary.policy import Policy

QUIET = quiet_times(Policy(), load())
CALL, SMS = Channel.CALL_LIVE, Channel.SMS


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("country", "at", "said"),
    [
        ("BE", "2026-05-06T06:59:59", "it is 08:59 in Europe/Brussels; calls and texts rest from 20:00 to 09:00"),
        ("BE", "2026-05-06T07:00:00", None),
        ("BE", "2026-05-06T17:59:59", None),
        ("BE", "2026-05-06T18:00:00", "it is 20:00 in Europe/Brussels"),
        ("FI", "2026-05-06T17:00:00", "it is 20:00 in Europe/Helsinki"),
        ("FI", "2026-05-06T06:00:00", None),
        ("BE", "2026-01-07T07:30:00", "it is 08:30"),
        ("NL", "2026-05-10T10:00:00", "it is Sunday in Europe/Amsterdam"),
        ("BE", "2026-07-21T10:00:00", "it is National Day in BE"),
        ("NL", "2026-07-21T10:00:00", None),
        ("NL", "2026-04-27T10:00:00", "it is King's Day in NL"),
        ("FI", "2026-06-19T10:00:00", "it is Midsummer Eve in FI"),
        ("DE", "2026-11-18T12:00:00", "in DE; calls and texts rest on public holidays"),
        ("US", "2026-05-06T15:00:00", "it is "),
        ("", "2026-05-06T10:00:00", "the country is not known"),
        ("XX", "2026-05-06T10:00:00", "the country is not known"),
    ],
)
def test_a_time_is_quiet_or_it_is_not(country: str, at: str, said: str | None) -> None:
    found = QUIET(SMS, country, utc(at))
    assert (found is None) if said is None else (found is not None and said in found)


@pytest.mark.parametrize(
    ("at", "called", "texted"),
    [
        ("2026-10-07T09:30:00", True, True),
        ("2026-10-07T11:30:00", False, True),
        ("2026-10-07T12:30:00", True, True),
        ("2026-10-10T09:30:00", False, True),
    ],
)
def test_french_calling_hours_are_narrower(at: str, called: bool, texted: bool) -> None:
    """Half past eleven in UTC is half past one in Paris; the tenth is a Saturday."""
    assert (QUIET(CALL, "FR", utc(at)) is None) is called
    assert (QUIET(SMS, "FR", utc(at)) is None) is texted


def test_the_shop_may_widen_the_quiet() -> None:
    wider = quiet_times(Policy(quiet_from=18, quiet_until=10), load())
    assert wider(SMS, "BE", utc("2026-05-06T07:30:00")) is not None
    assert wider(SMS, "BE", utc("2026-05-06T16:30:00")) is not None
    assert QUIET(SMS, "BE", utc("2026-05-06T07:30:00")) is None


def test_a_feast_day_of_one_region_counts_everywhere() -> None:
    """Repentance Day is a holiday in Saxony alone."""
    days = feast_days("DE", 2026)
    assert days is not None
    assert datetime(2026, 11, 18, tzinfo=UTC).date() in days


def test_every_country_the_law_knows_has_a_clock_and_feast_days() -> None:
    for country in ("BE", "NL", "FI", "DE", "FR", "GB", "US"):
        assert zones_of(country)
        assert feast_days(country, 2026)


COUNTRIES = st.sampled_from(["BE", "NL", "FI", "FR", "DE", "ES", "PT", "GB"])
MOMENTS = st.integers(0, 3 * 366 * 24 * 60).map(lambda minutes: utc("2026-01-01T00:00:00") + timedelta(minutes=minutes))


@settings(max_examples=400, deadline=None)
@given(country=COUNTRIES, at=MOMENTS, channel=st.sampled_from([CALL, SMS]))
def test_no_telephone_ever_rings_at_a_quiet_time(country: str, at: datetime, channel: Channel) -> None:
    if QUIET(channel, country, at) is None:
        for zone in zones_of(country):
            local = at.astimezone(zone)
            assert 9 <= local.hour < 20
            assert local.weekday() != 6
            assert local.date() not in (feast_days(country, local.year) or {})
