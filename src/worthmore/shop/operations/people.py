"""Customers, and the people they are."""

from __future__ import annotations

from datetime import datetime
from uuid import uuid4

import polars as pl
from django.db import transaction

from worthmore.shop.columns import CUSTOMERS, MOMENT
from worthmore.shop.operations import bulk
from worthmore.shop.operations.comparing import checked, compare
from worthmore.shop.operations.correcting import overruled
from worthmore.shop.operations.merging import merge_sharing_email
from worthmore.shop.operations.revision import next_revision
from worthmore.shop.operations.saved import Saved
from worthmore.shop.operations.settings import source_key

KEYS = ("source_id", "external_id")
MOST_HOLDERS = 3
BLANK = {
    column.name: pl.lit(column.default, column.dtype) for column in CUSTOMERS.columns if column.name != "external_id"
}


def save_customers(source: str, frame: pl.DataFrame, at: datetime) -> Saved:
    """Save `CUSTOMERS`. Customers with the same e-mail address, whatever their source, become one person.

    Who leaves an address in these very rows has no part in it any more. An address that more than `MOST_HOLDERS`
    customers of one source have, such as a till's own for everyone who walks in, tells nobody from another: they stay
    people of their own. What a person had corrected holds against rows that still bring the old value.
    """
    rows, given = checked(frame, CUSTOMERS)
    rows = rows.with_columns(pl.col("email").str.strip_chars().str.to_lowercase())
    with transaction.atomic():
        next_revision()
        rows = overruled(rows.with_columns(source_id=pl.lit(source_key(source, at), pl.Int64)), given)
        schema = {"id": pl.Int64(), "person_id": pl.Int64(), **{name: rows.schema[name] for name in (*KEYS, *given)}}
        stored = bulk.stored("shop_customer", rows.select(KEYS), schema)
        found = compare(rows, stored, KEYS, given)
        holders = _holders(rows, stored)
        claims = holders.select("email", "person_id").drop_nulls().unique()
        bulk.insert("shop_customer", _with_person(found.new, holders["email"].unique(), claims, at))
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


def _holders(rows: pl.DataFrame, stored: pl.DataFrame) -> pl.DataFrame:
    """Who has each e-mail address of the rows once they are saved, as far as the address tells people apart.

    The rows speak for their own customers: what these had before is no claim. New customers have no person yet.
    """
    addressed = rows.filter(pl.col("email") != "").select("email", *KEYS)
    schema = {"email": pl.String(), "source_id": pl.Int64(), "external_id": pl.String(), "person_id": pl.Int64()}
    emails = addressed.select("email").unique()
    before = bulk.stored("shop_customer", emails, schema, condition="NOT (stored.email = '')")
    staying = before.join(rows, on=KEYS, how="anti")
    given = addressed.join(stored.select(*KEYS, "person_id"), on=KEYS, how="left", maintain_order="left")
    holders = pl.concat([staying, given])
    shared = holders.group_by("email", "source_id").len().filter(pl.col("len") > MOST_HOLDERS)
    return holders.join(shared, on="email", how="anti")


def _with_person(new: pl.DataFrame, telling: pl.Series, claims: pl.DataFrame, at: datetime) -> pl.DataFrame:
    """New customers with their person: the oldest their address belongs to, or a new one for each unknown address.

    Only addresses that are `telling` make one person of several customers.
    """
    oldest = claims.group_by("email").agg(pl.col("person_id").min())
    known = new.join(oldest, on="email", how="left", maintain_order="left")
    alike = (
        pl.when(pl.col("email").is_in(telling.implode()))
        .then("@" + pl.col("email"))
        .otherwise("#" + pl.col("external_id"))
    )
    unclaimed = known.filter(pl.col("person_id").is_null()).select(alike=alike).unique(maintain_order=True)
    people = unclaimed.with_columns(new_people(unclaimed.height, at).alias("fresh"))
    joined = known.with_columns(alike=alike).join(people, on="alike", how="left", maintain_order="left")
    return joined.with_columns(pl.coalesce("person_id", "fresh").alias("person_id")).drop("alike", "fresh")
