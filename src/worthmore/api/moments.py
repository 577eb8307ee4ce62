"""Times from outside, checked."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from msgspec import UNSET

from worthmore.api.problems import INVALID_VALUE, ProblemError

EARLIEST = datetime(1990, 1, 1, tzinfo=UTC)
CLOCK_ERROR = timedelta(days=1)
PLANNED = frozenset({"promised_at", "due_at", "renews_at", "trial_until", "ends_at"})


FARTHEST = timedelta(days=3 * 366)
FARTHEST_OF_CONTRACTS = timedelta(days=30 * 366)
OF_CONTRACTS = ("renews_at", "trial_until", "ends_at")


def told(asked: object, names: Iterable[str], where: str, now: datetime) -> dict[str, datetime | None]:
    """Those of the named moments of a request that were given, in UTC; null is given too, and means: not so."""
    given = {name: value for name in names if (value := getattr(asked, name)) is not UNSET}
    return {
        name: None if value is None else (_planned if name in PLANNED else checked)(value, f"{where}{name}", now)
        for name, value in given.items()
    }


def _planned(at: datetime, field: str, now: datetime) -> datetime:
    """A moment that may lie ahead, such as a promised day."""
    of_contract = field.endswith(OF_CONTRACTS)
    if not EARLIEST <= at <= now + (FARTHEST_OF_CONTRACTS if of_contract else FARTHEST):
        years = "thirty" if of_contract else "three"
        raise ProblemError(
            INVALID_VALUE,
            f"{field}: {at.isoformat()} lies before 1990 or more than {years} years ahead.",
            field,
            "Check the year.",
        )
    return at.astimezone(UTC)


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
