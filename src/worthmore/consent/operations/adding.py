"""Adding rows in few statements, each at most once: what is there already stays as it is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from django.db import connection

MOST_VALUES = 30_000  # SQLite takes 32,766 values a statement, PostgreSQL 65,535


def add(
    table: str, columns: Sequence[str], rows: Sequence[Sequence[Any]], returning: Sequence[str]
) -> list[tuple[Any, ...]]:
    """Insert the rows that are not there yet and return those columns of them, in no particular order."""
    added: list[tuple[Any, ...]] = []
    adapt = connection.ops.adapt_datetimefield_value
    for part in _parts(rows, MOST_VALUES // len(columns)):
        values = [adapt(value) if isinstance(value, datetime) else value for row in part for value in row]
        with connection.cursor() as cursor:
            cursor.execute(_statement(table, columns, len(part), returning), values)
            added += cursor.fetchall()
    return added


def _parts(rows: Sequence[Sequence[Any]], size: int) -> Iterator[Sequence[Sequence[Any]]]:
    for start in range(0, len(rows), size):
        yield rows[start : start + size]


def _statement(table: str, columns: Sequence[str], count: int, returning: Sequence[str]) -> str:
    one = "(" + ", ".join(["%s"] * len(columns)) + ")"
    # Only names of this room's own columns and tables are put into the text.
    return (
        f"INSERT INTO {table} ({', '.join(columns)}) VALUES {', '.join([one] * count)} "  # noqa: S608
        f"ON CONFLICT DO NOTHING RETURNING {', '.join(returning)}"
    )
