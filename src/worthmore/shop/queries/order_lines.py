"""Every order line of a source in one frame, for learning: straight from the database into columns, through ADBC."""

from __future__ import annotations

from typing import Any

import adbc_driver_postgresql.dbapi
import adbc_driver_sqlite.dbapi
import polars as pl
from django.db import connection
from psycopg.conninfo import make_conninfo
from psycopg.pq import Conninfo

from worthmore.shop.columns import MOMENT

LINES = """
SELECT line.order_id AS "order", line.product_id AS product, line.quantity AS quantity, line.unit_price AS unit_price
FROM shop_order AS purchase JOIN shop_orderline AS line ON line.order_id = purchase.id
WHERE purchase.source_id = {source} ORDER BY line.id
"""
ORDERS = 'SELECT id AS "order", person_id AS person, at FROM shop_order WHERE source_id = {source}'
PRODUCTS = "SELECT id AS product, external_id AS product_id FROM shop_product WHERE source_id = {source}"
SOURCE = "SELECT id FROM shop_source WHERE name = %s"

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
    `person` are only good for telling one from another. Reads what is committed, on a connection of its own.
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
    with _connect() as adbc, adbc.cursor() as cursor:
        lines, orders, products = (_frame(cursor, sql.format(source=source)) for sql in (LINES, ORDERS, PRODUCTS))
    if orders.schema["at"] == pl.String():
        moment = pl.col("at").str.to_datetime("%Y-%m-%d %H:%M:%S%.f", time_unit="us", time_zone="UTC")
        orders = orders.with_columns(moment)
    return lines, orders, products


def _frame(cursor: Any, sql: str) -> pl.DataFrame:
    cursor.execute(sql)
    frame = cursor.fetch_polars()
    assert isinstance(frame, pl.DataFrame)
    return frame


def _connect() -> Any:
    """A connection to the database Django uses, the test database included."""
    if connection.vendor == "sqlite":
        return adbc_driver_sqlite.dbapi.connect(str(connection.settings_dict["NAME"]))
    known = {option.keyword.decode() for option in Conninfo.get_defaults()}
    given = {name: value for name, value in connection.get_connection_params().items() if name in known}
    return adbc_driver_postgresql.dbapi.connect(make_conninfo("", **given))
