"""Moments and days as the two databases give them to a plain cursor: as text (SQLite) or as values (PostgreSQL)."""

from __future__ import annotations

from datetime import UTC, date, datetime


def moment(value: datetime | str) -> datetime:
    """A stored moment, in UTC."""
    if isinstance(value, str):
        return datetime.fromisoformat(value + "+00:00")
    return value if value.tzinfo is not None else value.replace(tzinfo=UTC)


def day(value: date | str | None) -> date | None:
    """A stored day."""
    return date.fromisoformat(value) if isinstance(value, str) else value
