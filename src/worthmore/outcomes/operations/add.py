"""Adding many rows in few statements, each row at most once.

One statement of many rows costs a third of many statements of one row, and leaves the other threads in peace.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from functools import lru_cache
from typing import Any, TypeVar

from django.db import connection, transaction

from worthmore.outcomes.models import AttributedOrder, Decision, Outcome
from worthmore.outcomes.rows import AttributionRow, DecisionRow, OutcomeRow

Row = TypeVar("Row", DecisionRow, OutcomeRow, AttributionRow)
ROWS_A_STATEMENT = 200  # SQLite takes 32,766 values a statement; a decision has 13


def record_decisions(rows: Sequence[DecisionRow]) -> int:
    """Keep decisions; says how many were news."""
    with transaction.atomic():
        return sum(len(_add(Decision._meta.db_table, part, ("id",))) for part in _parts(rows))


def record_outcomes(rows: Sequence[OutcomeRow]) -> set[tuple[str, str]]:
    """Keep outcomes; returns those that were news as (offer, outcome)."""
    with transaction.atomic():
        added = [_add(Outcome._meta.db_table, part, ("offer", "outcome")) for part in _parts(rows)]
    return {(str(offer), str(outcome)) for part in added for offer, outcome in part}


def attribute(rows: Sequence[AttributionRow]) -> set[str]:
    """Keep that order lines were bought on offers; returns the offers for which that was news."""
    with transaction.atomic():
        added = [_add(AttributedOrder._meta.db_table, part, ("offer",)) for part in _parts(rows)]
    return {str(offer) for part in added for (offer,) in part}


def _parts(rows: Sequence[Row]) -> Iterator[Sequence[Row]]:
    for start in range(0, len(rows), ROWS_A_STATEMENT):
        yield rows[start : start + ROWS_A_STATEMENT]


def _add(table: str, rows: Sequence[Row], returning: tuple[str, ...]) -> list[tuple[Any, ...]]:
    """Insert what is not there yet and return those columns of what was inserted."""
    adapt = connection.ops.adapt_datetimefield_value
    values = [adapt(value) if isinstance(value, datetime) else value for row in rows for value in row]
    with connection.cursor() as cursor:
        cursor.execute(_statement(table, rows[0]._fields, returning, len(rows)), values)
        return list(cursor.fetchall())


@lru_cache(maxsize=1024)
def _statement(table: str, columns: tuple[str, ...], returning: tuple[str, ...], count: int) -> str:
    one = "(" + ", ".join(["%s"] * len(columns)) + ")"
    # Only names of this room's own columns and tables are put into the text.
    return (
        f"INSERT INTO {table} ({', '.join(columns)}) VALUES {', '.join([one] * count)} "  # noqa: S608
        f"ON CONFLICT DO NOTHING RETURNING {', '.join(returning)}"
    )
