"""Moments and days as the two databases give them to a plain cursor: as text (SQLite) or as values (PostgreSQL).

Where many rows are read, PostgreSQL is asked for text as well: Django's own way of reading a moment takes ten times as
long as Python's.
"""

from __future__ import annotations

from datetime import UTC, date, datetime


def moment(value: datetime | str) -> datetime:
    """A stored moment, in UTC; a text without a zone is in UTC, and so is one of PostgreSQL, which ends in +00."""
    if isinstance(value, str):
        return datetime.fromisoformat(value if value[-3] == "+" else value + "+00:00")
    return value if value.tzinfo is not None else value.replace(tzinfo=UTC)


def day(value: date | str | None) -> date | None:
    """A stored day."""
    return date.fromisoformat(value) if isinstance(value, str) else value
