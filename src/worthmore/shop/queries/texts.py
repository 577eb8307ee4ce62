"""The shop's own texts around the reason of an offer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Max

from worthmore.shop.models import OfferText
from worthmore.vocabulary.journey import Tone
from worthmore.vocabulary.texts import Frame, ShopText, Slot


@dataclass(frozen=True, slots=True)
class TextVersion:
    """One version: its number, the text ("" for the built-in one), when it was saved and by whom."""

    number: int
    text: str
    at: datetime
    by: str


def shop_texts(source: str) -> tuple[ShopText, ...]:
    """The texts of a source that count now."""
    rows = OfferText.objects.filter(source__name=source)
    newest = rows.values("kind", "frame", "tone", "language").annotate(newest=Max("pk")).values("newest")
    found = OfferText.objects.filter(pk__in=newest).exclude(text="").order_by("pk")
    return tuple(ShopText(_slot(row), row.text, row.pk) for row in found)


def text_versions(source: str, slot: Slot) -> list[TextVersion]:
    """Every version of one text, the newest first."""
    rows = OfferText.objects.filter(
        source__name=source, kind=slot.kind, frame=slot.frame.value, tone=slot.tone.value, language=slot.language
    )
    return [TextVersion(row.pk, row.text, row.saved_at, row.saved_by) for row in rows.order_by("-pk")]


def _slot(row: OfferText) -> Slot:
    return Slot(row.kind, Frame(row.frame), Tone(row.tone), row.language)
