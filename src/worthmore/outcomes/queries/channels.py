"""Which channels people were reached through."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db.models import Count

from worthmore.outcomes.models import Contact


def reached_by(since: datetime) -> Mapping[str, int]:
    """How many contacts there were since a moment, by channel; a channel without any is absent."""
    rows = Contact.objects.filter(at__gte=since).values("channel").annotate(times=Count("id")).order_by("channel")
    return {row["channel"]: row["times"] for row in rows}
