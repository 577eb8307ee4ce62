"""The relations of a products file, read once every product in it is known, whichever stands first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

import polars as pl

from worthmore.connectors.csv.chunks import good_rows
from worthmore.connectors.csv.columns import RELATIONS
from worthmore.connectors.csv.contents.assortment import relations
from worthmore.connectors.csv.contradictions import contradictions
from worthmore.connectors.csv.recognising.recognise import Plan
from worthmore.connectors.csv.trouble import Problem, Reject
from worthmore.shop.operations import remove_relations, save_relations
from worthmore.shop.queries import catalogue
from worthmore.vocabulary.products import RelationKind

IDENTITY = ("product_id", "other_id", "kind")
UNKNOWN = Problem("a product that is not known", "Import the file that describes it, or correct its code.")


def relate(plan: Plan, at: datetime) -> list[Reject]:
    """Save the relations, take away those the file no longer names, and report what cannot be meant."""
    kinds = {column.field for column in plan.file.columns if column.field in RELATIONS}
    known = catalogue(plan.source)
    stored = _stored(known.relations)
    parts = [(rows.select("product_id"), relations(rows, plan.file.columns)) for rows in good_rows(plan)]
    if not parts:
        return []
    described, named = (pl.concat(part) for part in zip(*parts, strict=True))
    spoken_of = stored.filter(pl.col("kind").is_in(kinds)).join(described, on="product_id", how="semi")
    holding = pl.concat([stored.join(spoken_of, on=list(IDENTITY), how="anti"), named.select(IDENTITY)])
    good, rejects = contradictions(named, holding, {product.id: product.currency for product in known.products})
    unknown = save_relations(plan.source, good.drop("row", "heading"), at).unknown
    gone = spoken_of.join(good, on=list(IDENTITY), how="anti")
    if gone.height:
        remove_relations(plan.source, gone.with_columns(position=pl.lit(0, pl.Int64)), at)
    return rejects + _unknown(good, unknown)


def _stored(known: Mapping[str, Sequence[tuple[RelationKind, str]]]) -> pl.DataFrame:
    """The relations the shop has."""
    found = [(one, other, kind.value) for one, pairs in known.items() for kind, other in pairs]
    schema = {"product_id": pl.String(), "other_id": pl.String(), "kind": pl.String()}
    return pl.DataFrame(found, schema=schema, orient="row")


def _unknown(named: pl.DataFrame, unknown: Sequence[str]) -> list[Reject]:
    strangers = named.filter(pl.col("other_id").is_in(list(unknown))).select("row", "heading", "other_id").rows()
    return [Reject(row, heading, other, UNKNOWN, whole_row=False) for row, heading, other in strangers]
