"""What grows too old in the rooms below this one. Rooms above register theirs with `ports.register_sweep`."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from worthmore.consent.operations.ageing import empty_unconfirmed, unconfirmed
from worthmore.consent.periods import months_before
from worthmore.outcomes import operations as outcomes
from worthmore.outcomes import queries as outcomes_kept
from worthmore.rights import ports
from worthmore.rights.models import RightsRequest
from worthmore.rights.ports import Sweep
from worthmore.shop.operations.ageing import forget_activity
from worthmore.shop.queries import known_keys
from worthmore.shop.queries.ageing import activity_before
from worthmore.vocabulary.policy import Policy

When = Callable[[datetime, Policy], datetime]
KEYS_AT_ONCE = 1_000


def _days(setting: str) -> When:
    return lambda at, policy: at - timedelta(days=getattr(policy, setting))


def _sweep(
    name: str, setting: str, when: When, count: Callable[[datetime], int], go: Callable[[datetime], int]
) -> Sweep:
    return Sweep(name, setting, lambda at, policy: count(when(at, policy)), lambda at, policy: go(when(at, policy)))


def count_requests(before: datetime) -> int:
    """How many requests were answered before that moment."""
    return RightsRequest.objects.filter(done_at__lt=before).count()


def forget_requests(before: datetime) -> int:
    """Remove some of them."""
    old = list(RightsRequest.objects.filter(done_at__lt=before).values_list("pk", flat=True)[:KEYS_AT_ONCE])
    return RightsRequest.objects.filter(pk__in=old).delete()[0]


def ownerless(most: int | None = None) -> list[str]:
    """Up to so many of the keys under which outcomes are kept that are nobody's any more.

    An answer to an offer that was made before an erasure may come in after it; so may an order with an old token.
    """
    found: list[str] = []
    after = ""
    while (most is None or len(found) < most) and (keys := outcomes_kept.person_keys(after, KEYS_AT_ONCE)):
        found += sorted(set(keys) - known_keys(keys))
        after = keys[-1]
    return found


def _cut_ownerless(at: datetime, policy: Policy) -> int:
    keys = ownerless(KEYS_AT_ONCE)
    outcomes.forget_person(keys)
    return len(keys)


OWN = (
    _sweep("activity", "activity_days", _days("activity_days"), activity_before, forget_activity),
    _sweep(
        "details of decisions",
        "decision_days",
        _days("decision_days"),
        outcomes_kept.detailed_before,
        outcomes.thin_decisions,
    ),
    _sweep(
        "answered requests",
        "request_months",
        lambda at, policy: months_before(at, policy.request_months),
        count_requests,
        forget_requests,
    ),
    Sweep(
        "confirmations nobody followed",
        "",
        lambda at, policy: unconfirmed(at).count(),
        lambda at, policy: empty_unconfirmed(at),
    ),
    Sweep("outcomes of people erased since", "", lambda at, policy: len(ownerless()), _cut_ownerless),
)


def all_sweeps() -> tuple[Sweep, ...]:
    """Ours, then those of the rooms above."""
    return (*OWN, *ports.sweeps())
