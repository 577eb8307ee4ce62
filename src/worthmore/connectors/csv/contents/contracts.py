"""Plans, the contracts people have for them, and what is used of those."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence

import polars as pl

from worthmore.connectors.csv.columns import FEATURE, LIMIT, Column
from worthmore.connectors.csv.contents.assortment import ids_in
from worthmore.connectors.csv.contents.money import minor_units
from worthmore.connectors.csv.fields import (
    CODE,
    COST,
    CURRENCY,
    EMAIL,
    LABEL,
    LIST,
    MOMENT,
    PERIOD,
    USED,
    WHOLE,
    Check,
    Choices,
    Field,
    Wanted,
)
from worthmore.connectors.csv.trouble import Problem
from worthmore.shop.columns import ATTRIBUTES
from worthmore.shop.columns import MOMENT as AT

PLANS: Mapping[str, Field] = {
    "product_id": Field(CODE, "the product's code, as in the products file", needed=True),
    "ladder": Field(LABEL, "the name shared by the plans that replace each other"),
    "level": Field(LABEL, "the step of the ladder, the same for every term of it"),
    "term_months": Field(WHOLE, "how many months the price is for", needed=True),
    "period_months": Field(WHOLE, "how many months the limits are for", needed=True),
    "features": Field(LIST, "what it can do, between commas"),
    "trial_days": Field(WHOLE, "how many days it is free to try"),
    "next_id": Field(CODE, "the product code of the plan above it"),
}
CONTRACTS: Mapping[str, Field] = {
    "contract_id": Field(CODE, "the contract's or policy's number", needed=True),
    "customer_id": Field(CODE, "the shop's own id of the customer"),
    "email": Field(EMAIL, "the customer's e-mail address, where there is no number"),
    "product_id": Field(CODE, "the code of the plan or product it is for", needed=True),
    "started_at": Field(MOMENT, "when it began", needed=True),
    "renews_at": Field(MOMENT, "when the present term ends and the next begins"),
    "trial_until": Field(MOMENT, "until when it is free"),
    "ends_at": Field(MOMENT, "when it ends for good"),
    "seats": Field(WHOLE, "for how many"),
    "unit_price": Field(COST, "what one seat costs for a term, VAT included; empty: the product's price"),
    "currency": Field(CURRENCY, "three-letter currency", needed=True),
    "covers": Field(LIST, "codes of the other products on the contract, between commas"),
    "features_tried": Field(LIST, "what they tried, between commas"),
    "last_used_at": Field(MOMENT, "when it was last used; empty: never"),
}
USAGE: Mapping[str, Field] = {
    "contract_id": Field(CODE, "the contract's number, as in the contracts file", needed=True),
    "counter": Field(LABEL, "what is counted, as the plan's limits call it", needed=True),
    "period": Field(PERIOD, "the month (2026-05), or the first day of the period", needed=True),
    "amount": Field(USED, "how much was used in it", needed=True),
}
_NOT_IN_NAMES = re.compile(r"[^\w]+")
MOMENTS = ("started_at", "renews_at", "trial_until", "ends_at", "last_used_at")
WANTED_OF_PLANS = (
    Wanted(("product_id",), "the product's code"),
    Wanted(("ladder", "term_months", "level", "next_id", "trial_days", "features"), "a ladder, term or features"),
)
WANTED_OF_CONTRACTS = (
    Wanted(("contract_id",), "the contract's number"),
    Wanted(("customer_id", "email"), "the customer's number or e-mail address"),
    Wanted(("product_id",), "the product's code"),
    Wanted(("started_at",), "when it began"),
)
WANTED_OF_USAGE = (
    Wanted(("contract_id",), "the contract's number"),
    Wanted(("counter",), "what is counted"),
    Wanted(("period",), "the period"),
    Wanted(("amount",), "how much was used"),
)
MOST_MONTHS, MOST_DAYS, MOST_SEATS = 1200, 3650, 2**31 - 1


def _missing(column: str, what: str) -> Check:
    return Check(column, pl.col(column).is_null(), Problem(f"no {what}", "Fill it in."))


def _between(column: str, least: int, most: int) -> Check:
    outside = ~pl.col(column).is_between(least, most)
    return Check(column, outside, Problem(f"a number below {least} or above {most}", "Check the cell."))


def checks_of_plans(choices: Choices) -> tuple[Check, ...]:
    """The rules every plan must pass."""
    months = (_between(name, 1, MOST_MONTHS) for name in ("term_months", "period_months"))
    return (_missing("product_id", "product code"), *months, _between("trial_days", 0, MOST_DAYS))


def checks_of_contracts(choices: Choices) -> tuple[Check, ...]:
    """The rules every contract must pass."""
    later = ("ends_at", "trial_until", "renews_at")
    early = (Check(name, pl.col(name) < pl.col("started_at"), BEFORE) for name in later)
    return (
        _missing("contract_id", "contract number"),
        _missing("customer_id", "customer"),
        _missing("product_id", "product code"),
        _missing("started_at", "beginning"),
        _between("seats", 1, MOST_SEATS),
        *early,
    )


def checks_of_usage(choices: Choices) -> tuple[Check, ...]:
    """The rules every row of usage must pass."""
    told = (("contract_id", "contract number"), ("counter", "counter"), ("period", "period"), ("amount", "amount"))
    return tuple(_missing(column, what) for column, what in told)


BEFORE = Problem("a day before the contract began", "Check both days; day and month may have changed places.")


def prepared(frame: pl.DataFrame, fields: Mapping[str, Field]) -> pl.DataFrame:
    """Every field as a column; a customer without a number is known by the e-mail address."""
    blank = [pl.lit(None, field.kind.dtype).alias(name) for name, field in fields.items() if name not in frame.columns]
    rows = frame.with_columns(blank)
    return rows.with_columns(customer_id=pl.coalesce("customer_id", "email")) if "email" in fields else rows


def plans(rows: pl.DataFrame, columns: Sequence[Column]) -> pl.DataFrame:
    """The plans, with exactly the columns the file has, so that what it does not say stays as it is."""
    fields = {column.field for column in columns}
    plain = [name for name in PLANS if name in fields and name not in ("features", "product_id")]
    found = rows.select("product_id", *plain)
    described = [*_limits(rows, columns), *_features(rows, columns)]
    return found.with_columns(described)


def attributes(columns: Sequence[Column]) -> pl.DataFrame:
    """The customers' words for what plans include: more of it is better."""
    kinds = {column.attribute.name: column.attribute for column in columns if column.attribute}
    rows = [
        (kind.name, kind.unit, "higher", False, json.dumps(kind.labels, ensure_ascii=False)) for kind in kinds.values()
    ]
    return pl.DataFrame(rows, schema=ATTRIBUTES.schema, orient="row")


def contracts(rows: pl.DataFrame, fields: frozenset[str], choices: Choices) -> pl.DataFrame:
    """The contracts, with exactly the columns the file has."""
    moments = [pl.from_epoch(name, "us").dt.replace_time_zone("UTC").cast(AT) for name in MOMENTS if name in fields]
    found = [
        pl.col("contract_id").alias("external_id"),
        pl.col("customer_id"),
        pl.col("product_id"),
        *moments,
        *([pl.col("seats")] if "seats" in fields else []),
    ]
    if "unit_price" in fields:
        named = pl.coalesce("currency", pl.lit(choices.currency))
        currencies = rows.select(named)["currency"]
        found.append(minor_units(pl.col("unit_price"), named, currencies).alias("unit_price"))
        found.append(pl.when(pl.col("unit_price").is_not_null()).then(named).alias("currency"))
    listed = [_lines(rows, name) for name in ("covers", "features_tried") if name in fields]
    return rows.select(found).with_columns(listed)


def usage(rows: pl.DataFrame) -> pl.DataFrame:
    """What was used; a counter is called as in the headings of the plans."""
    counters = pl.Series("counter", [_name(written) for written in rows["counter"]], dtype=pl.String())
    return rows.select("contract_id", counters, "period", "amount")


def _limits(rows: pl.DataFrame, columns: Sequence[Column]) -> list[pl.Series]:
    """The limits of a row as one JSON object; an empty cell is no limit of that name."""
    named = _columns_of(LIMIT, rows, columns)
    if not named:
        return []
    objects = [
        json.dumps({name: json.loads(cells[place]) for name, cells in named if cells[place] is not None})
        for place in range(rows.height)
    ]
    return [pl.Series("limits", objects, dtype=pl.String())]


def _features(rows: pl.DataFrame, columns: Sequence[Column]) -> list[pl.Series]:
    """What is listed in one cell, and what has a column of its own."""
    flags = _columns_of(FEATURE, rows, columns)
    listed = any(column.field == "features" for column in columns)
    if not flags and not listed:
        return []
    lists = rows["features"] if listed else [None] * rows.height
    found = [
        "\n".join(dict.fromkeys([*map(_name, ids_in(cell)), *(name for name, cells in flags if cells[place])]))
        for place, cell in enumerate(lists)
    ]
    return [pl.Series("features", found, dtype=pl.String())]


def _columns_of(field: str, rows: pl.DataFrame, columns: Sequence[Column]) -> list[tuple[str, pl.Series]]:
    return [(one.attribute.name, rows[one.key]) for one in columns if one.field == field and one.attribute]


def _lines(rows: pl.DataFrame, name: str) -> pl.Series:
    """What a cell lists, one a line; features are called as in the headings of the plans, products keep their codes."""
    spelled = _name if name == "features_tried" else str
    return pl.Series(name, ["\n".join(map(spelled, ids_in(cell))) for cell in rows[name]], dtype=pl.String())


def _name(written: str) -> str:
    return _NOT_IN_NAMES.sub("_", written.casefold()).strip("_")
