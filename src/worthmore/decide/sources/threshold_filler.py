"""Something useful that reaches free delivery: it belongs to the cart and costs little more than what is missing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from worthmore.decide.ports import Knowledge, Source
from worthmore.decide.sources.belonging import CONSIDERED, BelongingTo, candidates_of
from worthmore.vocabulary.decision import Candidate, OfferKind
from worthmore.vocabulary.evidence import Basis
from worthmore.vocabulary.policy import Policy
from worthmore.vocabulary.products import RelationKind
from worthmore.vocabulary.situation import Situation


def threshold_filler(knowledge: Knowledge, policy: Policy) -> Source:
    """Proposes, cheapest first, products of once to one and a half times the gap that belong to the cart."""
    sets = knowledge.related.get(RelationKind.PART, {})
    belonging_to = [
        candidates_of(OfferKind.THRESHOLD_FILLER, knowledge.find, neighbours, knowledge.accepted, sets)
        for neighbours in (knowledge.complements, knowledge.also_bought)
    ]

    def source(situation: Situation) -> Iterable[Candidate]:
        gap = missing(situation, policy)
        if gap <= 0:
            return ()
        fitting = _fitting(situation, belonging_to, gap)
        return sorted(fitting, key=lambda candidate: (candidate.product.price, candidate.product.id))[:CONSIDERED]

    return source


def missing(situation: Situation, policy: Policy) -> int:
    """What the cart lacks to free delivery, minor units; 0 where there is no cart, no such rule or nothing lacking."""
    threshold = policy.free_delivery_from
    if threshold is None or not situation.cart:
        return 0
    if any(line.product.currency != policy.currency for line in situation.cart):
        return 0
    return max(threshold - situation.total, 0)


def _fitting(situation: Situation, belonging_to: list[BelongingTo], gap: int) -> Iterable[Candidate]:
    """The likeliest candidate for each product of a fitting price."""
    most = 3 * gap // 2
    best: dict[str, Candidate] = {}
    for of in belonging_to:
        for line in situation.cart:
            for candidate in of(line.product.id, CONSIDERED):
                if gap <= candidate.product.price <= most:
                    kept = best.setdefault(candidate.product.id, candidate)
                    if candidate.chance > kept.chance:
                        best[candidate.product.id] = candidate
    return [_closing(candidate, gap) for candidate in best.values()]


def _closing(candidate: Candidate, gap: int) -> Candidate:
    return replace(candidate, gap=gap, evidence=candidate.evidence._replace(basis=Basis.GAP))
