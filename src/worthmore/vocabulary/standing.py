"""How a person stands with the shop just now: what they wait for, what they owe, what they sent back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class CaseKind(StrEnum):
    """What a person waits to see solved."""

    COMPLAINT = "complaint"
    LATE_PARCEL = "late_parcel"
    WITHDRAWAL = "withdrawal"
    QUESTION = "question"


@dataclass(frozen=True, slots=True)
class Case:
    """One such matter; `solved_at` None: still open. Nothing of its content."""

    kind: CaseKind
    opened_at: datetime
    solved_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class OrderState:
    """What the shop told of one order's delivery and payment; None: it told nothing, or it has not happened.

    `promised_at` and `due_at` are the latest moments to be in time; `reminded_at` is the last payment reminder,
    `returned_at` when something of the order last came back.
    """

    promised_at: datetime | None = None
    delivered_at: datetime | None = None
    due_at: datetime | None = None
    paid_at: datetime | None = None
    reminded_at: datetime | None = None
    returned_at: datetime | None = None

    def watched(self, at: datetime) -> bool:
        """Whether any of it may hold an offer back from `at` on: undelivered, late, unpaid, or something returned."""
        promised, delivered, paid = self.promised_at, self.delivered_at, self.paid_at
        waited_for = promised is not None and (delivered is None or delivered > min(promised, at))
        owed = (paid is None or paid > at) and (self.due_at is not None or self.reminded_at is not None)
        return waited_for or owed or self.returned_at is not None


@dataclass(frozen=True, slots=True)
class Standing:
    """All of it. `orders` are those that are `watched`; `ordered_at` is when the person last bought anything."""

    cases: tuple[Case, ...] = ()
    orders: tuple[OrderState, ...] = ()
    ordered_at: datetime | None = None


CLEAR = Standing()
"""Of somebody of whom nothing of the kind is known."""
