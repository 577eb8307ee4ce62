"""Customers: who they are to the shop. Permissions to mail or call are no part of it and are not read."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from worthmore.connectors.csv.fields import FLAG, PEOPLE, PERSONAL, YEAR, Check, Choices, Field, Wanted
from worthmore.connectors.csv.trouble import Problem

AGE: Mapping[str, Field] = {
    "birth_year": Field(YEAR, "the year they were born; of a whole date only the year is kept"),
    "minor": Field(FLAG, "yes when they are a minor"),
}
FIELDS = {**PEOPLE, **AGE}
WANTED = (Wanted(("customer_id", "email"), "the customer's number or e-mail address"),)
NAMELESS = Problem("neither a customer number nor an e-mail address", "Fill in one of them.")


def checks(choices: Choices) -> tuple[Check, ...]:
    """The rules every customer must pass."""
    return (Check("customer_id", pl.col("customer_id").is_null(), NAMELESS),)


def prepared(frame: pl.DataFrame) -> pl.DataFrame:
    """Every field as a column; a customer without a number is known by the e-mail address."""
    blank = [pl.lit(None, field.kind.dtype).alias(name) for name, field in FIELDS.items() if name not in frame.columns]
    rows = frame.with_columns(blank)
    whole = pl.concat_str("first_name", "last_name", separator=" ", ignore_nulls=True).str.slice(0, 200)
    return rows.with_columns(
        customer_id=pl.coalesce("customer_id", "email"), name=pl.coalesce("name", whole.replace("", None))
    )


def customers(rows: pl.DataFrame, fields: frozenset[str]) -> pl.DataFrame:
    """The shop's customers, with exactly the columns the file has."""
    named = {"name", "first_name", "last_name"} & fields
    known = [name for name in (*PERSONAL, *AGE) if name in fields and name not in ("name", "first_name", "last_name")]
    return rows.select(pl.col("customer_id").alias("external_id"), *(["name"] if named else []), *known)
