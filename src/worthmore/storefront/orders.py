"""A placed order: what the thank-you page shows and what Worthmore is told."""

from __future__ import annotations

import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from worthmore.storefront import design
from worthmore.storefront.cart import Cart, Line, sound_token
from worthmore.storefront.delivery import Delivery
from worthmore.vocabulary.products import Product

CURRENCY = "EUR"


@dataclass(frozen=True, slots=True)
class PlacedOrder:
    """`customer` is the id the shop knows the buyer by; empty for a guest."""

    id: str
    lines: tuple[Line, ...]
    delivery: Delivery
    customer: str = ""
    name: str = ""

    @property
    def cart(self) -> Cart:
        """The lines as a cart."""
        return Cart(self.lines)

    @property
    def total(self) -> int:
        """Minor units, delivery included."""
        return self.cart.total + self.delivery.charge


def new_order_id(at: datetime) -> str:
    """An id no other order has, short enough to read out on the phone."""
    return f"W{at:%y%m%d}-{secrets.token_hex(4).upper()}"


def message(order: PlacedOrder, at: datetime) -> str:
    """The order as `POST /v1/orders` wants it."""
    body: dict[str, Any] = {
        "id": order.id,
        "at": at.isoformat(),
        "channel": "web",
        "currency": order.lines[0].product.currency if order.lines else CURRENCY,
        "lines": [_line_message(line) for line in order.lines],
    }
    if order.customer:
        body["customer"] = order.customer
    return json.dumps(body)


def _line_message(line: Line) -> dict[str, Any]:
    plain = {"product": line.product.id, "quantity": line.quantity, "unit_price": line.unit_price}
    return {**plain, "offer": line.offer} if line.offer else plain


def stored(order: PlacedOrder) -> dict[str, Any]:
    """The order's plain form, for the session."""
    return {
        "id": order.id,
        "delivery": order.delivery.charge,
        "customer": order.customer,
        "name": order.name,
        "lines": [
            {
                "product": line.product.id,
                "quantity": line.quantity,
                "price": line.unit_price,
                "offer": line.offer,
                **design.stored(line.design),
            }
            for line in order.lines
        ],
    }


def restored(plain: object, products: Mapping[str, Product]) -> PlacedOrder | None:
    """The order from its plain form, at the prices it was placed for; None where there is none to read."""
    try:
        return _restored(plain, products)
    except (TypeError, KeyError, ValueError, AttributeError):
        return None


def _restored(plain: Any, products: Mapping[str, Product]) -> PlacedOrder:
    lines = tuple(
        Line(
            _at_price(products[row["product"]], int(row["price"])),
            int(row["quantity"]),
            sound_token(row["offer"]),
            design.restored(row),
        )
        for row in plain["lines"]
        if row["product"] in products
    )
    return PlacedOrder(
        id=str(plain["id"]),
        lines=lines,
        delivery=Delivery(int(plain["delivery"])),
        customer=str(plain["customer"]),
        name=str(plain["name"]),
    )


def _at_price(product: Product, price: int) -> Product:
    return replace(product, price=price, tiers=())
