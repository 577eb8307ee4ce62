"""*Not this, please*: a customer's no to something that was suggested to them, from their own page.

It is the same no as the one beside the suggestion itself, and is kept and heeded the same way.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from worthmore.outcomes.operations import record_outcomes
from worthmore.outcomes.queries import DecisionKept, decision
from worthmore.outcomes.rows import OutcomeRow
from worthmore.shop.queries import PersonRecord
from worthmore.shop.queries.ids import possible

ANSWERED = frozenset({"ordered", "accepted", "declined"})


def name_of(kept: DecisionKept, place: int) -> str:
    """What an offer is called in a form: its decision and its place there."""
    return f"{kept.id}.{place}"


def decline(person: PersonRecord, named: str, at: datetime) -> bool:
    """Say no to one offer. False when it is none of this person's, or was answered before."""
    decision_id, _, place = named.rpartition(".")
    sound = possible(decision_id) and place.isascii() and place.isdigit() and len(place) < 4
    kept = decision(decision_id) if sound else None
    if kept is None or kept.person_key not in person.keys or int(place) >= len(kept.offers):
        return False
    if ANSWERED & kept.outcomes.get(int(place), {}).keys():
        return False
    return bool(record_outcomes([_row(kept, int(place), kept.offers[int(place)], at)]))


def _row(kept: DecisionKept, place: int, offer: Mapping[str, Any], at: datetime) -> OutcomeRow:
    return OutcomeRow(
        offer=name_of(kept, place),
        outcome="declined",
        at=at,
        source=kept.source,
        placement=kept.placement,
        kind=str(offer.get("kind", "")),
        product_id=str(offer.get("product", "")),
        anchor_id=str(offer.get("anchor") or ""),
        person_key=kept.person_key,
        extra=int(offer.get("extra", 0)),
        currency=str(offer.get("currency", "")),
    )
