"""The account page: what it asks with the server key, what it hands to the page, and ordering a contract."""

from __future__ import annotations

import json
import re
from html import unescape
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from django.test import Client

from tests.unit.storefront.conftest import AT, row, save
from worthmore.shop import operations
from worthmore.storefront import account, calling
from worthmore.storefront.calling import Answer
from worthmore.storefront.models import UnsentOrder
from worthmore.storefront.shelf import holder

LARGER = {
    **{"token": "t-larger", "kind": "plan_upgrade", "product": {"id": "large"}, "quantity": 2, "words": "more pages"},
    **{"contract": "C-1", "reason": "why", "expected_margin": 212.5, "chance": 0.1, "worth": {}, "evidence": {}},
}
ADDED = {**LARGER, "token": "t-added", "kind": "deep_sell", "product": {"id": "paper"}, "quantity": 1}
NEW = {**LARGER, "token": "t-new", "kind": "launch", "product": {"id": "lock"}, "quantity": 1}
THING = {**LARGER, "token": "t-thing", "kind": "refill", "product": {"id": "lock"}, "contract": None}


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, Any]]:
    """What Worthmore is told and asked; it answers with the offers above."""
    heard: list[tuple[str, Any]] = []

    def post(what: str, body: str, key: str) -> Answer:
        assert key == "secret-key"
        heard.append((what, json.loads(body)))
        return Answer(200, {"offers": [LARGER, ADDED, NEW, THING]} if what == "offers" else {})

    monkeypatch.setattr(calling, "post", post)
    monkeypatch.setattr("worthmore.storefront.outbox.post", post)
    return heard


@pytest.fixture
def nora(visitor: Client, keys: Path, told: list[tuple[str, Any]]) -> Client:
    """A demo customer with a print plan."""
    save([row(one, one.title(), price, "Printing/Print plans") for one, price in (("plan", 500), ("large", 625))])
    save([row("paper", "Paper", 100, "Printing/Print plans")])
    plans = [{"product_id": one, "ladder": "Inkt", "level": one, "term_months": 1} for one in ("plan", "large")]
    operations.save_plans("demo", pl.DataFrame(plans), AT)
    contract = {"external_id": "C-1", "customer_id": "nora", "product_id": "plan", "started_at": AT, "covers": "box"}
    operations.save_contracts("demo", pl.DataFrame([contract]), AT)
    holder.forget()
    visitor.post("/shop/visitor/", {"customer": "nora"})
    return visitor


def page(client: Client) -> str:
    return client.get("/shop/account/").content.decode()


def answer_in(text: str) -> dict[str, Any]:
    found = re.search(r'answer="([^"]*)"', text)
    assert found is not None
    return dict(json.loads(unescape(found[1])))


def test_the_page_has_the_offers_and_nothing_that_is_the_shops_own(nora: Client, told: list[tuple[str, Any]]) -> None:
    text = page(nora)
    assert told == [("offers", {"placement": "account", "customer": "nora", "locale": "en"})]
    assert [one["token"] for one in answer_in(text)["offers"]] == ["t-larger", "t-added", "t-new", "t-thing"]
    assert all(account.SHOPS_OWN[0] not in one for one in answer_in(text)["offers"])
    for secret in ("secret-key", "212.5", "expected_margin", "evidence"):
        assert secret not in text
    assert "Plan" in text
    assert "Box with your logo" in text


def test_without_personal_suggestions_the_server_asks_nothing(nora: Client, told: list[tuple[str, Any]]) -> None:
    nora.post("/shop/personal/", {"personal": "off"})
    assert answer_in(page(nora))["offers"] == []
    assert told == []


def test_nobody_has_no_account(visitor: Client, keys: Path, told: list[tuple[str, Any]]) -> None:
    assert visitor.get("/shop/account/").headers["Location"] == "/shop/"
    assert visitor.post("/shop/account/order/", {"offer": "t-larger"}).headers["Location"] == "/shop/account/"
    assert told == []


@pytest.mark.parametrize(
    ("token", "changed", "paid"),
    [
        ("t-larger", {"id": "C-1", "product": "large", "renews_at": None}, "€12.50"),
        ("t-added", {"id": "C-1", "product": "plan", "covers": ["box", "paper"]}, "€1"),
        ("t-new", {"product": "lock", "renews_at": None}, "€39.95"),
    ],
)
def test_a_contract_is_ordered_on_a_page_of_its_own_with_the_words_of_the_law(
    nora: Client, told: list[tuple[str, Any]], token: str, changed: dict[str, Any], paid: str
) -> None:
    page(nora)
    shown = nora.get(f"/shop/account/order/?offer={token}").content.decode()
    assert "Order with obligation to pay" in shown
    assert paid in shown
    assert not [what for what, _ in told if what == "contracts"], "looking orders nothing"
    thanks = nora.post("/shop/account/order/", {"offer": token}, follow=True)
    assert thanks.redirect_chain[-1][0] == "/shop/thanks/"
    assert paid in thanks.content.decode()
    (contract,) = next(body["contracts"] for what, body in told if what == "contracts")
    assert changed.items() <= contract.items()
    order = next(body for what, body in told if what == "orders")
    assert [line["offer"] for line in order["lines"]] == [token]
    assert contract["id"] == changed.get("id", order["id"])


def test_an_offer_is_ordered_once_and_only_by_whom_it_was_made_to(nora: Client, told: list[tuple[str, Any]]) -> None:
    for token in ("t-larger", "t-thing", "", "nonsense"):
        assert nora.post("/shop/account/order/", {"offer": token}).headers["Location"] == "/shop/account/"
    page(nora)
    nora.post("/shop/account/order/", {"offer": "t-larger"})
    assert nora.post("/shop/account/order/", {"offer": "t-larger"}).headers["Location"] == "/shop/account/"
    assert len([what for what, _ in told if what == "orders"]) == 1
    assert UnsentOrder.objects.count() == 0


@pytest.mark.parametrize("said", [{}, {"offers": None}, {"offers": ["x", 3]}, {"offers": [{"contract": "C"}]}])
def test_nonsense_from_worthmore_breaks_nothing(
    nora: Client, monkeypatch: pytest.MonkeyPatch, said: dict[str, Any]
) -> None:
    monkeypatch.setattr(calling, "post", lambda what, body, key: Answer(200, said))
    assert nora.get("/shop/account/").status_code == 200
