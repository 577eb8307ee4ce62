"""The same plan for longer, with what that saves, when a contract that serves somebody well is about to renew."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import timedelta

from worthmore.decide.margins import margins
from worthmore.decide.ports import Knowledge, Source
from worthmore.decide.sources.by_hand import nothing
from worthmore.decide.sources.contracts import BY_CONTRACT, Held, after, candidate, held, siblings
from worthmore.decide.sources.plan_downgrade import enough
from worthmore.vocabulary.contracts import Plan
from worthmore.vocabulary.decision import Candidate, OfferKind
from worthmore.vocabulary.policy import Policy
from worthmore.vocabulary.products import Product
from worthmore.vocabulary.satisfaction import Grade
from worthmore.vocabulary.situation import Situation

RENEWAL_NEAR = timedelta(days=45)
"""How long before it renews somebody thinks of the contract at all. Our choice."""
USED_LATELY = timedelta(days=45)
SATISFIED = 0.6
"""A told satisfaction from here on is a good one; the score goes from 0 to 1."""
LONGER = OfferKind.LONGER_TERM


def longer_term(knowledge: Knowledge, policy: Policy) -> Source:
    """Proposes every longer term of the same plan that costs less than the present one so many times.

    Not to those for whom a smaller plan is enough: they would be bound to what they do not need.
    """
    if not knowledge.plans:
        return nothing
    margin_of = margins(policy)

    def proposed(one: Held, situation: Situation) -> Iterator[Candidate]:
        for plan, product in longer(one, knowledge):
            offer = one.about(plan)
            # Without it, only the next term of the present contract is certain: that one is given up for it.
            earned = margin_of(product, product.price) - margin_of(one.product, one.paid)
            yield candidate(LONGER, product, one, offer, knowledge, BY_CONTRACT, earned * one.contract.seats)

    def source(situation: Situation) -> Iterable[Candidate]:
        if situation.person is None or not situation.person.contracts:
            return ()
        renewing = (one for one in held(situation, knowledge) if _renews_soon(one, situation))
        return [
            found
            for one in renewing
            if satisfied(one, situation) and enough(one, situation, knowledge) is None
            for found in proposed(one, situation)
        ]

    return source


def longer(one: Held, knowledge: Knowledge) -> Iterator[tuple[Plan, Product]]:
    """The longer terms of the very same plan that really save something."""
    for plan, product in siblings(one, knowledge):
        if one.plan is None or not plan.same_as(one.plan) or plan.term_months <= one.plan.term_months:
            continue
        if product.price < one.costs_for(plan.term_months):
            yield plan, product


def satisfied(one: Held, situation: Situation) -> bool:
    """Whether the contract serves them well: they said so, or use it, or kept it for a term before."""
    person, contract = situation.person, one.contract
    if person is None or person.felt.grade in (Grade.DISSATISFIED, Grade.HARDLY_EVER_USER):
        return False
    if person.felt.score is not None or person.satisfaction is not None:
        told = person.felt.score if person.felt.score is not None else person.satisfaction
        return told is not None and told >= SATISFIED
    if contract.last_used_at is not None:
        return situation.at - contract.last_used_at <= USED_LATELY
    return not contract.use_known and after(contract.started_at.date(), one.months) <= situation.at.date()


def _renews_soon(one: Held, situation: Situation) -> bool:
    renews_at = one.contract.renews_at
    if renews_at is None or one.on_trial or one.paid <= 0 or one.contract.ends_at is not None:
        return False
    return timedelta(0) <= renews_at - situation.at <= RENEWAL_NEAR
