"""The first day of a period: a day, or a month as people write it (2026-05, 05/2026, May 2026)."""

from __future__ import annotations

import re
from datetime import date

from worthmore.connectors.csv.cells import dates
from worthmore.connectors.csv.cells.text import plain
from worthmore.connectors.csv.trouble import Problem

_MONTH = re.compile(
    r"(?P<year>\d{4})[-/.](?P<month>\d{1,2})|(?P<month_first>\d{1,2})[-/.](?P<year_last>\d{4})", re.ASCII
)
_BEGINNING_WITH_LETTERS = re.compile(r"[^\W\d_]+\.?[\s-]+\d{4}")
NO_SUCH_MONTH = Problem("a month that does not exist", "Write it as 2026-05, or as its first day: 2026-05-01.")


def period(cell: str, day_first: bool) -> date | Problem | None:
    """The first day of what the cell names; of a month the first, of a day that day."""
    text = plain(cell)
    found = _MONTH.fullmatch(text)
    if found:
        year, month = int(found["year"] or found["year_last"]), int(found["month"] or found["month_first"])
        if not 1 <= month <= 12:
            return NO_SUCH_MONTH
        return date(year, month, 1) if dates.FIRST_YEAR <= year <= dates.LAST_YEAR else dates.OUT_OF_TIME
    return dates.day(f"1 {text}" if _BEGINNING_WITH_LETTERS.fullmatch(text) else cell, day_first)
