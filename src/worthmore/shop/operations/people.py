"""Customers, and the people they are."""

from __future__ import annotations

from datetime import datetime
from uuid import uuid4

import polars as pl
from django.db import transaction

from worthmore.shop.columns import CUSTOMERS, MOMENT
from worthmore.shop.operations import bulk
from worthmore.shop.operations.comparing import checked, compare
from worthmore.shop.operations.merging import merge_sharing_email
from worthmore.shop.operations.revision import next_revision
from worthmore.shop.operations.saved import Saved
from worthmore.shop.operations.settings import source_key

KEYS = ("source_id", "external_id")
BLANK = {
    column.name: pl.lit(column.default, column.dtype) for column in CUSTOMERS.columns if column.name != "external_id"
}


def save_customers(source: str, frame: pl.DataFrame, at: datetime) -> Saved:
    """Save `CUSTOMERS`. Customers with the same e-mail address, whatever their source, become one person."""
    rows, given = checked(frame, CUSTOMERS)
    rows = rows.with_columns(pl.col("email").str.strip_chars().str.to_lowercase())
    with transaction.atomic():
        next_revision()
        rows = rows.with_columns(source_id=pl.lit(source_key(source, at), pl.Int64))
        schema = {"id": pl.Int64(), "person_id": pl.Int64(), **{name: rows.schema[name] for name in (*KEYS, *given)}}
        stored = bulk.stored("shop_customer", rows.select(KEYS), schema)
        found = compare(rows, stored, KEYS, given)
        claims = _claims(rows, stored)
        bulk.insert("shop_customer", _with_person(found.new, claims, at))
        bulk.update("shop_customer", found.changed.select("id", *given))
        merge_sharing_email(claims)
    return found.saved


def person_keys(source: int, ids: pl.Series, at: datetime) -> pl.DataFrame:
    """Customer ids with the primary key of their person; unknown customers are made known, each as a new person."""
    keys = bulk.keys_of(source, ids)
    stored = bulk.stored("shop_customer", keys, {"external_id": pl.String(), "person_id": pl.Int64()})
    if stored.height < keys.height:
        unknown = keys.join(stored, on="external_id", how="anti", maintain_order="left")
        people = unknown.with_columns(new_people(unknown.height, at))
        bulk.insert("shop_customer", people.with_columns(**BLANK))
        stored = pl.concat([stored, people[stored.columns]])
    return stored.rename({"external_id": "customer_id"})


def new_people(count: int, at: datetime) -> pl.Series:
    """Primary keys of that many new people, each with a random key of its own."""
    keys = pl.DataFrame({"key": [uuid4().hex for _ in range(count)]}, schema={"key": pl.String()})
    bulk.insert("shop_person", keys.with_columns(pl.Series("created_at", [at], MOMENT).new_from_index(0, count)))
    stored = bulk.stored("shop_person", keys, {"key": pl.String(), "id": pl.Int64()})
    return keys.join(stored, on="key", how="left", maintain_order="left")["id"].alias("person_id")


def _claims(rows: pl.DataFrame, stored: pl.DataFrame) -> pl.DataFrame:
    """Which people each e-mail address of the rows belongs to: those who have it, and those who now get it."""
    addressed = rows.filter(pl.col("email") != "")
    emails = addressed.select("email").unique()
    schema = {"email": pl.String(), "person_id": pl.Int64()}
    holders = bulk.stored("shop_customer", emails, schema, condition="NOT (stored.email = '')")
    known = addressed.join(stored, on="external_id").select("email", "person_id")
    return pl.concat([holders, known]).unique()


def _with_person(new: pl.DataFrame, claims: pl.DataFrame, at: datetime) -> pl.DataFrame:
    """New customers with their person: the oldest their address belongs to, or a new one for each unknown address."""
    oldest = claims.group_by("email").agg(pl.col("person_id").min())
    known = new.join(oldest, on="email", how="left", maintain_order="left")
    alike = pl.when(pl.col("email") != "").then("@" + pl.col("email")).otherwise("#" + pl.col("external_id"))
    unclaimed = known.filter(pl.col("person_id").is_null()).select(alike=alike).unique(maintain_order=True)
    people = unclaimed.with_columns(new_people(unclaimed.height, at).alias("fresh"))
    joined = known.with_columns(alike=alike).join(people, on="alike", how="left", maintain_order="left")
    return joined.with_columns(pl.coalesce("person_id", "fresh").alias("person_id")).drop("alike", "fresh")
