"""A year of birth, from a year or a whole date. Only the year leaves this place."""

from __future__ import annotations

import re

from worthmore.connectors.csv.cells.amounts import NOTHING
from worthmore.connectors.csv.cells.text import plain
from worthmore.connectors.csv.trouble import Problem

FIRST, LAST = 1900, 2100
NO_YEAR = Problem("not a year of birth", "Write the year with four figures, such as 1984, or a date with such a year.")
_YEAR = re.compile(r"(?<!\d)(\d{4})(?!\d)", re.ASCII)
_COMPACT = re.compile(r"(\d{4})(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])", re.ASCII)


def year(cell: str) -> int | Problem | None:
    """The year written in a cell: 1984, 31/05/1984, 1984-05-31, 19840531, 31 mei 1984."""
    text = plain(cell)
    if not text or text.lower() in NOTHING:
        return None
    compact = _COMPACT.fullmatch(text)
    found = [compact[1]] if compact else _YEAR.findall(text)
    years = {int(one) for one in found if FIRST <= int(one) <= LAST}
    return years.pop() if len(years) == 1 else NO_YEAR
