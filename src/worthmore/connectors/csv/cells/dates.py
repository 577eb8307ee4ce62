"""Dates and times as people and spreadsheets write them, to a moment in UTC.

1/2/2026, 1-2-26, 1.2.2026 14:05, 2026-02-01, 2026-05-01 10:00:00 +0200, 20260201, 1 février 2026, 1-Feb-26 and
Excel's serial numbers (45384.3478). Which of two numbers is the day is decided once for the column.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from functools import cache

from babel.dates import get_month_names

from worthmore.connectors.csv.cells.amounts import NOTHING
from worthmore.connectors.csv.cells.text import plain
from worthmore.connectors.csv.trouble import Problem

FIRST_YEAR, LAST_YEAR = 1970, 2199
LANGUAGES = ("nl", "en", "fi", "fr", "de")
_EXCEL_BEGINS = datetime(1899, 12, 30)  # noqa: DTZ001  (a day on the shop's own calendar)
_FIRST_SERIAL, _LAST_SERIAL = 25569, 73050  # 1970 to 2099

_TIME = (
    r"(?:[T,\s]+(?:at |om |um |à |klo )?(?P<hour>\d{1,2})[:.h](?P<minute>\d{2})(?:[:.](?P<second>\d{2})(?:[.,]\d+)?)?"
    r"\s*(?P<half>[ap]\.?m\.?)?\s*(?P<zone>Z|UTC|GMT|[+-]\d{2}:?\d{2})?)?"
)
_YEAR_FIRST = re.compile(r"(?P<year>\d{4})[-/.](?P<a>\d{1,2})[-/.](?P<b>\d{1,2})" + _TIME, re.IGNORECASE | re.ASCII)
_YEAR_LAST = re.compile(
    r"(?P<a>\d{1,2})\s?[-/. ]\s?(?P<b>\d{1,2})\s?[-/. ]\s?(?P<year>\d{4}|\d{2})" + _TIME, re.IGNORECASE | re.ASCII
)
_NAMED = re.compile(
    r"(?:[^\W\d]+\.?,?\s+)?(?P<day>\d{1,2})(?:st|nd|rd|th|er|\.|e)?[-\s/]+(?P<month>[^\W\d]+)\.?,?[-\s/]+(?P<year>\d{4}|\d{2})"
    + _TIME,
    re.IGNORECASE,
)
_NAMED_FIRST = re.compile(
    r"(?P<month>[^\W\d]+)\.?\s+(?P<day>\d{1,2})(?:st|nd|rd|th)?,?\s+(?P<year>\d{4})" + _TIME, re.IGNORECASE
)
_COMPACT = re.compile(
    r"(?P<year>[12]\d{3})(?P<a>\d{2})(?P<b>\d{2})(?:[T ]?(?P<hour>\d{2})(?P<minute>\d{2})(?P<second>\d{2})?)?"
)
_SERIAL = re.compile(r"(?P<days>\d{5})(?:[.,](?P<part>\d+))?", re.ASCII)
_CLOCK = re.compile(
    r"(?P<hour>\d{1,2})[:.h](?P<minute>\d{2})(?:[:.](?P<second>\d{2})(?:[.,]\d+)?)?(?:\s*(?P<half>[ap]\.?m\.?))?",
    re.IGNORECASE | re.ASCII,
)

NO_DATE = Problem("not a date", "Write it as 2026-05-31, or 31/05/2026 throughout the column.")
NO_SUCH_DAY = Problem(
    "a day that does not exist",
    "Check the cell. If the whole column is written month first (or day first), say --month-first (or --day-first).",
)
NO_CLOCK = Problem("not a time of day", "Write it as 14:05.")
OUT_OF_TIME = Problem(f"a year before {FIRST_YEAR} or after {LAST_YEAR}", "Write the year with four figures.")


def moment(cell: str, day_first: bool, zone: tzinfo) -> datetime | Problem | None:
    """The moment in UTC; a time without a zone is the shop's own. A date alone is the beginning of that day."""
    local = written(cell, day_first)
    if not isinstance(local, datetime):
        return local
    return (local if local.tzinfo else local.replace(tzinfo=zone)).astimezone(UTC)


def day(cell: str, day_first: bool) -> date | Problem | None:
    """The calendar day written in a cell."""
    found = written(cell, day_first)
    return found.date() if isinstance(found, datetime) else found


def written(cell: str, day_first: bool) -> datetime | Problem | None:
    """What the cell says, without a zone unless it names one."""
    text = plain(cell)
    if text.lower() in NOTHING:
        return None
    try:
        found = _written(text, day_first)
    except ValueError:
        return NO_SUCH_DAY
    if found is None:
        return NO_DATE
    return found if FIRST_YEAR <= found.year <= LAST_YEAR else OUT_OF_TIME


def order(cell: str) -> str | None:
    """What a cell proves of its column: "day" or "month" comes first, "?" could be either, None says nothing.

    Nobody writes 5.31.2026: with dots the day comes first.
    """
    text = plain(cell)
    match = _YEAR_LAST.fullmatch(text)
    if match is None:
        return None
    first, second = int(match["a"]), int(match["b"])
    if max(first, second) > 12:
        return None if min(first, second) > 12 else ("day" if first > 12 else "month")
    if text[match.end("a")] == ".":
        return "day"
    return "?" if first != second else None


def is_date(cell: str) -> bool:
    """Whether the cell can be read as a date (an Excel serial number is only a number to this question)."""
    text = plain(cell)
    return not _SERIAL.fullmatch(text) and isinstance(written(text, day_first=True), datetime)


def clock(cell: str) -> int | Problem | None:
    """A time of day alone, as a second column beside the date has it, in seconds after midnight."""
    text = plain(cell)
    if text.lower() in NOTHING:
        return None
    match = _CLOCK.fullmatch(text)
    if match is None:
        return _clock_part(text)
    hour, minute, second = (int(match[name] or 0) for name in ("hour", "minute", "second"))
    half = (match["half"] or "").lower()
    hour = hour % 12 + (12 if half.startswith("p") else 0) if half else hour
    return NO_CLOCK if hour > 23 or minute > 59 or second > 59 else hour * 3600 + minute * 60 + second


def _clock_part(text: str) -> int | Problem:
    """Excel writes a time of day as a part of a day: 0.5 is noon."""
    match = re.fullmatch(r"0[.,](\d{1,17})", text, re.ASCII)
    return min(round(float(f"0.{match[1]}") * 86_400), 86_399) if match else NO_CLOCK


def _written(text: str, day_first: bool) -> datetime | None:
    if match := _YEAR_FIRST.fullmatch(text) or _COMPACT.fullmatch(text):
        return _build(match, int(match["a"]), int(match["b"]))
    if match := _YEAR_LAST.fullmatch(text):
        first, second = int(match["a"]), int(match["b"])
        return _build(match, second, first) if day_first else _build(match, first, second)
    if match := _SERIAL.fullmatch(text):
        return _from_serial(int(match["days"]), float(f"0.{match['part'] or 0}"))
    if match := _NAMED.fullmatch(text) or _NAMED_FIRST.fullmatch(text):
        month = _months().get(_folded(match["month"]))
        return _build(match, month, int(match["day"])) if month else None
    return None


def _build(match: re.Match[str], month: int, day_of_month: int) -> datetime:
    parts = match.groupdict()
    hour, minute, second = (int(parts.get(name) or 0) for name in ("hour", "minute", "second"))
    half = (parts.get("half") or "").lower()
    if half:
        hour = hour % 12 + (12 if half.startswith("p") else 0)
    zone = _zone(parts.get("zone"))
    return datetime(_full_year(match["year"]), month, day_of_month, hour, minute, second, tzinfo=zone)


def _full_year(figures: str) -> int:
    year = int(figures)
    if len(figures) == 4:
        return year
    return year + (2000 if year < 70 else 1900)


def _zone(name: str | None) -> tzinfo | None:
    if not name:
        return None
    if name[0] not in "+-":
        return UTC
    hours, minutes = int(name[1:3]), int(name[-2:])
    offset = timedelta(hours=hours, minutes=minutes)
    return timezone(-offset if name[0] == "-" else offset)


def _from_serial(days: int, part: float) -> datetime | None:
    if not _FIRST_SERIAL <= days <= _LAST_SERIAL:
        return None
    return _EXCEL_BEGINS + timedelta(days=days, seconds=round(part * 86_400))


def _folded(word: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKD", word.casefold()) if not unicodedata.combining(c))


@cache
def _months() -> dict[str, int]:
    """Month names and their short forms in the five languages; Finnish dates use the case "toukokuuta"."""
    found: dict[str, int] = {"mrt": 3, "sept": 9, "okt": 10, "maa": 3, "maerz": 3}
    for language in LANGUAGES:
        for width in ("wide", "abbreviated"):
            for context in ("format", "stand-alone"):
                for number, name in get_month_names(width, context, language).items():
                    found.setdefault(_folded(name.strip(".")), number)
    return found
