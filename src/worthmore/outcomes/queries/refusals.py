"""What a person said no to: one indexed read on the way to every offer."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from django.db import connection

from worthmore.outcomes.models import Outcome

STATEMENT = (
    "SELECT product_id, at FROM "  # noqa: S608
    + Outcome._meta.db_table
    + " WHERE person_key IN ({keys}) AND source = %s AND outcome = 'declined'"
)


def refused(source: str, person_key: str, former_keys: Sequence[str] = ()) -> dict[str, datetime]:
    """Product id to when an offer of it was last declined, in whatever channel of that source.

    `former_keys` are keys of records that turned out to be the same person; what was refused under them counts too.
    """
    last: dict[str, datetime] = {}
    keys = [key for key in (person_key, *former_keys) if key]
    if not keys:
        return last
    with connection.cursor() as cursor:
        cursor.execute(STATEMENT.format(keys=", ".join(["%s"] * len(keys))), [*keys, source])
        for product_id, value in cursor.fetchall():
            at = _moment(value)
            if product_id not in last or last[product_id] < at:
                last[product_id] = at
    return last


def _moment(value: datetime | str) -> datetime:
    """SQLite keeps moments as text or without a zone, always in UTC."""
    at = datetime.fromisoformat(value) if isinstance(value, str) else value
    return at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)
