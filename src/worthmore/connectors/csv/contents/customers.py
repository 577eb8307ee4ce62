"""Customers: who they are to the shop. Permissions to mail or call are no part of it and are not read."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import datetime

import polars as pl

from worthmore.connectors.csv.fields import (
    CARD_NUMBER,
    FLAG,
    NAME,
    PEOPLE,
    PERSONAL,
    YEAR,
    Check,
    Choices,
    Field,
    Wanted,
)
from worthmore.connectors.csv.trouble import Problem
from worthmore.shop.columns import NEEDS
from worthmore.shop.private import private_places

AGE: Mapping[str, Field] = {
    "birth_year": Field(YEAR, "the year they were born; of a whole date only the year is kept"),
    "minor": Field(FLAG, "yes when they are a minor"),
}
NEED: Mapping[str, Field] = {
    "need": Field(NAME, "what they told they need, in their own words"),
}
CARD: Mapping[str, Field] = {"card": Field(CARD_NUMBER, "the number of their loyalty card, as the till scans it")}
FIELDS = {**PEOPLE, **AGE, **CARD, **NEED}
WANTED = (Wanted(("customer_id", "email"), "the customer's number or e-mail address"),)
PRIVATE = Problem(
    "words that tell of something private, which are never kept",
    "Write what the product must be, without the reason.",
)
SHORTEST = 2
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
    known = [
        name for name in (*PERSONAL, *AGE, *CARD) if name in fields and name not in ("name", "first_name", "last_name")
    ]
    return rows.select(pl.col("customer_id").alias("external_id"), *(["name"] if named else []), *known)


def needs(rows: pl.DataFrame, private: Mapping[int, str], at: datetime) -> pl.DataFrame:
    """What the customers of the file told they need; `private` are the places of texts that may not be kept.

    The same words of the same customer are the same need, in whatever file they come again.
    """
    told = [
        (_told_id(customer, text), customer, text, "csv", at)
        for place, (customer, text) in enumerate(rows.select("customer_id", "need").rows())
        if text and len(text) >= SHORTEST and place not in private
    ]
    columns = ("external_id", "customer_id", "text", "told", "at")
    return pl.DataFrame(told, schema={name: NEEDS.schema[name] for name in columns}, orient="row")


def private_needs(rows: pl.DataFrame) -> dict[int, str]:
    """The places of the texts that tell of health, religion or the like."""
    return private_places([text or "" for text in rows["need"]])


def _told_id(customer: str, text: str) -> str:
    return "csv-" + hashlib.sha256(f"{customer} {text}".encode()).hexdigest()[:32]
