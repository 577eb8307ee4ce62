"""The premium, defined once: extra over reference.

For an offer that replaces what was chosen (an upgrade), *extra* is the offered unit's price minus the chosen unit's
price and *reference* the chosen unit's price. For an offer that comes beside it, *extra* is what the offer adds to
the order and *reference* the order before any offer was accepted. Prices are what this customer pays now, VAT
included, in minor units. Without a reference there is no premium and no cap.
"""

from __future__ import annotations

from worthmore.decide.purchase import line_of, quantity, replaces, unit_price
from worthmore.vocabulary.decision import Candidate, Premium
from worthmore.vocabulary.products import Product
from worthmore.vocabulary.situation import CartLine, Situation


def premium(situation: Situation, candidate: Candidate) -> Premium | None:
    """The offer's own premium; None when there is nothing to measure it against."""
    anchor = candidate.anchor
    if not replaces(candidate):
        reference = order_reference(situation, anchor)
    elif anchor is None:
        return None
    else:
        reference = original_price(situation, anchor)
    return Premium(extra(situation, candidate), reference) if reference > 0 else None


def order_premium(situation: Situation, candidate: Candidate) -> Premium | None:
    """All extras of the order together, those already accepted and this one, over the order without any."""
    reference = order_reference(situation, candidate.anchor)
    if reference <= 0:
        return None
    added = extra(situation, candidate) * quantity(situation, candidate)
    return Premium(situation.accepted_extra + added, reference)


def line_premium(situation: Situation, candidate: Candidate) -> Premium | None:
    """What one unit would have risen by in all, when the line it replaces was upgraded before; else None.

    Without it, small steps would climb past the cap in an order that is large for other reasons.
    """
    if candidate.anchor is None or not replaces(candidate):
        return None
    line = line_of(situation, candidate.anchor.id)
    if line is None or not _upgraded_before(line):
        return None
    original = original_price(situation, candidate.anchor)
    return Premium(candidate.product.price - original, original)


def extra(situation: Situation, candidate: Candidate) -> int:
    """What one unit of the offer costs the customer more, minor units; below zero when it is cheaper."""
    if candidate.anchor is None or not replaces(candidate):
        return candidate.product.price
    return candidate.product.price - unit_price(situation, candidate.anchor)


def original_price(situation: Situation, chosen: Product) -> int:
    """The chosen unit's price, before any upgrade of its line was accepted."""
    line = line_of(situation, chosen.id)
    if line is None:
        return chosen.price
    if _upgraded_before(line):
        return (line.total - line.accepted_extra) // line.quantity
    return line.unit_price


def order_reference(situation: Situation, anchor: Product | None) -> int:
    """The order before any offer was accepted, with the chosen product when the offer belongs to it."""
    chosen = situation.chosen
    looking = chosen is not None and (not situation.cart or (anchor is not None and anchor.id == chosen.id))
    if looking and chosen is not None and line_of(situation, chosen.id) is None:
        return situation.reference + chosen.price
    return situation.reference


def _upgraded_before(line: CartLine) -> bool:
    """An accepted cross-sell is extra as a whole; an accepted upgrade only for the difference."""
    return 0 < line.accepted_extra < line.total
