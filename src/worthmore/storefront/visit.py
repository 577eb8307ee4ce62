"""One visitor on one page: what the shop sells, what is in their cart, and as whom they look around."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language, ngettext

from worthmore.law.button_words import WITHDRAW
from worthmore.law.checkout import WITHDRAWAL_FUNCTION, owed
from worthmore.storefront import cart as carts
from worthmore.storefront import offers_block, thinking
from worthmore.storefront.cart import Cart
from worthmore.storefront.demo_customers import country_of, known, listed
from worthmore.storefront.shelf import Shelf, current_shelf
from worthmore.vocabulary.clock import now
from worthmore.vocabulary.prices import Reduction
from worthmore.vocabulary.products import Product

CART, CUSTOMER, IMPERSONAL, WITHDRAWAL = "cart", "customer", "impersonal", "withdrawal"


@dataclass(frozen=True, slots=True)
class Visit:
    """`customer` is the id of the demo customer the visitor chose to be, or empty; `personal` is their switch."""

    request: HttpRequest
    shelf: Shelf
    cart: Cart
    customer: str
    personal: bool

    @property
    def country(self) -> str:
        """Whose law holds: the customer's country, and of a visitor nobody knows the shop's own."""
        return country_of(self.customer) or self.shelf.law.policy.country

    @property
    def named(self) -> str:
        """The customer as Worthmore hears of them: nobody while personal suggestions are off."""
        return self.customer if self.personal else ""

    def reduction(self, product: Product) -> Reduction | None:
        """The reduction that may be announced on a product to this visitor now."""
        return self.shelf.law.announced(product, self.country, now())

    def owed(self, what: str) -> bool:
        """Whether the law asks for a thing at the checkout, for this visitor now."""
        return owed(self.shelf.law.table, what, self.country, now())

    def keep(self, cart: Cart) -> None:
        """Remember this cart from now on."""
        self.request.session[CART] = carts.stored(cart)

    def offers(
        self, placement: str, product: str = "", back_to: str = "cart", cart: Cart | None = None
    ) -> offers_block.OffersBlock | None:
        """The offers block for a placement; without personal suggestions the customer is not named."""
        return offers_block.block(placement, self.cart if cart is None else cart, self.named, product, back_to)

    def beside(self, placement: str) -> offers_block.OffersBlock | None:
        """The block for a placement beside the main content, with one offer at most."""
        found = self.offers(placement)
        return replace(found, limit=1, beside=True) if found else None

    def page(self, template: str, status: int = 200, **context: Any) -> HttpResponse:
        """A page of the shop with what its head and foot need."""
        around = {
            "visit": self,
            "categories": self.shelf.categories,
            "demo_customers": listed(),
            "withdraw_words": self._withdraw_words(),
            "thought_address": self._thought_address(context),
        }
        return render(self.request, f"storefront/{template}.html", {**around, **context}, status=status)

    def _thought_address(self, context: Mapping[str, Any]) -> str:
        """Where the shop's people see what the engine thought of this page; empty for everybody else."""
        blocks = [one for one in (context.get("offers"), context.get("asked_block"), *context.get("beside", ())) if one]
        if not blocks or not thinking.may_be_seen(self.request):
            return ""
        order = {"order": "1"} if "order" in context else {}
        return f"{reverse('storefront:thought')}?{urlencode({'blocks': thinking.address_part(blocks), **order})}"

    def _withdraw_words(self) -> str:
        """The words that lead to withdrawing; empty where no law asks for them yet."""
        return WITHDRAW[get_language() or "en"] if self.owed(WITHDRAWAL_FUNCTION) else ""

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
