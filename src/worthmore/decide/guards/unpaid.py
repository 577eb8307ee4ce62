"""Who owes the shop money hears about that, and not about more to buy."""

from __future__ import annotations

from datetime import datetime

from worthmore.decide.ports import Examine, Guard
from worthmore.vocabulary.situation import Situation
from worthmore.vocabulary.standing import OrderState


def unpaid() -> Guard:
    """Refuses what would go to a person with an order that is overdue or was reminded of, and not paid."""
    return Guard("unpaid", _prepare)


def _prepare(situation: Situation) -> Examine | None:
    person = situation.person
    if person is None or not situation.placement.proactive:
        return None
    details = (_owed(order, situation.at) for order in person.standing.orders)
    detail = next((one for one in details if one is not None), None)
    return None if detail is None else lambda candidate: detail


def _owed(order: OrderState, at: datetime) -> str | None:
    if order.paid_at is not None and order.paid_at <= at:
        return None
    if order.reminded_at is not None:
        return f"an order is unpaid, and a reminder was sent on {order.reminded_at.date()}"
    if order.due_at is not None and order.due_at < at:
        return f"an order that was to be paid by {order.due_at.date()} is unpaid"
    return None
