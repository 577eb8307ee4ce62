"""What is known of a customer, weighed, for the shop's own people: who is to be helped first, and where each stands."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from worthmore.decide.person.journey import stage
from worthmore.decide.person.next_offer import journey
from worthmore.decide.person.satisfaction import satisfaction
from worthmore.decide.person.tone import tone
from worthmore.decide.person.using import QUIET
from worthmore.shop.queries import contracts, person_facts, troubled
from worthmore.vocabulary.journey import Journey, Tone
from worthmore.vocabulary.policy import Policy
from worthmore.vocabulary.products import Product
from worthmore.vocabulary.satisfaction import Grade, Satisfaction
from worthmore.vocabulary.situation import Person

LOOKED_AT = 500
"""So many of those with the newest trouble are weighed; whoever has more has other work than reading a list."""
Find = Callable[[str], "Product | None"]


@dataclass(frozen=True, slots=True)
class KnownPerson:
    """One customer, weighed at a moment."""

    customer_id: str
    person_key: str
    felt: Satisfaction
    journey: Journey
    tone: Tone


def known_person(source: str, customer_id: str, at: datetime, policy: Policy, find: Find) -> KnownPerson | None:
    """Where a customer of a source stands; None when the source does not know them."""
    facts = person_facts(source, customer_id)
    if facts is None:
        return None
    held = contracts(source, facts.key)
    felt = satisfaction(facts.told, facts.standing, held, facts.ordered.count, at, policy)
    person = Person(
        facts.key,
        standing=facts.standing,
        felt=felt,
        stage=stage(facts.ordered, felt.grade, at, policy),
        ordered=facts.ordered,
        contracts=held,
    )
    since = at - timedelta(days=max(policy.use_days, *policy.use_days_by.values(), 0))
    recent = [
        (product, bought_at)
        for product_id, bought_at in facts.bought_since(since).items()
        if (product := find(product_id)) is not None
    ]
    return KnownPerson(customer_id, facts.key, felt, journey(person, recent, at, policy), tone(person))


def helped_first(source: str, at: datetime, policy: Policy) -> Iterator[tuple[str, Satisfaction]]:
    """The customers of a source who are dissatisfied, or have something and do not use it, newest trouble first."""
    since = at - timedelta(days=policy.dissatisfied_days)
    for number in troubled(source, since, policy.dissatisfied_below, at - QUIET, at, LOOKED_AT):
        facts = person_facts(source, number)
        if facts is None:
            continue
        held = contracts(source, facts.key)
        felt = satisfaction(facts.told, facts.standing, held, facts.ordered.count, at, policy)
        if felt.grade in (Grade.DISSATISFIED, Grade.HARDLY_EVER_USER):
            yield number, felt
