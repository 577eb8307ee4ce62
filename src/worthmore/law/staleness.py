"""A row nobody has gone over for a year, or is not sure of, is not relied on: the stricter decision holds."""

from __future__ import annotations

from datetime import date

from worthmore.law.table import Confidence, Decision, Rule

_STRICTER = {Decision.ALLOW: Decision.OPTOUT, Decision.OPTOUT: Decision.CONSENT, Decision.SOFT: Decision.CONSENT}
"""One step stricter. Consent stays consent: nothing is asked of a seller beyond the person's own yes."""


def is_stale(rule: Rule, day: date) -> bool:
    """Whether the row was last verified more than twelve months before the day."""
    return (day.year - 1, day.month, day.day) > (
        rule.verified_on.year,
        rule.verified_on.month,
        rule.verified_on.day,
    )


def decision_of(rule: Rule, day: date) -> Decision:
    """The row's decision on a day: one step stricter where the row is stale or its confidence low."""
    if is_stale(rule, day) or rule.confidence is Confidence.LOW:
        return _STRICTER.get(rule.decision, rule.decision)
    return rule.decision


def doubts(rule: Rule, day: date) -> tuple[str, ...]:
    """What the shop should be told of the row, in plain English."""
    if is_stale(rule, day):
        return (f"the row {rule.id} was last verified on {rule.verified_on}, more than a year ago: verify it again",)
    if rule.confidence is Confidence.LOW:
        return (f"the row {rule.id} is of low confidence: have counsel check it",)
    return ()
