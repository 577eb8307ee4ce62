"""One person, taken out of what became of offers. That there was an offer and an answer stays, as nobody's."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction

from worthmore.outcomes.models import AttributedOrder, Contact, Decision, Outcome
from worthmore.outcomes.refusals_text import write_refusals

NOTHING_SEEN = "{}"
NO_OFFERS = "[]"
PART = 500


@dataclass(frozen=True, slots=True)
class OutcomesForgotten:
    """How many of each were cut loose from the person; contacts were removed."""

    decisions: int
    outcomes: int
    attributed: int
    contacts: int


def forget_person(keys: Sequence[str]) -> OutcomesForgotten:
    """Take the person with these keys (all they ever had) out of this room.

    Of a decision only what is counted stays: when, where, which arm, how many offers of which kind. What it saw, the
    words and the refusals name what the person owned and how they felt, so they go. Answers and attributed orders
    stay without a person; contacts go.
    """
    found = sorted({key for key in keys if key})
    with transaction.atomic():
        parts = [_forget(found[start : start + PART]) for start in range(0, len(found), PART)]
    return OutcomesForgotten(*(sum(column) for column in zip(*parts, strict=True))) if parts else _NOBODY


def _forget(keys: Sequence[str]) -> tuple[int, int, int, int]:
    decisions = Decision.objects.filter(person_key__in=keys).update(
        person_key="", saw=NOTHING_SEEN, offers=NO_OFFERS, refused=write_refusals(())
    )
    outcomes = Outcome.objects.filter(person_key__in=keys).update(person_key="")
    attributed = AttributedOrder.objects.filter(person_key__in=keys).update(person_key="")
    contacts, _ = Contact.objects.filter(person_key__in=keys).delete()
    return decisions, outcomes, attributed, contacts


_NOBODY = OutcomesForgotten(0, 0, 0, 0)
