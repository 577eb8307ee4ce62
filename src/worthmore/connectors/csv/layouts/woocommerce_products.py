"""WooCommerce's own product export. Variations are what is sold; the variable product above them is not."""

from __future__ import annotations

import polars as pl

from worthmore.connectors.csv.fields import Check, Choices
from worthmore.connectors.csv.layouts.layout import Layout
from worthmore.connectors.csv.trouble import Problem

FRAME = Problem("a variable or grouped product, not sold itself", "Its variations are imported; nothing to mend.")
HIDDEN = Problem("not published: a draft or a private product", "Publish it in the shop first; nothing to mend here.")


def _checks(choices: Choices) -> tuple[Check, ...]:
    kinds = pl.col("type").str.to_lowercase().str.split(",").list
    return (
        Check("type", (kinds.contains("variable") | kinds.contains("grouped")).fill_null(False), FRAME),
        Check("published", (pl.col("published") != "1").fill_null(False), HIDDEN),
    )


def _adapt(rows: pl.DataFrame, choices: Choices) -> pl.DataFrame:
    """Sold out where the pieces are not counted."""
    gone = pl.col("stock").is_null() & (pl.col("in_stock") == "0")
    return rows.with_columns(stock=pl.when(gone).then(pl.lit(0, pl.Int64)).otherwise("stock"))


LAYOUT = Layout(
    name="woocommerce-products",
    title="WooCommerce product export",
    content="products",
    signature=("ID", "Type", "SKU", "Name", "Published", "Regular price", "Categories"),
    columns={
        "ID": "own_id",
        "SKU": "product_id",
        "Type": "type",
        "Name": "name",
        "Regular price": "price",
        "Sale price": "sale_price",
        "Published": "published",
        "In stock?": "in_stock",
        "Stock": "stock",
        "Categories": "category",
        "Brands": "brand",
        "Upsells": "upgrade",
        "Cross-sells": "accessory",
    },
    notes=("A product is known by its SKU, or by its ID where it has none.",),
    adapt=_adapt,
    checks=_checks,
)
