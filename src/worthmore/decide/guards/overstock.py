"""What must go is said to be that, in a campaign of its own; it is never dressed up as advice."""

from __future__ import annotations

from worthmore.decide.ports import Examine, Guard
from worthmore.vocabulary.decision import Candidate, OfferKind
from worthmore.vocabulary.products import Product
from worthmore.vocabulary.situation import Situation

CLEARANCE = OfferKind.CLEARANCE
NOT_HERE = "it must go, and what must go is offered in a campaign of its own, to customers, as that"
NO_CLEARANCE = "the shop does not mark it as clearance"


def overstock(clearance: tuple[Product, ...]) -> Guard:
    """Refuses a clearance product as any other kind of offer, and anywhere but in a campaign."""
    must_go = frozenset(product.id for product in clearance)

    def prepare(situation: Situation) -> Examine | None:
        if not must_go:
            return None
        campaign = situation.placement.campaign

        def examine(candidate: Candidate) -> str | None:
            if candidate.product.id not in must_go:
                return None if candidate.kind is not CLEARANCE else NO_CLEARANCE
            return None if campaign and candidate.kind is CLEARANCE else NOT_HERE

        return examine

    return Guard("overstock", prepare)
