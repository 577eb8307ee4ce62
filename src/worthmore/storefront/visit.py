"""One visitor on one page: what the shop sells, what is in their cart, and as whom they look around."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import ngettext

from worthmore.storefront import cart as carts
from worthmore.storefront import offers_block
from worthmore.storefront.cart import Cart
from worthmore.storefront.demo_customers import known, listed
from worthmore.storefront.shelf import Shelf, current_shelf

CART, CUSTOMER, IMPERSONAL = "cart", "customer", "impersonal"


@dataclass(frozen=True, slots=True)
class Visit:
    """`customer` is the id of the demo customer the visitor chose to be, or empty; `personal` is their switch."""

    request: HttpRequest
    shelf: Shelf
    cart: Cart
    customer: str
    personal: bool

    def keep(self, cart: Cart) -> None:
        """Remember this cart from now on."""
        self.request.session[CART] = carts.stored(cart)

    def offers(
        self, placement: str, product: str = "", back_to: str = "cart", cart: Cart | None = None
    ) -> offers_block.OffersBlock | None:
        """The offers block for a placement; without personal suggestions the customer is not named."""
        customer = self.customer if self.personal else ""
        return offers_block.block(placement, self.cart if cart is None else cart, customer, product, back_to)

    def page(self, template: str, status: int = 200, **context: Any) -> HttpResponse:
        """A page of the shop with what its head and foot need."""
        around = {"visit": self, "categories": self.shelf.categories, "demo_customers": listed()}
        return render(self.request, f"storefront/{template}.html", {**around, **context}, status=status)

    def missing(self, what: str) -> HttpResponse:
        """The friendly page for something the shop does not have."""
        return self.page("missing", status=404, what=what)


def visit_of(request: HttpRequest) -> Visit:
    """The visit, with the cart as far as it can still be read and bought; the visitor hears of what changed."""
    shelf = current_shelf()
    cart, changed = carts.restored(request.session.get(CART), shelf.products)
    if changed:
        request.session[CART] = carts.stored(cart)
        messages.warning(request, _cart_changed(changed))
    customer = request.session.get(CUSTOMER)
    return Visit(
        request=request,
        shelf=shelf,
        cart=cart,
        customer=customer if isinstance(customer, str) and known(customer) else "",
        personal=not request.session.get(IMPERSONAL),
    )


def _cart_changed(count: int) -> str:
    return ngettext(
        "One line of your cart could not be kept as it was: the product is sold out or no longer sold.",
        "%(count)d lines of your cart could not be kept as they were: the products are sold out or no longer sold.",
        count,
    ) % {"count": count}
