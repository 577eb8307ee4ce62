"""What products cost from when on. Rows are only added; the same moment has one price."""

from __future__ import annotations

import polars as pl

from worthmore.shop.operations.comparing import upsert


def append_prices(products: pl.DataFrame) -> None:
    """Note prices that are new: a frame with `id` (the product's), `price`, `currency` and `from_at`."""
    if products.is_empty():
        return
    rows = products.select(
        pl.col("id").alias("product_id"), pl.col("price").alias("amount"), pl.col("currency"), pl.col("from_at")
    )
    upsert("shop_price", rows, ("product_id", "from_at"), ("amount", "currency"))
