"""The customer's account: what they have a contract for, what Worthmore offers about it, and what a yes changes.

Contracts, and how much of them is used, are looked at for server keys alone. So the shop's server asks, and hands the
answer to the page without what only the shop may see.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

import msgspec
from msgspec import Struct

from worthmore.shop import queries
from worthmore.storefront import calling
from worthmore.storefront.keys import shop_keys
from worthmore.storefront.shelf import SOURCE
from worthmore.vocabulary.contracts import Contract, Plan

ACCOUNT = "account"
SHOPS_OWN = ("chance", "evidence", "expected_margin", "premium", "worth")
"""What of an offer never goes into a page that was asked for with a server key."""
BESIDE = ("deep_sell", "launch")
"""What comes beside the contract; every other offer about one comes in its place."""


class OfProduct(Struct, frozen=True):
    """The offered product."""

    id: str


class ContractOffer(Struct, frozen=True):
    """An offer about a contract, as far as ordering it needs; `quantity` is the number of seats."""

    token: str
    kind: str
    product: OfProduct
    quantity: int
    words: str
    contract: str


def asked(customer: str, language: str) -> dict[str, Any]:
    """The answer for this customer's account, fit for a page; empty where there is none."""
    body = {"placement": "account", "customer": customer, "locale": language}
    return fit_for_a_page(calling.post("offers", json.dumps(body), shop_keys().server).said)


def fit_for_a_page(said: Mapping[str, Any]) -> dict[str, Any]:
    """The offers of an answer without what only the shop may see."""
    offers = said.get("offers")
    rows = [one for one in offers if isinstance(one, dict)] if isinstance(offers, list) else []
    return {"offers": [{name: value for name, value in one.items() if name not in SHOPS_OWN} for one in rows]}


def about_contracts(said: Mapping[str, Any]) -> list[Any]:
    """The plain form of those offers that are about a contract, for the session."""
    return [msgspec.to_builtins(one) for row in said["offers"] if row.get("contract") for one in _read(row)]


def chosen(kept: object, token: str) -> ContractOffer | None:
    """The offer with that token, if it was made to this visitor."""
    rows = kept if isinstance(kept, list) else []
    return next((one for row in rows for one in _read(row) if one.token == token), None)


def contracts_of(customer: str, at: datetime) -> tuple[Contract, ...]:
    """What the customer has a contract for now."""
    key = queries.person_key_of(SOURCE, customer)
    return tuple(one for one in queries.contracts(SOURCE, key) if one.runs(at)) if key else ()


def plan_of(product_id: str) -> Plan | None:
    """The plan that a product is."""
    return queries.plans(SOURCE).get(product_id)


def change(offer: ContractOffer, contract: Contract, customer: str, order_id: str, at: datetime) -> dict[str, Any]:
    """What `POST /v1/contracts` is told once the offer is ordered."""
    row: dict[str, Any] = {"id": contract.id, "customer": customer, "product": offer.product.id}
    if offer.kind == "deep_sell":
        covers = [*contract.covers, offer.product.id]
        return {**row, "product": contract.product_id, "started_at": contract.started_at.isoformat(), "covers": covers}
    if offer.kind in BESIDE:
        row["id"] = order_id
    return {**row, "started_at": at.isoformat(), "renews_at": None}


def tell(row: Mapping[str, Any]) -> None:
    """Worthmore hears of a contract that changed."""
    calling.post("contracts", json.dumps({"contracts": [row]}), shop_keys().server)


def _read(row: object) -> list[ContractOffer]:
    try:
        return [msgspec.convert(row, ContractOffer)]
    except msgspec.ValidationError:
        return []
