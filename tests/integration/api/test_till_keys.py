"""What a till's key may do, and suggestions that a till keeps for when the line is down."""

from __future__ import annotations

from typing import Any

import pytest
from falcon import testing

from tests.integration.api.conftest import AT, Shop
from worthmore.api.operations import create_key
from worthmore.offering.tokens import BEFOREHAND, read
from worthmore.outcomes.models import AttributedOrder, Outcome


@pytest.fixture
def client(shop: Shop) -> testing.TestClient:
    """The shop's API."""
    return shop.client


@pytest.fixture
def till(shop: Shop) -> dict[str, str]:
    """The headers of a till."""
    return {"Authorization": f"Bearer {create_key('till', 'till', 'demo', [], AT)}"}


def sale(number: int, *lines: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"id": f"till-1-{number}", "currency": "EUR", "channel": "till", "lines": list(lines), **more}


def line(product: str, price: int, **more: Any) -> dict[str, Any]:
    return {"product": product, "quantity": 1, "unit_price": price, **more}


def kept(client: testing.TestClient, till: dict[str, str]) -> dict[str, dict[str, Any]]:
    """All suggestions, asked for one product at a time."""
    found: dict[str, dict[str, Any]] = {}
    after = ""
    while after is not None:
        part = client.simulate_get("/v1/suggestions", params={"after": after, "limit": "1"}, headers=till).json
        found |= {one["id"]: one for one in part["products"]}
        after = part["after"]
    return found


def test_a_till_tells_of_its_own_sales_and_of_nothing_else(client: testing.TestClient, till: dict[str, str]) -> None:
    bought = line("bike-21", 89_900)
    assert client.simulate_post("/v1/orders", json=sale(1, bought), headers=till).status_code == 200
    foreign = client.simulate_post("/v1/orders", json={**sale(1, bought), "id": "web-1"}, headers=till)
    assert (foreign.status_code, foreign.json["field"]) == (403, "id")
    online = client.simulate_post("/v1/orders", json={**sale(1, bought), "channel": "web"}, headers=till)
    assert (online.status_code, online.json["field"]) == (403, "channel")
    for address, body in (("events", {"events": []}), ("cases", {"cases": []}), ("needs", {"needs": []})):
        assert client.simulate_post(f"/v1/{address}", json=body, headers=till).status_code == 403


def test_the_tills_own_page_needs_no_list_of_origins(client: testing.TestClient, till: dict[str, str]) -> None:
    asked = {"placement": "till_upsell", "cart": [{"product": "bike-21"}]}
    host = {"Host": "shop.local:8000"}
    own = client.simulate_post("/v1/offers", json=asked, headers={**till, **host, "Origin": "http://shop.local:8000"})
    other = client.simulate_post("/v1/offers", json=asked, headers={**till, **host, "Origin": "http://evil.example"})
    assert (own.status_code, other.status_code) == (200, 403)


def test_kept_suggestions_name_every_product_once_with_its_price(
    client: testing.TestClient, till: dict[str, str]
) -> None:
    found = kept(client, till)
    assert found["bike-21"]["price"]["amount"] == 89_900
    assert any(one["cross_sell"] for one in found.values())
    assert all(one["upsell"] is None or one["upsell"]["anchor"] == one["id"] for one in found.values())
    assert client.simulate_get("/v1/suggestions", params={"limit": "0"}, headers=till).status_code == 422


def test_one_suggestion_made_at_two_sales_counts_twice_and_sent_again_no_more(
    client: testing.TestClient, till: dict[str, str]
) -> None:
    offer = next(one["cross_sell"] for one in kept(client, till).values() if one["cross_sell"])
    token, product, price = offer["token"], offer["product"]["id"], offer["price"]["amount"]
    for number in (1, 2, 1):
        told = {"token": token, "outcome": "accepted", "occasion": f"till-1-{number}"}
        assert client.simulate_post("/v1/answers", json=told, headers=till).status_code == 200
        placed = sale(number, line(offer["anchor"], 89_900), line(product, price, offer=token))
        assert client.simulate_post("/v1/orders", json=placed, headers=till).json["attributed"] in (0, 1)
    assert Outcome.objects.filter(outcome="accepted").count() == 2
    assert AttributedOrder.objects.count() == 2
    assert not Outcome.objects.filter(offer__startswith=BEFOREHAND).exists()


def test_an_answer_to_a_kept_suggestion_names_its_sale(client: testing.TestClient, till: dict[str, str]) -> None:
    offer = next(one["cross_sell"] for one in kept(client, till).values() if one["cross_sell"])
    nowhere = client.simulate_post("/v1/answers", json={"token": offer["token"], "outcome": "declined"}, headers=till)
    assert (nowhere.status_code, nowhere.json["field"]) == (422, "occasion")


def test_a_tokens_offer_at_a_sale_is_the_same_each_time(
    shop: Shop, client: testing.TestClient, till: dict[str, str]
) -> None:
    offer = next(one["cross_sell"] for one in kept(client, till).values() if one["cross_sell"])
    token = read(offer["token"], shop.service.outcomes.secret)
    assert token.reusable
    assert token.made_at("till-1-1") == token.made_at("till-1-1") != token.made_at("till-1-2")
    assert not token.made_at("till-1-1").reusable
