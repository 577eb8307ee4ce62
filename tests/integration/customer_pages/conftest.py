"""A shop with one customer who has bought, been offered something and holds a link to their own page."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from typing import Any

import polars as pl
import pytest
from django.core.cache import cache
from django.test import Client

from worthmore.consent.operations import new_link
from worthmore.consent.values import LinkKind
from worthmore.outcomes.operations import record_decisions, record_outcomes
from worthmore.outcomes.rows import DecisionRow, OutcomeRow
from worthmore.shop import operations, queries
from worthmore.shop.columns import CUSTOMERS, ORDER_LINES, PRODUCTS
from worthmore.vocabulary.clock import now
from worthmore.vocabulary.permission import Channel

AT = (now() - timedelta(days=19)).replace(hour=10, minute=0, second=0, microsecond=0)
"""When Ann bought: these pages read the clock, and a customer of long ago has other rights."""
PRODUCT = {"name": "Chain lock", "price": 3_995, "currency": "EUR", "attributes": "{}"}
SHELF = [
    {**PRODUCT, "external_id": "lock", "names": json.dumps({"nl": "Kettingslot"}), "category": "Bicycles/Locks"},
    {**PRODUCT, "external_id": "pan", "name": "Pan", "names": "{}", "category": "Kitchen/Pans"},
]
ANN = {
    "external_id": "ann",
    "name": "Ann Peeters",
    "email": "ann.peeters@example.org",
    "phone": "+32470123456",
    "postcode": "2000",
    "city": "Antwerpen",
    "country": "BE",
    "language": "nl",
}


def frame(kind: Any, *rows: dict[str, Any]) -> pl.DataFrame:
    return pl.DataFrame(list(rows), schema={name: kind.schema[name] for name in kind.schema if name in rows[0]})


def offered(key: str, decision: str, at: datetime, outcome: str = "", language: str = "nl") -> None:
    """A decision with one offer, and what came of it."""
    reason = "Hoort bij de Stadsfiets in je winkelmandje." if language == "nl" else "Goes with your bike."
    offer = {"kind": "complement", "product": "lock", "reason": reason, "words": "Kettingslot: € 39,95"}
    record_decisions(
        [
            DecisionRow(
                id=decision,
                at=at,
                source="demo",
                placement="cart",
                person_key=key,
                arm="offers",
                model_version="m1",
                rules_version="r1",
                offer_count=1,
                offer_kinds="complement:1",
                saw=json.dumps({"language": language, "limit": 3}),
                offers=json.dumps([offer]),
                refused="[]",
            )
        ]
    )
    if outcome:
        record_outcomes(
            [OutcomeRow(f"{decision}.0", outcome, at, "demo", "cart", "complement", "lock", "", key, 3_995, "EUR")]
        )


@pytest.fixture
def shop(db: None) -> None:
    """Two products in two departments, and a seller with a name."""
    cache.clear()
    operations.ensure_source("demo", AT)
    operations.save_products("demo", frame(PRODUCTS, *SHELF), AT)
    for name, value in {"seller": "Vlierhof BV", "seller_email": "privacy@vlierhof.example"}.items():
        operations.set_policy(name, value, AT)


@pytest.fixture
def ann(shop: None) -> str:
    """The key of a Belgian customer who bought last month."""
    operations.save_customers("demo", frame(CUSTOMERS, ANN), AT)
    line = {
        "order_id": "1001",
        "key": "1",
        "product_id": "lock",
        "at": AT,
        "quantity": 1,
        "unit_price": 3_995,
        "currency": "EUR",
        "customer_id": "ann",
    }
    operations.save_order_lines("demo", frame(ORDER_LINES, line), AT)
    key = queries.person_key_of("demo", "ann")
    assert key is not None
    return key


@pytest.fixture
def token(ann: str) -> str:
    """The token of a link to her page."""
    return new_link(LinkKind.PAGE, ann, None, now())


@pytest.fixture
def unsubscribing(ann: str) -> str:
    """The token that stands in an e-mail to her."""
    return new_link(LinkKind.UNSUBSCRIBE, ann, Channel.EMAIL, now(), ANN["email"])


@pytest.fixture
def visitor() -> Client:
    """Somebody with nothing but a link; the browser asks for English. Forms are checked as in a real shop."""
    return Client(enforce_csrf_checks=True, headers={"Accept-Language": "en"})


class Page:
    """A customer's page as its owner uses it: opens it, and sends its forms."""

    def __init__(self, client: Client, token: str) -> None:
        self.client = client
        self.token = token
        self.address = f"/my/{token}/"

    def text(self, part: str = "", **query: str) -> str:
        """One page, which must answer."""
        response = self.client.get(self.address + part, query)
        assert response.status_code == 200
        return response.content.decode()

    def send(self, part: str, **fields: Any) -> Any:
        """A form as the page has it, with what was filled in."""
        from worthmore.customer_pages import form_token

        proof = form_token.made_for(self.token)
        return self.client.post(f"{self.address}{part}/", {"form": proof, "language": "en", **fields})


@pytest.fixture
def page(visitor: Client, token: str) -> Page:
    """Ann's page."""
    return Page(visitor, token)


def later(**time: float) -> datetime:
    """So long from now."""
    return now() + timedelta(**time)
