from __future__ import annotations

from typing import Any

import pytest
from falcon import testing

from tests.unit.api.fakes import OTHER, SERVER, STOREFRONT, FakeService, opened, ring
from worthmore.api.app import create_app
from worthmore.api.rate import RateLimit
from worthmore.offering.requests import RequestError

CART = {"placement": "cart", "cart": [{"product": "bike-21"}]}


def ask(client: testing.TestClient, body: Any, key: str = SERVER, **headers: str) -> testing.Result:
    return client.simulate_post("/v1/offers", json=body, headers={"Authorization": f"Bearer {key}", **headers})


def test_offers_come_with_words_price_and_token(client: testing.TestClient) -> None:
    result = ask(client, {**CART, "locale": "en"})
    assert result.status_code == 200
    assert result.headers["content-type"] == "application/json"
    (offer,) = result.json["offers"]
    assert offer["product"]["id"] == "lock-7"
    assert offer["price"] == {"amount": 5995, "currency": "EUR", "display": "€59.95"}
    assert offer["token"]
    assert result.json["decision"] == "d" * 32
    assert result.json["warnings"][0]["code"] == "unknown_product"


@pytest.mark.parametrize(("key", "told"), [(SERVER, True), (STOREFRONT, False)])
def test_a_storefront_key_is_not_told_which_customers_exist(client: testing.TestClient, key: str, told: bool) -> None:
    codes = [
        warning["code"] for warning in ask(client, {**CART, "locale": "en", "customer": "7"}, key).json["warnings"]
    ]
    assert codes == ["unknown_product", *(["unknown_customer"] * told)]


def test_the_question_reaches_the_engine_whole(client: testing.TestClient, service: FakeService) -> None:
    line = {"product": "bike-21", "quantity": 2, "unit_price": 89900, "offer": "abc"}
    body = {"placement": "cart", "customer": "7", "cart": [line], "product": "x", "limit": 2, "exclude": ["a", "b"]}
    assert ask(client, body).status_code == 200
    source, request, at = service.engine.asked[0]
    assert (source, request.customer, request.product, request.limit) == ("demo", "7", "x", 2)
    assert request.placement.name == "cart"
    assert request.exclude == {"a", "b"}
    (cart_line,) = request.cart
    assert (cart_line.product_id, cart_line.quantity, cart_line.unit_price, cart_line.offer) == (
        "bike-21",
        2,
        89900,
        "abc",
    )
    assert at.tzinfo is not None


@pytest.mark.parametrize(
    ("locale", "language"),
    [("fi", "fi"), ("en-GB", "en"), ("NL_be", "nl"), (None, "nl"), ("sv", "nl"), ("", "nl"), ("é;", "nl")],
)
def test_the_language_asked_for_or_the_shops_own(
    client: testing.TestClient, service: FakeService, locale: str | None, language: str
) -> None:
    result = ask(client, {"placement": "cart", "locale": locale})
    assert service.engine.asked[0][1].language == language
    codes = [warning["code"] for warning in result.json["warnings"]]
    assert ("unknown_locale" in codes) == (locale in ("sv", "", "é;"))


def test_only_a_server_key_sees_what_was_refused_and_what_it_earns(client: testing.TestClient) -> None:
    body = {**CART, "explain": True}
    seen = ask(client, body, SERVER).json
    hidden = ask(client, body, STOREFRONT).json
    assert seen["refused"] == [
        {
            "product": "bike-99",
            "kind": "upgrade",
            "guard": "premium",
            "detail": "a premium of 140 % is above the cap of 25 %",
        }
    ]
    assert seen["offers"][0]["expected_margin"] == 212.5
    assert hidden["refused"] == []
    assert round(seen["offers"][0]["worth"]["total"], 1) == 212.5
    assert hidden["offers"][0]["expected_margin"] is None
    assert hidden["offers"][0]["worth"] is None
    assert [warning["field"] for warning in hidden["warnings"]] == ["explain", "cart[0].product"]


def test_an_unknown_placement_is_told_the_known_ones(client: testing.TestClient) -> None:
    result = ask(client, {"placement": "attic"})
    assert result.status_code == 422
    assert result.json["type"] == "/v1/problems/unknown-placement"
    assert result.json["field"] == "placement"
    assert "product_page" in result.json["mend"]


def test_before_anything_is_loaded_the_page_gets_an_empty_answer(
    client: testing.TestClient, service: FakeService
) -> None:
    service.holder.snapshot = None
    result = ask(client, CART)
    assert result.status_code == 200
    assert result.json["offers"] == []
    assert result.json["warnings"][0]["code"] == "not_ready"


def test_a_question_the_engine_cannot_answer_breaks_no_page(client: testing.TestClient, service: FakeService) -> None:
    service.engine.fails = RequestError("source", "there is no source 'demo'")
    result = ask(client, CART)
    assert result.status_code == 200
    assert result.json["warnings"] == [
        {"code": "not_answered", "field": "source", "message": "there is no source 'demo'"}
    ]


def test_a_failure_inside_is_logged_and_breaks_no_page(
    client: testing.TestClient, service: FakeService, caplog: pytest.LogCaptureFixture
) -> None:
    service.engine.fails = ZeroDivisionError("inside")
    result = ask(client, CART)
    assert result.status_code == 200
    assert result.json == {
        "decision": "",
        "offers": [],
        "refused": [],
        "warnings": [result.json["warnings"][0]],
    }
    assert result.json["warnings"][0]["code"] == "failed"
    assert "ZeroDivisionError" in caplog.text
    assert "inside" not in result.text


def test_a_service_that_cannot_even_open_breaks_no_page() -> None:
    def broken() -> Any:
        raise OSError("the data folder is gone")

    client = testing.TestClient(create_app(broken, ring(), RateLimit(0)))
    assert ask(client, CART).status_code == 200


def test_every_key_speaks_of_its_own_source(client: testing.TestClient, service: FakeService) -> None:
    assert ask(client, CART, OTHER).status_code == 200
    assert service.engine.asked[0][0] == "demo"


def test_too_many_questions_are_told_when_to_come_back(service: FakeService) -> None:
    client = testing.TestClient(create_app(opened(service), ring(), RateLimit(1, clock=lambda: 5.0)))
    assert [ask(client, CART).status_code for _ in range(3)] == [200, 200, 429]
    refused = ask(client, CART)
    assert refused.json["type"] == "/v1/problems/too-many-requests"
    assert refused.headers["retry-after"] == "1"
    assert ask(client, CART, STOREFRONT).status_code == 200
