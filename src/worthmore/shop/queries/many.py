"""One statement for many keys at once: SQLite reads them from JSON, PostgreSQL from an array."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

from django.db import connection

SLICE = 20_000
GIVEN = {"sqlite": "json_each(%s) AS given", "postgresql": "unnest(%s::{type}[]) AS given (value)"}


def ask(sql: str, values: Sequence[object], kind: str = "text") -> Iterator[tuple[Any, ...]]:
    """All rows of a statement that joins `{given}`, whose column `value` holds the values; `kind` is their SQL type."""
    given = GIVEN[connection.vendor].format(type=kind)
    statement = sql.format(given=given)
    for start in range(0, len(values), SLICE):
        part = list(values[start : start + SLICE])
        with connection.cursor() as cursor:
            cursor.execute(statement, (json.dumps(part) if connection.vendor == "sqlite" else part,))
            yield from cursor.fetchall()
