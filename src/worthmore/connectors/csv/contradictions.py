"""Relations that cannot be meant: a product that belongs to itself, two that do and do not go together, odd sets."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from worthmore.connectors.csv.trouble import Problem, Reject
from worthmore.vocabulary.products import RelationKind

ITSELF = Problem("a product that belongs to itself", "Take its own code out of the cell.")
APART = Problem(
    "two products that are said to go together, and not to",
    "Take the code out of this cell, or out of the column of what does not go together.",
)
SET_IN_SET = Problem("a set whose part is a set itself", "Name the things in the inner set instead.")
OTHER_CURRENCY = Problem("a part in another currency than its set", "A set and its parts must be priced alike.")

CIRCLE = Problem(
    "two products that are each said to be the better or next one of the other",
    "Leave it in the row of the lesser one, and take this code out of the other.",
)

PART, CONFLICTS = RelationKind.PART.value, RelationKind.CONFLICTS_WITH.value
TOGETHER = (
    RelationKind.ACCESSORY.value,
    RelationKind.BUNDLE.value,
    RelationKind.COMPATIBLE_WITH.value,
    RelationKind.PROTECTION.value,
    RelationKind.SERVICE.value,
    RelationKind.IMPULSE.value,
    RelationKind.FUNNEL_STEP.value,
    RelationKind.PART.value,
)
"""Kinds that put a product beside another; what comes in the place of another may well not go with it."""

UPWARDS = (
    RelationKind.UPGRADE.value,
    RelationKind.SIZE_UP.value,
    RelationKind.NEXT_SIZE.value,
    RelationKind.NEW_VERSION.value,
)
"""Kinds of which only one way round can be meant."""


def contradictions(
    named: pl.DataFrame, known: pl.DataFrame, currency: Mapping[str, str]
) -> tuple[pl.DataFrame, list[Reject]]:
    """The relations that can be meant, and a reject for each of the others.

    `named` are the file's (`row`, `heading`, `product_id`, `other_id`, `kind`, `position`), `known` all that will hold
    then, those among them. `currency` is of every product.
    """
    judged = named.with_columns(wrong=_wrong(named, known, currency))
    left_out = judged.drop_nulls("wrong").select("row", "heading", "other_id", "wrong")
    rejects = [
        Reject(row, heading, other, PROBLEMS[wrong], whole_row=False) for row, heading, other, wrong in left_out.rows()
    ]
    return judged.filter(pl.col("wrong").is_null()).drop("wrong"), rejects


PROBLEMS = (ITSELF, APART, SET_IN_SET, OTHER_CURRENCY, CIRCLE)


def _wrong(named: pl.DataFrame, known: pl.DataFrame, currency: Mapping[str, str]) -> pl.Series:
    """Which of the problems each relation has; null for none."""
    pairs = known.filter(pl.col("kind") == CONFLICTS).select("product_id", "other_id").rows()
    apart = {pair for one, other in pairs for pair in ((one, other), (other, one))}
    upwards = set(known.filter(pl.col("kind").is_in(UPWARDS)).select("product_id", "other_id", "kind").rows())
    sets = set(known.filter(pl.col("kind") == PART)["product_id"])
    found: list[int | None] = []
    for product, other, kind in named.select("product_id", "other_id", "kind").rows():
        if product == other:
            found.append(0)
        elif kind in TOGETHER and (product, other) in apart:
            found.append(1)
        elif kind == PART and other in sets:
            found.append(2)
        elif kind == PART and currency.get(product) != currency.get(other, currency.get(product)):
            found.append(3)
        elif (other, product, kind) in upwards:
            found.append(4)
        else:
            found.append(None)
    return pl.Series(found, dtype=pl.Int64)
