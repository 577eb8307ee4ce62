"""Offers that were shown, with what their decisions saw and whether each was accepted: to learn chances from."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from worthmore.outcomes.models import AttributedOrder, Decision, Outcome

PART = 500


@dataclass(frozen=True, slots=True)
class Answered:
    """One offer that was shown. `saw` and `offer` are as they were recorded; `yes`: it was accepted or bought."""

    at: datetime
    placement: str
    person_key: str
    saw: dict[str, Any]
    offer: dict[str, Any]
    yes: bool


def count_answered(source: str) -> int:
    """How many offers of a source were shown, answered or bought, so far as it was told."""
    return Outcome.objects.filter(source=source).values("offer").distinct().count()


def answered(source: str, most: int) -> Iterator[Answered]:
    """The newest `most` shown offers of a source whose decisions still tell what they saw, newest decisions first."""
    said: dict[str, bool] = {}
    rows = Outcome.objects.filter(source=source).order_by("-at", "-id").values_list("offer", "outcome")
    for offer, outcome in rows.iterator():
        if offer not in said and len(said) >= most:
            break
        said[offer] = said.get(offer, False) or outcome == "accepted"
    bought = AttributedOrder.objects.filter(source=source).values_list("offer", flat=True)
    said |= dict.fromkeys(bought, True)
    ids = sorted({offer.rpartition(".")[0] for offer in said}, reverse=True)
    for start in range(0, len(ids), PART):
        kept = Decision.objects.filter(pk__in=ids[start : start + PART], source=source).order_by("-id")
        for row in kept:
            yield from _of_decision(row, said)


def _of_decision(row: Decision, said: dict[str, bool]) -> Iterator[Answered]:
    saw = json.loads(row.saw)
    if "limit" not in saw:  # its details were deleted with age
        return
    for place, offer in enumerate(json.loads(row.offers)):
        yes = said.get(f"{row.id}.{place}")
        if yes is not None:
            yield Answered(row.at.astimezone(UTC), row.placement, row.person_key, saw, offer, yes)
