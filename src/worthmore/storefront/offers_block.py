"""What a page tells the web component: the same few facts any webshop would put beside its own content."""

from __future__ import annotations

import json
from dataclasses import dataclass
from urllib.parse import unquote

from django.urls import reverse

from worthmore.storefront import words
from worthmore.storefront.cart import Cart
from worthmore.storefront.keys import shop_keys


@dataclass(frozen=True, slots=True)
class OffersBlock:
    """One block of offers on a page. `back_to` names the page to return to after a yes.

    `limit` 0: the placement's own. `beside`: it stands beside the main content, where at most one block appears.
    `answer` is what the shop's own server was answered, where it asked itself; empty: the page asks.
    """

    placement: str
    key: str
    customer: str
    product: str
    cart: Cart
    back_to: str
    answer: str = ""
    limit: int = 0
    beside: bool = False

    @property
    def cart_json(self) -> str:
        """The cart as `POST /v1/offers` wants it."""
        return json.dumps(lines_of(self.cart))

    @property
    def product_url(self) -> str:
        """A product's page, with {id} where its id stands."""
        return unquote(reverse("storefront:product", args=["{id}"]))

    @property
    def picture_url(self) -> str:
        """A product's picture, with {id} where its id stands."""
        return unquote(reverse("storefront:picture", args=["{id}"]))

    @property
    def units_json(self) -> str:
        """The visitor's words for the catalogue's units."""
        return json.dumps({unit: words.called(unit) for unit in words.UNITS})


def lines_of(cart: Cart) -> list[dict[str, str | int]]:
    """The cart's lines as the API wants them."""
    return [_plain(line.product.id, line.quantity, line.unit_price, line.offer) for line in cart.lines]


def _plain(product: str, quantity: int, unit_price: int, offer: str) -> dict[str, str | int]:
    line: dict[str, str | int] = {"product": product, "quantity": quantity, "unit_price": unit_price}
    return {**line, "offer": offer} if offer else line


def block(placement: str, cart: Cart, customer: str, product: str = "", back_to: str = "cart") -> OffersBlock | None:
    """The block for a placement; None where the shop has no key, so that nothing is asked."""
    key = shop_keys().storefront
    return OffersBlock(placement, key, customer, product, cart, back_to) if key else None
