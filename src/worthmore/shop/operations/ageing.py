"""What the shop lets go of when it is too old."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from worthmore.shop.models import Activity

AT_ONCE = 5_000


def forget_activity(before: datetime, most: int = AT_ONCE) -> int:
    """Remove up to so many products looked at or put into carts before that moment; says how many went."""
    with transaction.atomic():
        old = list(Activity.objects.filter(at__lt=before).order_by("pk").values_list("pk", flat=True)[:most])
        gone, _ = Activity.objects.filter(pk__in=old).delete() if old else (0, {})
    return gone
