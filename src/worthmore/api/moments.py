"""Times from outside, checked."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from worthmore.api.problems import INVALID_VALUE, ProblemError

EARLIEST = datetime(1990, 1, 1, tzinfo=UTC)
CLOCK_ERROR = timedelta(days=1)


def checked(at: datetime | None, field: str, now: datetime) -> datetime:
    """The given moment in UTC, or `now` where none is given. A clock may run a day ahead, not more."""
    if at is None:
        return now
    if not EARLIEST <= at <= now + CLOCK_ERROR:
        raise ProblemError(
            INVALID_VALUE,
            f"{field}: {at.isoformat()} lies before 1990 or in the future.",
            field,
            "Give the time it happened, or leave the field out for now.",
        )
    return at.astimezone(UTC)
