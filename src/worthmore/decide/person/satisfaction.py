"""One grade and one score from all that tells how satisfied somebody is, with every piece of evidence named.

The score is the mean of the pieces' values by their weights. What a weight is, is our choice, and said here:

- What somebody *told* weighs most, and what they told last weighs four times what they told before it: people who were
  asked again have answered for today. (That stated satisfaction predicts whether they come back is well studied:
  Szymanski and Henard 2001, Journal of the Academy of Marketing Science 29(1), find a mean correlation of about 0.5.)
- What we only *see* (a return, a parcel that was late) weighs so little that one alone makes no grade.
- Every weight halves in half of `dissatisfied_days`. Pieces that together weigh a quarter or less make no grade: so one
  thing told speaks for exactly `dissatisfied_days`.

One rule stands above the mean: a last word below `dissatisfied_below` is never averaged away.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from worthmore.decide.person.using import hardly_used, used_a_lot, uses
from worthmore.vocabulary.contracts import Contract
from worthmore.vocabulary.policy import Policy
from worthmore.vocabulary.satisfaction import UNKNOWN, EvidenceKind, Grade, Piece, Satisfaction, Told
from worthmore.vocabulary.standing import CaseKind, OrderState, Standing

LEAST_WEIGHT = 0.25
EARLIER = 0.25
HAPPY = 0.8
PROMOTER = 0.85
"""An enthusiast uses it a lot, or says so: nine or ten of ten (Reichheld 2003, Harvard Business Review 81(12))."""

# Value (0 unhappy to 1 happy) and weight of what we only see. Our choice.
OPEN_COMPLAINT = (0.0, 0.8)
SOLVED_COMPLAINT = (0.6, 0.25)  # put right; with the late parcel it was about, no grade below the bar
LATE = (0.2, 0.2)
WITHDRAWN = (0.3, 0.2)
RETURNED = (0.3, 0.25)  # times the share of their orders from which something came back
USED_A_LOT = (0.85, 0.4)

Weighed = tuple[EvidenceKind, datetime, float, float, str]


def satisfaction(
    told: Sequence[Told],
    standing: Standing,
    contracts: Sequence[Contract],
    orders: int,
    at: datetime,
    policy: Policy,
) -> Satisfaction:
    """The grade at a moment. `orders` is how many orders they made, which says how much a return means."""
    if not (told or standing.cases or standing.orders or contracts):
        return UNKNOWN
    said = sorted((one for one in told if one.at <= at), key=lambda one: one.at, reverse=True)
    unused = [use for use in uses(contracts, at) if hardly_used(use, at, policy)]
    pieces = _decayed((*_told(said), *_seen(standing, orders, at), *_used(contracts, at)), at, policy)
    pieces += [
        Piece(EvidenceKind.HARDLY_USED, one.last_used_at or one.since, 0.0, 0.0, one.product_id) for one in unused
    ]
    pieces.sort(key=lambda one: one.at, reverse=True)
    score = _mean(pieces)
    return Satisfaction(_grade(said, score, pieces, at, policy), score, tuple(pieces))


def _told(said: Sequence[Told]) -> Iterator[Weighed]:
    weight = 1.0
    for kind, score, at in said:
        yield _kind(kind), at, score, weight, kind
        weight *= EARLIER


def _kind(kind: str) -> EvidenceKind:
    """What asked, as far as we have a name for it; every other is a score."""
    return EvidenceKind(kind) if kind in ("review", "complaint") else EvidenceKind.SCORE


def _seen(standing: Standing, orders: int, at: datetime) -> Iterator[Weighed]:
    for case in standing.cases:
        solved_at = case.solved_at
        still_open = solved_at is None or solved_at > at
        if case.opened_at > at:
            continue
        if case.kind is CaseKind.COMPLAINT:
            value, weight = OPEN_COMPLAINT if still_open else SOLVED_COMPLAINT
            yield EvidenceKind.COMPLAINT, at if still_open else solved_at or at, value, weight, "open" * still_open
        elif case.kind is CaseKind.LATE_PARCEL:
            yield EvidenceKind.LATE_PARCEL, case.opened_at, *LATE, ""
        elif case.kind is CaseKind.WITHDRAWAL:
            yield EvidenceKind.WITHDRAWAL, case.opened_at, *WITHDRAWN, ""
    returned = [one.returned_at for one in standing.orders if one.returned_at is not None and one.returned_at <= at]
    share = min(len(returned) / max(orders, 1), 1.0)
    for moment in returned:
        yield EvidenceKind.RETURN, moment, RETURNED[0], RETURNED[1] * share, ""
    for order in standing.orders:
        late_at = _late_at(order, at)
        if late_at is not None:
            yield EvidenceKind.LATE_PARCEL, late_at, *LATE, ""


def _late_at(order: OrderState, at: datetime) -> datetime | None:
    """Since when an order is, or until when it was, later than promised; None: it was in time."""
    promised, delivered = order.promised_at, order.delivered_at
    if promised is None or promised >= at:
        return None
    if delivered is None or delivered > at:
        return promised
    return delivered if delivered > promised else None


def _used(contracts: Sequence[Contract], at: datetime) -> Iterator[Weighed]:
    for use in uses(contracts, at):
        if used_a_lot(use, at):
            yield EvidenceKind.USED, use.last_used_at or at, *USED_A_LOT, use.product_id


def _decayed(weighed: Sequence[Weighed], at: datetime, policy: Policy) -> list[Piece]:
    """The pieces with what they still weigh; where nothing is to count for any time, only what is of this moment."""
    half = timedelta(days=policy.dissatisfied_days) / 2
    found = []
    for what, when, value, weight, detail in weighed:
        left = 0.5 ** ((at - when) / half) if half else float(when >= at)
        found.append(Piece(what, when, value, weight * left, detail))
    return found


def _mean(pieces: Sequence[Piece]) -> float | None:
    """The score; None where the pieces weigh too little to say anything."""
    total = sum(one.weight for one in pieces)
    return sum(one.value * one.weight for one in pieces) / total if total > LEAST_WEIGHT else None


def _grade(said: Sequence[Told], score: float | None, pieces: Sequence[Piece], at: datetime, policy: Policy) -> Grade:
    below, days = policy.dissatisfied_below, timedelta(days=policy.dissatisfied_days)
    last_word = said[0] if said and at - said[0].at < days else None
    if (last_word is not None and last_word.score < below) or (score is not None and score < below):
        return Grade.DISSATISFIED
    if any(one.what is EvidenceKind.HARDLY_USED for one in pieces):
        return Grade.HARDLY_EVER_USER
    if score is None:
        return Grade.UNKNOWN
    heard = (last_word is not None and last_word.score >= PROMOTER) or any(
        one.what is EvidenceKind.USED for one in pieces
    )
    return Grade.ENTHUSIAST if score >= HAPPY and heard else Grade.CONTENT
