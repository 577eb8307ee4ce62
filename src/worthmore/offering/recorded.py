"""A decision that has been made, with all that is kept of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from worthmore.vocabulary.decision import Decision
from worthmore.vocabulary.situation import Situation

Arm = Literal["offers", "control", "unassigned"]


@dataclass(frozen=True, slots=True)
class Notice:
    """Something in the request that was ignored or could not be used: what, where, how to mend it."""

    code: str
    field: str
    message: str


@dataclass(frozen=True, slots=True)
class RecordedDecision:
    """One decision, signed and queued for recording. `tokens` stand in the order of the decision's offers.

    `arm` is "control" for a customer of the control group, "offers" for another known customer and "unassigned" for
    a visitor nobody knows. `situation` is what the decision saw. `page` is the id that the decisions of one page share,
    and `block` the place on it; both "" where a placement was asked alone.
    """

    id: str
    at: datetime
    source: str
    decision: Decision
    tokens: tuple[str, ...]
    arm: Arm
    model_version: str
    rules_version: str
    warnings: tuple[Notice, ...] = ()
    page: str = ""
    block: str = ""
    situation: Situation = field(kw_only=True)
