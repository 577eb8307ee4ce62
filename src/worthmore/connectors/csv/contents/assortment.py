"""Checked rows of products as what the shop keeps: products, the kinds of their attributes, and their relations."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence

import polars as pl
from babel.numbers import get_currency_precision

from worthmore.connectors.csv.columns import ATTRIBUTE, NAME_IN, RELATIONS, Column
from worthmore.connectors.csv.contents.money import MILLION, minor_units
from worthmore.shop.columns import ATTRIBUTES
from worthmore.shop.columns import RELATIONS as RELATION_ROWS

LAWFUL = ("perishable", "financial", "sale_group")
"""What the laws about prices and bundles ask of a product."""
OPTIONAL = (
    *("brand", "vat_rate", "consumable", "sensitive", *LAWFUL, "lasts_days", "clearance", "gtin"),
    *("active_from", "active_until"),
)
_BETWEEN_IDS = re.compile(r"\s*[,;|\n]\s*")
MOST_STOCK = 2**31 - 1


def products(rows: pl.DataFrame, columns: Sequence[Column]) -> pl.DataFrame:
    """The shop's products, with exactly the columns the file has, so that what it does not say stays as it is."""
    fields = {column.field for column in columns}
    currency, currencies = pl.col("currency"), rows["currency"]
    found = [
        pl.col("product_id").alias("external_id"),
        pl.col("name"),
        minor_units(pl.col("paid"), currency, currencies).alias("price"),
        currency,
        *(pl.col(name) for name in OPTIONAL if name in fields),
        *([pl.col("path").alias("category")] if "category" in fields else []),
        *([pl.col("stock").clip(-MOST_STOCK, MOST_STOCK)] if "stock" in fields else []),
        *([minor_units(pl.col("cost"), currency, currencies).alias("cost")] if "cost" in fields else []),
    ]
    frame = rows.select(found)
    if "tiers" in fields:
        frame = frame.with_columns(_tiers(rows))
    described = [_named_values(rows, columns, ATTRIBUTE, "attributes"), _named_values(rows, columns, NAME_IN, "names")]
    return frame.with_columns(series for series in described if series is not None)


def _tiers(rows: pl.DataFrame) -> pl.Series:
    """Quantity prices in minor units of the row's currency; an empty cell: none."""
    pairs = rows.select("tiers", "currency").rows()
    return pl.Series("tiers", [_minor_tiers(written, currency) for written, currency in pairs], dtype=pl.String())


def _minor_tiers(written: str | None, currency: str) -> str:
    if not written:
        return "{}"
    factor = 10 ** get_currency_precision(currency)
    prices: dict[str, int] = json.loads(written)
    return json.dumps({least: (price * factor + MILLION // 2) // MILLION for least, price in prices.items()})


def attributes(columns: Sequence[Column]) -> pl.DataFrame:
    """The kinds of attributes the headings name."""
    kinds = {column.attribute.name: column.attribute for column in columns if column.attribute}
    rows = [
        (kind.name, kind.unit, kind.direction.value, kind.need, json.dumps(kind.labels, ensure_ascii=False))
        for kind in kinds.values()
    ]
    return pl.DataFrame(rows, schema=ATTRIBUTES.schema, orient="row")


def relations(rows: pl.DataFrame, columns: Sequence[Column]) -> pl.DataFrame:
    """The relations the rows name, in the order written, each with the `row` and `heading` that name it."""
    found = [
        (row, column.heading, product, other, column.field, place)
        for column in columns
        if column.field in RELATIONS
        for row, product, cell in rows.select("row", "product_id", column.key).rows()
        for place, other in enumerate(ids_in(cell))
    ]
    schema = {"row": pl.Int64(), "heading": pl.String(), **RELATION_ROWS.schema}
    return pl.DataFrame(found, schema=schema, orient="row")


def ids_in(cell: str | None) -> list[str]:
    """Product ids in a cell: between commas, semicolons or |, or where there is none of these, between spaces."""
    if not cell:
        return []
    parts = _BETWEEN_IDS.split(cell) if _BETWEEN_IDS.search(cell.strip(" ,;|")) else cell.strip(" ,;|").split()
    return list(dict.fromkeys(part.removeprefix("id:")[:128] for part in map(str.strip, parts) if part))


def _named_values(rows: pl.DataFrame, columns: Sequence[Column], field: str, name: str) -> pl.Series | None:
    """The values of all columns of a field as one JSON object a row."""
    wanted = [(json.dumps(_name_of(column)), rows[column.key].to_list()) for column in columns if column.field == field]
    if not wanted:
        return None
    as_json = (lambda value: value) if field == ATTRIBUTE else json.dumps
    objects = []
    for place in range(rows.height):
        pairs = [f"{key}: {as_json(values[place])}" for key, values in wanted if values[place] is not None]
        objects.append("{" + ", ".join(pairs) + "}")
    return pl.Series(name, objects, dtype=pl.String())


def _name_of(column: Column) -> str:
    return column.attribute.name if column.attribute else column.language
