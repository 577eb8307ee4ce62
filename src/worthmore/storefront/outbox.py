"""Orders on their way to Worthmore: written down first, then sent, and sent again at the next checkout if need be.

Sending never breaks a page: whatever goes wrong, the order stays here. Worthmore takes an order once however often it
is sent, so sending again is always safe.
"""

from __future__ import annotations

import logging
from datetime import datetime

from django.db import Error

from worthmore.storefront.calling import post
from worthmore.storefront.models import UnsentOrder

MOST_AT_ONCE = 10
# Worthmore's own trouble or the key's, not the order's: worth trying again.
PASSING = frozenset({401, 403, 404, 408, 425, 429})
log = logging.getLogger(__name__)


def keep(body: str, at: datetime) -> None:
    """Write an order down to be sent."""
    UnsentOrder.objects.create(body=body, placed_at=at)


def send_waiting(key: str) -> int:
    """Send what waits, oldest first, until one cannot be sent; the number that arrived."""
    sent = 0
    try:
        for row in UnsentOrder.objects.filter(refused="").order_by("id")[:MOST_AT_ONCE] if key else ():
            if not _done_with(row, post("orders", row.body, key).status):
                break
            sent += not row.refused
    except Error as error:
        log.warning("Orders wait for the next checkout: the database does not answer (%s)", error)
    return sent


def _done_with(row: UnsentOrder, status: int) -> bool:
    """Whether the next order may go: this one arrived, or never will. What never will is kept apart."""
    if 200 <= status < 300:
        row.delete()
        return True
    row.attempts += 1
    if 400 <= status < 500 and status not in PASSING:
        row.refused = f"status {status}"
        log.error(
            "Worthmore refuses an order with status %s; it is kept as number %d and not sent again", status, row.pk
        )
    row.save(update_fields=["attempts", "refused"])
    return bool(row.refused)
