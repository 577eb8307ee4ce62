"""The next plan, for those who fill the one they have, tried what it has not, or whose trial comes to an end."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import timedelta

from worthmore.decide.margins import Margin, margins
from worthmore.decide.ports import Knowledge, Source
from worthmore.decide.sources.by_hand import nothing
from worthmore.decide.sources.contracts import (
    BY_CONTRACT,
    BY_USAGE,
    PERIODS,
    Held,
    candidate,
    fullness,
    held,
    named,
    siblings,
)
from worthmore.vocabulary.contracts import Filled, Gain, Plan
from worthmore.vocabulary.decision import Candidate, OfferKind
from worthmore.vocabulary.policy import Policy
from worthmore.vocabulary.products import Product
from worthmore.vocabulary.situation import Situation

NEAR = 0.9
"""From this share of a limit on it counts as neared. Our choice; it must be so in three periods running."""
TRIAL_ENDS = timedelta(days=7)
"""In the last week of a trial the paid plan is a help; before that there is time to try."""
UPGRADE = OfferKind.PLAN_UPGRADE

Above = Iterator[tuple[Plan, Product]]


def plan_upgrade(knowledge: Knowledge, policy: Policy) -> Source:
    """Proposes the nearest larger plan that has more of what this person uses up or tried, and less of nothing."""
    if not knowledge.plans:
        return nothing
    margin_of = margins(policy)

    def source(situation: Situation) -> Iterable[Candidate]:
        if situation.person is None or not situation.person.contracts:
            return ()
        found = (_proposed(one, situation, knowledge) for one in held(situation, knowledge) if one.plan is not None)
        return [earning(one, margin_of) for one in found if one is not None]

    return source


def _proposed(one: Held, situation: Situation, knowledge: Knowledge) -> Candidate | None:
    if one.on_trial:
        ends = one.contract.trial_until
        return _after_trial(one, knowledge) if ends is not None and ends - situation.at <= TRIAL_ENDS else None
    filled = tuple(found for found in fullness(one, knowledge, situation.at, PERIODS) if _neared(found))
    tried = _tried(one)
    return _larger(one, filled, tried, knowledge) if filled or tried else None


def _after_trial(one: Held, knowledge: Knowledge) -> Candidate | None:
    """The plan itself, paid; of a plan that is free for good, the first one above it that is not."""
    assert one.plan is not None
    itself = iter([(one.plan, one.product)])
    for plan, product in itself if one.product.price > 0 else above(one, knowledge):
        if product.price > 0:
            use = (name for name in plan.features if name in one.contract.features_tried)
            offer = one.about(plan, features=tuple(named(name, knowledge) for name in use))
            return candidate(UPGRADE, product, one, offer, knowledge, BY_CONTRACT)
    return None


def _larger(one: Held, filled: tuple[Filled, ...], tried: tuple[str, ...], knowledge: Knowledge) -> Candidate | None:
    """The nearest plan with more of everything they fill, or with something they tried."""
    for plan, product in above(one, knowledge):
        more = [found for found in filled if _has_more(plan, one, found)]
        features = [name for name in tried if name in plan.features]
        if len(more) < len(filled) or not (more or features):
            continue
        kinds = tuple(named(name, knowledge) for name in features)
        gains = tuple(_gain(plan, one, found) for found in more)
        offer = one.about(plan, filled=filled, gains=gains, features=kinds, tried=kinds)
        return candidate(UPGRADE, product, one, offer, knowledge, BY_USAGE)
    return None


def earning(found: Candidate, margin_of: Margin) -> Candidate:
    """The candidate with what the shop earns more over the offered term, for all seats."""
    about, anchor = found.of_contract, found.anchor
    assert about is not None
    assert anchor is not None
    given_up = margin_of(anchor, about.reference) if about.reference else 0.0
    return replace(found, margin=(margin_of(found.product, found.product.price) - given_up) * about.contract.seats)


def above(one: Held, knowledge: Knowledge) -> Above:
    """The plans above, nearest first: as the shop says, or dearer for the same term with nothing less in them."""
    steps = {plan.product_id: (plan, product) for plan, product in siblings(one, knowledge)}
    if one.plan is not None and one.plan.next_id:
        next_id = one.plan.next_id
        while next_id in steps:
            yield steps[next_id]
            next_id = steps[next_id][0].next_id
        return
    dearer = [step for step in steps.values() if _is_above(step, one)]
    yield from sorted(dearer, key=lambda step: (step[1].price, step[1].id))


def _is_above(step: tuple[Plan, Product], one: Held) -> bool:
    plan, product = step
    assert one.plan is not None
    larger = plan.includes(one.plan) and not one.plan.includes(plan)
    return plan.term_months == one.plan.term_months and larger and product.price > one.product.price


def _neared(found: Filled) -> bool:
    return all(amount >= NEAR * found.included for amount in found.amounts)


def _tried(one: Held) -> tuple[str, ...]:
    """What the person tried that their plan does not have."""
    assert one.plan is not None
    return tuple(name for name in one.contract.features_tried if name not in one.plan.features)


def _has_more(plan: Plan, one: Held, found: Filled) -> bool:
    limit = plan.limits.get(found.kind.name, 0.0)
    return limit is None or limit * one.contract.seats > found.included


def _gain(plan: Plan, one: Held, found: Filled) -> Gain:
    limit = plan.limits[found.kind.name]
    return Gain(found.kind, found.included, None if limit is None else limit * one.contract.seats)
