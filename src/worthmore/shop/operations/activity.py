"""What people did with products besides buying, and how happy they were."""

from __future__ import annotations

from datetime import datetime

import polars as pl
from django.db import transaction

from worthmore.shop.columns import ACTIVITY, SATISFACTION
from worthmore.shop.operations.catalogue import product_keys
from worthmore.shop.operations.comparing import checked, upsert
from worthmore.shop.operations.people import person_keys
from worthmore.shop.operations.revision import next_revision
from worthmore.shop.operations.saved import Saved
from worthmore.shop.operations.settings import source_key

KEYS = ("source_id", "external_id")


def save_activity(source: str, frame: pl.DataFrame, at: datetime) -> Saved:
    """Save `ACTIVITY`. Rows with a product the source does not have are left out and named in the answer."""
    rows, given = checked(frame, ACTIVITY)
    with transaction.atomic():
        next_revision()
        key = source_key(source, at)
        products = product_keys(key, rows["product_id"]).rename({"external_id": "product_id"})
        unknown = rows.join(products, on="product_id", how="anti")["product_id"].unique().sort()
        known = rows.join(products, on="product_id", maintain_order="left")
        known = known.drop("product_id").rename({"id": "product_id"})
        found = upsert("shop_activity", _with_people(key, known, at), KEYS, _columns(given))
    return found.saved + Saved(unknown=tuple(unknown))


def save_satisfaction(source: str, frame: pl.DataFrame, at: datetime) -> Saved:
    """Save `SATISFACTION`. Customers not known yet are made known."""
    rows, given = checked(frame, SATISFACTION)
    with transaction.atomic():
        next_revision()
        key = source_key(source, at)
        return upsert("shop_satisfaction", _with_people(key, rows, at), KEYS, _columns(given)).saved


def _with_people(source: int, rows: pl.DataFrame, at: datetime) -> pl.DataFrame:
    people = person_keys(source, rows["customer_id"], at)
    joined = rows.join(people, on="customer_id", how="left", maintain_order="left").drop("customer_id")
    return joined.with_columns(source_id=pl.lit(source, pl.Int64))


def _columns(given: list[str]) -> list[str]:
    return ["person_id" if name == "customer_id" else name for name in given]
