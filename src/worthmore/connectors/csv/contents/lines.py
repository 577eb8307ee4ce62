"""Checked rows of orders as what the shop keeps: order lines with their keys, and what they tell of customers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import blake2b

import polars as pl

from worthmore.connectors.csv.contents.money import minor_units


@dataclass(frozen=True, slots=True)
class OpenOrder:
    """The order a chunk ended in: how often each content was seen in it, should it go on in the next chunk."""

    order_id: str | None = None
    seen: Mapping[str, int] = field(default_factory=dict)


def keyed(rows: pl.DataFrame, opened: OpenOrder, by_position: bool) -> tuple[pl.DataFrame, OpenOrder]:
    """The rows with `key` and `repeats` (how often the same line stood in its order before), and the order left open.

    The key is the line's content and how often that came in the order's consecutive rows, so that real duplicates are
    kept and an export that overlaps an earlier one changes nothing. By position, an edited line is the same line.
    """
    if not rows.height:
        return rows.with_columns(key=pl.lit(""), repeats=pl.lit(0, pl.Int64)), opened
    base = pl.Series([""] * rows.height) if by_position else _contents(rows)
    run = (pl.col("order_id") != pl.col("order_id").shift()).fill_null(False).cum_sum()
    counted = rows.with_columns(base=base, run=run).with_columns(repeats=pl.int_range(pl.len()).over("run", "base"))
    if rows["order_id"][0] == opened.order_id and opened.seen:
        before = pl.col("base").replace_strict(dict(opened.seen), default=0, return_dtype=pl.Int64)
        counted = counted.with_columns(
            repeats=pl.col("repeats") + pl.when(pl.col("run") == 0).then(before).otherwise(0)
        )
    again = pl.when(pl.col("repeats") > 0).then(pl.format("{}-{}", "base", pl.col("repeats") + 1)).otherwise("base")
    key = (pl.col("repeats") + 1).cast(pl.String) if by_position else again
    return counted.with_columns(key=key).drop("base", "run"), _left_open(counted)


def _contents(rows: pl.DataFrame) -> pl.Series:
    """A short hash of each line as the file has it, so that no setting of the shop changes it."""
    price = pl.coalesce("unit_price", "unit_price_net", "line_total", "line_total_net")
    parts = rows.select(pl.format("{}|{}|{}|{}", "product_id", "quantity", price, "discount")).to_series()
    return pl.Series([blake2b(text.encode(), digest_size=6).hexdigest() for text in parts])


def _left_open(counted: pl.DataFrame) -> OpenOrder:
    last = counted.filter(pl.col("run") == pl.col("run").last())
    seen = dict(last.group_by("base").agg(pl.col("repeats").max() + 1).rows())
    return OpenOrder(last["order_id"][0], seen)


def order_lines(rows: pl.DataFrame, fields: frozenset[str]) -> pl.DataFrame:
    """Checked rows (with their `key`) as the shop's order lines; a cancelled order's lines come with their return."""
    currency = pl.col("currency")
    lines = rows.select(
        "order_id",
        "key",
        "product_id",
        "at",
        "quantity",
        minor_units(pl.col("price"), currency, rows["currency"]).alias("unit_price"),
        "currency",
        "customer_id",
        minor_units(pl.col("discount"), currency, rows["currency"]).alias("discount"),
        *(["channel"] if "channel" in fields else []),
        *(["product_name"] if "product_name" in fields else []),
        "cancelled",
    )
    back = lines.filter("cancelled").with_columns(
        key=pl.col("key") + "r", quantity=-pl.col("quantity"), discount=-pl.col("discount")
    )
    return pl.concat([lines, back]).drop("cancelled").unique(("order_id", "key"), keep="last", maintain_order=True)


def customers(rows: pl.DataFrame, fields: frozenset[str]) -> list[pl.DataFrame]:
    """What the rows tell of their customers, as frames without empty cells, so that nothing known is wiped out."""
    known = [name for name in ("name", "email", "phone", "postcode", "city", "country", "language") if name in fields]
    if "name" not in known and ("first_name" in fields or "last_name" in fields):
        known.append("name")
        full = pl.concat_str("first_name", "last_name", separator=" ", ignore_nulls=True).str.slice(0, 200)
        rows = rows.with_columns(name=full.replace("", None))
    if not known:
        return []
    told = rows.filter(pl.col("customer_id").is_not_null()).group_by(external_id="customer_id", maintain_order=True)
    latest = told.agg(pl.col(name).drop_nulls().last() for name in known)
    filled = latest.with_columns(which=pl.concat_str(pl.col(name).is_null().cast(pl.String) for name in known))
    parts = filled.partition_by("which", include_key=False)
    return [part.select(_filled(part)) for part in parts if len(_filled(part)) > 1]


def _filled(part: pl.DataFrame) -> list[str]:
    return [name for name in part.columns if part[name].null_count() == 0]
