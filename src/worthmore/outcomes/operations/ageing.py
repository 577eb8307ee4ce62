"""Old decisions, thinned to what reports need: when, where, which arm, and the figures of what was offered."""

from __future__ import annotations

from datetime import datetime

import msgspec
from django.db import transaction
from django.db.models import QuerySet

from worthmore.outcomes.models import Decision
from worthmore.outcomes.operations.forgetting import NOTHING_SEEN
from worthmore.outcomes.refusals_text import write_refusals

AT_ONCE = 1_000
SAID = ("reason", "words")


def thin_decisions(before: datetime, most: int = AT_ONCE) -> int:
    """Take what they saw, what they refused and their words out of up to so many decisions; says how many that were.

    Kind, product, price and chances of what was offered stay.
    """
    with transaction.atomic():
        rows = list(thick(before).order_by("at", "pk").only("id", "offers")[:most])
        for row in rows:
            row.saw, row.refused, row.offers = NOTHING_SEEN, write_refusals(()), _figures(row.offers)
        Decision.objects.bulk_update(rows, ["saw", "refused", "offers"], batch_size=200)
    return len(rows)


def thick(before: datetime) -> QuerySet[Decision]:
    """Decisions made before that moment that still tell what they saw. For this room's own use."""
    return Decision.objects.filter(at__lt=before).exclude(saw=NOTHING_SEEN)


def _figures(offers: str) -> str:
    """The offers without what was said."""
    kept = [
        {name: "" if name in SAID else value for name, value in offer.items()} for offer in msgspec.json.decode(offers)
    ]
    return msgspec.json.encode(kept).decode()
