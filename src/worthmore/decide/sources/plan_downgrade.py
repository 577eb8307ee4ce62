"""The smaller plan, honestly shown to those for whom it is enough."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain

from worthmore.decide.margins import margins
from worthmore.decide.ports import Knowledge, Source
from worthmore.decide.sources.by_hand import nothing
from worthmore.decide.sources.contracts import (
    BY_USAGE,
    CHANCES,
    PERIODS,
    Held,
    candidate,
    fullness,
    held,
    lately,
    siblings,
)
from worthmore.vocabulary.contracts import Filled, Gain, Plan
from worthmore.vocabulary.decision import Candidate, OfferKind
from worthmore.vocabulary.policy import Policy
from worthmore.vocabulary.products import Product
from worthmore.vocabulary.situation import Situation

ROOM = 0.8
"""The smaller plan must have been filled to no more than this in every known period: a fifth is left for a busy one."""
DOWNGRADE = OfferKind.PLAN_DOWNGRADE


def plan_downgrade(knowledge: Knowledge, policy: Policy) -> Source:
    """Proposes the cheapest plan that would have been enough, with room, in every whole period that is known.

    It is shown whatever it earns: what it is worth is the margin that is kept when somebody who pays too much stays.
    """
    if not knowledge.plans:
        return nothing
    margin_of = margins(policy)

    def worth(one: Held, product: Product) -> float:
        kept = margin_of(product, product.price) * one.contract.seats
        # A little over the shop's minimum at the least, so that honesty is never refused as worth too little.
        return max(kept, 2 * policy.floor(DOWNGRADE.value) / CHANCES[DOWNGRADE])

    def source(situation: Situation) -> Iterable[Candidate]:
        if situation.person is None or not situation.person.contracts:
            return ()
        return [
            candidate(DOWNGRADE, product, one, one.about(plan, filled=filled, gains=gains), knowledge, BY_USAGE, earned)
            for one in held(situation, knowledge)
            if (found := enough(one, situation, knowledge)) is not None
            for plan, product, filled, gains in (found,)
            for earned in (worth(one, product),)
        ]

    return source


Enough = tuple[Plan, Product, tuple[Filled, ...], tuple[Gain, ...]]


def enough(one: Held, situation: Situation, knowledge: Knowledge) -> Enough | None:
    """The cheapest smaller plan that would do, with what shows it; None: there is none, or too little is known."""
    plan = one.plan
    if plan is None or one.on_trial or one.paid <= 0:
        return None
    filled = tuple(fullness(one, knowledge, situation.at, PERIODS))
    if not filled or len(filled) < sum(limit is not None for limit in plan.limits.values()):
        return None  # of a counter nothing is known, so nobody can say that less would do
    cheaper = [
        (smaller, product)
        for smaller, product in siblings(one, knowledge)
        if smaller.term_months == plan.term_months and product.price < one.paid
    ]
    for smaller, product in sorted(cheaper, key=lambda step: (step[1].price, step[1].id)):
        if _does(smaller, one, situation):
            gains = tuple(Gain(found.kind, found.included, _of(smaller, one, found.kind.name)) for found in filled)
            return smaller, product, filled, tuple(gain for gain in gains if gain.offered != gain.included)
    return None


def _does(smaller: Plan, one: Held, situation: Situation) -> bool:
    """Whether it has the features in use, and room for the most that was used in any period."""
    plan = one.plan
    assert plan is not None
    lost = set(plan.features) - set(smaller.features)
    if lost and (not one.contract.features_tried or lost & set(one.contract.features_tried)):
        return False
    months = plan.period_months
    if smaller.period_months != months:
        return False
    return all(
        limit is None or amount <= ROOM * limit * one.contract.seats
        for counter in plan.limits
        for limit in (smaller.limits.get(counter, 0.0),)
        for amount in _known(one, counter, situation, months)
    )


def _known(one: Held, counter: str, situation: Situation, months: int) -> Iterator[float]:
    """What was used of a counter in every known whole period; where nothing is known, more than any plan has."""
    amounts = lately(one.contract.usage.get(counter, ()), situation.at, months)
    return chain(amounts) if amounts else iter((float("inf"),))


def _of(plan: Plan, one: Held, counter: str) -> float | None:
    limit = plan.limits.get(counter, 0.0)
    return None if limit is None else limit * one.contract.seats
