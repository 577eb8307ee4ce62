"""What delivery costs in the demo shop, and what is missing to free delivery."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from worthmore.shop import queries
from worthmore.storefront.cart import Cart

CHARGE = 495


@dataclass(frozen=True, slots=True)
class Delivery:
    """`charge` for this cart, and `missing` to free delivery; minor units. Nothing missing: it is free."""

    charge: int
    missing: int = 0


def delivery_of(cart: Cart) -> Delivery:
    """Free from the amount the shop has set; free always where it has set none."""
    free_from = queries.policy().free_delivery_from
    if free_from is None or not cart.lines or cart.total >= free_from:
        return Delivery(0)
    return Delivery(CHARGE, free_from - cart.total)


def sum_of(cart: Cart) -> dict[str, Any]:
    """What a page's sum shows of a cart."""
    delivery = delivery_of(cart)
    return {"delivery": delivery, "total": cart.total + delivery.charge}
