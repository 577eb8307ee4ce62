"""Nothing is in an order unless the customer put it there, and the button says that ordering costs money."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import get_resolver

from tests.unit.storefront.pages import Form, forms
from worthmore.api.openapi import document
from worthmore.law.button_words import order_button_fault
from worthmore.storefront import visit
from worthmore.storefront.models import UnsentOrder

PAGES = (
    "/shop/",
    "/shop/category/bicycles/",
    "/shop/product/bike/",
    "/shop/compare/?product=bike&product=better",
    "/shop/cart/",
    "/shop/checkout/",
    "/shop/thanks/",
    "/shop/withdraw/",
)
ORDERING = ("/shop/cart/add/", "/shop/cart/change/", "/shop/checkout/")


def page_of(client: Client, address: str) -> str:
    return str(client.get(address, follow=True).content.decode())


def buying_forms(client: Client) -> list[tuple[str, Form]]:
    """Every form anywhere in the shop that changes a cart or places an order."""
    found = ((address, form) for address in PAGES for form in forms(page_of(client, address), address))
    return [(address, form) for address, form in found if form.action in ORDERING and form.method == "post"]


def cart(client: Client) -> list[dict[str, Any]]:
    return [dict(line) for line in client.session.get("cart", [])]


@pytest.fixture
def buyer(visitor: Client, keys: Path) -> Client:
    """Somebody with a lock and a bicycle in the cart, and an order placed before."""
    visitor.post("/shop/cart/add/", {"product": "lock"})
    visitor.post("/shop/checkout/", {})
    visitor.post("/shop/cart/add/", {"product": "bike"})
    return visitor


@pytest.mark.rule("EU.chk.preticked")
def test_no_box_that_costs_money_is_ticked_beforehand(buyer: Client) -> None:
    found = buying_forms(buyer)
    assert len(found) > 5
    assert [(address, form.ticked) for address, form in found if form.ticked] == []


@pytest.mark.rule("EU.chk.preticked", "EU.ins", "EU.chk.unsolicited")
def test_sending_a_form_as_it_stands_adds_nothing_but_what_it_is_about(buyer: Client) -> None:
    for address, form in buying_forms(buyer):
        named = set(form.fields) - {"csrfmiddlewaretoken"}
        if form.action == "/shop/cart/add/":
            assert named <= {"product", "quantity", "offer", "replaces", "back_to"}, address
            assert form.fields.get("quantity", "1") in ("1", ""), address
        elif form.action == "/shop/checkout/":
            assert named == {"name", "email", "customer"}, address
    before = cart(buyer)
    buyer.post("/shop/checkout/", {"name": "", "email": "", "customer": ""})
    placed = json.loads(UnsentOrder.objects.order_by("pk").last().body)  # type: ignore[union-attr]
    assert [(line["product"], line["quantity"]) for line in placed["lines"]] == [
        (line["product"], line["quantity"]) for line in before
    ]


@pytest.mark.rule("EU.chk.preticked", "EU.chk.unsolicited")
def test_no_address_of_the_shop_changes_a_cart_by_being_opened(buyer: Client) -> None:
    before = cart(buyer)
    patterns = [str(one.pattern) for one in get_resolver("worthmore.storefront.urls").url_patterns]
    assert len(patterns) > 10
    temptations = "product=better&offer=token&replaces=bike&quantity=9&line=bike~&remove=1&add=lock&back_to=cart"
    for pattern in patterns:
        address = re.sub(r"<path:\w+>", "lock", pattern).replace("^.+/$", "nowhere/")
        for method in (buyer.get, buyer.head):
            assert method(f"/shop/{address}?{temptations}").status_code in {200, 301, 302, 404, 405}
            assert cart(buyer) == before, address


@pytest.mark.rule("EU.chk.preticked")
def test_the_interface_for_shops_has_no_way_to_put_anything_in_a_cart() -> None:
    schemas = document()["components"]["schemas"]
    forbidden = re.compile(
        r"auto|default|pre_?(?:select|tick|check)|^checked|^selected|opt_?out|^included?$|add_to|in_cart"
    )
    named = {name for schema in schemas.values() for name in schema.get("properties", {})}
    named.discard("opt_out_offered")  # of an address: whether a way to say no stood beside the field it was given in
    assert "offers" in named
    assert [name for name in sorted(named) if forbidden.search(name)] == []
    with_cart = {title for title, schema in schemas.items() if {"cart", "lines"} & set(schema.get("properties", {}))}
    assert with_cart == {"OffersRequest", "PageRequest", "OrderRequest"}  # what a shop tells; no answer holds a cart


@pytest.mark.rule("EU.chk.button")
@pytest.mark.parametrize("language", ["nl", "en", "fi"])
def test_the_button_that_orders_says_in_every_language_that_it_costs_money(buyer: Client, language: str) -> None:
    buyer.cookies.load({"django_language": language})
    (form,) = (one for address, one in buying_forms(buyer) if one.action == "/shop/checkout/")
    assert len(form.buttons) == 1
    assert order_button_fault(form.buttons[0], language) == ""


@pytest.mark.rule("EU.chk.button", "EU.chk.postpay")
def test_an_offer_after_the_order_is_a_contract_of_its_own(visitor: Client, keys: Path) -> None:
    visitor.post("/shop/cart/add/", {"product": "bike"})
    visitor.post("/shop/checkout/", {})
    order = json.loads(UnsentOrder.objects.get().body)
    thanks = page_of(visitor, "/shop/thanks/")
    assert "What you add here is a new order" in thanks
    visitor.post("/shop/cart/add/", {"product": "lock", "offer": "token"})
    assert [json.loads(row.body) for row in UnsentOrder.objects.all()] == [order]  # nothing was ordered by that click
    assert [line["product"] for line in cart(visitor)] == ["lock"]
    assert (
        order_button_fault(
            next(
                form
                for form in forms(page_of(visitor, "/shop/checkout/"), "/shop/checkout/")
                if form.buttons[-1:] and form.action == "/shop/checkout/"
            ).buttons[0],
            "en",
        )
        == ""
    )
    visitor.post("/shop/checkout/", {})
    first, second = (json.loads(row.body) for row in UnsentOrder.objects.order_by("pk"))
    assert first == order
    assert second["id"] != order["id"]
    assert [line["product"] for line in second["lines"]] == ["lock"]


@pytest.mark.rule("EU.chk.postpay")
def test_no_card_is_kept_that_a_click_could_charge(buyer: Client) -> None:
    fields = {name for address, form in buying_forms(buyer) for name in form.fields}
    assert not {name for name in fields if re.search(r"card|iban|pay", name)}


@pytest.mark.rule("EU.guarantee")
@pytest.mark.parametrize(
    ("moment", "shown"), [("2026-09-26T21:59", False), ("2026-09-26T22:00", True), ("2026-11-21T12:00", True)]
)
def test_the_legal_guarantee_stands_before_the_order_button(
    buyer: Client, monkeypatch: pytest.MonkeyPatch, moment: str, shown: bool
) -> None:
    at = datetime.fromisoformat(moment).replace(tzinfo=UTC)
    monkeypatch.setattr(visit, "now", lambda: at)
    page = page_of(buyer, "/shop/checkout/")
    assert ("at least two years after delivery" in page) is shown
    assert ("eur-lex.europa.eu/legal-content/EN/" in page) is shown
    if shown:
        assert page.index("Your legal guarantee") < page.index("Order with obligation to pay")
