"""The few reads a person's facts are made of, and how they become what a decision may know."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from worthmore.consent.queries import Known, known_of, preferences, similar_rows, stopped
from worthmore.consent.values import Frequency, Preferences, SimilarRow, Stop
from worthmore.decide.person.journey import stage
from worthmore.decide.person.satisfaction import satisfaction
from worthmore.offering.asked import Asked
from worthmore.offering.permitting import permission
from worthmore.outcomes.queries import Refused, Shown, contacts, refused
from worthmore.shop.queries import PersonFacts, Reach, person_facts
from worthmore.shop.queries import contracts as contracts_of
from worthmore.shop.queries import viewed as viewed_of
from worthmore.vocabulary.contracts import Contract
from worthmore.vocabulary.decision import OfferKind
from worthmore.vocabulary.journey import NEVER, Ordered, Stage
from worthmore.vocabulary.permission import Channel
from worthmore.vocabulary.policy import Policy
from worthmore.vocabulary.satisfaction import Satisfaction
from worthmore.vocabulary.situation import Person

LOOKED_BACK = timedelta(days=366)
"""Contacts are counted over less, but who wants to hear once a year is to be heard."""
EVERY_DAYS: Mapping[Frequency, int] = {Frequency.MONTHLY: 30, Frequency.QUARTERLY: 91, Frequency.YEARLY: 365}


@dataclass(frozen=True, slots=True)
class PersonReads:
    """Everything that is asked of the rooms below about one person, named so that a test can hand over others."""

    facts: Callable[[str, str], PersonFacts | None] = person_facts
    refused: Callable[[str, str, Sequence[str], Shown], Refused] = refused
    known: Callable[[Reach, datetime, Policy, Channel], Known] = known_of
    stopped: Callable[[], Stop | None] = stopped
    contacts: Callable[[Sequence[str], datetime], tuple[tuple[Channel, datetime], ...]] = contacts
    preferences: Callable[[str], Preferences] = preferences
    similar: Callable[[str], Sequence[SimilarRow]] = similar_rows
    contracts: Callable[[str, str], tuple[Contract, ...]] = contracts_of
    viewed: Callable[[str, str], frozenset[str]] = viewed_of


def read_person(reads: PersonReads, source: str, customer_id: str, asked: Asked) -> Person | None:
    """The person a customer id stands for, as far as the occasion may know them; None when nobody knows it."""
    facts = reads.facts(source, customer_id)
    if facts is None:
        return None
    at, policy = asked.at, asked.policy
    first_day = at.replace(hour=0, minute=0, second=0, microsecond=0) - timedelta(days=policy.shown_days - 1)
    shown = Shown(first_day, policy.shown_most)
    declined = reads.refused(source, facts.key, facts.former_keys, shown)
    proactive = asked.placement.proactive
    held = reads.contracts(source, facts.key) if asked.contracts else ()
    reach = facts.reach if not held else _selling(facts.reach, held, asked)
    known = reads.known(reach, asked.at, asked.policy, asked.channel)
    allowed = permission(known, asked, reads.stopped() if proactive else None)
    felt = satisfaction(facts.told, facts.standing, held, facts.ordered.count, at, policy)
    # What may not be used is not handed on: then no source, guard or wording can use it by mistake.
    usable = _used(facts, asked, felt) if not allowed.denied else NOTHING
    looks_round = bool(usable.owned) and OfferKind.FORGOTTEN_RANGE in asked.placement.sources
    return Person(
        key=facts.key,
        owned=usable.owned,
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
        contracts=held if not allowed.denied else (),
        felt=felt,
        stage=usable.stage,
        ordered=usable.ordered,
        recent=usable.recent,
        needs=facts.needs,
        shown=declined.shown,
        accepted=declined.accepted,
        viewed=reads.viewed(source, facts.key) if looks_round else frozenset(),
    )


def _selling(reach: Reach, held: Sequence[Contract], asked: Asked) -> Reach:
    """A contract in force is a sale that goes on: whoever has one is a customer, whether or not an order was told.

    What is free, for good or to try, counts where the person comes themself (a free account that is part of a paid
    offer: Court of Justice, C-654/23); it is too little to write to them.
    """
    sold = any(one.runs(asked.at) and (not asked.placement.proactive or _paid(one, asked)) for one in held)
    return replace(reach, last_sale_at=asked.at) if sold else reach


def _paid(contract: Contract, asked: Asked) -> bool:
    return contract.unit_price != 0 and not contract.on_trial(asked.at)


@dataclass(frozen=True, slots=True)
class _Used:
    """What of a person's history is used, where that is allowed."""

    owned: Mapping[str, datetime] = field(default_factory=dict)
    ordered: Ordered = NEVER
    recent: Mapping[str, datetime] = field(default_factory=dict)
    stage: Stage = Stage.VISITOR


NOTHING = _Used()


def _used(facts: PersonFacts, asked: Asked, felt: Satisfaction) -> _Used:
    policy, last_at = asked.policy, facts.standing.ordered_at
    since = asked.at - timedelta(days=max(policy.use_days, *policy.use_days_by.values(), 0))
    recent = facts.bought_since(since) if last_at is not None and last_at >= since else {}
    return _Used(facts.owned, facts.ordered, recent, stage(facts.ordered, felt.grade, asked.at, policy))
