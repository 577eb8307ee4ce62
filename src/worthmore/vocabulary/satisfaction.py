"""How satisfied a customer is: one grade, one score, and every piece of evidence it was weighed from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple


class Grade(StrEnum):
    """What the evidence together says. The stored name, the API's name and the name in reports."""

    ENTHUSIAST = "enthusiast"  # happy and says so, or uses it a lot
    CONTENT = "content"
    UNKNOWN = "unknown"  # too little is known to say anything
    HARDLY_EVER_USER = "hardly_ever_user"  # has it and does not use it: help first
    DISSATISFIED = "dissatisfied"  # repair first: no offer anywhere


class EvidenceKind(StrEnum):
    """What a piece of evidence is."""

    SCORE = "score"  # told in a number: NPS, CSAT, survey
    REVIEW = "review"
    COMPLAINT = "complaint"  # a complaint that was, or is, open
    LATE_PARCEL = "late_parcel"
    WITHDRAWAL = "withdrawal"
    RETURN = "return"
    USED = "used"  # what they have a contract for is used
    HARDLY_USED = "hardly_used"  # what they have a contract for is not used


class Piece(NamedTuple):
    """One piece of evidence: `value` 0 (unhappy) to 1 (happy), `weight` what it counted for at the time of weighing.

    `detail` is a name to show beside it: the kind of survey, the plan that is not used.
    """

    what: EvidenceKind
    at: datetime
    value: float
    weight: float
    detail: str = ""


class Told(NamedTuple):
    """What somebody told: `score` 0 (unhappy) to 1 (happy), `kind` what asked (nps, review, survey …)."""

    kind: str
    score: float
    at: datetime


@dataclass(frozen=True, slots=True)
class Satisfaction:
    """The grade with the score (0 unhappy to 1 happy; None where too little is known) and its evidence, newest first.

    The score is the mean of the pieces' values by their weights, so anybody can count it again.
    """

    grade: Grade
    score: float | None = None
    evidence: tuple[Piece, ...] = ()


UNKNOWN = Satisfaction(Grade.UNKNOWN)
"""Of somebody who never told anything and of whom nothing tells."""
