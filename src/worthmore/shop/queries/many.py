"""One statement for many keys at once, handed over as JSON: the driver writes an array out value by value."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from django.db import connection, transaction

SLICE = 20_000
GIVEN = {
    "sqlite": "json_each(%s) AS given",
    "postgresql": "(SELECT one::{type} AS value FROM json_array_elements_text(%s::json) AS one) AS given",
}


def ask(sql: str, values: Sequence[object], kind: str = "text") -> Iterator[tuple[Any, ...]]:
    """All rows of a statement that joins `{given}`, whose column `value` holds the values; `kind` is their SQL type."""
    given = GIVEN[connection.vendor].format(type=kind)
    statement = sql.format(given=given)
    for start in range(0, len(values), SLICE):
        part = json.dumps(list(values[start : start + SLICE]))
        with connection.cursor() as cursor:
            cursor.execute(statement, (part,))
            yield from cursor.fetchall()


@contextmanager
def large_reads() -> Iterator[None]:
    """Within this, PostgreSQL reads for very many keys without compiling its plans, and by hashing, not sorting.

    Of tables it has not counted yet it believes the wrong things: compiling a plan then takes longer than all the
    reading, and sorting keys as words takes as long again. SQLite needs nothing of it, and a transaction would keep its
    writers waiting.
    """
    if connection.vendor == "sqlite":
        yield
        return
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL jit = off")
        cursor.execute("SET LOCAL work_mem = '64MB'")
        cursor.execute("SET LOCAL enable_mergejoin = off")
        yield
