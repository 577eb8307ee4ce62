"""What this customer is buying: the line an offer belongs to, and what they pay for it."""

from __future__ import annotations

from worthmore.vocabulary.decision import Candidate, OfferKind
from worthmore.vocabulary.products import Product
from worthmore.vocabulary.situation import CartLine, Situation


REPLACING = frozenset({OfferKind.UPGRADE})


def line_of(situation: Situation, product_id: str) -> CartLine | None:
    """The cart line of a product, or None when it is not in the cart."""
    for line in situation.cart:
        if line.product.id == product_id:
            return line
    return None


def unit_price(situation: Situation, product: Product) -> int:
    """What this customer pays for one: the cart's price if it is in the cart, else the product's own."""
    line = line_of(situation, product.id)
    return product.price if line is None else line.unit_price


def quantity(situation: Situation, candidate: Candidate) -> int:
    """How many units the offer is for: an upgrade replaces the whole line, anything else adds one."""
    if not replaces(candidate) or candidate.anchor is None:
        return 1
    line = line_of(situation, candidate.anchor.id)
    return 1 if line is None else line.quantity


def replaces(candidate: Candidate) -> bool:
    """True when the offer comes instead of its anchor; False when it comes beside it."""
    return candidate.kind in REPLACING


def anchors(situation: Situation) -> tuple[Product, ...]:
    """The products an offer may belong to here: the chosen one alone where the page is about it, else all."""
    chosen = situation.chosen
    if chosen is not None and situation.placement.needs_chosen:
        return (chosen,)
    found = {line.product.id: line.product for line in situation.cart}
    if chosen is not None:
        found.setdefault(chosen.id, chosen)
    return tuple(found.values())
