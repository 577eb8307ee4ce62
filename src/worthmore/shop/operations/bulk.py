"""Many rows at once, in and out. The only place that knows SQLite's ways from PostgreSQL's.

Rows are compared as frames and then added or changed by their primary key, so one way of saving serves both databases:
SQLite through `executemany`, PostgreSQL through `COPY` and arrays. Everything runs on Django's own connection and so in
the caller's transaction. Large frames go in slices, so that no more than a slice is ever held twice.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

import polars as pl
from django.db import connection

from worthmore.shop.column_checks import canonical
from worthmore.shop.columns import ALL, MOMENT

SLICE = 20_000
NAIVE = pl.Datetime("us")
JSON = {column.name for kind in ALL for column in kind.columns if column.json}
POSTGRES_TYPES = {
    pl.String(): "text",
    pl.Int64(): "bigint",
    pl.Float64(): "double precision",
    pl.Boolean(): "boolean",
    pl.Date(): "date",
    MOMENT: "timestamptz",
}
INSERT = "INSERT INTO {table} ({columns}) VALUES ({places})"
COPY = "COPY {table} ({columns}) FROM STDIN (FORMAT csv)"
UPDATE_ONE = "UPDATE {table} SET {changes} WHERE id = %s"
UPDATE_MANY = (
    "UPDATE {table} AS stored SET {changes} FROM unnest({arrays}) AS given ({columns}) WHERE stored.id = given.id"
)
FROM_JSON = """
SELECT {columns} FROM json_each(%s) AS given CROSS JOIN {table} AS stored WHERE {matches}
"""
FROM_ARRAYS = """
SELECT {columns} FROM unnest({arrays}) AS given ({keys}) JOIN {table} AS stored ON {matches}
"""


def insert(table: str, frame: pl.DataFrame) -> None:
    """Add the rows; the frame's columns are the table's."""
    if frame.is_empty():
        return
    columns = ", ".join(frame.columns)
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            sql = INSERT.format(table=table, columns=columns, places=_places(frame.width))
            for part in _as_stored(frame).iter_slices(SLICE):
                cursor.executemany(sql, part.rows())
            return
        with cursor.copy(COPY.format(table=table, columns=columns)) as copy:
            for part in frame.iter_slices(SLICE):
                copy.write(part.write_csv(include_header=False, quote_style="non_numeric", datetime_format="%+"))


def update(table: str, frame: pl.DataFrame) -> None:
    """Change the rows whose primary key is the frame's `id`; every other column gets the frame's value."""
    if frame.is_empty():
        return
    changed = [name for name in frame.columns if name != "id"]
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            sql = UPDATE_ONE.format(table=table, changes=", ".join(f"{name} = %s" for name in changed))
            for part in _as_stored(frame.select(*changed, "id")).iter_slices(SLICE):
                cursor.executemany(sql, part.rows())
            return
        changes = ", ".join(f"{name} = given.{name}{'::jsonb' * (name in JSON)}" for name in changed)
        columns = ", ".join(frame.columns)
        sql = UPDATE_MANY.format(table=table, changes=changes, arrays=_arrays(frame), columns=columns)
        for part in frame.iter_slices(SLICE):
            cursor.execute(sql, _lists(part))


def stored(table: str, keys: pl.DataFrame, schema: dict[str, Any], condition: str = "TRUE") -> pl.DataFrame:
    """Those rows of the table that match one of the keys (compared column by column), with the columns of `schema`.

    A `condition` of constant SQL lets a partial index serve.
    """
    if keys.is_empty():
        return pl.DataFrame(schema=schema)
    parts = [_stored(table, part, schema, condition) for part in keys.iter_slices(SLICE)]
    return pl.concat(parts) if len(parts) > 1 else parts[0]


def keys_of(source: int, ids: pl.Series) -> pl.DataFrame:
    """The keys under which a source's rows with these ids are stored: each once, empty ones left out."""
    distinct = [id_ for id_ in dict.fromkeys(ids.to_list()) if id_ is not None]
    schema = {"source_id": pl.Int64(), "external_id": pl.String()}
    return pl.DataFrame({"source_id": [source] * len(distinct), "external_id": distinct}, schema=schema)


def run(sql: str, parameters: Sequence[tuple[int, ...]]) -> None:
    """Run one statement for each row of parameters."""
    with connection.cursor() as cursor:
        cursor.executemany(sql, parameters)


def _stored(table: str, keys: pl.DataFrame, schema: dict[str, Any], condition: str) -> pl.DataFrame:
    columns = ", ".join(f"stored.{name}" for name in schema)
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            sql = FROM_JSON.format(
                table=table, columns=columns, matches=" AND ".join((condition, *_json_matches(keys.columns)))
            )
            cursor.execute(sql, (json.dumps(_as_stored(keys).rows()),))
        else:
            matches = " AND ".join((condition, *(f"stored.{name} = given.{name}" for name in keys.columns)))
            names = ", ".join(keys.columns)
            sql = FROM_ARRAYS.format(table=table, columns=columns, arrays=_arrays(keys), keys=names, matches=matches)
            cursor.execute(sql, _lists(keys))
        return _frame(cursor.fetchall(), schema)


def _frame(rows: list[tuple[Any, ...]], schema: dict[str, Any]) -> pl.DataFrame:
    """Rows as a plain cursor gives them: SQLite's moments have no time zone and are in UTC."""
    if connection.vendor != "sqlite":
        frame = pl.DataFrame(rows, schema=schema, orient="row")
        return frame.with_columns(_spelled(name) for name in schema if name in JSON)
    moments = [name for name, dtype in schema.items() if dtype == MOMENT]
    frame = pl.DataFrame(rows, schema=schema | dict.fromkeys(moments, NAIVE), orient="row")
    return frame.with_columns(pl.col(moments).dt.replace_time_zone("UTC")) if moments else frame


def _spelled(name: str) -> pl.Expr:
    """PostgreSQL spells JSON in its own way; ours compares."""
    return pl.col(name).map_elements(canonical, return_dtype=pl.String())


def _as_stored(frame: pl.DataFrame) -> pl.DataFrame:
    """Moments and days in the very text Django stores in SQLite, so that they sort and compare."""
    if not any(dtype.is_temporal() for dtype in frame.dtypes):
        return frame
    moments = pl.selectors.datetime().dt.strftime("%Y-%m-%d %H:%M:%S%.6f").str.strip_suffix(".000000")
    return frame.with_columns(moments, pl.selectors.date().dt.strftime("%Y-%m-%d"))


def _json_matches(names: Sequence[str]) -> Iterator[str]:
    for place, name in enumerate(names):
        yield f"stored.{name} = json_extract(given.value, '$[{place}]')"


def _arrays(frame: pl.DataFrame) -> str:
    return ", ".join(f"%s::{POSTGRES_TYPES[dtype]}[]" for dtype in frame.dtypes)


def _lists(frame: pl.DataFrame) -> list[list[Any]]:
    return [series.to_list() for series in frame.get_columns()]


def _places(count: int) -> str:
    return ", ".join(["%s"] * count)
