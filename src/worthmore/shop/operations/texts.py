"""Keeping the shop's own texts: a new version each time, and each publishes a new revision."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from worthmore.shop.models import OfferText
from worthmore.shop.operations.revision import next_revision, publish
from worthmore.shop.operations.settings import find_source
from worthmore.vocabulary.texts import Slot


def save_text(source: str, slot: Slot, text: str, at: datetime, by: str = "") -> int:
    """Keep a new version of a text; "" gives the built-in one back. Returns its number.

    The same text again makes no version. Whoever calls has checked the text: what is kept here is said.
    """
    with transaction.atomic():
        revision, key = next_revision(), find_source(source)
        place = {"kind": slot.kind, "frame": slot.frame.value, "tone": slot.tone.value, "language": slot.language}
        newest = OfferText.objects.filter(source_id=key, **place).order_by("-pk").first()
        if newest is not None and newest.text == text:
            return newest.pk
        kept = OfferText.objects.create(source_id=key, **place, text=text, saved_at=at, saved_by=by)
        publish(revision)
        return int(kept.pk)
