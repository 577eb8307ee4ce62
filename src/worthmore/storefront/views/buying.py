"""Buying: cart, checkout, thank you."""

from __future__ import annotations

import re

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from worthmore.law.button_words import ORDER as ORDER_WORDS
from worthmore.law.checkout import GUARANTEE_NOTICE
from worthmore.storefront import orders
from worthmore.storefront.cart import MOST, Cart, Line, room, sound_token
from worthmore.storefront.delivery import delivery_of, sum_of
from worthmore.storefront.design import PictureError
from worthmore.storefront.forms import CheckoutForm
from worthmore.storefront.ordering import ORDER, place
from worthmore.storefront.views import stepping
from worthmore.storefront.visit import Visit, visit_of
from worthmore.vocabulary.clock import now
from worthmore.vocabulary.products import Product

QUANTITY = re.compile(r"[0-9]{1,4}")
GUARANTEE_PAGE = "https://eur-lex.europa.eu/legal-content/{language}/TXT/?uri=OJ:L_202501960"
"""The regulation with the notice of the legal guarantee, in the visitor's language."""
BACK_TO = {"cart": "storefront:cart", "checkout": "storefront:checkout"}


@require_safe
def cart(request: HttpRequest) -> HttpResponse:
    """What is in the cart."""
    visit = visit_of(request)
    offers = visit.offers("cart") if visit.cart.lines else None
    return visit.page("cart", most=MOST, offers=offers, **sum_of(visit.cart))


@require_POST
def add(request: HttpRequest) -> HttpResponse:
    """One product into the cart; with an offer's token when it was offered, in the place of what it replaces."""
    visit = visit_of(request)
    product = visit.shelf.products.get(request.POST.get("product", ""))
    quantity = _quantity(request.POST.get("quantity", "1"))
    if product is None:
        messages.error(request, _("That product is not, or no longer, in this shop. Nothing was added."))
    elif not quantity:
        messages.error(request, _("Give a quantity between 1 and %(most)d. Nothing was added.") % {"most": MOST})
    elif not room(product):
        messages.error(request, _("That product is sold out. Nothing was added."))
    elif request.POST.get("offer") or not visit.shelf.made_to_order(product):
        _put(visit, Line(product, quantity, _token(request)))
    else:
        return _put_to_order(visit, product, quantity)
    return redirect(BACK_TO.get(request.POST.get("back_to", ""), "storefront:cart"))


@require_POST
def change(request: HttpRequest) -> HttpResponse:
    """Another quantity of one line, or the line taken out."""
    visit = visit_of(request)
    line = visit.cart.line(request.POST.get("line", ""))
    quantity = 0 if "remove" in request.POST else _quantity(request.POST.get("quantity", ""))
    if line is None:
        messages.warning(request, _("That line is no longer in your cart."))
    elif quantity is None:
        messages.error(request, _("Give a quantity between 1 and %(most)d. Nothing was changed.") % {"most": MOST})
    else:
        _change(visit, line, quantity)
    return redirect("storefront:cart")


@require_http_methods(["GET", "HEAD", "POST"])
def checkout(request: HttpRequest) -> HttpResponse:
    """Who orders; then the order is placed."""
    visit = visit_of(request)
    if not visit.cart.lines:
        messages.info(request, _("Your cart is empty: there is nothing to order yet."))
        return redirect("storefront:cart")
    form = CheckoutForm(request.POST if request.method == "POST" else None, initial={"customer": visit.customer})
    if request.method == "POST" and form.is_valid():
        _place(visit, form.cleaned_data["name"], form.cleaned_data["customer"])
        return redirect("storefront:thanks")
    status = 422 if form.is_bound else 200
    offers = visit.offers("checkout", back_to="checkout")
    language = get_language() or "en"
    guarantee = GUARANTEE_PAGE.format(language=language.upper()) if visit.owed(GUARANTEE_NOTICE) else ""
    words = {"order_words": ORDER_WORDS[language], "guarantee_page": guarantee}
    return visit.page("checkout", status, form=form, offers=offers, **words, **sum_of(visit.cart))


@require_safe
def thanks(request: HttpRequest) -> HttpResponse:
    """The order that was just placed."""
    visit = visit_of(request)
    order = orders.restored(request.session.get(ORDER), visit.shelf.products)
    if order is None:
        messages.info(request, _("You have not ordered anything yet."))
        return redirect("storefront:home")
    offers = visit.offers("thank_you", cart=order.cart, back_to="checkout")
    return visit.page("thanks", order=order, offers=offers, delivery=order.delivery, total=order.total)


def _quantity(text: str) -> int | None:
    """The number typed, if it is one a cart may hold."""
    typed = text.strip()
    return int(typed) if QUANTITY.fullmatch(typed) and int(typed) <= MOST else None


def _token(request: HttpRequest) -> str:
    given = request.POST.get("offer", "")
    token = sound_token(given)
    if given and not token:
        messages.warning(request, _("That offer could not be read. The product is in your cart at its usual price."))
    return token


def _put(visit: Visit, line: Line) -> None:
    replaced = visit.request.POST.get("replaces", "") if line.offer else ""
    parts = visit.shelf.parts.get(line.product.id, ()) if line.offer else ()
    if replaced:
        changed = visit.cart.with_upgrade(replaced, line)
    else:
        changed = visit.cart.with_set(parts, line) if parts else visit.cart.with_line(line)
    if changed == visit.cart:
        messages.warning(visit.request, _("There is no room for more of that in your cart. Nothing was added."))
        return
    visit.keep(changed)
    name = line.product.spoken(get_language() or "en")
    messages.success(visit.request, _("In your cart: %(name)s.") % {"name": name})
    if changed.count < visit.cart.count + line.quantity and not replaced and not parts:
        messages.warning(visit.request, _only_in_stock(line))


def _put_to_order(visit: Visit, product: Product, quantity: int) -> HttpResponse:
    """Into the cart with the customer's design, and on to the small extras after it."""
    try:
        wanted = stepping.design_of(visit.request)
    except PictureError:
        messages.error(visit.request, stepping.unusable())
        return redirect("storefront:product", product.id)
    _put(visit, Line(product, quantity, _token(visit.request), wanted))
    return stepping.begin(visit, product.id, wanted)


def _change(visit: Visit, line: Line, quantity: int) -> None:
    changed = visit.cart.with_quantity(line.key, quantity)
    visit.keep(changed)
    name = line.product.spoken(get_language() or "en")
    if quantity == 0:
        messages.success(visit.request, _("Taken out of your cart: %(name)s.") % {"name": name})
    elif quantity > room(line.product):
        messages.warning(visit.request, _only_in_stock(line))
    else:
        messages.success(visit.request, _("Your cart is up to date."))


def _only_in_stock(line: Line) -> str:
    return _("Only %(count)d in stock: that many are in your cart.") % {"count": room(line.product)}


def _place(visit: Visit, name: str, customer: str) -> None:
    at = now()
    order = orders.PlacedOrder(
        id=orders.new_order_id(at),
        lines=visit.cart.lines,
        delivery=delivery_of(visit.cart),
        customer=customer,
        name=name,
    )
    visit.keep(Cart())
    place(visit.request.session, order, at)
