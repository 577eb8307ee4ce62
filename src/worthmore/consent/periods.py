"""Months as a calendar counts them."""

from __future__ import annotations

from calendar import monthrange
from datetime import datetime


def months_before(at: datetime, months: int) -> datetime:
    """The same day and time so many months earlier; the month's last day where it has no such day."""
    years, month = divmod(at.year * 12 + at.month - 1 - months, 12)
    if years < 1:
        return datetime.min.replace(tzinfo=at.tzinfo)
    return at.replace(year=years, month=month + 1, day=min(at.day, monthrange(years, month + 1)[1]))
