"""Plans, contracts and what is used of them."""

from __future__ import annotations

import json
from collections import defaultdict
from datetime import date, datetime

import polars as pl
from django.db import transaction

from worthmore.shop.columns import CONTRACTS, PLANS, USAGE, ColumnError
from worthmore.shop.operations import bulk
from worthmore.shop.operations.catalogue import product_keys
from worthmore.shop.operations.comparing import Compared, checked, upsert
from worthmore.shop.operations.people import person_keys
from worthmore.shop.operations.revision import next_revision, publish
from worthmore.shop.operations.saved import Saved
from worthmore.shop.operations.settings import source_key
from worthmore.vocabulary.contracts import UNLIMITED

KEYS = ("source_id", "external_id")
PERIODS_KEPT = 13
"""How many periods of a counter a decision may look back: a year, and the one that is running."""


def save_plans(source: str, frame: pl.DataFrame, at: datetime) -> Saved:
    """Save `PLANS`. Rows of products the source does not have are left out and named in the answer."""
    rows, given = checked(frame, PLANS)
    _check_limits(rows["limits"])
    with transaction.atomic():
        revision = next_revision()
        known, unknown = _of_products(source_key(source, at), rows)
        saved = upsert("shop_plan", known, ("product_id",), given).saved
        if saved.anything:
            publish(revision)
    return saved + Saved(unknown=unknown)


def save_contracts(source: str, frame: pl.DataFrame, at: datetime) -> Saved:
    """Save `CONTRACTS`. Rows of products the source does not have are left out and named in the answer.

    Customers not known yet are made known. A frame with `last_used_at` tells of use: an empty cell is a contract that
    was never used. Without the column, what was told before stays.
    """
    rows, given = checked(frame, CONTRACTS)
    told = "last_used_at" in given
    with transaction.atomic():
        next_revision()
        key = source_key(source, at)
        known, unknown = _of_products(key, rows.with_columns(use_told=pl.lit(told), used=pl.lit("{}")))
        people = person_keys(key, known["customer_id"], at)
        owned = known.join(people, on="customer_id", how="left", maintain_order="left").drop("customer_id")
        columns = ["person_id" if name == "customer_id" else name for name in given] + ["use_told"] * told
        saved = upsert("shop_contract", owned.with_columns(source_id=pl.lit(key, pl.Int64)), KEYS, columns).saved
    return saved + Saved(unknown=unknown)


def save_usage(source: str, frame: pl.DataFrame, at: datetime) -> Saved:
    """Save `USAGE`: what is told again of a period replaces what was told before.

    Rows of contracts the source does not have are left out; `unknown` of the answer names those contracts.
    """
    rows, given = checked(frame, USAGE)
    with transaction.atomic():
        next_revision()
        stored = bulk.stored(
            "shop_contract",
            bulk.keys_of(source_key(source, at), rows["contract_id"]),
            {"id": pl.Int64(), "external_id": pl.String()},
        )
        keys = dict(stored.select("external_id", "id").rows())
        unknown = sorted({*rows["contract_id"]} - {*keys})
        contract = pl.col("contract_id").replace_strict(keys, default=None, return_dtype=pl.Int64)
        known = rows.with_columns(contract_id=contract).drop_nulls("contract_id")
        found = upsert("shop_usage", known, ("contract_id", "counter", "period"), given)
        _ready_used(found)
    return found.saved + Saved(unknown=tuple(unknown))


def _of_products(source: int, rows: pl.DataFrame) -> tuple[pl.DataFrame, tuple[str, ...]]:
    """The rows with their product's primary key, and the ids of products the source does not have."""
    keys = dict(product_keys(source, rows["product_id"]).select("external_id", "id").rows())
    unknown = sorted({*rows["product_id"]} - {*keys})
    product = pl.col("product_id").replace_strict(keys, default=None, return_dtype=pl.Int64)
    return rows.with_columns(product_id=product).drop_nulls("product_id"), tuple(unknown)


def _check_limits(limits: pl.Series) -> None:
    for row, text in enumerate(limits):
        for counter, limit in json.loads(text).items():
            if limit != UNLIMITED and (isinstance(limit, str) or limit < 0):
                raise ColumnError(
                    f"plans, row {row}, column limits: {counter} is {limit!r}; "
                    f'it must be a number from 0 on, or "{UNLIMITED}"'
                )


def _ready_used(found: Compared) -> None:
    """Make ready what decisions read of each contract whose usage changed."""
    touched = pl.concat([found.new["contract_id"], found.changed["contract_id"]]).unique()
    if touched.is_empty():
        return
    schema = {"contract_id": pl.Int64(), "counter": pl.String(), "period": pl.Date(), "amount": pl.Float64()}
    stored = bulk.stored("shop_usage", pl.DataFrame({"contract_id": touched}), schema)
    counters: dict[int, dict[str, list[tuple[date, float]]]] = defaultdict(lambda: defaultdict(list))
    for contract, counter, period, amount in stored.sort("period").rows():
        counters[contract][counter].append((period, amount))
    used = [(contract, _written(by_counter)) for contract, by_counter in counters.items()]
    bulk.update("shop_contract", pl.DataFrame(used, schema={"id": pl.Int64(), "used": pl.String()}, orient="row"))


def _written(counters: dict[str, list[tuple[date, float]]]) -> str:
    """Per counter its total and its last periods, oldest first, as JSON."""
    return json.dumps(
        {
            counter: {
                "total": sum(amount for _, amount in periods),
                "last": [(period.isoformat(), amount) for period, amount in periods[-PERIODS_KEPT:]],
            }
            for counter, periods in counters.items()
        }
    )
