"""Adding many rows in few statements, each row at most once. Attribution alone also changes: it mirrors the orders.

One statement of many rows costs a third of many statements of one row, and leaves the other threads in peace.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from functools import lru_cache
from typing import Any, TypeVar

from django.db import connection, transaction

from worthmore.outcomes.models import AttributedOrder, Contact, Decision, Outcome
from worthmore.outcomes.rows import AttributionRow, ContactRow, DecisionRow, OutcomeRow

Row = TypeVar("Row", DecisionRow, OutcomeRow, AttributionRow, ContactRow)
ROWS_A_STATEMENT = 200  # SQLite takes 32,766 values a statement; a decision has 13
COMPARED = ("product_id", "quantity", "amount", "currency", "person_key", "extra")
RENEW = (
    "(offer, order_id, source) DO UPDATE SET at = excluded.at, "
    + ", ".join(f"{name} = excluded.{name}" for name in COMPARED)
    + " WHERE "
    + " OR ".join(f"{AttributedOrder._meta.db_table}.{name} <> excluded.{name}" for name in COMPARED)
)
"""An attribution that is there already takes the new amounts; one that stays as it is keeps its moment too."""


def record_decisions(rows: Sequence[DecisionRow]) -> int:
    """Keep decisions; says how many were news."""
    with transaction.atomic():
        return sum(len(_add(Decision._meta.db_table, part, ("id",))) for part in _parts(rows))


def record_outcomes(rows: Sequence[OutcomeRow]) -> set[tuple[str, str]]:
    """Keep outcomes; returns those that were news as (offer, outcome)."""
    with transaction.atomic():
        added = [_add(Outcome._meta.db_table, part, ("offer", "outcome")) for part in _parts(rows)]
    return {(str(offer), str(outcome)) for part in added for offer, outcome in part}


def contacted(rows: Sequence[ContactRow]) -> set[str]:
    """Keep that people were reached; returns the references that were news. The same reference again changes nothing.

    Call it in the transaction that claims the message, before it is sent: what is counted twice is one message too
    few, what is not counted is one too many.
    """
    with transaction.atomic():
        added = [_add(Contact._meta.db_table, part, ("reference",)) for part in _parts(rows)]
    return {str(reference) for part in added for (reference,) in part}


def attribute(rows: Sequence[AttributionRow], order: tuple[str, str] | None = None) -> set[str]:
    """Keep that order lines were bought on offers; returns the offers for which that was new or other than before.

    With `order` (source, order id), the rows are all there is of that order: what is kept of it on other offers goes.
    Unlike the rest of this room this is not append-only, since it mirrors the order: when the shop sends it again
    with other amounts or without a line, or the line comes back, the attribution follows.
    """
    with transaction.atomic():
        if order is not None:
            _forget_others(*order, {row.offer for row in rows})
        kept = [_add(AttributedOrder._meta.db_table, part, ("offer",), RENEW) for part in _parts(rows)]
    return {str(offer) for part in kept for (offer,) in part}


def _forget_others(source: str, order_id: str, offers: set[str]) -> None:
    AttributedOrder.objects.filter(source=source, order_id=order_id).exclude(offer__in=offers).delete()


def _parts(rows: Sequence[Row]) -> Iterator[Sequence[Row]]:
    for start in range(0, len(rows), ROWS_A_STATEMENT):
        yield rows[start : start + ROWS_A_STATEMENT]


def _add(
    table: str, rows: Sequence[Row], returning: tuple[str, ...], conflict: str = "DO NOTHING"
) -> list[tuple[Any, ...]]:
    """Insert what is not there yet and return those columns of what was inserted, or changed by `conflict`."""
    adapt = connection.ops.adapt_datetimefield_value
    values = [adapt(value) if isinstance(value, datetime) else value for row in rows for value in row]
    with connection.cursor() as cursor:
        cursor.execute(_statement(table, rows[0]._fields, returning, len(rows), conflict), values)
        return list(cursor.fetchall())


@lru_cache(maxsize=1024)
def _statement(table: str, columns: tuple[str, ...], returning: tuple[str, ...], count: int, conflict: str) -> str:
    one = "(" + ", ".join(["%s"] * len(columns)) + ")"
    # Only names of this room's own columns and tables are put into the text.
    return (
        f"INSERT INTO {table} ({', '.join(columns)}) VALUES {', '.join([one] * count)} "  # noqa: S608
        f"ON CONFLICT {conflict} RETURNING {', '.join(returning)}"
    )
