"""Behind the scenes: who may see it, what is asked, and that the server key stays where it is."""

from __future__ import annotations

import json
import re
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from worthmore.storefront import calling
from worthmore.storefront.calling import Answer

PRICE = {"amount": 11900, "currency": "EUR", "display": "€119"}
TERMS = {"chance": 0.18, "base_chance": 0.04, "quantity": 1, "margin": 2000.0, "return_chance": 0.03}
WORTH = {**TERMS, "given_up": 0.0, "contact_cost": 0, "pressure": 0, "lever": 1.0, "total": 271.6}
OFFER = {"kind": "upgrade", "product": {"id": "better", "name": "Better one"}, "reason": "Further", "price": PRICE}
REFUSED = {"product": "racer", "kind": "upgrade", "guard": "premium", "detail": "a premium of 140 %"}
SAID = {"blocks": [{"placement": "cart", "offers": [{**OFFER, "premium": 0.19, "worth": WORTH}], "refused": [REFUSED]}]}


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    heard: list[dict[str, Any]] = []

    def post(what: str, body: str, key: str) -> Answer:
        if what == "pages":
            assert key == "secret-key"
            heard.append(json.loads(body))
        return Answer(200, SAID)

    monkeypatch.setattr(calling, "post", post)
    monkeypatch.setattr("worthmore.storefront.outbox.post", post)
    return heard


def drawer(client: Client, page: str) -> str:
    """The address behind the drawer; empty where there is no drawer."""
    found = re.search(r'data-address="([^"]*)"', client.get(page).content.decode())
    return unescape(found[1]) if found else ""


def test_it_shows_every_term_and_every_refusal(visitor: Client, keys: Path, asked: list[dict[str, Any]]) -> None:
    visitor.post("/shop/cart/add/", {"product": "bike"})
    text = visitor.get(drawer(visitor, "/shop/cart/") + "&exclude=lock&part=1").content.decode()
    for told in ("Better one", "18 %", "€20", "€2.72", "premium", "a premium of 140 %", "19 %"):
        assert told in text
    (question,) = asked
    assert question["explain"] is True
    assert question["blocks"] == [{"placement": "cart", "beside": False}]
    assert question["exclude"] == ["lock"]
    assert question["cart"] == [{"product": "bike", "quantity": 1, "unit_price": 100_000}]
    assert "secret-key" not in text


def test_a_page_with_several_places_asks_for_all_of_them(
    visitor: Client, keys: Path, asked: list[dict[str, Any]]
) -> None:
    visitor.post("/shop/cart/add/", {"product": "lock"})
    page = visitor.get("/shop/product/bike/").content.decode()
    assert page.count("<worthmore-offers") == 3
    assert len(re.findall(r'limit="1" beside', page)) == 2
    visitor.get(drawer(visitor, "/shop/product/bike/"))
    beside = [{"placement": name, "beside": True, "limit": 1} for name in ("cart", "category")]
    assert asked[-1]["blocks"] == [{"placement": "product_page", "beside": False, "product": "bike"}, *beside]


def test_nobody_but_the_shops_people_sees_it_in_an_installation_on_the_internet(
    visitor: Client, keys: Path, asked: list[dict[str, Any]], settings: Any
) -> None:
    settings.BASE_URL = "https://office.example"
    assert drawer(visitor, "/shop/product/bike/") == ""
    address = '/shop/thought/?blocks=[["cart"]]'
    assert visitor.get(address, headers={"host": "127.0.0.1"}).status_code == 403
    assert asked == []
    visitor.force_login(User.objects.create_user("marie"))
    assert drawer(visitor, "/shop/product/bike/")
    assert visitor.get(address).status_code == 200
    assert len(asked) == 1


def test_without_a_server_key_there_is_nothing_to_see(visitor: Client) -> None:
    assert drawer(visitor, "/shop/product/bike/") == ""
    assert visitor.get("/shop/thought/").status_code == 403


@pytest.mark.parametrize(
    "blocks", ["", "x", "[]", '[["' + "x" * 300 + '"]]', '[["cart","",99]]', "[[1]]", "\x00", "{}"]
)
def test_what_cannot_be_read_asks_for_nothing(
    visitor: Client, keys: Path, asked: list[dict[str, Any]], blocks: str
) -> None:
    assert visitor.get("/shop/thought/", {"blocks": blocks, "exclude": "x" * 999}).status_code == 200
    assert all(question["blocks"] == [] for question in asked)


def test_the_thank_you_page_asks_about_what_was_ordered(
    visitor: Client, keys: Path, asked: list[dict[str, Any]]
) -> None:
    visitor.post("/shop/cart/add/", {"product": "bike"})
    visitor.post("/shop/checkout/", {})
    visitor.get(drawer(visitor, "/shop/thanks/"))
    assert [line["product"] for line in asked[-1]["cart"]] == ["bike"]
