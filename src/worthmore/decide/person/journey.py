"""Where a customer stands: a stage told from when they ordered and how satisfied they are.

The bounds are our choice and the same everywhere (`learn.journeys` counts whole shops by the very same ones):

- three orders make a rhythm: the median of the times between the latest of them;
- away for twice one's own rhythm (never less than thirty days) is lapsing, for four times lost; whoever has no
  rhythm yet is measured against `lapse_days`;
- ten orders over a year or more make an expert.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from itertools import pairwise

from worthmore.vocabulary.journey import (
    EXPERT_DAYS,
    EXPERT_ORDERS,
    LOST_QUIETS,
    QUIET_RHYTHMS,
    RHYTHM_ORDERS,
    SHORTEST_QUIET_DAYS,
    Ordered,
    Stage,
)
from worthmore.vocabulary.policy import Policy
from worthmore.vocabulary.satisfaction import Grade

DAY = timedelta(days=1)
HELPED = frozenset({Grade.DISSATISFIED, Grade.HARDLY_EVER_USER})


def rhythm(ordered: Ordered) -> timedelta | None:
    """The usual time between this person's orders: the median of the latest; None with fewer than three orders.

    Orders of one day are one order: a forgotten bulb is no rhythm.
    """
    latest = ordered.latest
    if len(latest) < RHYTHM_ORDERS:
        return None
    days = [latest[0], *(later for earlier, later in pairwise(latest) if later - earlier >= DAY)]
    if len(days) < RHYTHM_ORDERS:
        return None
    gaps = sorted(later - earlier for earlier, later in pairwise(days))
    middle = len(gaps) // 2
    return gaps[middle] if len(gaps) % 2 else (gaps[middle - 1] + gaps[middle]) / 2


def quiet_after(own: timedelta | None, policy: Policy) -> timedelta:
    """How long somebody of this rhythm is away at most; after that they are lapsing, after twice as long lost."""
    return timedelta(days=policy.lapse_days) if own is None else max(QUIET_RHYTHMS * own, SHORTEST_QUIET_DAYS * DAY)


def stage(ordered: Ordered, grade: Grade, at: datetime, policy: Policy) -> Stage:
    """The stage at a moment, of a whole shop or of one category: whatever the orders are of."""
    first_at, last_at = ordered.first_at, ordered.last_at
    if first_at is None or last_at is None or first_at > at:
        return Stage.VISITOR
    away, own = at - last_at, rhythm(ordered)
    quiet = quiet_after(own, policy)
    if away >= quiet:
        return Stage.LOST if away >= LOST_QUIETS * quiet else Stage.LAPSING
    if at - first_at < timedelta(hours=policy.first_hours):
        return Stage.FIRST_PURCHASE
    if grade in HELPED or at - first_at < timedelta(days=policy.use_days):
        return Stage.LEARNING
    if ordered.count >= EXPERT_ORDERS and at - first_at >= EXPERT_DAYS * DAY:
        return Stage.EXPERT
    return Stage.HABIT if own is not None else Stage.SATISFIED_USE


def ordered_of(moments: Iterable[datetime], latest: int) -> Ordered:
    """What the moments of some orders say, in whatever order they come."""
    found = sorted(moments)
    return Ordered(len(found), found[0], tuple(found[-latest:])) if found else Ordered()
