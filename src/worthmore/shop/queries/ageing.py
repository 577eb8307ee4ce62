"""What in the shop is older than it is kept."""

from __future__ import annotations

from datetime import datetime

from worthmore.shop.models import Activity


def activity_before(before: datetime) -> int:
    """How many products looked at or put into carts before that moment are kept."""
    return Activity.objects.filter(at__lt=before).count()
