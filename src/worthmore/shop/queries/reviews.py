"""The reviews that offers quote."""

from __future__ import annotations

from worthmore.decide.wording.quoting import shortened
from worthmore.shop.models import Review
from worthmore.vocabulary.texts import Quote


def quotes(source: str) -> dict[tuple[str, str], Quote]:
    """The one review of each product and language that is quoted, by both."""
    rows = Review.objects.filter(source__name=source, quoted=True).order_by("pk")
    return {(row.product_id, row.language): _quote(row) for row in rows}


def _quote(row: Review) -> Quote:
    return Quote(
        row.external_id,
        row.product_id,
        row.language,
        shortened(row.text),
        row.name,
        row.rating,
        row.written_on,
        row.verified,
        row.average,
        row.count,
    )
