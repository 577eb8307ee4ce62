"""What the law and the person themself say to an occasion, from facts that were read already."""

from __future__ import annotations

from worthmore.consent.queries import Known, asker
from worthmore.consent.values import Stop
from worthmore.offering.asked import Asked
from worthmore.vocabulary.permission import Question
from worthmore.vocabulary.situation import Permission


def permission(known: Known, asked: Asked, stop: Stop | None) -> Permission:
    """The answers: where it goes to the person, for similar products and for others; in the shop one and the same.

    A product that is sensitive is never asked about: `sensitive_category` refuses it whatever somebody consented to.
    """
    other = asker(Question(asked.channel, asked.at), stop)(known)
    if not asked.placement.proactive:
        return Permission(other, other)
    return Permission(asker(Question(asked.channel, asked.at, similar=True), stop)(known), other)
