"""Orders and their lines."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

import polars as pl
from django.db import transaction

from worthmore.shop.columns import MOMENT, ORDER_LINES
from worthmore.shop.operations import bulk
from worthmore.shop.operations.comparing import checked, compare, upsert
from worthmore.shop.operations.first_seen import products_sold
from worthmore.shop.operations.owned import refresh_owned
from worthmore.shop.operations.people import person_keys
from worthmore.shop.operations.returns import note_returns
from worthmore.shop.operations.revision import next_revision, publish
from worthmore.shop.operations.saved import Saved
from worthmore.shop.operations.settings import source_key

# Tills and exports stamp the lines of one order a little apart: the earliest moment is the order's. A moment further
# off is a correction, such as a date that was read with day and month exchanged.
SAME_MOMENT = timedelta(minutes=10)
STORED = {
    "id": pl.Int64(),
    "external_id": pl.String(),
    "person_id": pl.Int64(),
    "at": MOMENT,
    "channel": pl.String(),
    "currency": pl.String(),
    "cut_loose": pl.Boolean(),
}


@dataclass(frozen=True, slots=True)
class Orders:
    """The orders of some lines: `keys` has `order_id` (from outside) with the primary key `id`.

    `people` are all whose orders they are or were.
    """

    keys: pl.DataFrame
    people: pl.Series
    new: pl.Series
    changed: pl.Series


def save_order_lines(source: str, frame: pl.DataFrame, at: datetime, *, whole: bool = False) -> Saved:
    """Save `ORDER_LINES`: counts lines. Orders, customers and products not known yet are made known.

    A line is told from others by its order and `key`: the same key with other content changes the line. A line of an
    order that itself changed (its customer, moment, channel or currency) counts as changed.

    `whole` says that these are all the lines of their orders: stored lines of the same origin (what stands before the
    colon in a key, "api" in "api:0") that are not among them are removed, and count as changed. Lines of these orders
    that came from elsewhere stay. A return in a known order that is told so has just happened.
    """
    lines, given = checked(frame, ORDER_LINES)
    with transaction.atomic():
        revision = next_revision()
        key = source_key(source, at)
        people = person_keys(key, lines["customer_id"], at)
        products, changed = products_sold(key, lines, revision)
        if changed:
            publish(revision)
        orders = _save_orders(key, lines.join(people, on="customer_id", how="left", maintain_order="left"), given)
        kept = _with_keys(lines, orders, products)
        saved, returning = _save_lines(kept, orders, given)
        note_returns(lines, orders.keys, orders.new, returning, at if whole else None)
        if whole:
            saved += Saved(changed=_remove_others(kept))
        if saved.new or saved.changed:
            refresh_owned(orders.people.to_list())
        return saved


def _save_orders(source: int, lines: pl.DataFrame, given: list[str]) -> Orders:
    headers = lines.group_by(pl.col("order_id").alias("external_id"), maintain_order=True).agg(
        pl.col("at").min(), pl.col("person_id").drop_nulls().last(), pl.col("channel", "currency").last()
    )
    keys = bulk.keys_of(source, headers["external_id"])
    stored = bulk.stored("shop_order", keys, STORED)
    merged = _merged(headers, stored, given).with_columns(source_id=pl.lit(source, pl.Int64))
    found = compare(merged, stored, ["external_id"], ["person_id", "at", "channel", "currency"])
    bulk.insert("shop_order", found.new)
    bulk.update("shop_order", found.changed[["id", "person_id", "at", "channel", "currency"]])
    new = bulk.stored("shop_order", found.new[keys.columns], {"id": pl.Int64(), "external_id": pl.String()})
    ids = pl.concat([stored[["id", "external_id"]], new]).rename({"external_id": "order_id"})
    people = pl.concat([stored["person_id"], merged["person_id"]]).drop_nulls()
    return Orders(ids, people, new=new["id"], changed=found.changed["id"])


def _merged(headers: pl.DataFrame, stored: pl.DataFrame, given: list[str]) -> pl.DataFrame:
    """What the orders are with what is known of them: a known customer stays known, an early moment stays.

    An order whose person was erased is nobody's for good.
    """
    at, before = pl.col("at"), pl.col("at stored")
    if stored.is_empty():
        return headers
    return headers.join(stored, on="external_id", how="left", suffix=" stored", maintain_order="left").select(
        "external_id",
        pl.when(~pl.col("cut_loose").fill_null(False))
        .then(pl.coalesce("person_id", "person_id stored"))
        .alias("person_id"),
        pl.when((before <= at) & (at < before + SAME_MOMENT)).then(before).otherwise(at).alias("at"),
        "channel" if "channel" in given else pl.coalesce("channel stored", "channel").alias("channel"),
        "currency",
    )


def _with_keys(lines: pl.DataFrame, orders: Orders, products: pl.DataFrame) -> pl.DataFrame:
    """The lines as they are stored: primary keys in place of ids."""
    return (
        lines.join(orders.keys, on="order_id", maintain_order="left")
        .join(products, on="product_id", suffix=" product", maintain_order="left")
        .select(
            pl.col("id").alias("order_id"),
            "key",
            pl.col("id product").alias("product_id"),
            "quantity",
            "unit_price",
            "discount",
        )
    )


def _save_lines(lines: pl.DataFrame, orders: Orders, given: list[str]) -> tuple[Saved, pl.Series]:
    """Lines of new orders are new without looking; the others are compared. Also: known orders with a new return."""
    fresh = pl.col("order_id").is_in(orders.new.implode())
    new = lines.filter(fresh)
    bulk.insert("shop_orderline", new)
    if new.height == lines.height:
        return Saved(new=new.height), lines.clear()["order_id"]
    columns = [name for name in ("product_id", "quantity", "unit_price", "discount") if name in given]
    found = upsert("shop_orderline", lines.filter(~fresh), ("order_id", "key"), columns)
    moved = found.same.filter(pl.col("order_id").is_in(orders.changed.implode())).height
    news = pl.concat([found.new["order_id", "quantity"], found.changed["order_id", "quantity"]])
    returning = news.filter(pl.col("quantity") < 0)["order_id"]
    return found.saved + Saved(new=new.height, changed=moved, unchanged=-moved), returning


def _remove_others(lines: pl.DataFrame) -> int:
    """Remove what else is stored of these orders from the same origin; says how many lines that were."""
    schema = {"id": pl.Int64(), "order_id": pl.Int64(), "key": pl.String()}
    stored = bulk.stored("shop_orderline", lines.select("order_id").unique(), schema)
    same_origin = stored.join(
        _origins(lines), left_on=["order_id", _origin()], right_on=["order_id", "key"], how="semi"
    )
    others = same_origin.join(lines, on=["order_id", "key"], how="anti")
    bulk.run("DELETE FROM shop_orderline WHERE id = %s", others.select("id").rows())
    return others.height


def _origins(lines: pl.DataFrame) -> pl.DataFrame:
    return lines.select("order_id", _origin()).unique()


def _origin() -> pl.Expr:
    """What stands before the colon in a line's key, with the colon; nothing where there is none."""
    return pl.col("key").str.extract("^([^:]*:)").fill_null("")
