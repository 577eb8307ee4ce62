"""Every order line of a source in one frame, for learning.

PostgreSQL is read straight into columns through ADBC. SQLite is read through Django's own connection: a second copy of
the SQLite library in one process (ADBC brings its own) drops the first one's file locks when it closes the file, and
committed rows are lost with the write-ahead log (sqlite.org/howtocorrupt.html, section 2.2.1).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import adbc_driver_postgresql.dbapi
import polars as pl
from django.db import connection
from polars._typing import PolarsDataType as PolarsType
from psycopg.conninfo import make_conninfo
from psycopg.pq import Conninfo

from worthmore.shop.columns import MOMENT

# CROSS JOIN has SQLite walk the lines as they lie and look up their orders, not the other way round.
LINES = """
SELECT line.order_id AS "order", line.product_id AS product, line.quantity AS quantity, line.unit_price AS unit_price
FROM shop_orderline AS line CROSS JOIN shop_order AS purchase
WHERE purchase.id = line.order_id AND purchase.source_id = {source}
"""
ORDERS = 'SELECT id AS "order", person_id AS person, {at} AS at FROM shop_order WHERE source_id = {source}'
PRODUCTS = "SELECT id AS product, external_id AS product_id FROM shop_product WHERE source_id = {source}"
SOURCE = "SELECT id FROM shop_source WHERE name = %s"

# What each column is when SQLite gives it; a moment is text there.
COLUMNS: dict[str, PolarsType] = {
    "order": pl.Int64(),
    "person": pl.Int64(),
    "product": pl.Int64(),
    "product_id": pl.String(),
    "at": pl.String(),
    "quantity": pl.Int64(),
    "unit_price": pl.Int64(),
}
PART = 100_000

SCHEMA = {
    "order": pl.Int64(),
    "person": pl.Int64(),
    "product_id": pl.String(),
    "at": MOMENT,
    "quantity": pl.Int64(),
    "unit_price": pl.Int64(),
}


def order_lines(source: str) -> pl.DataFrame:
    """What was bought and kept: order, person (null for a guest), product_id, at, quantity, unit_price.

    Lines with a quantity of zero or less are left out, and so are all lines of a person and product of which nothing
    was kept: everything bought was returned or cancelled, be it in the same order or in another (a cancellation is
    often an order of its own). A guest's return cannot be matched to a purchase, so guests' lines stay. `order` and
    `person` are only good for telling one from another.
    """
    with connection.cursor() as cursor:
        cursor.execute(SOURCE, (source,))
        found = cursor.fetchone()
    if found is None:
        return pl.DataFrame(schema=SCHEMA)
    lines, orders, products = _fetch(int(found[0]))
    joined = _kept(lines.join(orders, on="order", how="inner")).join(products, on="product", how="inner")
    return joined.select(pl.col(name).cast(dtype) for name, dtype in SCHEMA.items()).sort(
        "at", "order", maintain_order=True
    )


def _kept(lines: pl.DataFrame) -> pl.DataFrame:
    """Without returns, and without what was wholly returned."""
    bought = lines.filter(pl.col("quantity") > 0)
    returning = (
        lines.filter(pl.col("quantity") < 0, pl.col("person").is_not_null()).select("person", "product").unique()
    )
    if returning.is_empty():
        return bought
    net = (
        lines.join(returning, on=["person", "product"], how="semi")
        .group_by("person", "product")
        .agg(pl.col("quantity").sum())
    )
    return bought.join(net.filter(pl.col("quantity") <= 0), on=["person", "product"], how="anti")


def _fetch(source: int) -> tuple[pl.DataFrame, pl.DataFrame, pl.DataFrame]:
    """Lines first: their orders and products are then surely there, whatever is saved meanwhile."""
    # As text SQLite's moments are turned into values by the million; Django would turn each into an object first.
    read, at = (_through_adbc, "at") if connection.vendor == "postgresql" else (_through_django, "at || ''")
    lines, orders, products = read([sql.format(source=source, at=at) for sql in (LINES, ORDERS, PRODUCTS)])
    if orders.schema["at"] == pl.String():
        moment = pl.col("at").str.to_datetime("%Y-%m-%d %H:%M:%S%.f", time_unit="us", time_zone="UTC")
        orders = orders.with_columns(moment)
    return lines, orders, products


def _through_django(statements: Sequence[str]) -> list[pl.DataFrame]:
    """A part at a time, so that rows as Python objects never stand in memory all at once."""
    frames = []
    with connection.cursor() as cursor:
        for sql in statements:
            cursor.execute(sql)
            schema = {column[0]: COLUMNS[column[0]] for column in cursor.description}
            parts = iter(lambda: cursor.fetchmany(PART), [])
            frames.append(pl.concat([pl.DataFrame(schema=schema), *(_frame(part, schema) for part in parts)]))
    return frames


def _frame(rows: Sequence[tuple[Any, ...]], schema: dict[str, PolarsType]) -> pl.DataFrame:
    columns = zip(schema.items(), zip(*rows, strict=True), strict=True)
    return pl.DataFrame([pl.Series(name, values, dtype) for (name, dtype), values in columns])


def _through_adbc(statements: Sequence[str]) -> list[pl.DataFrame]:
    """On a connection of its own to the database Django uses, the test database included."""
    known = {option.keyword.decode() for option in Conninfo.get_defaults()}
    given = {name: value for name, value in connection.get_connection_params().items() if name in known}
    frames = []
    with adbc_driver_postgresql.dbapi.connect(make_conninfo("", **given)) as adbc, adbc.cursor() as cursor:
        for sql in statements:
            cursor.execute(sql)
            frames.append(cursor.fetch_polars())
    return frames
