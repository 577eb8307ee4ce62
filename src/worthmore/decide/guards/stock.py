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
        if candidate.multiple > 1:
            return _whole_order(purchase, candidate.multiple)
        if left is None:
            return _parts(purchase, candidate) if candidate.parts else None
        needed = purchase.quantity(candidate)
        if left >= needed:
            return None
        return "it is out of stock" if left < 1 else f"{left} in stock, {needed} needed"

    return examine


def _whole_order(purchase: Purchase, multiple: int) -> str | None:
    """Why the order cannot be delivered so many times; None when it can."""
    for line in purchase.lines.values():
        left, needed = line.product.stock, line.quantity * multiple
        if left is not None and left < needed:
            return f"{line.product.id}: {max(left, 0)} in stock, {needed} needed"
    return None


def _parts(purchase: Purchase, candidate: Candidate) -> str | None:
    """Why a set that is not counted itself cannot be put together; what is in the cart is there already."""
    for part in candidate.parts:
        if part.stock is not None and part.stock < 1 and part.id not in purchase.lines:
            return f"its part {part.id} is out of stock"
    return None
