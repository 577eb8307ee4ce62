"""What people correct of themselves holds against imports that still bring what it replaced."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

import polars as pl

from worthmore.shop.models import Correction, Customer

FIELDS = ("name", "email", "phone", "postcode", "city", "country", "language")


@dataclass(frozen=True, slots=True)
class _Corrected:
    """One field of one customer: what it is now, and what it was before."""

    id: int
    external_id: str
    field: str
    replaced: Collection[str]
    value: str


def overruled(rows: pl.DataFrame, given: Collection[str]) -> pl.DataFrame:
    """The rows of customers (with `source_id`), what their people corrected put in the place of what it replaced.

    A value that is neither the corrected one nor one of those it replaced is news of the source: the correction goes.
    """
    sources = rows["source_id"].unique().to_list()
    for one in _corrections(sources):
        here = pl.col("external_id") == one.external_id
        found = rows.filter(here)[one.field] if one.field in given else pl.Series(dtype=pl.String)
        if found.is_empty() or found[0] == one.value:
            continue
        if found[0] not in one.replaced:
            Correction.objects.filter(pk=one.id).delete()
            continue
        value = pl.when(here).then(pl.lit(one.value)).otherwise(one.field).alias(one.field)
        rows = rows.with_columns(value)
    return rows


def remember(customers: Iterable[Customer], field: str, value: str, at: datetime, by: str) -> None:
    """Note that this field of these customers, as they are stored now, was corrected to `value`."""
    for customer in customers:
        before = getattr(customer, field)
        known = Correction.objects.filter(customer=customer, field=field).first()
        replaced = {*(known.replaced if known else ()), before} - {value}
        told = {"replaced": sorted(replaced), "value": value, "at": at, "by": by[:150]}
        Correction.objects.update_or_create(customer=customer, field=field, defaults=told)


def _corrections(sources: Iterable[int]) -> list[_Corrected]:
    """All of these sources. They are few: each is a person who asked."""
    rows = Correction.objects.filter(customer__source_id__in=list(sources)).order_by("pk")
    names = ("pk", "customer__external_id", "field", "replaced", "value")
    return [_Corrected(*row) for row in rows.values_list(*names)]
