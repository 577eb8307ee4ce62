"""A dissatisfied customer gets help, not offers."""

from __future__ import annotations

from datetime import timedelta

from worthmore.decide.ports import Examine, Guard
from worthmore.vocabulary.decision import Candidate
from worthmore.vocabulary.policy import Policy
from worthmore.vocabulary.situation import Person, Situation


def dissatisfied(policy: Policy) -> Guard:
    """Refuses everything while the last satisfaction record is low and recent."""
    days = timedelta(days=policy.dissatisfied_days)

    def prepare(situation: Situation) -> Examine | None:
        person = situation.person
        if person is None or person.satisfaction is None or person.satisfaction >= policy.dissatisfied_below:
            return None
        # A record without a time counts as recent: rather no offer than one to an unhappy customer.
        if person.satisfaction_at is not None and situation.at - person.satisfaction_at >= days:
            return None
        detail = _detail(person, policy)

        def examine(candidate: Candidate) -> str:
            return detail

        return examine

    return Guard("dissatisfied", prepare)


def _detail(person: Person, policy: Policy) -> str:
    when = f" on {person.satisfaction_at.date()}" if person.satisfaction_at is not None else ""
    return (
        f"the customer's satisfaction was {person.satisfaction:.2f}{when}, below {policy.dissatisfied_below:.2f}; "
        f"no offers for {policy.dissatisfied_days} days after"
    )
