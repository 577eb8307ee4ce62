"""What the law and the person themself say to an occasion, from facts that were read already."""

from __future__ import annotations

from datetime import datetime
from functools import lru_cache

from worthmore.consent.queries import Known, asker
from worthmore.consent.values import Stop
from worthmore.offering.asked import Asked
from worthmore.vocabulary.permission import Channel, Question, Subject, Verdict
from worthmore.vocabulary.situation import Permission

NOBODY = ""


def permission(known: Known, asked: Asked, stop: Stop | None) -> Permission:
    """The answers: where it goes to the person, for similar products and for others; in the shop one and the same.

    A product that is sensitive is never asked about: `sensitive_category` refuses it whatever somebody consented to.
    """
    if not asked.placement.proactive:
        shown = _shown(known, asked.at)
        return Permission(shown, shown)
    alike, other = (Question(asked.channel, asked.at, similar=similar) for similar in (True, False))
    return Permission(asker(alike, stop)(known), asker(other, stop)(known))


def _shown(known: Known, at: datetime) -> Verdict:
    """May suggestions in the shop come from what is known of them? Most people never said anything of it."""
    subject = known.subject
    silent = Subject(NOBODY, subject.country, subject.audience, subject.relation)
    if subject == Subject(subject.key, subject.country, subject.audience, subject.relation) and not known.ran_out:
        return _of_the_silent(silent, at.replace(minute=0, second=0, microsecond=0))
    return asker(Question(Channel.ONSITE_PROFILE, at), None)(known)


@lru_cache(maxsize=256)
def _of_the_silent(subject: Subject, hour: datetime) -> Verdict:
    """The answer for everybody of a country who said nothing. Rows change at midnight, so it holds for the hour."""
    return asker(Question(Channel.ONSITE_PROFILE, hour), None)(Known(subject))
