"""What an offer is worth: the margin it is expected to add, over what would be sold without it."""

from __future__ import annotations

from worthmore.decide.margins import unit_margin
from worthmore.decide.ports import Rank, Value
from worthmore.decide.purchase import REPLACING, Purchase
from worthmore.vocabulary.decision import Candidate
from worthmore.vocabulary.policy import Policy
from worthmore.vocabulary.situation import Situation


def expected_incremental_margin(policy: Policy) -> Rank:
    """Ranks by chance times margin, minor units.

    Beside the purchase, only the chance above what this product sells anyway counts. Instead of the chosen product,
    the margin that the chosen one would have earned is taken off, for every unit of the line.
    """

    def rank(situation: Situation) -> Value:
        purchase = Purchase.of(situation)

        def value(candidate: Candidate) -> float:
            product = candidate.product
            margin = unit_margin(product, product.price, policy)
            if candidate.kind in REPLACING:
                return candidate.chance * _gained(purchase, candidate, margin, policy)
            gained = candidate.chance - candidate.base_chance
            return gained * margin if gained > 0 else 0.0

        return value

    return rank


def _gained(purchase: Purchase, candidate: Candidate, margin: float, policy: Policy) -> float:
    anchor = candidate.anchor
    if anchor is None:
        return margin
    given_up = unit_margin(anchor, purchase.unit_price(anchor), policy)
    return (margin - given_up) * purchase.quantity(candidate)
