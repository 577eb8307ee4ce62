"""The relations of a products file, read once every product in it is known, whichever stands first."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import polars as pl

from worthmore.connectors.csv.chunks import good_rows
from worthmore.connectors.csv.columns import RELATIONS
from worthmore.connectors.csv.contents.assortment import relations
from worthmore.connectors.csv.recognising.recognise import Plan
from worthmore.connectors.csv.trouble import Problem, Reject
from worthmore.shop.operations import remove_relations, save_relations
from worthmore.shop.queries import catalogue

IDENTITY = ("product_id", "other_id", "kind")
UNKNOWN = Problem("a product that is not known", "Import the file that describes it, or correct its code.")


def relate(plan: Plan, at: datetime) -> list[Reject]:
    """Save the relations, take away those the file no longer names, and report ids nobody knows."""
    rejects: list[Reject] = []
    kinds = {column.field for column in plan.file.columns if column.field in RELATIONS}
    stored = _stored(plan.source, kinds)
    for rows in good_rows(plan):
        named = relations(rows, plan.file.columns)
        unknown = save_relations(plan.source, named.drop("row", "heading"), at).unknown
        rejects += _unknown(named, unknown)
        gone = stored.join(rows, on="product_id", how="semi").join(named, on=list(IDENTITY), how="anti")
        if gone.height:
            remove_relations(plan.source, gone, at)
    return rejects


def _stored(source: str, kinds: set[str]) -> pl.DataFrame:
    """The relations the shop has of the kinds the file speaks of."""
    known = catalogue(source).relations
    found = [
        (one, other, kind.value, 0) for one, pairs in known.items() for kind, other in pairs if kind.value in kinds
    ]
    schema = {"product_id": pl.String(), "other_id": pl.String(), "kind": pl.String(), "position": pl.Int64()}
    return pl.DataFrame(found, schema=schema, orient="row")


def _unknown(named: pl.DataFrame, unknown: Sequence[str]) -> list[Reject]:
    strangers = named.filter(pl.col("other_id").is_in(list(unknown))).select("row", "heading", "other_id").rows()
    return [Reject(row, heading, other, UNKNOWN, whole_row=False) for row, heading, other in strangers]
