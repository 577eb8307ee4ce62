"""What an offer is worth: the margin it is expected to add, over what would be sold without it."""

from __future__ import annotations

from worthmore.decide.margins import margins
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

    margin_of = margins(policy)

    def rank(situation: Situation) -> Value:
        purchase = Purchase.of(situation)

        def value(candidate: Candidate) -> float:
            product = candidate.product
            margin = margin_of(product, product.price)
            if candidate.kind not in REPLACING:
                added = candidate.chance - candidate.base_chance
                return added * margin if added > 0 else 0.0
            anchor = candidate.anchor
            given_up = 0.0 if anchor is None else margin_of(anchor, purchase.unit_price(anchor))
            return candidate.chance * (margin - given_up) * purchase.quantity(candidate)

        return value

    return rank
