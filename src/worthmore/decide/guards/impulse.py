"""Something small at the counter is small against the basket."""

from __future__ import annotations

from worthmore.decide.amounts import amount
from worthmore.decide.ports import Examine, Guard
from worthmore.decide.premium import Cap
from worthmore.decide.purchase import Purchase
from worthmore.vocabulary.decision import Candidate, OfferKind
from worthmore.vocabulary.policy import Policy
from worthmore.vocabulary.situation import Situation

IMPULSE = OfferKind.IMPULSE


def impulse(policy: Policy) -> Guard:
    """Refuses an impulse product that costs more than `impulse_share` of the order; with nothing in the order, all."""
    cap = Cap.of(policy.impulse_share)

    def prepare(situation: Situation) -> Examine | None:
        if IMPULSE not in situation.placement.sources:
            return None
        purchase = Purchase.of(situation)

        def examine(candidate: Candidate) -> str | None:
            if candidate.kind is not IMPULSE:
                return None
            reference = purchase.order_reference(candidate.anchor)
            product = candidate.product
            if product.price <= cap.most(reference):
                return None
            price, order = (amount(minor, product.currency, "en") for minor in (product.price, reference))
            return f"{price} is not small against {order}; something at the counter may cost {cap.text} % of it"

        return examine

    return Guard("impulse", prepare)
