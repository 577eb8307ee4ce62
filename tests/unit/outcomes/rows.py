"""Rows with sensible fields, one word to change each."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from worthmore.outcomes.rows import AttributionRow, ContactRow, DecisionRow, OutcomeRow

NOON = datetime(2026, 6, 1, 12, tzinfo=UTC)


def minutes(count: float) -> timedelta:
    return timedelta(minutes=count)


def decision_row(id: str = "d1", **changes: object) -> DecisionRow:
    row = DecisionRow(
        id, NOON, "demo", "cart", "", "unassigned", "m1", "r1", 1, "complement:1", "{}", '[{"kind":"complement"}]', "[]"
    )
    return row._replace(**changes)


def outcome_row(offer: str = "d1.0", outcome: str = "accepted", **changes: object) -> OutcomeRow:
    row = OutcomeRow(offer, outcome, NOON, "demo", "cart", "complement", "lock", "bike", "ann", 2995, "EUR")
    return row._replace(**changes)


def attribution_row(offer: str = "d1.0", order_id: str = "o1", **changes: object) -> AttributionRow:
    row = AttributionRow(offer, "demo", order_id, "lock", NOON, 1, 2995, "EUR", "complement", "cart", "ann", 2995)
    return row._replace(**changes)


def contact_row(reference: str = "spring ann", **changes: object) -> ContactRow:
    row = ContactRow(reference, "ann", "email", "marketing", NOON, "be.email.soft_opt_in", "r1")
    return row._replace(**changes)
