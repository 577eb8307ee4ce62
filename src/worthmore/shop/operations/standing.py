"""How people stand with the shop: open cases, and how far their orders are delivered and paid."""

from __future__ import annotations

from datetime import datetime

import polars as pl
from django.db import transaction

from worthmore.shop.columns import CASES, MOMENT, ORDER_STATES
from worthmore.shop.operations import bulk
from worthmore.shop.operations.comparing import checked, compare, upsert
from worthmore.shop.operations.people import person_keys
from worthmore.shop.operations.revision import next_revision
from worthmore.shop.operations.saved import Saved
from worthmore.shop.operations.settings import source_key
from worthmore.vocabulary.standing import OrderState

KEYS = ("source_id", "external_id")
MOMENTS = tuple(name for name in ORDER_STATES.schema if name != "order_id")
STORED = {"id": pl.Int64(), "external_id": pl.String(), **dict.fromkeys(MOMENTS, MOMENT), "watched": pl.Boolean()}


def save_cases(source: str, frame: pl.DataFrame, at: datetime) -> Saved:
    """Save `CASES`. A case told again is changed, so that telling when it was solved closes it; it keeps its beginning.

    Customers not known yet are made known: who complains is to be left in peace, whoever they are.
    """
    rows, given = checked(frame, CASES)
    with transaction.atomic():
        next_revision()
        key = source_key(source, at)
        people = person_keys(key, rows["customer_id"], at)
        known = rows.join(people, on="customer_id", how="left", maintain_order="left").drop("customer_id")
        whole = _opened(known.with_columns(source_id=pl.lit(key, pl.Int64)), at)
        columns = ["person_id" if name == "customer_id" else name for name in given]
        return upsert("shop_case", whole, KEYS, columns).saved


def _opened(rows: pl.DataFrame, at: datetime) -> pl.DataFrame:
    """The rows with when each case was opened: as given, as told before, or now."""
    schema = {"source_id": pl.Int64(), "external_id": pl.String(), "opened_at": MOMENT}
    stored = bulk.stored("shop_case", rows.select(KEYS), schema)
    before = rows.join(stored, on=KEYS, how="left", suffix=" stored", maintain_order="left")["opened_at stored"]
    return rows.with_columns(opened_at=pl.coalesce("opened_at", before, pl.lit(at, MOMENT)))


def save_order_states(source: str, frame: pl.DataFrame, at: datetime) -> Saved:
    """Save `ORDER_STATES` of orders the source has; what it does not have is left out and named in the answer."""
    rows, given = checked(frame, ORDER_STATES)
    with transaction.atomic():
        next_revision()
        stored = bulk.stored("shop_order", bulk.keys_of(source_key(source, at), rows["order_id"]), STORED)
        told = _with_stored(rows.rename({"order_id": "external_id"}), stored, given, at)
        found = compare(told, stored, ["external_id"], [*MOMENTS, "watched"])
        bulk.update("shop_order", found.changed.select("id", *MOMENTS, "watched"))
    unknown = sorted({*rows["order_id"]} - {*stored["external_id"]})
    return found.saved + Saved(unknown=tuple(unknown))


def _with_stored(rows: pl.DataFrame, stored: pl.DataFrame, given: list[str], at: datetime) -> pl.DataFrame:
    """The known orders' states: what is given, and for the rest what is stored."""
    joined = rows.join(stored, on="external_id", suffix=" stored", maintain_order="left")
    moments = (pl.col(name if name in given else f"{name} stored").alias(name) for name in MOMENTS)
    told = joined.select("external_id", *moments)
    watched = [OrderState(**state).watched(at) for state in told.select(MOMENTS).iter_rows(named=True)]
    return told.with_columns(watched=pl.Series(watched, dtype=pl.Boolean))
