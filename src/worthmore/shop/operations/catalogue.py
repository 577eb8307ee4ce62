"""Products as the shop describes them, the kinds of their attributes, and which belong together."""

from __future__ import annotations

from datetime import datetime

import polars as pl
from django.db import transaction

from worthmore.shop.columns import ATTRIBUTES, MOMENT, PRODUCTS, RELATIONS
from worthmore.shop.operations import bulk, sensitivity
from worthmore.shop.operations.comparing import Compared, checked, compare, upsert
from worthmore.shop.operations.prices import append_prices
from worthmore.shop.operations.revision import next_revision, publish
from worthmore.shop.operations.saved import Saved
from worthmore.shop.operations.settings import source_key

KEYS = ("source_id", "external_id")


def save_products(source: str, frame: pl.DataFrame, at: datetime) -> Saved:
    """Save `PRODUCTS`. Every new or changed product gets a higher revision, every new price a row of its own."""
    rows, given = checked(frame, PRODUCTS)
    with transaction.atomic():
        revision = next_revision()
        rows = rows.with_columns(
            source_id=pl.lit(source_key(source, at), pl.Int64), revision=pl.lit(revision, pl.Int64)
        )
        rows, given = rows.rename({"sensitive": sensitivity.TOLD}), sensitivity.renamed(given)
        columns = list(dict.fromkeys((*given, "described")))
        schema = {name: rows.schema[name] for name in (*KEYS, *columns, *sensitivity.SAYING)}
        stored = bulk.stored("shop_product", rows.select(KEYS), {"id": pl.Int64(), **schema, "sensitive": pl.Boolean()})
        rows, columns = sensitivity.flagged(rows, stored, given), [*columns, "sensitive"]
        found = compare(rows, stored, KEYS, columns)
        bulk.insert("shop_product", found.new)
        bulk.update("shop_product", found.changed.select("id", "revision", *columns))
        append_prices(_priced(found, stored, at))
        if found.saved.anything:
            publish(revision)
    return found.saved


def save_attributes(source: str, frame: pl.DataFrame, at: datetime) -> Saved:
    """Save `ATTRIBUTES`: units, which way is better, and the customers' words."""
    rows, given = checked(frame, ATTRIBUTES)
    with transaction.atomic():
        revision = next_revision()
        rows = rows.with_columns(source_id=pl.lit(source_key(source, at), pl.Int64))
        saved = upsert("shop_attribute", rows, ("source_id", "name"), given).saved
        if saved.anything:
            publish(revision)
    return saved


def save_relations(source: str, frame: pl.DataFrame, at: datetime) -> Saved:
    """Save `RELATIONS`. Rows that name a product the source does not have are left out and named in the answer."""
    rows, given = checked(frame, RELATIONS)
    with transaction.atomic():
        revision = next_revision()
        linked, unknown = _linked(source_key(source, at), rows)
        found = upsert("shop_relation", linked, ("product_id", "other_id", "kind"), given)
        _touch(pl.concat([found.new, found.changed.select(found.new.columns)]), revision)
    return found.saved + Saved(unknown=unknown)


def remove_relations(source: str, frame: pl.DataFrame, at: datetime) -> int:
    """Remove the relations named in a frame of `RELATIONS`; gives how many there were."""
    rows, _ = checked(frame, RELATIONS)
    with transaction.atomic():
        revision = next_revision()
        linked, _ = _linked(source_key(source, at), rows)
        keys = ("product_id", "other_id", "kind")
        schema = {"id": pl.Int64(), "product_id": pl.Int64()}
        stored = bulk.stored("shop_relation", linked.select(keys), schema)
        bulk.run("DELETE FROM shop_relation WHERE id = %s", stored.select("id").rows())
        _touch(stored, revision)
    return stored.height


def product_keys(source: int, ids: pl.Series) -> pl.DataFrame:
    """External ids of products the source has, each with its primary key `id`."""
    return bulk.stored("shop_product", bulk.keys_of(source, ids), {"id": pl.Int64(), "external_id": pl.String()})


def _priced(found: Compared, stored: pl.DataFrame, at: datetime) -> pl.DataFrame:
    """The products whose price was never noted or is another now, with their primary key."""
    ids = bulk.stored("shop_product", found.new.select(KEYS), {"id": pl.Int64(), "external_id": pl.String()})
    new = found.new.join(ids, on="external_id").select("id", "price", "currency")
    before = stored.select("id", pl.col("price").alias("old"), pl.col("currency").alias("old_currency"))
    other = (pl.col("price") != pl.col("old")) | (pl.col("currency") != pl.col("old_currency"))
    dearer_or_cheaper = found.changed.join(before, on="id").filter(other).select(new.columns)
    return pl.concat([new, dearer_or_cheaper]).with_columns(from_at=pl.lit(at, MOMENT))


def _linked(source: int, rows: pl.DataFrame) -> tuple[pl.DataFrame, tuple[str, ...]]:
    """Relations with primary keys in place of ids, and the ids the source does not have."""
    known = product_keys(source, pl.concat([rows["product_id"], rows["other_id"]]))
    keys = dict(known.select("external_id", "id").rows())
    ids = (
        pl.col(name).replace_strict(keys, default=None, return_dtype=pl.Int64) for name in ("product_id", "other_id")
    )
    named = set(rows["product_id"]) | set(rows["other_id"])
    return rows.with_columns(ids).drop_nulls(["product_id", "other_id"]), tuple(sorted(named - set(keys)))


def _touch(relations: pl.DataFrame, revision: int) -> None:
    """Let the products whose relations changed be read anew."""
    products = relations.select(pl.col("product_id").unique().alias("id")).with_columns(
        revision=pl.lit(revision, pl.Int64)
    )
    if products.height:
        bulk.update("shop_product", products)
        publish(revision)
