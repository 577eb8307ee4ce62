"""What a webshop does in a day, through the API and into the database."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import OperationalError, connection
from django.db.backends.base.base import BaseDatabaseWrapper

from tests.integration.api.conftest import AT, ORIGIN, Shop
from worthmore.api.keys import KeyRing
from worthmore.api.operations import create_key, revoke_key
from worthmore.api.queries import valid_keys

CART = {"placement": "cart", "cart": [{"product": "bike-21"}], "locale": "en"}
LOCK_LINE = {"product": "lock-7", "quantity": 1, "unit_price": 5995}


def rows(query: str) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(query)
        return list(cursor.fetchall())


def test_a_bicycle_in_the_cart_brings_a_lock(shop: Shop) -> None:
    answer = shop.post("/v1/offers", CART).json
    assert answer["offers"], answer
    assert {offer["product"]["id"] for offer in answer["offers"]} <= {"lock-7", "lock-9", "helmet-3"}
    assert answer["warnings"] == []


def test_what_is_unknown_is_named_and_the_rest_is_answered(shop: Shop) -> None:
    body = {**CART, "cart": [*CART["cart"], {"product": "nothing"}], "customer": "nobody", "locale": "sv"}
    result = shop.post("/v1/offers", body)
    assert result.status_code == 200
    assert {warning["field"] for warning in result.json["warnings"]} == {"cart[1].product", "customer", "locale"}
    assert result.json["offers"]


def test_an_accepted_offer_is_attributed_when_it_is_bought(shop: Shop) -> None:
    offer = shop.post("/v1/offers", CART, shop.storefront, Origin=ORIGIN).json["offers"][0]
    for new in (True, False):
        kept = shop.post("/v1/answers", {"token": offer["token"], "outcome": "accepted"}, shop.storefront)
        assert kept.json["new"] is new
    line = {"product": offer["product"]["id"], "quantity": 1, "unit_price": 5995, "offer": offer["token"]}
    order = {"id": "o-1", "currency": "EUR", "customer": "1042", "lines": [line]}
    first, again = shop.post("/v1/orders", order).json, shop.post("/v1/orders", order).json
    assert (first["new"], first["attributed"], first["warnings"]) == (1, 1, [])
    assert (again["new"], again["unchanged"]) == (0, 1)
    assert rows("SELECT count(*) FROM outcomes_attributedorder") == [(1,)]
    assert rows("SELECT outcome FROM outcomes_outcome") == [("accepted",)]


def test_a_forged_token_in_an_order_costs_the_offer_not_the_order(shop: Shop) -> None:
    result = shop.post("/v1/orders", {"id": "o-2", "currency": "EUR", "lines": [{**LOCK_LINE, "offer": "forged"}]})
    assert (result.status_code, result.json["new"], result.json["attributed"]) == (200, 1, 0)
    assert result.json["warnings"][0]["field"] == "lines[0].offer"


def test_an_event_counts_once_and_an_unknown_product_is_named(shop: Shop) -> None:
    events = [
        {"id": "e-1", "type": "view", "product": "bike-21", "customer": "1042", "at": "2026-05-01T10:00:00+02:00"},
        {"id": "e-1", "type": "view", "product": "bike-21"},
        {"id": "e-2", "type": "cart_add", "product": "nothing"},
    ]
    first = shop.post("/v1/events", {"events": events}).json
    again = shop.post("/v1/events", {"events": events}).json
    assert (first["new"], first["warnings"][0]["field"]) == (1, "events[2].product")
    assert (again["new"], again["unchanged"]) == (0, 1)
    assert rows("SELECT kind FROM shop_activity") == [("view",)]


def test_a_time_in_an_event_is_checked_by_its_place(shop: Shop) -> None:
    events = [{"id": "e-1", "type": "view", "product": "bike-21", "at": "2999-01-01T00:00:00Z"}]
    result = shop.post("/v1/events", {"events": events})
    assert (result.status_code, result.json["field"]) == (422, "events[0].at")


def test_a_revoked_key_is_refused_at_once(shop: Shop) -> None:
    assert shop.post("/v1/offers", CART).status_code == 200
    assert revoke_key(shop.server[:12], AT) == "server"
    assert shop.post("/v1/offers", CART).status_code == 401


def test_a_shop_nobody_has_filled_yet_gets_an_empty_answer(shop: Shop) -> None:
    key = create_key("early", "server", "not-yet", [], AT)
    result = shop.post("/v1/offers", CART, key)
    assert (result.status_code, result.json["offers"]) == (200, [])
    assert "unknown_source" in {warning["code"] for warning in result.json["warnings"]}


def test_ready_once_the_catalogue_is_loaded(shop: Shop) -> None:
    answer = shop.client.simulate_get("/v1/ready")
    assert (answer.status_code, answer.json["database"]) == (200, "reachable")


@pytest.fixture
def gone() -> Iterator[None]:
    """From here to the end of the test the database answers nobody."""

    def refuse(*args: object, **kwargs: object) -> None:
        raise OperationalError("the server closed the connection unexpectedly")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(BaseDatabaseWrapper, "cursor", refuse)
        patch.setattr(BaseDatabaseWrapper, "connect", refuse)
        connection.close()
        yield


@pytest.fixture
def offered(shop: Shop) -> str:
    """The token of an offer made while all was well."""
    token: str = shop.post("/v1/offers", CART).json["offers"][0]["token"]
    return token


def test_with_the_database_gone_visitors_still_get_offers(shop: Shop, offered: str, gone: None) -> None:
    shop.service.holder.refresh()
    visitor, named = shop.post("/v1/offers", CART), shop.post("/v1/offers", {**CART, "customer": "1042"})
    assert (visitor.status_code, bool(visitor.json["offers"])) == (200, True)
    assert (named.status_code, named.json["offers"]) == (200, [])
    assert "history_unavailable" in {warning["code"] for warning in named.json["warnings"]}
    ready = shop.client.simulate_get("/v1/ready")
    assert (ready.status_code, ready.json["database"]) == (200, "gone")


@pytest.mark.parametrize("path", ["/v1/orders", "/v1/events", "/v1/answers"])
def test_with_the_database_gone_nothing_is_said_to_be_saved(shop: Shop, offered: str, gone: None, path: str) -> None:
    body = {
        "/v1/orders": {"id": "o-1", "currency": "EUR", "lines": [LOCK_LINE]},
        "/v1/events": {"events": [{"id": "e-1", "type": "view", "product": "bike-21"}]},
        "/v1/answers": {"token": offered, "outcome": "declined"},
    }[path]
    refused = shop.post(path, body)
    assert (refused.status_code, refused.json["type"]) == (503, "/v1/problems/database-gone")
    assert refused.headers["retry-after"] == "2"


def test_the_ring_of_a_server_reads_new_keys_within_a_second(shop: Shop) -> None:
    ring = KeyRing(valid_keys, every=0.05)
    try:
        plain = create_key("late", "server", "demo", [], AT)
        assert ring.find(plain)
    finally:
        ring.close()
