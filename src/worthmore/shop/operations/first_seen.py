"""Products that are first seen in an order, before the shop has described them.

Such a product is named by the line, and its price is what was last paid for it: the line with the latest moment, the
dearest of these, whatever order the lines come in. Once described, only the shop itself changes it.
"""

from __future__ import annotations

import polars as pl

from worthmore.shop.columns import MOMENT, PRODUCTS
from worthmore.shop.operations import bulk, sensitivity
from worthmore.shop.operations.prices import append_prices
from worthmore.shop.sensitive import suggested

KEYS = ("source_id", "external_id")
STORED = {
    "id": pl.Int64(),
    "external_id": pl.String(),
    "described": pl.Boolean(),
    "name": pl.String(),
    "price": pl.Int64(),
    "currency": pl.String(),
    "seen_at": MOMENT,
    "revision": pl.Int64(),
    sensitivity.TOLD: pl.Boolean(),
}


def products_sold(source: int, lines: pl.DataFrame, revision: int) -> tuple[pl.DataFrame, bool]:
    """The lines' products, `product_id` with its primary key `id`, and whether the catalogue changed."""
    keys = bulk.keys_of(source, lines["product_id"])
    stored = bulk.stored("shop_product", keys, STORED)
    products = stored[["external_id", "id"]]
    if stored.height == keys.height and stored["described"].all():
        return products.rename({"external_id": "product_id"}), False
    sold = _sold(lines).with_columns(source_id=pl.lit(source, pl.Int64))
    new = _add(sold.join(stored, on="external_id", how="anti", maintain_order="left"), revision)
    changed = _refresh(sold.join(stored.filter(~pl.col("described")), on="external_id", suffix=" stored"), revision)
    products = pl.concat([products, new[products.columns]])
    return products.rename({"external_id": "product_id"}), bool(new.height or changed)


def _sold(lines: pl.DataFrame) -> pl.DataFrame:
    """What the lines say of each product. Returns tell a price only where no sale does: the highest, of no moment."""
    paid = pl.col("unit_price") > 0
    sale = paid & (pl.col("quantity") > 0)
    price, name = pl.col("unit_price"), pl.col("product_name")
    return (
        lines.sort("at", "unit_price", maintain_order=True)
        .group_by(pl.col("product_id").alias("external_id"), maintain_order=True)
        .agg(
            name=name.filter(name != "").last(),
            price=pl.coalesce(price.filter(sale).last(), price.filter(paid).max(), 0),
            currency=pl.coalesce(pl.col("currency").filter(sale).last(), pl.col("currency").last()),
            seen_at=pl.col("at").filter(sale).last(),
            first_at=pl.col("at").min(),
        )
    )


def _add(sold: pl.DataFrame, revision: int) -> pl.DataFrame:
    """Add the products and give them back with their primary key."""
    if sold.is_empty():
        return sold.with_columns(id=pl.lit(None, pl.Int64))
    told = ("external_id", "name", "price", "currency", "described", "sensitive")
    blank = {
        column.name: pl.lit(column.default, column.dtype) for column in PRODUCTS.columns if column.name not in told
    }
    rows = sold.drop("first_at").with_columns(
        pl.coalesce("name", "external_id").alias("name"), described=False, revision=pl.lit(revision, pl.Int64), **blank
    )
    bulk.insert("shop_product", rows.with_columns(sensitive=_sensitive(pl.lit(None, pl.Boolean()))))
    ids = bulk.stored("shop_product", rows.select(KEYS), {"id": pl.Int64(), "external_id": pl.String()})
    added = sold.join(ids, on="external_id")
    append_prices(added.with_columns(from_at=pl.coalesce("seen_at", "first_at")))
    return added


def _refresh(known: pl.DataFrame, revision: int) -> int:
    """Bring products not yet described up to what the lines say; gives how many are really other than before."""
    if known.is_empty():
        return 0
    when, before = pl.col("seen_at"), pl.col("seen_at stored")
    dearer = pl.col("price") > pl.col("price stored")
    newer = (when.is_not_null() & before.is_null()) | (when > before) | (when.eq_missing(before) & dearer)
    nameless = pl.col("name stored") == pl.col("external_id")
    told = known.with_columns(
        [pl.when(newer).then(name).otherwise(f"{name} stored").alias(name) for name in ("price", "currency", "seen_at")]
        + [pl.when(nameless).then(pl.coalesce("name", "name stored")).otherwise("name stored").alias("name")]
    )
    other_price = (pl.col("price") != pl.col("price stored")) | (pl.col("currency") != pl.col("currency stored"))
    other = other_price | (pl.col("name") != pl.col("name stored"))
    told = told.filter(other | pl.col("seen_at").ne_missing(before)).with_columns(
        revision=pl.when(other).then(revision).otherwise("revision"), sensitive=_sensitive(pl.col(sensitivity.TOLD))
    )
    bulk.update("shop_product", told.select("id", "name", "price", "currency", "seen_at", "revision", "sensitive"))
    append_prices(told.filter(other_price).with_columns(from_at=pl.coalesce("seen_at", "first_at")))
    return told.filter(other).height


def _sensitive(told: pl.Expr) -> pl.Expr:
    """What the shop says of it, else what its name suggests: more is not known of it yet."""
    return pl.coalesce(told, suggested(pl.lit(""), pl.col("name")))
