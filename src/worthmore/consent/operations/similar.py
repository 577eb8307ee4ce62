"""The shop's own word on what is similar to what."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from worthmore.consent.models import Similar
from worthmore.consent.similarity import UNDER
from worthmore.consent.values import ConsentError, SimilarRow
from worthmore.shop.queries.ids import possible

LONGEST = 400


def set_similar(rows: Iterable[SimilarRow], by: str, at: datetime) -> int:
    """Keep rows; one about the same pair replaces it. Says how many were kept.

    Each side is a product's id, a category with all below it ("Bicycles/*"), or "*". Raises `ConsentError`.
    """
    checked = [_checked(row) for row in rows]
    with transaction.atomic():
        for row in checked:
            Similar.objects.update_or_create(
                source=row.source,
                bought=row.bought,
                offered=row.offered,
                defaults={"similar": row.similar, "recorded_by": by[:100], "recorded_at": at},
            )
    return len(checked)


def remove_similar(source: str, bought: str, offered: str) -> bool:
    """Take a row away, so that the catalogue speaks again; False when there was none."""
    return bool(Similar.objects.filter(source=source, bought=bought, offered=offered).delete()[0])


def _checked(row: SimilarRow) -> SimilarRow:
    for field in ("bought", "offered"):
        value = getattr(row, field).strip()
        if not value or value == UNDER or len(value) > LONGEST or not possible(value):
            raise ConsentError(
                f'{field} is {value[:80]!r}; give a product\'s id, a category such as "Bicycles/*", or "*"'
            )
    if not row.source or len(row.source) > 64 or not possible(row.source):
        raise ConsentError(f"source is {row.source[:80]!r}; name the source the products are of")
    return SimilarRow(row.source, row.bought.strip(), row.offered.strip(), row.similar)
