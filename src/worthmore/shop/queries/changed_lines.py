"""What came in since everything was read: the lines of those whose orders changed, and proof that nothing else did."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import polars as pl
from django.db import connection

PART = 500
SECOND = {
    "sqlite": "CAST(strftime('%%s', at) AS INTEGER)",
    "postgresql": "CAST(FLOOR(EXTRACT(EPOCH FROM at)) AS BIGINT)",
}
# Sums in which any change of a row shows, but for a freak of chance; remainders keep them within whole numbers.
LINES = """
SELECT COALESCE(MAX(line.id), 0), COUNT(*), COALESCE(SUM(line.order_id), 0),
       COALESCE(SUM((line.order_id %% 9973) * (line.product_id %% 9967 + line.quantity * 17)), 0)
FROM shop_orderline AS line CROSS JOIN shop_order AS purchase
WHERE purchase.id = line.order_id AND purchase.source_id = {source} AND line.id <= %s
"""
ORDERS = """
SELECT COALESCE(MAX(id), 0), COUNT(*), COALESCE(SUM((id %% 9973) * (COALESCE(person_id, 0) %% 9967 + 1)), 0),
       COALESCE(SUM((id %% 9967) * ({second} %% 9973)), 0), COALESCE(MIN({second}), 0), COALESCE(MAX({second}), 0)
FROM shop_order WHERE source_id = {source} AND id <= %s
"""
SOURCE = "(SELECT id FROM shop_source WHERE name = %s)"
CHANGED = """
SELECT DISTINCT purchase.person_id, CASE WHEN purchase.person_id IS NULL THEN purchase.id ELSE 0 END
FROM shop_orderline AS line JOIN shop_order AS purchase ON purchase.id = line.order_id
WHERE line.id > %s AND purchase.source_id = {source}
"""
LINES_OF = """
SELECT line.id, purchase.id, purchase.person_id, product.external_id, line.quantity
FROM shop_order AS purchase
JOIN shop_orderline AS line ON line.order_id = purchase.id
JOIN shop_product AS product ON product.id = line.product_id
WHERE purchase.source_id = {source} AND purchase.{column} IN ({places})
"""
SCHEMA = {
    "line": pl.Int64(),
    "order": pl.Int64(),
    "person": pl.Int64(),
    "product_id": pl.String(),
    "quantity": pl.Int64(),
}
NEWEST = 2**62


@dataclass(frozen=True, slots=True)
class Marks:
    """How far a source was read: its last line and order, sums that tell whether all up to these are the same, and the
    first and last second (since 1970) of an order."""

    lines: tuple[int, ...]
    orders: tuple[int, ...]

    @property
    def last_line(self) -> int:
        """The highest number of a line."""
        return self.lines[0]

    @property
    def seconds(self) -> tuple[int, int]:
        """When the first order was placed, and the last."""
        return self.orders[4], self.orders[5]


def marks(source: str, until: Marks | None = None) -> Marks:
    """How far a source can be read now; with `until` the same of no more than had been read then."""
    last_line, last_order = (until.lines[0], until.orders[0]) if until else (NEWEST, NEWEST)
    second = SECOND[connection.vendor]
    found = []
    with connection.cursor() as cursor:
        for statement, last in ((LINES, last_line), (ORDERS, last_order)):
            cursor.execute(statement.format(source=SOURCE, second=second), (source, last))
            found.append(tuple(int(one) for one in cursor.fetchone() or ()))
    return Marks(*found)


def changed_lines(source: str, since: Marks) -> pl.DataFrame:
    """All lines of everybody with a line after `since`, and of guests only such orders: line, order, person (null: a
    guest), product_id, quantity. Returns are among them; see `kept_lines`."""
    rows = _rows(CHANGED.format(source=SOURCE), (since.last_line, source))
    people = [person for person, _ in rows if person is not None]
    guests = [order for person, order in rows if person is None]
    found = [*_lines_of(source, "person_id", people), *_lines_of(source, "id", guests)]
    return pl.DataFrame(found, schema=SCHEMA, orient="row")


def _lines_of(source: str, column: str, values: Sequence[int]) -> Iterator[tuple[Any, ...]]:
    for start in range(0, len(values), PART):
        part = values[start : start + PART]
        sql = LINES_OF.format(source=SOURCE, column=column, places=", ".join(["%s"] * len(part)))
        yield from _rows(sql, (source, *part))


def _rows(sql: str, parameters: tuple[int | str, ...]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        return list(cursor.fetchall())
