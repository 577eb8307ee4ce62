"""Whether products are sensitive: what the shop says of them, else what their words suggest."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl
from django.db import transaction

from worthmore.shop.operations import bulk
from worthmore.shop.operations.revision import next_revision, publish
from worthmore.shop.operations.saved import Saved
from worthmore.shop.operations.settings import find_source
from worthmore.shop.sensitive import suggested

TOLD = "sensitive_told"
SAYING = ("name", "names", "category", "brand", TOLD)
KEYS = ("source_id", "external_id")
SCHEMA = {
    "id": pl.Int64(),
    "external_id": pl.String(),
    **dict.fromkeys(("name", "names", "category", "brand"), pl.String()),
    TOLD: pl.Boolean(),
    "sensitive": pl.Boolean(),
}


def renamed(given: Sequence[str]) -> list[str]:
    """The given columns as the table calls them."""
    return [TOLD if name == "sensitive" else name for name in given]


def flagged(rows: pl.DataFrame, stored: pl.DataFrame, given: Sequence[str]) -> pl.DataFrame:
    """The rows with `sensitive` filled in, from what they say and, where they say nothing, from what is stored."""
    known = stored.select(*KEYS, *(pl.col(name).alias(f"{name} stored") for name in SAYING))
    joined = rows.join(known, on=list(KEYS), how="left", maintain_order="left")
    whole = joined.select(
        pl.col(name) if name in given else pl.coalesce(f"{name} stored", name).alias(name) for name in SAYING
    )
    return rows.with_columns(whole.select(sensitive=what_is_said())["sensitive"])


def what_is_said() -> pl.Expr:
    """The shop's word if there is one, else that of the words; over the columns `SAYING`."""
    words = suggested(pl.col("category"), pl.col("name"), pl.col("names"), pl.col("brand"))
    return pl.coalesce(pl.col(TOLD), words)


def set_sensitive(source: str, product_ids: Sequence[str], sensitive: bool | None) -> Saved:
    """Say of products that they are sensitive, or not; None: leave it to their words again.

    `Saved.unknown` names the products the source does not have. Raises `SourceError` when there is no such source.
    """
    with transaction.atomic():
        revision = next_revision()
        keys = bulk.keys_of(find_source(source), pl.Series(list(product_ids), dtype=pl.String()))
        stored = bulk.stored("shop_product", keys, SCHEMA)
        told = stored.with_columns(pl.lit(sensitive, pl.Boolean()).alias(TOLD)).with_columns(sensitive=what_is_said())
        changed = _changed(told, stored)
        bulk.update("shop_product", changed.with_columns(revision=pl.lit(revision, pl.Int64)))
        if changed.height:
            publish(revision)
    unknown = sorted({*product_ids} - {*stored["external_id"]})
    return Saved(changed=changed.height, unchanged=stored.height - changed.height, unknown=tuple(unknown))


def _changed(told: pl.DataFrame, stored: pl.DataFrame) -> pl.DataFrame:
    """Those whose flag or word is another than before."""
    before = stored.select(pl.col(TOLD, "sensitive").name.suffix(" stored"))
    other = [pl.col(name).ne_missing(pl.col(f"{name} stored")) for name in (TOLD, "sensitive")]
    both = pl.concat([told, before], how="horizontal")
    return both.filter(pl.any_horizontal(other)).select("id", TOLD, "sensitive")
