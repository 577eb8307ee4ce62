"""Who just sent something back is not written to with the next offer."""

from __future__ import annotations

from datetime import timedelta

from worthmore.decide.ports import Examine, Guard
from worthmore.vocabulary.policy import Policy
from worthmore.vocabulary.situation import Situation


def recent_return(policy: Policy) -> Guard:
    """Refuses what would go to a person who returned something less than `return_days` ago."""
    rest = timedelta(days=policy.return_days)

    def prepare(situation: Situation) -> Examine | None:
        person = situation.person
        if person is None or not situation.placement.proactive:
            return None
        returned = (order.returned_at for order in person.standing.orders)
        last = max((one for one in returned if one is not None), default=None)
        if last is None or situation.at - last >= rest:
            return None
        detail = f"something was returned on {last.date()}; no offers are sent for {rest.days} days after"
        return lambda candidate: detail

    return Guard("recent_return", prepare)
