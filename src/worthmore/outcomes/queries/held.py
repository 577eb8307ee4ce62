"""Everything kept of one person's decisions and answers, as plain values, for whoever asks what is known of them.

A column that is added to one of these tables has its place here too; the tests of `rights` find one that is missing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec

from worthmore.outcomes.models import AttributedOrder, Contact, Decision, Outcome
from worthmore.outcomes.refusals_text import read_groups

Record = Mapping[str, Any]
DECISION = (
    "id",
    "at",
    "source",
    "placement",
    "arm",
    "model_version",
    "rules_version",
    "offer_kinds",
    "saw",
    "offers",
    "refused",
)
OUTCOME = (
    "offer",
    "outcome",
    "at",
    "source",
    "placement",
    "kind",
    "product_id",
    "anchor_id",
    "extra",
    "currency",
)
CONTACT = ("reference", "channel", "purpose", "at", "rule", "rules_version")
BOUGHT = (
    "offer",
    "at",
    "source",
    "order_id",
    "product_id",
    "placement",
    "kind",
    "quantity",
    "amount",
    "extra",
    "currency",
)


def held(person_keys: Sequence[str]) -> dict[str, list[Record]]:
    """Decisions with their offers and refusals, answers, and what was bought on offers, under any of the keys."""
    keys = [key for key in person_keys if key]
    return {
        "decisions": [_decision(row) for row in _records(Decision, DECISION, keys)],
        "answers": [_with_money(row, "extra") for row in _records(Outcome, OUTCOME, keys)],
        "contacts": [*_records(Contact, CONTACT, keys)],
        "bought_on_offers": [_with_money(row, "amount", "extra") for row in _records(AttributedOrder, BOUGHT, keys)],
    }


def _records(model: Any, fields: Sequence[str], keys: Sequence[str]) -> list[dict[str, Any]]:
    rows = model.objects.filter(person_key__in=keys).order_by("at", "pk").values_list(*fields)
    return [dict(zip(fields, row, strict=True)) for row in rows]


def _decision(row: dict[str, Any]) -> Record:
    """`saw`, offers and refusals as values instead of text."""
    saw, offers = msgspec.json.decode(row["saw"]), msgspec.json.decode(row["offers"])
    return {**row, "saw": saw, "offers": [_offer(one) for one in offers], "refused": read_groups(row["refused"])}


def _offer(offer: dict[str, Any]) -> Record:
    """One offer; its price with its currency."""
    kept = {name: value for name, value in offer.items() if name not in ("price", "currency")}
    if "price" not in offer:
        return kept
    return {**kept, "price": {"amount": offer["price"], "currency": offer.get("currency", "")}}


def _with_money(row: dict[str, Any], *names: str) -> Record:
    currency = row.pop("currency")
    return {**row, **{name: {"amount": row[name], "currency": currency} for name in names}}
