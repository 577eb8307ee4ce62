"""A no is heard: what a customer declined rests for a while, wherever they declined it."""

from __future__ import annotations

from datetime import timedelta

from worthmore.decide.ports import Examine, Guard
from worthmore.vocabulary.decision import Candidate
from worthmore.vocabulary.policy import Policy
from worthmore.vocabulary.situation import Situation


def refused_recently(policy: Policy) -> Guard:
    """Refuses a product that this person declined less than `refused_days` ago, at whatever placement."""
    rest = timedelta(days=policy.refused_days)

    def prepare(situation: Situation) -> Examine | None:
        if situation.person is None or not situation.person.refused:
            return None
        refused, at = situation.person.refused, situation.at

        def examine(candidate: Candidate) -> str | None:
            declined_at = refused.get(candidate.product.id)
            if declined_at is None or at - declined_at >= rest:
                return None
            days = max((at - declined_at).days, 0)
            since = "1 day" if days == 1 else f"{days} days"
            return f"declined on {declined_at.date()}, {since} ago; it rests for {policy.refused_days} days"

        return examine

    return Guard("refused_recently", prepare)
