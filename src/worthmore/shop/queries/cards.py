"""Whose card was scanned."""

from __future__ import annotations

from worthmore.shop.models import Customer
from worthmore.shop.queries.ids import possible


def customer_of_card(source: str, number: str) -> str | None:
    """The id of the customer of a source with this card number; None when it is nobody's, or two people's."""
    if not possible(number):
        return None
    found = Customer.objects.filter(source__name=source, card=number).values_list("external_id", flat=True)[:2]
    return found[0] if len(found) == 1 else None
