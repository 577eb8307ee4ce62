"""The customer's account, and ordering what was offered there: a contract of its own, with its own pay button."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import datetime

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from worthmore.law.button_words import ORDER as ORDER_WORDS
from worthmore.storefront import account as accounts
from worthmore.storefront import orders
from worthmore.storefront.account import ACCOUNT, BESIDE, ContractOffer
from worthmore.storefront.cart import Line
from worthmore.storefront.delivery import Delivery
from worthmore.storefront.demo_customers import listed
from worthmore.storefront.ordering import place
from worthmore.storefront.visit import Visit, visit_of
from worthmore.vocabulary.clock import now
from worthmore.vocabulary.contracts import Contract
from worthmore.vocabulary.products import Product


@never_cache
@require_safe
def account(request: HttpRequest) -> HttpResponse:
    """What the customer has, and what is offered about it."""
    visit = visit_of(request)
    if not visit.customer:
        messages.info(request, _("Look around as one of the demo customers first: then there is an account to see."))
        return redirect("storefront:home")
    at = now()
    said = accounts.asked(visit.named, get_language() or "en") if visit.named else {"offers": []}
    request.session[ACCOUNT] = accounts.about_contracts(said)
    held = [(visit.shelf.products.get(one.product_id), one, _extras(visit, one)) for one in _contracts(visit, at)]
    name = next(one.name for one in listed() if one.id == visit.customer)
    offers = visit.offers("account")
    answered = replace(offers, answer=json.dumps(said)) if offers else None
    return visit.page("account", name=name, contracts=held, offers=answered)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def order(request: HttpRequest) -> HttpResponse:
    """One offer about a contract: all that the law wants said before, and the button that orders it."""
    visit = visit_of(request)
    token = (request.POST if request.method == "POST" else request.GET).get("offer", "")
    offer = accounts.chosen(request.session.get(ACCOUNT), token)
    product = visit.shelf.products.get(offer.product.id) if offer else None
    held = next((one for one in _contracts(visit, now()) if offer and one.id == offer.contract), None)
    if offer is None or product is None or held is None:
        messages.warning(request, _("That offer is no longer there. Nothing was ordered."))
        return redirect("storefront:account")
    if request.method == "POST":
        _order(visit, offer, product, held)
        return redirect("storefront:thanks")
    return visit.page(
        "order_contract",
        offer=offer,
        product=product,
        plan=accounts.plan_of(product.id),
        total=product.price * offer.quantity,
        ends=None if offer.kind in BESIDE else visit.shelf.products.get(held.product_id),
        order_words=ORDER_WORDS[get_language() or "en"],
    )


def _contracts(visit: Visit, at: datetime) -> tuple[Contract, ...]:
    return accounts.contracts_of(visit.customer, at) if visit.customer else ()


def _extras(visit: Visit, held: Contract) -> list[Product]:
    """What else is on the contract."""
    return [visit.shelf.products[one] for one in held.covers if one in visit.shelf.products]


def _order(visit: Visit, offer: ContractOffer, product: Product, held: Contract) -> None:
    at = now()
    lines = (Line(product, offer.quantity, offer.token),)
    placed = orders.PlacedOrder(orders.new_order_id(at), lines, Delivery(0), visit.customer)
    visit.request.session[ACCOUNT] = []
    place(visit.request.session, placed, at)
    accounts.tell(accounts.change(offer, held, visit.customer, placed.id, at))
