"""The Belgian sale calendar, to the day, the decisions that override it, and the words of the French sale."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from types import MappingProxyType
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from worthmore.law.sale_calendar import (
    CATEGORIES,
    announcing_allowed,
    forbidden_sale_words,
    next_sale,
    seasons,
    silent_until,
)
from worthmore.law.table import Decision, RuleTable, load

TABLE = load()
BRUSSELS = ZoneInfo("Europe/Brussels")


def at(day: str, clock: str = "12:00", zone: ZoneInfo = BRUSSELS) -> datetime:
    return datetime.fromisoformat(f"{day}T{clock}").replace(tzinfo=zone).astimezone(UTC)


def allowed(day: str, category: str = "shoes", country: str = "BE", clock: str = "12:00") -> bool:
    return announcing_allowed(TABLE, category, country, at(day, clock)).allowed


@pytest.mark.parametrize(
    ("year", "place", "closed_first", "closed_last", "sale_first", "sale_last"),
    [
        (2027, 0, "2026-12-02", "2027-01-01", "2027-01-02", "2027-01-31"),
        (2027, 1, "2027-06-01", "2027-06-30", "2027-07-01", "2027-07-31"),
        (2028, 0, "2027-12-03", "2028-01-02", "2028-01-03", "2028-01-31"),
        (2028, 1, "2028-06-01", "2028-06-30", "2028-07-01", "2028-07-31"),
        (2018, 1, "2018-05-31", "2018-06-29", "2018-06-30", "2018-07-31"),
    ],
)
def test_a_season_that_would_begin_on_a_sunday_begins_the_day_before(
    year: int, place: int, closed_first: str, closed_last: str, sale_first: str, sale_last: str
) -> None:
    season = seasons(TABLE, "BE", year)[place]
    days = (season.closed_first, season.closed_last, season.sale_first, season.sale_last)
    assert tuple(map(str, days)) == (closed_first, closed_last, sale_first, sale_last)


@given(st.integers(2015, 2400))
def test_in_any_year_the_closed_month_ends_where_the_sale_begins(year: int) -> None:
    winter, summer = seasons(TABLE, "BE", year)
    for season in (winter, summer):
        assert season.closed_last + timedelta(days=1) == season.sale_first
        assert season.sale_first.weekday() != 6
    assert (winter.closed_last - winter.closed_first).days == 30
    assert (summer.closed_last - summer.closed_first).days == 29
    assert winter.sale_first in (date(year, 1, 2), date(year, 1, 3))
    assert summer.sale_first in (date(year, 6, 30), date(year, 7, 1))


@pytest.mark.rule("BE.sper.winter")
def test_the_winter_closes_to_announcements_from_2_december_2026_to_1_january_2027() -> None:
    assert allowed("2026-12-01", clock="23:59")
    assert not allowed("2026-12-02", clock="00:00")
    assert not allowed("2027-01-01", clock="23:59")
    assert allowed("2027-01-02", clock="00:00")


@pytest.mark.rule("BE.sper.summer")
def test_the_summer_closes_to_announcements_for_all_of_june() -> None:
    assert allowed("2027-05-31", clock="23:59")
    assert not allowed("2027-06-01", clock="00:00")
    assert not allowed("2027-06-30", clock="23:59")
    assert allowed("2027-07-01", clock="00:00")


def test_the_closed_month_is_about_clothing_shoes_and_leather_alone() -> None:
    assert [category for category in (*CATEGORIES, "furniture", "") if allowed("2026-12-10", category)] == [
        "furniture",
        "",
    ]


def test_the_closed_month_is_belgian_and_an_unknown_country_is_held_to_it() -> None:
    assert allowed("2026-12-10", country="NL")
    assert allowed("2026-12-10", country="GB")
    assert not allowed("2026-12-10", country="")
    assert not allowed("2026-12-10", country="atlantis")


def test_a_refusal_says_until_when_and_by_which_law() -> None:
    found = announcing_allowed(TABLE, "clothing", "BE", at("2026-12-24"))
    assert (found.rule, found.until) == ("BE.sper.winter", date(2027, 1, 1))
    assert "clothing" in found.reason
    assert "2027-01-01 (WER VI.29)" in found.reason


@pytest.mark.rule("BE.solden.word")
def test_the_words_of_the_sale_are_forbidden_but_in_the_sale() -> None:
    for day in ("2026-11-21", "2026-12-24", "2027-01-01", "2027-02-01", "2027-06-30", "2027-08-01"):
        (kept,) = forbidden_sale_words(TABLE, "BE", at(day))
        assert kept.rule == "BE.solden.word"
        assert kept.words == ("solden", "soldes", "koopjes", "opruiming", "Schlussverkauf")
    for day in ("2027-01-02", "2027-01-31", "2027-07-01", "2027-07-31"):
        assert forbidden_sale_words(TABLE, "BE", at(day)) == (), day


def test_the_words_of_the_sale_are_free_where_no_law_keeps_them() -> None:
    assert forbidden_sale_words(TABLE, "NL", at("2026-11-21")) == ()
    assert [kept.rule for kept in forbidden_sale_words(TABLE, "", at("2026-11-21"))] == [
        "BE.solden.word",
        "FR.soldes.word",
    ]


@pytest.mark.rule("FR.soldes.word")
def test_in_france_the_sale_begins_at_eight_and_ends_with_its_last_day() -> None:
    def kept(day: str, clock: str) -> bool:
        return forbidden_sale_words(TABLE, "FR", at(day, clock, ZoneInfo("Europe/Paris"))) != ()

    for first, last in (("2027-01-06", "2027-02-02"), ("2027-06-30", "2027-07-27"), ("2028-01-12", "2028-02-08")):
        assert kept(first, "07:59"), first
        assert not kept(first, "08:00"), first
        assert not kept(last, "23:59"), last
        assert kept((date.fromisoformat(last) + timedelta(days=1)).isoformat(), "00:00"), last
    assert kept("2026-11-21", "12:00")


def test_the_sale_that_is_on_or_the_next_one() -> None:
    for day, first in (("2026-11-21", "2027-01-02"), ("2027-01-31", "2027-01-02"), ("2027-02-01", "2027-07-01")):
        season = next_sale(TABLE, "BE", at(day))
        assert season is not None
        assert str(season.sale_first) == first
    assert next_sale(TABLE, "FI", at("2026-11-21")) is None


def test_when_announcements_were_last_closed() -> None:
    opened = datetime(2027, 1, 1, 23, tzinfo=UTC)  # 2 January in Brussels
    for moment in (opened, at("2027-01-31"), at("2027-05-31"), at("2027-06-15")):
        assert silent_until(TABLE, "shoes", "BE", moment) == opened, moment
    assert silent_until(TABLE, "shoes", "BE", at("2026-12-15")) == datetime(2026, 6, 30, 22, tzinfo=UTC)
    assert silent_until(TABLE, "shoes", "", at("2027-01-31")) == opened
    assert silent_until(TABLE, "shoes", "NL", at("2027-01-31")) is None
    assert silent_until(TABLE, "other", "BE", at("2027-01-31")) is None


def decided(decision: Decision, what: str, first: str, last: str, **values: object) -> RuleTable:
    """The table with a minister's decision."""
    row = replace(
        TABLE["BE.sale.feb2026"],
        id="BE.decision",
        decision=decision,
        what=what,
        valid_from=date.fromisoformat(first),
        valid_to=date.fromisoformat(last),
        values=MappingProxyType(values),
    )
    return TABLE.with_rules([row])


def test_a_decision_may_open_part_of_a_closed_month() -> None:
    table = decided(Decision.ALLOW, "announce_reduction", "2026-12-20", "2026-12-24", categories=("shoes",))
    assert announcing_allowed(table, "shoes", "BE", at("2026-12-20")).allowed
    assert not announcing_allowed(table, "clothing", "BE", at("2026-12-20")).allowed
    assert not announcing_allowed(table, "shoes", "BE", at("2026-12-19")).allowed
    assert not announcing_allowed(table, "shoes", "BE", at("2026-12-25")).allowed


def test_a_decision_may_close_open_days_and_wins() -> None:
    table = decided(Decision.FORBID, "announce_reduction", "2027-02-01", "2027-02-14")
    found = announcing_allowed(table, "leather", "BE", at("2027-02-14"))
    assert (found.allowed, found.rule, found.until) == (False, "BE.decision", date(2027, 2, 14))
    assert announcing_allowed(table, "leather", "BE", at("2027-02-15")).allowed


def test_a_decision_may_lengthen_the_sale_by_its_name() -> None:
    table = decided(Decision.ALLOW, "sale_words_outside_sale", "2027-02-01", "2027-02-15")
    assert forbidden_sale_words(table, "BE", at("2027-02-15")) == ()
    assert forbidden_sale_words(table, "BE", at("2027-02-16")) != ()


def test_the_decision_of_february_2026_names_its_dates_and_changes_no_word() -> None:
    row = TABLE["BE.sale.feb2026"]
    assert (row.valid_from, row.valid_to) == (date(2026, 2, 1), date(2026, 2, 28))
    assert forbidden_sale_words(TABLE, "BE", at("2026-02-10")) != ()


def test_a_new_decision_changes_no_answer_of_the_past() -> None:
    table = decided(Decision.ALLOW, "announce_reduction", "2030-12-05", "2030-12-24")
    for day in range(0, 1400, 7):
        moment = at("2025-01-01") + timedelta(days=day)
        before, after = (announcing_allowed(one, "shoes", "BE", moment) for one in (TABLE, table))
        assert before == after
