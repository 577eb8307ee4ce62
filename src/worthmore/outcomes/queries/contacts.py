"""How often somebody was reached: for the cap over all channels."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import connection

from worthmore.outcomes.models import Contact
from worthmore.shop.queries.direct import Statement, read
from worthmore.shop.queries.moments import moment
from worthmore.vocabulary.permission import Channel

PART = 500

REACHED = Statement(
    "worthmore_reached",
    f"SELECT channel, at FROM {Contact._meta.db_table} WHERE person_key = %s AND at >= %s",  # noqa: S608 - our table
    ("text", "timestamptz"),
)


def contacts(keys: Sequence[str], since: datetime) -> tuple[tuple[Channel, datetime], ...]:
    """Every contact of one person (all their keys) since a moment, that moment included: channel and time."""
    after = connection.ops.adapt_datetimefield_value(since)
    return tuple(
        (Channel(channel), moment(at)) for key in filter(None, keys) for channel, at in read(REACHED, key, after)
    )


def contacts_many(keys: Sequence[str], since: datetime) -> Mapping[str, tuple[tuple[Channel, datetime], ...]]:
    """`contacts` of many people at once, by key; who was not reached is absent."""
    found: dict[str, list[tuple[Channel, datetime]]] = defaultdict(list)
    for start in range(0, len(keys), PART):
        rows = Contact.objects.filter(person_key__in=keys[start : start + PART], at__gte=since).order_by("at", "id")
        for key, channel, at in rows.values_list("person_key", "channel", "at"):
            found[key].append((Channel(channel), at))
    return {key: tuple(reached) for key, reached in found.items()}


def contact_counts(keys: Sequence[str], since: datetime) -> Mapping[Channel, int]:
    """How often one person was reached through each channel since a moment."""
    counts: dict[Channel, int] = {}
    for channel, _ in contacts(keys, since):
        counts[channel] = counts.get(channel, 0) + 1
    return counts
