"""Looking a decision up again: what it saw, what it offered, what it refused and what became of it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from worthmore.outcomes.models import AttributedOrder, Decision, Outcome
from worthmore.outcomes.refusals_text import read_refusals


@dataclass(frozen=True, slots=True)
class DecisionKept:
    """One decision as it was recorded. `outcomes` maps an offer's place to its outcomes with their times.

    An order bought on an offer stands among the outcomes as "ordered".
    """

    id: str
    at: datetime
    source: str
    placement: str
    person_key: str
    arm: str
    model_version: str
    rules_version: str
    saw: dict[str, Any]
    offers: list[dict[str, Any]]
    refused: list[dict[str, str]]
    outcomes: dict[int, dict[str, datetime]]


def decision(decision_id: str) -> DecisionKept | None:
    """One decision with everything known of it, to explain it to anybody."""
    row = Decision.objects.filter(pk=decision_id).first()
    return _kept(row, _outcomes([row]).get(row.id, {})) if row else None


def recent_decisions(limit: int = 20, source: str | None = None, person_key: str | None = None) -> list[DecisionKept]:
    """The newest decisions first; of one source or one person if asked."""
    rows = Decision.objects.order_by("-at", "-id")
    if source is not None:
        rows = rows.filter(source=source)
    if person_key is not None:
        rows = rows.filter(person_key=person_key)
    found = list(rows[:limit])
    outcomes = _outcomes(found)
    return [_kept(row, outcomes.get(row.id, {})) for row in found]


def decisions_with_offers(person_keys: Sequence[str], limit: int = 20, offset: int = 0) -> list[DecisionKept]:
    """Decisions that offered one person something, under any of their keys, the newest first."""
    keys = [key for key in person_keys if key]
    rows = Decision.objects.filter(person_key__in=keys, offer_count__gt=0).order_by("-at", "-id")
    found = list(rows[offset : offset + limit])
    outcomes = _outcomes(found)
    return [_kept(row, outcomes.get(row.id, {})) for row in found]


def _outcomes(rows: list[Decision]) -> dict[str, dict[int, dict[str, datetime]]]:
    """Of each decision, of each place: what happened, when."""
    by_name = {f"{row.id}.{place}": (row.id, place) for row in rows for place in range(row.offer_count)}
    seen = Outcome.objects.filter(offer__in=by_name).values_list("offer", "outcome", "at")
    bought = AttributedOrder.objects.filter(offer__in=by_name).values_list("offer", "at")
    found: dict[str, dict[int, dict[str, datetime]]] = {}
    for offer, outcome, at in [*seen, *((offer, "ordered", at) for offer, at in bought)]:
        name, place = by_name[offer]
        found.setdefault(name, {}).setdefault(place, {})[outcome] = at.astimezone(UTC)
    return found


def _kept(row: Decision, outcomes: dict[int, dict[str, datetime]]) -> DecisionKept:
    return DecisionKept(
        id=row.id,
        at=row.at.astimezone(UTC),
        source=row.source,
        placement=row.placement,
        person_key=row.person_key,
        arm=row.arm,
        model_version=row.model_version,
        rules_version=row.rules_version,
        saw=json.loads(row.saw),
        offers=json.loads(row.offers),
        refused=read_refusals(row.refused),
        outcomes=outcomes,
    )
