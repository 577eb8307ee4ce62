"""Keeping what customers wrote of products, and choosing the one of each product and language that offers may quote."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from worthmore.decide.wording.quoting import shortened
from worthmore.shop.models import Customer, Review
from worthmore.shop.operations.revision import next_revision, publish
from worthmore.shop.operations.saved import Saved
from worthmore.shop.operations.settings import source_key
from worthmore.shop.private import private_places

FIELDS = ("product_id", "rating", "text", "language", "name", "written_on", "may_quote", "verified", "person_id")


@dataclass(frozen=True, slots=True)
class Written:
    """One review as the shop tells it; `deleted` takes it out. `customer` is the shop's id of who wrote it, or ""."""

    id: str
    product_id: str
    rating: int
    text: str
    language: str
    name: str
    written_on: date
    may_quote: bool
    verified: bool
    customer: str = ""
    deleted: bool = False


def save_reviews(source: str, found: Sequence[Written], at: datetime) -> Saved:
    """Keep reviews; the last of one id counts. `unknown` names customers nobody knows: their reviews are left out.

    A review of a customer who was erased is so never kept again by an old file.
    """
    with transaction.atomic():
        revision, key = next_revision(), source_key(source, at)
        people = _people(key, found)
        unknown = tuple(dict.fromkeys(one.customer for one in found if one.customer and one.customer not in people))
        usable = {one.id: one for one in found if not one.customer or one.customer in people}
        stored = {row.external_id: row for row in Review.objects.filter(source_id=key, external_id__in=usable)}
        touched = {row.product_id for row in stored.values()} | {one.product_id for one in usable.values()}
        saved = _write(key, usable.values(), stored, people)
        if saved.anything:
            choose_quotes(key, touched)
            publish(revision)
        return Saved(saved.new, saved.changed, saved.unchanged, unknown)


def choose_quotes(source: int, products: Iterable[str]) -> None:
    """Choose anew which review of each product and language is quoted: one like the average, not the kindest."""
    by_product: dict[str, list[Review]] = {}
    for row in Review.objects.filter(source_id=source, product_id__in=list(products)).order_by("pk"):
        by_product.setdefault(row.product_id, []).append(row)
    changed = []
    for rows in by_product.values():
        average = sum(row.rating for row in rows) / len(rows)
        chosen = _chosen(rows, average)
        for row in rows:
            quoted = row.pk in chosen
            told = (average, len(rows)) if quoted else (0.0, 0)
            if (row.quoted, row.average, row.count) != (quoted, *told):
                row.quoted, (row.average, row.count) = quoted, told
                changed.append(row)
    Review.objects.bulk_update(changed, ["quoted", "average", "count"], batch_size=500)


def _chosen(rows: Sequence[Review], average: float) -> set[int]:
    """The rows to quote, one a language. What tells of health, religion and the like is not shown to others."""
    allowed = [row for row in rows if row.may_quote and shortened(row.text)]
    private = private_places([row.text for row in allowed])
    found: dict[str, Review] = {}
    for place, row in enumerate(allowed):
        best = found.get(row.language)
        if place not in private and (best is None or _order(row, average) < _order(best, average)):
            found[row.language] = row
    return {row.pk for row in found.values()}


def _order(row: Review, average: float) -> tuple[float, bool, int, int]:
    return (abs(row.rating - average), not row.verified, -row.written_on.toordinal(), row.pk)


def _people(source: int, found: Iterable[Written]) -> dict[str, int]:
    wanted = {one.customer for one in found if one.customer}
    rows = Customer.objects.filter(source_id=source, external_id__in=wanted)
    return dict(rows.values_list("external_id", "person_id"))


def _write(source: int, found: Iterable[Written], stored: dict[str, Review], people: dict[str, int]) -> Saved:
    new, changed, gone, same = [], [], [], 0
    for one in found:
        row = stored.get(one.id)
        if one.deleted:
            gone += [row.pk] if row else []
            same += row is None
            continue
        values = {**{name: getattr(one, name) for name in FIELDS[:-1]}, "person_id": people.get(one.customer)}
        if row is None:
            new.append(Review(source_id=source, external_id=one.id, **values))
        elif any(getattr(row, name) != value for name, value in values.items()):
            for name, value in values.items():
                setattr(row, name, value)
            changed.append(row)
        else:
            same += 1
    Review.objects.filter(pk__in=gone).delete()
    Review.objects.bulk_create(new, batch_size=500)
    Review.objects.bulk_update(changed, FIELDS, batch_size=500)
    return Saved(len(new), len(changed) + len(gone), same)
