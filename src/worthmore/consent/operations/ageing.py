"""Confirmations that nobody followed: what somebody asked for in another's name is not kept."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from worthmore.consent.models import Link
from worthmore.consent.values import LinkKind

AT_ONCE = 1_000


def empty_unconfirmed(at: datetime, most: int = AT_ONCE) -> int:
    """Take person, address and circumstances out of up to so many confirmation links that ran out unused.

    The link still answers that it ran out. Says how many those were.
    """
    with transaction.atomic():
        keys = list(unconfirmed(at).order_by("pk").values_list("pk", flat=True)[:most])
        return Link.objects.filter(pk__in=keys).update(person_key="", address="", about={})


def unconfirmed(at: datetime) -> QuerySet[Link]:
    """Confirmation links that ran out unused and still tell whom they were for."""
    return Link.objects.filter(kind=LinkKind.CONFIRM.value, used_at=None, expires_at__lt=at).exclude(about={})
