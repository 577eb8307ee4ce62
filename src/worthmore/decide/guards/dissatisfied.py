"""A dissatisfied customer gets help, not offers."""

from __future__ import annotations

from datetime import timedelta

from worthmore.decide.ports import Examine, Guard
from worthmore.vocabulary.decision import Candidate
from worthmore.vocabulary.policy import Policy
from worthmore.vocabulary.satisfaction import Grade, Satisfaction
from worthmore.vocabulary.situation import Person, Situation


def dissatisfied(policy: Policy) -> Guard:
    """Refuses everything to whom the evidence calls dissatisfied, or whose last word is low and recent.

    The last word is looked at by itself, too: who decides without weighing evidence still hears a no.
    """
    days = timedelta(days=policy.dissatisfied_days)

    def prepare(situation: Situation) -> Examine | None:
        person = situation.person
        if person is None:
            return None
        detail = _said(person, situation, policy, days)
        if detail is None and person.felt.grade is Grade.DISSATISFIED:
            detail = _weighed(person.felt)
        if detail is None:
            return None

        def examine(candidate: Candidate) -> str | None:
            return detail

        return examine

    return Guard("dissatisfied", prepare)


def _said(person: Person, situation: Situation, policy: Policy, days: timedelta) -> str | None:
    """Why the last thing they told holds offers back; None: it does not."""
    if person.satisfaction is None or person.satisfaction >= policy.dissatisfied_below:
        return None
    # A record without a time counts as recent: rather no offer than one to an unhappy customer.
    if person.satisfaction_at is not None and situation.at - person.satisfaction_at >= days:
        return None
    when = f" on {person.satisfaction_at.date()}" if person.satisfaction_at is not None else ""
    return (
        f"the customer's satisfaction was {person.satisfaction:.2f}{when}, below {policy.dissatisfied_below:.2f}; "
        f"no offers for {policy.dissatisfied_days} days after"
    )


def _weighed(felt: Satisfaction) -> str:
    """What weighs most of what went wrong: repair that first."""
    worst = max(felt.evidence, key=lambda one: one.weight * (1 - one.value))
    score = "" if felt.score is None else f" (score {felt.score:.2f})"
    what = worst.what.value.replace("_", " ")
    return f"the customer is dissatisfied{score}: {what} on {worst.at.date()}; repair that first"
