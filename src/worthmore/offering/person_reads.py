"""The few reads a person's facts are made of, and how they become what a decision may know."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from worthmore.consent.queries import Known, known_of, preferences, similar_rows, stopped
from worthmore.consent.values import Frequency, Preferences, SimilarRow, Stop
from worthmore.offering.asked import Asked
from worthmore.offering.permitting import permission
from worthmore.outcomes.queries import Refused, contacts, refused
from worthmore.shop.queries import PersonFacts, Reach, person_facts
from worthmore.vocabulary.permission import Channel
from worthmore.vocabulary.policy import Policy
from worthmore.vocabulary.situation import Person

LOOKED_BACK = timedelta(days=366)
"""Contacts are counted over less, but who wants to hear once a year is to be heard."""
EVERY_DAYS: Mapping[Frequency, int] = {Frequency.MONTHLY: 30, Frequency.QUARTERLY: 91, Frequency.YEARLY: 365}


@dataclass(frozen=True, slots=True)
class PersonReads:
    """Everything that is asked of the rooms below about one person, named so that a test can hand over others."""

    facts: Callable[[str, str], PersonFacts | None] = person_facts
    refused: Callable[[str, str, Sequence[str]], Refused] = refused
    known: Callable[[Reach, datetime, Policy, Channel], Known] = known_of
    stopped: Callable[[], Stop | None] = stopped
    contacts: Callable[[Sequence[str], datetime], tuple[tuple[Channel, datetime], ...]] = contacts
    preferences: Callable[[str], Preferences] = preferences
    similar: Callable[[str], Sequence[SimilarRow]] = similar_rows


def read_person(reads: PersonReads, source: str, customer_id: str, asked: Asked) -> Person | None:
    """The person a customer id stands for, as far as the occasion may know them; None when nobody knows it."""
    facts = reads.facts(source, customer_id)
    if facts is None:
        return None
    declined = reads.refused(source, facts.key, facts.former_keys)
    known = reads.known(facts.reach, asked.at, asked.policy, asked.channel)
    proactive = asked.placement.proactive
    allowed = permission(known, asked, reads.stopped() if proactive else None)
    return Person(
        key=facts.key,
        # What may not be used is not handed on: then no source, guard or wording can use it by mistake.
        owned=facts.owned if not allowed.denied else {},
        refused=declined.products,
        satisfaction=facts.satisfaction,
        satisfaction_at=facts.satisfaction_at,
        refused_kinds=declined.kinds,
        standing=facts.standing,
        country=known.subject.country,
        contacts=reads.contacts(facts.reach.keys, asked.at - LOOKED_BACK) if proactive else (),
        contact_every_days=EVERY_DAYS.get(reads.preferences(facts.key).frequency, 0) if proactive else 0,
        similar=tuple((row.bought, row.offered, row.similar) for row in reads.similar(source)) if proactive else (),
        permission=allowed,
    )
