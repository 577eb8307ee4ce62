"""When something of an order came back, kept with the order: a return in the last days holds offers back."""

from __future__ import annotations

from datetime import datetime

import polars as pl

from worthmore.shop.columns import MOMENT
from worthmore.shop.operations import bulk


def note_returns(lines: pl.DataFrame, keys: pl.DataFrame, new: pl.Series, news: pl.Series, at: datetime | None) -> None:
    """Note returns among the lines (`order_id`, `quantity`, `at`); `keys` has `order_id` with the primary key `id`.

    In a `new` order a return happened when its line says. In an order that was known, only `news` counts (primary keys
    of the orders with a return line that is new or changed), and it happened `at`, or when its line says.
    """
    back = lines.filter(pl.col("quantity") < 0).group_by("order_id").agg(pl.col("at").max())
    if back.is_empty():
        return
    found = back.join(keys, on="order_id")
    fresh, told = pl.col("id").is_in(new.implode()), pl.col("id").is_in(news.implode())
    moment = pl.col("at") if at is None else pl.when(fresh).then("at").otherwise(pl.lit(at, MOMENT))
    counted = found.filter(fresh | told).select("id", moment=moment)
    stored = bulk.stored("shop_order", counted.select("id"), {"id": pl.Int64(), "returned_at": MOMENT})
    latest = pl.max_horizontal("moment", "returned_at").alias("returned_at")
    bulk.update("shop_order", counted.join(stored, on="id").select("id", latest, watched=True))
