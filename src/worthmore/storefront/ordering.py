"""Placing an order: written down and kept for the thank-you page before anyone else is told."""

from __future__ import annotations

from datetime import datetime

from django.contrib.sessions.backends.base import SessionBase

from worthmore.storefront import orders, outbox
from worthmore.storefront.keys import shop_keys
from worthmore.storefront.orders import PlacedOrder
from worthmore.storefront.visit import CUSTOMER

ORDER = "order"


def place(session: SessionBase, order: PlacedOrder, at: datetime) -> None:
    """Keep an order to be sent, remember it as the visitor's last, and send what waits."""
    outbox.keep(orders.message(order, at), at)
    session[ORDER] = orders.stored(order)
    session[CUSTOMER] = order.customer
    session.save()
    outbox.send_waiting(shop_keys().server)
