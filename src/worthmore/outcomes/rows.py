"""The rows this room takes in, one value each. Field names and order are those of the tables' columns."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple


class DecisionRow(NamedTuple):
    """One decision. `saw` and `offers` are JSON, `refused` is written by `refusals_text`, `offer_kinds` "upgrade:1"."""

    id: str
    at: datetime
    source: str
    placement: str
    person_key: str
    arm: str
    model_version: str
    rules_version: str
    offer_count: int
    offer_kinds: str
    saw: str
    offers: str
    refused: str


class OutcomeRow(NamedTuple):
    """Something that happened to one offer, with what the offer's token said."""

    offer: str
    outcome: str
    at: datetime
    source: str
    placement: str
    kind: str
    product_id: str
    anchor_id: str
    person_key: str
    extra: int
    currency: str


class AttributionRow(NamedTuple):
    """One order's lines bought on one offer: `amount` is what they cost, `extra` what the offer added of it."""

    offer: str
    source: str
    order_id: str
    product_id: str
    at: datetime
    quantity: int
    amount: int
    currency: str
    kind: str
    placement: str
    person_key: str
    extra: int


class ContactRow(NamedTuple):
    """One message, call or card to a person. `reference` tells it from all others: campaign and recipient, say.

    `channel` and `purpose` are those of `vocabulary.permission`; `rule` is the row of the rule table that allowed it.
    """

    reference: str
    person_key: str
    channel: str
    purpose: str
    at: datetime
    rule: str
    rules_version: str
