"""Every order line of a source in one frame, for learning.

PostgreSQL is read straight into columns through ADBC. SQLite is read through Django's own connection: a second copy of
the SQLite library in one process (ADBC brings its own) drops the first one's file locks when it closes the file, and
committed rows are lost with the write-ahead log (sqlite.org/howtocorrupt.html, section 2.2.1).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import chain
from typing import NamedTuple

import adbc_driver_postgresql.dbapi
import numpy as np
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
ORDERS = 'SELECT id AS "order", {person} AS person, {at} AS at FROM shop_order WHERE source_id = {source}'
PRODUCTS = "SELECT id, external_id FROM shop_product WHERE source_id = %s ORDER BY id"
SOURCE = "SELECT id FROM shop_source WHERE name = %s"

# Millions of rows come as whole numbers: those are what SQLite's own library hands over fastest. Its moments are text,
# with a fraction or without, read here as microseconds since 1970; a guest is nobody, as a number.
GUEST = -1
SQLITE = {
    "person": f"COALESCE(person_id, {GUEST})",
    "at": "CAST(strftime('%s', at) AS INTEGER) * 1000000 + CAST(substr(at || '.000000', 21, 6) AS INTEGER)",
}
POSTGRES = {"person": "person_id", "at": "at"}
PART = 50_000

COLUMNS: dict[str, PolarsType] = {
    "order": pl.Int64(),
    "person": pl.Int64(),
    "product": pl.Int64(),
    "at": MOMENT,
    "quantity": pl.Int32(),
    "unit_price": pl.Int64(),
}


class OrderLines(NamedTuple):
    """What was bought and kept, and the units of everything that was ever in an order.

    `kept` has order, person (null for a guest), product_id (an Enum of all the source's products), at, quantity and
    unit_price, in no order; `order` and `person` are only good for telling one from another. `units` are (sold,
    returned or cancelled) by product id.
    """

    kept: pl.DataFrame
    units: Mapping[str, tuple[int, int]]


def order_lines(source: str) -> OrderLines:
    """All lines of a source; an unknown source has none.

    `kept` leaves out lines with a quantity of zero or less, and all lines of a person and product of which nothing was
    kept: everything bought was returned or cancelled, be it in the same order or in another (a cancellation is often an
    order of its own). A guest's return cannot be matched to a purchase, so guests' lines stay.
    """
    key, products = _products(source)
    lines, orders = (_empty(*LINE_COLUMNS), _empty(*ORDER_COLUMNS)) if key is None else _fetch(key)
    lines = lines.join(products, on="product").drop("product")
    return OrderLines(kept_lines(_with_orders(lines, orders)), _units(lines))


LINE_COLUMNS = ("order", "product", "quantity", "unit_price")
ORDER_COLUMNS = ("order", "person", "at")


def _empty(*columns: str) -> pl.DataFrame:
    return pl.DataFrame(schema={name: COLUMNS[name] for name in columns})


def _products(source: str) -> tuple[int | None, pl.DataFrame]:
    """The source's key (None: no such source) and its products."""
    with connection.cursor() as cursor:
        cursor.execute(SOURCE, (source,))
        found = cursor.fetchone()
        key = None if found is None else int(found[0])
        cursor.execute(PRODUCTS, (key,))
        rows = cursor.fetchall()
    frame = pl.DataFrame(rows, {"product": pl.Int64(), "product_id": pl.String()}, orient="row")
    return key, frame.with_columns(pl.col("product_id").cast(pl.Enum(frame["product_id"])))


def _with_orders(lines: pl.DataFrame, orders: pl.DataFrame) -> pl.DataFrame:
    """Lines with the person and moment of their order."""
    return lines.join(orders, on="order").select("order", "person", "product_id", "at", "quantity", "unit_price")


def _units(lines: pl.DataFrame) -> Mapping[str, tuple[int, int]]:
    quantity = pl.col("quantity").cast(pl.Int64)
    counted = lines.group_by("product_id").agg(
        quantity.clip(0, None).sum(), (-quantity.clip(None, 0)).sum().alias("back")
    )
    return {name: (sold, back) for name, sold, back in counted.iter_rows()}


def kept_lines(lines: pl.DataFrame) -> pl.DataFrame:
    """Without returns, and without what was wholly returned."""
    bought = lines.filter(pl.col("quantity") > 0)
    returning = (
        lines.filter(pl.col("quantity") < 0, pl.col("person").is_not_null()).select("person", "product_id").unique()
    )
    if returning.is_empty():
        return bought
    net = (
        lines.join(returning, on=["person", "product_id"], how="semi")
        .group_by("person", "product_id")
        .agg(pl.col("quantity").sum())
    )
    return bought.join(net.filter(pl.col("quantity") <= 0), on=["person", "product_id"], how="anti")


def _fetch(source: int) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Lines first: their orders are then surely there, whatever is saved meanwhile."""
    if connection.vendor == "postgresql":
        lines, orders = _through_adbc([sql.format(source=source, **POSTGRES) for sql in (LINES, ORDERS)])
        return lines.cast({"quantity": COLUMNS["quantity"]}), orders.cast({"at": MOMENT})
    lines, orders = (_through_django(sql.format(source=source, **SQLITE)) for sql in (LINES, ORDERS))
    known = pl.when(pl.col("person") != GUEST).then(pl.col("person"))
    return lines, orders.with_columns(known.alias("person"))


def _through_django(sql: str) -> pl.DataFrame:
    """A part at a time, so that rows as Python objects never stand in memory all at once."""
    with connection.cursor() as cursor, _unmapped():
        cursor.execute(sql)
        schema = {column[0]: COLUMNS[column[0]] for column in cursor.description}
        parts = iter(lambda: cursor.fetchmany(PART), [])
        return pl.concat([pl.DataFrame(schema=schema), *(_frame(part, schema) for part in parts)], rechunk=False)


@contextmanager
def _unmapped() -> Iterator[None]:
    """SQLite without mapping its file: walking through gigabytes once would only make the process look as large."""
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA mmap_size")
        (before,) = cursor.fetchone()
        cursor.execute("PRAGMA mmap_size = 0")
        try:
            yield
        finally:
            cursor.execute(f"PRAGMA mmap_size = {int(before)}")


def _frame(rows: Sequence[tuple[int, ...]], schema: dict[str, PolarsType]) -> pl.DataFrame:
    numbers = np.fromiter(chain.from_iterable(rows), np.int64, len(rows) * len(schema)).reshape(len(rows), -1)
    columns = (pl.Series(name, numbers[:, place]).cast(dtype) for place, (name, dtype) in enumerate(schema.items()))
    return pl.DataFrame(list(columns))


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
