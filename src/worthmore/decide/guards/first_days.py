"""A purchase is left to be enjoyed before the next one is suggested by message, call or post."""

from __future__ import annotations

from datetime import timedelta

from worthmore.decide.ports import Examine, Guard
from worthmore.vocabulary.policy import Policy
from worthmore.vocabulary.situation import Situation


def first_days(policy: Policy) -> Guard:
    """Refuses what would go to a person in the first `first_hours` after they bought something.

    While somebody shops themself, suggestions to their basket go on: they are the ones who came.
    """
    rest = timedelta(hours=policy.first_hours)

    def prepare(situation: Situation) -> Examine | None:
        person = situation.person
        if person is None or not situation.placement.proactive:
            return None
        ordered_at = person.standing.ordered_at
        if ordered_at is None or situation.at - ordered_at >= rest:
            return None
        detail = (
            f"the last purchase was on {ordered_at.date()}; no offers are sent for {policy.first_hours} hours after"
        )
        return lambda candidate: detail

    return Guard("first_days", prepare)
