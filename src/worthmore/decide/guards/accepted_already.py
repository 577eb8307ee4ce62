"""A yes is heard: what a customer said yes to is not asked again at the next page."""

from __future__ import annotations

from datetime import timedelta

from worthmore.decide.ports import Examine, Guard
from worthmore.vocabulary.decision import Candidate
from worthmore.vocabulary.policy import Policy
from worthmore.vocabulary.situation import Situation


def accepted_already(policy: Policy) -> Guard:
    """Refuses a product that this person accepted less than `accepted_days` ago.

    Once they own it by that yes, `already_owned` and `not_due_yet` say whether it may be offered again.
    """
    rest = timedelta(days=policy.accepted_days)

    def prepare(situation: Situation) -> Examine | None:
        person = situation.person
        if person is None or not person.accepted:
            return None
        accepted, owned, at = person.accepted, person.owned, situation.at

        def examine(candidate: Candidate) -> str | None:
            accepted_at = accepted.get(candidate.product.id)
            if accepted_at is None or at - accepted_at >= rest:
                return None
            bought_at = owned.get(candidate.product.id)
            # What is kept ready of a purchase has no parts of a second.
            if bought_at is not None and bought_at >= accepted_at.replace(microsecond=0):
                return None
            return f"accepted on {accepted_at.date()}; it is not asked again for {policy.accepted_days} days"

        return examine

    return Guard("accepted_already", prepare)
