"""Dates and times as people and spreadsheets write them."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from worthmore.connectors.csv.cells.dates import clock, day, moment, order
from worthmore.connectors.csv.trouble import Problem

BRUSSELS = ZoneInfo("Europe/Brussels")


@pytest.mark.parametrize(
    ("cell", "local"),
    [
        ("31/12/2025", "2025-12-31T00:00"),
        ("1/2/2026", "2026-02-01T00:00"),
        ("1-2-26", "2026-02-01T00:00"),
        ("1.2.2026", "2026-02-01T00:00"),
        ("01/12/2010 08:26", "2010-12-01T08:26"),
        ("1.2.2026 klo 14.05", "2026-02-01T14:05"),
        ("2026-02-01", "2026-02-01T00:00"),
        ("2026-02-01T10:30:15", "2026-02-01T10:30:15"),
        ("2026-02-01 10:30:15.123456", "2026-02-01T10:30:15"),
        ("2026/02/01", "2026-02-01T00:00"),
        ("20260201", "2026-02-01T00:00"),
        ("45306", "2024-01-15T00:00"),
        ("45384.3478", "2024-04-02T08:20:50"),
        ("45384,3478", "2024-04-02T08:20:50"),
        ("1 februari 2026", "2026-02-01T00:00"),
        ("1 mrt 2026", "2026-03-01T00:00"),
        ("1. helmikuuta 2026", "2026-02-01T00:00"),
        ("1er février 2026", "2026-02-01T00:00"),
        ("3. März 2026", "2026-03-03T00:00"),
        ("1-Feb-26", "2026-02-01T00:00"),
        ("Feb 1, 2026", "2026-02-01T00:00"),
        ("Sun, 1 Feb 2026 14:05", "2026-02-01T14:05"),
        ("1/2/2026 2:05 PM", "2026-02-01T14:05"),
        ("1/2/2026 12:05 am", "2026-02-01T00:05"),
        ("5/1/99", "1999-01-05T00:00"),
        ('="1/2/2026"', "2026-02-01T00:00"),
    ],
)
def test_a_date_is_read_in_the_shops_own_time(cell: str, local: str) -> None:
    assert moment(cell, True, BRUSSELS) == datetime.fromisoformat(local).replace(tzinfo=BRUSSELS).astimezone(UTC)


def test_a_time_with_a_zone_keeps_it() -> None:
    at_ten = datetime(2026, 5, 1, 8, tzinfo=UTC)
    assert moment("2026-05-01 10:00:00 +0200", True, ZoneInfo("Asia/Tokyo")) == at_ten
    assert moment("2026-05-01T08:00:00Z", True, BRUSSELS) == at_ten
    assert moment("2026-05-01 03:00:00 -05:00", True, BRUSSELS) == at_ten


def test_the_column_decides_which_is_the_day() -> None:
    assert day("1/2/2026", day_first=True) == date(2026, 2, 1)
    assert day("1/2/2026", day_first=False) == date(2026, 1, 2)


@pytest.mark.parametrize(
    ("cell", "reason"),
    [
        ("31/02/2026", "a day that does not exist"),
        ("13/13/2026", "a day that does not exist"),
        ("1/1/1026", "a year before 1970 or after 2199"),
        ("soon", "not a date"),
        ("12", "not a date"),
        ("1/2/2026 25:00", "a day that does not exist"),
    ],
)
def test_what_is_no_date_says_why(cell: str, reason: str) -> None:
    found = moment(cell, True, BRUSSELS)
    assert isinstance(found, Problem)
    assert found.reason == reason


@pytest.mark.parametrize(
    ("cell", "proves"),
    [
        ("31/12/2025", "day"),
        ("12/31/2025", "month"),
        ("1/2/2025", "?"),
        ("3/3/2025", None),
        ("2025-01-02", None),
        ("1.2.2025", "day"),
    ],
)
def test_a_date_tells_what_it_proves_of_its_column(cell: str, proves: str | None) -> None:
    assert order(cell) == proves


def test_a_time_of_day_stands_alone() -> None:
    assert clock("14:05") == 14 * 3600 + 5 * 60
    assert clock("2:05 pm") == 14 * 3600 + 5 * 60
    assert clock("0.5") == 12 * 3600
    assert isinstance(clock("25:00"), Problem)


@given(
    st.datetimes(datetime.fromisoformat("1990-01-01"), datetime.fromisoformat("2060-01-01")),
    st.sampled_from(["%d/%m/%Y %H:%M", "%Y-%m-%d %H:%M", "%d-%m-%Y %H:%M", "%d.%m.%Y %H.%M", "%Y%m%d%H%M"]),
)
@settings(max_examples=200, deadline=None)
def test_every_way_to_write_a_minute_reads_back(local: datetime, style: str) -> None:
    minute = local.replace(second=0, microsecond=0)
    assert moment(minute.strftime(style), True, UTC) == minute.replace(tzinfo=UTC)


@given(
    st.text(max_size=30)
    | st.from_regex(r"[0-9]{1,4}[-/. ][0-9]{1,4}[-/. ][0-9]{1,4}( [0-9]{1,3}:[0-9]{1,3})?", fullmatch=True),
    st.booleans(),
)
@settings(max_examples=300, deadline=None)
def test_no_text_makes_the_reading_of_dates_fail(text: str, day_first: bool) -> None:
    found = moment(text, day_first, BRUSSELS)
    assert found is None or isinstance(found, datetime | Problem)
    clock(text)
    order(text)
