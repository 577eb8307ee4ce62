"""Nobody is offered what they own, unless it gets used up."""

from __future__ import annotations

from datetime import timedelta

from worthmore.decide.ports import Examine, Guard
from worthmore.vocabulary.decision import Candidate
from worthmore.vocabulary.policy import Policy
from worthmore.vocabulary.situation import Situation


def already_owned(policy: Policy) -> Guard:
    """Refuses a product bought less than `owned_days` ago and kept; consumables pass."""
    kept = timedelta(days=policy.owned_days)

    def prepare(situation: Situation) -> Examine | None:
        if situation.person is None or not situation.person.owned:
            return None
        owned, at = situation.person.owned, situation.at

        def examine(candidate: Candidate) -> str | None:
            bought_at = owned.get(candidate.product.id)
            if bought_at is None or candidate.product.consumable or at - bought_at >= kept:
                return None
            return f"the customer bought it on {bought_at.date()} and it is not used up"

        return examine

    return Guard("already_owned", prepare)
