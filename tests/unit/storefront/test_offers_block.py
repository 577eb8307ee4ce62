from __future__ import annotations

import json
import re
from html import unescape
from pathlib import Path

import pytest
from django.test import Client

from worthmore.simulation.demo import DEMO_CUSTOMERS

SCRIPT = "/v1/worthmore-offers.js"


def block(client: Client, address: str) -> dict[str, str]:
    """The attributes of the page's one block of offers in the main content; empty where there is none."""
    page = client.get(address).content.decode()
    all_blocks = re.findall(r"<worthmore-offers(.*?)>", page, re.DOTALL)
    found = [one for one in all_blocks if 'limit="1" beside' not in one]
    assert len(found) <= 1, "at most one block of offers in the main content"
    assert (SCRIPT in page) == bool(found)
    return {name: unescape(value) for name, value in re.findall(r'([a-z-]+)="([^"]*)"', "".join(found))}


@pytest.mark.parametrize(
    ("address", "placement", "product"),
    [
        ("/shop/", "category", ""),
        ("/shop/category/bicycles/", "category", ""),
        ("/shop/product/bike/", "product_page", "bike"),
        ("/shop/compare/?product=bike&product=better", "comparison", "bike"),
        ("/shop/cart/", "cart", ""),
        ("/shop/checkout/", "checkout", ""),
    ],
)
def test_each_page_asks_for_its_own_placement(
    visitor: Client, keys: Path, address: str, placement: str, product: str
) -> None:
    visitor.post("/shop/cart/add/", {"product": "lock", "quantity": "2", "offer": "token"})
    found = block(visitor, address)
    assert (found["placement"], found["product"], found["key"]) == (placement, product, "public-key")
    assert json.loads(found["cart"]) == [{"product": "lock", "quantity": 2, "unit_price": 3995, "offer": "token"}]


def test_the_thank_you_page_speaks_of_what_was_bought(visitor: Client, keys: Path) -> None:
    visitor.post("/shop/cart/add/", {"product": "bike"})
    visitor.post("/shop/checkout/", {})
    found = block(visitor, "/shop/thanks/")
    assert (found["placement"], found["data-back-to"]) == ("thank_you", "checkout"), "a yes is an order of its own"
    assert json.loads(found["cart"]) == [{"product": "bike", "quantity": 1, "unit_price": 100_000}]


def test_an_empty_cart_and_a_missing_page_ask_nothing(visitor: Client, keys: Path) -> None:
    assert block(visitor, "/shop/cart/") == {}
    assert block(visitor, "/shop/product/nonsense/") == {}


@pytest.mark.parametrize("content", [None, "", "not json", "[]", '{"storefront": null}', "\udcff"])
def test_without_a_readable_key_the_pages_work_and_ask_nothing(
    visitor: Client, home: Path, content: str | None
) -> None:
    if content is not None:
        (home / "demo-keys.json").write_text(content, errors="surrogateescape")
    assert block(visitor, "/shop/product/bike/") == {}


def test_the_server_key_never_reaches_a_page(visitor: Client, keys: Path) -> None:
    visitor.post("/shop/cart/add/", {"product": "bike"})
    for address in ("/shop/", "/shop/product/bike/", "/shop/cart/", "/shop/checkout/"):
        assert b"secret-key" not in visitor.get(address).content


def test_the_customer_is_named_until_personal_suggestions_are_off(visitor: Client, keys: Path) -> None:
    customer = DEMO_CUSTOMERS[0].id
    assert block(visitor, "/shop/")["customer"] == ""
    visitor.post("/shop/visitor/", {"customer": customer})
    assert block(visitor, "/shop/")["customer"] == customer
    visitor.post("/shop/personal/", {"personal": "off"})
    assert block(visitor, "/shop/")["customer"] == ""
    visitor.post("/shop/personal/", {"personal": "on"})
    assert block(visitor, "/shop/")["customer"] == customer
