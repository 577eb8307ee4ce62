"""Nobody is asked to buy more before what they bought has arrived."""

from __future__ import annotations

from datetime import datetime, timedelta

from worthmore.decide.ports import Examine, Guard
from worthmore.vocabulary.policy import Policy
from worthmore.vocabulary.situation import Situation
from worthmore.vocabulary.standing import OrderState


def before_delivery(policy: Policy) -> Guard:
    """Refuses what would go to a person while an order of theirs is under way, as far as the shop tells of delivery.

    An order of which nothing is told for `awaited_days` after the promised day is no longer waited for.
    """
    awaited = timedelta(days=policy.awaited_days)

    def prepare(situation: Situation) -> Examine | None:
        person = situation.person
        if person is None or not situation.placement.proactive:
            return None
        promised = (_awaited(order, situation.at, awaited) for order in person.standing.orders)
        first = min((one for one in promised if one is not None), default=None)
        if first is None:
            return None
        detail = f"an order is under way, promised for {first.date()}; offers wait until it has arrived"
        return lambda candidate: detail

    return Guard("before_delivery", prepare)


def _awaited(order: OrderState, at: datetime, awaited: timedelta) -> datetime | None:
    """When an order that has not arrived was promised; None when it has, or nobody waits for it any more."""
    promised, delivered = order.promised_at, order.delivered_at
    if promised is None or (delivered is not None and delivered <= at) or at - promised >= awaited:
        return None
    return promised
