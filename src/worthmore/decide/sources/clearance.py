"""What must go, for customers only, in a campaign of its own."""

from __future__ import annotations

from collections.abc import Iterable

from worthmore.decide.ports import Knowledge, Source
from worthmore.decide.sources.by_hand import BY_HAND, CHANCES, nothing
from worthmore.vocabulary.decision import Candidate, OfferKind
from worthmore.vocabulary.situation import Situation

CONSIDERED = 16


def clearance(knowledge: Knowledge) -> Source:
    """Proposes clearance products to a known customer of a campaign: first those of a department they bought in."""
    if not knowledge.clearance:
        return nothing

    def source(situation: Situation) -> Iterable[Candidate]:
        person = situation.person
        if person is None or not situation.placement.campaign:
            return ()
        departments = {
            product.category[0]
            for product in map(knowledge.find, person.owned)
            if product is not None and product.category
        }
        near = [one for one in knowledge.clearance if one.category and one.category[0] in departments]
        return [
            Candidate(
                OfferKind.CLEARANCE,
                product,
                knowledge.accepted(OfferKind.CLEARANCE.value, product.id, CHANCES[OfferKind.CLEARANCE]),
                BY_HAND,
                personal=True,
            )
            for product in (near or knowledge.clearance)[:CONSIDERED]
        ]

    return source
