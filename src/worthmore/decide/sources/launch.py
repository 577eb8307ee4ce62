"""Something new, for those who use the one before it every week."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import timedelta

from worthmore.decide.ports import Knowledge, Source
from worthmore.decide.sources.by_hand import nothing
from worthmore.decide.sources.contracts import BY_HAND, Held, candidate, held, named
from worthmore.vocabulary.attributes import AttributeKind, differences
from worthmore.vocabulary.decision import Candidate, OfferKind
from worthmore.vocabulary.products import Product, RelationKind
from worthmore.vocabulary.situation import Situation

WEEKLY = timedelta(days=7)
NEW_FOR = timedelta(days=180)
"""So long after its first day of sale something is new; after that it is an ordinary product."""
PERIODS_USED = 2


def launch(knowledge: Knowledge) -> Source:
    """Proposes the new version of what a person has and uses weekly, as far as the shop tells of use."""
    related = knowledge.related.get(RelationKind.NEW_VERSION)
    if not related:
        return nothing

    def source(situation: Situation) -> Iterable[Candidate]:
        if situation.person is None or not situation.person.contracts:
            return ()
        return list(_proposed(situation, knowledge, related))

    return source


def _proposed(situation: Situation, knowledge: Knowledge, related: Mapping[str, Sequence[str]]) -> Iterator[Candidate]:
    contracts = list(held(situation, knowledge))
    had = {one.product.id for one in contracts} | {other for one in contracts for other in one.contract.covers}
    for one in contracts:
        others = related.get(one.product.id, ())
        for product_id in others if _weekly(one, situation) else ():
            product = knowledge.find(product_id)
            if product is not None and product_id not in had and _new(product, situation):
                yield _launched(one, product, knowledge)


def _launched(one: Held, product: Product, knowledge: Knowledge) -> Candidate:
    """The candidate: something of its own, so nothing it could be too dear against."""
    offer = replace(one.about(features=_feature(one, product, knowledge)), reference=0)
    found = candidate(OfferKind.LAUNCH, product, one, offer, knowledge, BY_HAND)
    return replace(found, differences=differences(one.product.attributes, product.attributes, knowledge.kinds))


def _feature(one: Held, product: Product, knowledge: Knowledge) -> tuple[AttributeKind, ...]:
    """The one feature that matters: one they tried and have not, else the first that is new."""
    plan, new = one.plan, knowledge.plans.get(product.id)
    fresh = [name for name in new.features if plan is None or name not in plan.features] if new else []
    tried = [name for name in fresh if name in one.contract.features_tried]
    return tuple(named(name, knowledge) for name in (tried or fresh)[:1])


def _weekly(one: Held, situation: Situation) -> bool:
    """Used within the last week, and in the period before as well where periods are counted."""
    last, at = one.contract.last_used_at, situation.at
    if last is None or at - last > WEEKLY:
        return False
    counters = one.contract.usage.values()
    return not counters or any(
        len(used) >= PERIODS_USED and all(period.amount > 0 for period in used[-PERIODS_USED:]) for used in counters
    )


def _new(product: Product, situation: Situation) -> bool:
    return product.active_from is None or situation.at.date() - product.active_from <= NEW_FOR
