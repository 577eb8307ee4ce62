"""Checked rows of orders as what the shop keeps: order lines with their keys, and what they tell of customers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import blake2b

import polars as pl

from worthmore.connectors.csv.contents.money import minor_units
from worthmore.connectors.csv.fields import as_written

PRICES = ("unit_price", "unit_price_net", "line_total", "line_total_net")
REMEMBERED = 1_000_000


@dataclass(frozen=True, slots=True)
class OpenOrder:
    """The order a chunk ended in: how often each content was seen in it, should it go on in the next chunk."""

    order_id: str | None = None
    seen: Mapping[str, int] = field(default_factory=dict)


def keyed(rows: pl.DataFrame, opened: OpenOrder, by_position: bool) -> tuple[pl.DataFrame, OpenOrder]:
    """The rows with `key` and `repeats` (how often the same line stood in its order before), and the order left open.

    The key is the line's content and how often that came in the order's rows of the chunk, so that real duplicates are
    kept and an export that overlaps an earlier one changes nothing. By position, an edited line is the same line.
    """
    if not rows.height:
        return rows.with_columns(key=pl.lit(""), repeats=pl.lit(0, pl.Int64)), opened
    base = pl.Series([""] * rows.height) if by_position else _contents(rows)
    counted = rows.with_columns(base=base).with_columns(repeats=pl.int_range(pl.len()).over("order_id", "base"))
    if opened.seen:
        before = pl.col("base").replace_strict(dict(opened.seen), default=0, return_dtype=pl.Int64)
        of_opened = pl.col("order_id").eq_missing(pl.lit(opened.order_id))
        counted = counted.with_columns(repeats=pl.col("repeats") + pl.when(of_opened).then(before).otherwise(0))
    again = pl.when(pl.col("repeats") > 0).then(pl.format("{}-{}", "base", pl.col("repeats") + 1)).otherwise("base")
    key = (pl.col("repeats") + 1).cast(pl.String) if by_position else again
    return counted.with_columns(key=key).drop("base"), _left_open(counted, opened)


def _contents(rows: pl.DataFrame) -> pl.Series:
    """A short hash of each line as the file has it, so that no setting changes it.

    A number that a setting decides how to read (1.234) counts as it is written; any other as what it is, so that 5.00,
    5,00 and a workbook's 5 are one content.
    """
    price = pl.coalesce(*(_as_it_is(rows, name) for name in PRICES))
    told = ("product_id", _as_it_is(rows, "quantity"), price, _as_it_is(rows, "discount"))
    parts = rows.select(pl.format("{}|{}|{}|{}", *told)).to_series()
    return pl.Series([blake2b(text.encode(), digest_size=6).hexdigest() for text in parts])


def _as_it_is(rows: pl.DataFrame, name: str) -> pl.Expr:
    value = pl.col(name).cast(pl.String)
    return pl.coalesce(as_written(name), value) if as_written(name) in rows.columns else value


def _left_open(counted: pl.DataFrame, opened: OpenOrder) -> OpenOrder:
    """The order of the last row, with what was seen of it here and, where it was open before, there."""
    order = counted["order_id"][-1]
    before = opened.seen if order == opened.order_id else {}
    last = counted.filter(pl.col("order_id") == order)
    seen = dict(last.group_by("base").agg(pl.col("repeats").max() + 1).rows())
    return OpenOrder(order, {**before, **seen})


class Seen:
    """The lines of earlier chunks, as hashes of the latest million: enough to notice one that comes again."""

    def __init__(self) -> None:
        self._orders = self._lines = pl.Series(dtype=pl.UInt64())

    def again(self, rows: pl.DataFrame) -> int:
        """How many of the (keyed) rows have the key of a line in an earlier chunk, and so are taken as that line."""
        orders, lines = rows["order_id"].hash(), rows.select(line=pl.struct("order_id", "key").hash())["line"]
        returned = lines.filter(orders.is_in(self._orders.implode()))
        found = int(returned.is_in(self._lines.implode()).sum()) if returned.len() else 0
        self._orders = self._orders.append(orders.unique()).tail(REMEMBERED)
        self._lines = self._lines.append(lines).tail(REMEMBERED)
        return found


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
