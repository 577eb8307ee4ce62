"""Only what can be delivered."""

from __future__ import annotations

from worthmore.decide.ports import Examine, Guard
from worthmore.decide.purchase import Purchase
from worthmore.vocabulary.decision import Candidate
from worthmore.vocabulary.situation import Situation


def stock() -> Guard:
    """Refuses a counted product with fewer in stock than the offer is for. Uncounted products pass."""
    return Guard("stock", _prepare)


def _prepare(situation: Situation) -> Examine:
    purchase = Purchase.of(situation)

    def examine(candidate: Candidate) -> str | None:
        left = candidate.product.stock
        if left is None:
            return None
        needed = purchase.quantity(candidate)
        if left >= needed:
            return None
        return "it is out of stock" if left < 1 else f"{left} in stock, {needed} needed"

    return examine
