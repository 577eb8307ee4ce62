"""The premium, defined once: extra over reference.

For an offer that replaces what was chosen (an upgrade), *extra* is the offered unit's price minus the chosen unit's
price and *reference* the chosen unit's price. For an offer that comes beside it, *extra* is what the offer adds to
the order and *reference* the order before any offer was accepted. Prices are what this customer pays now, VAT
included, in minor units. Without a reference there is no premium and no cap.
"""

from __future__ import annotations

from dataclasses import dataclass

from worthmore.decide.purchase import Purchase, replaces
from worthmore.vocabulary.decision import Candidate, Premium
from worthmore.vocabulary.situation import Situation


def premium(situation: Situation, candidate: Candidate) -> Premium | None:
    """The offer's own premium; None when there is nothing to measure it against."""
    return own_premium(Purchase.of(situation), candidate)


def extra(situation: Situation, candidate: Candidate) -> int:
    """What one unit of the offer costs the customer more, minor units; below zero when it is cheaper."""
    return Purchase.of(situation).unit_extra(candidate)


def own_premium(purchase: Purchase, candidate: Candidate) -> Premium | None:
    """The offer's own premium within a purchase."""
    reference = purchase.reference_of(candidate)
    return Premium(purchase.unit_extra(candidate), reference) if reference > 0 else None


def order_premium(purchase: Purchase, candidate: Candidate) -> Premium | None:
    """All extras of the order together, those already accepted and this one, over the order without any."""
    added = purchase.unit_extra(candidate) * purchase.quantity(candidate)
    reference = purchase.order_reference(candidate.anchor)
    return Premium(purchase.accepted_extra + added, reference) if reference > 0 else None


def line_premium(purchase: Purchase, candidate: Candidate) -> Premium | None:
    """What one unit would have risen by in all, when the line it replaces was upgraded before; else None.

    Without it, small steps would climb past the cap in an order that is large for other reasons.
    """
    anchor = candidate.anchor if replaces(candidate) else None
    original = purchase.originals.get(anchor.id, 0) if anchor is not None else 0
    return Premium(candidate.product.price - original, original) if original > 0 else None


@dataclass(frozen=True, slots=True)
class Cap:
    """A cap ready for use: whole ten-thousandths to compare with, so that .25 means .25, and its text."""

    share: float
    parts: int
    text: str

    @classmethod
    def of(cls, share: float) -> Cap:
        """The cap of a share (0.25)."""
        return cls(share, round(share * 10_000), f"{share * 100:.6g}")

    def most(self, reference: int) -> int:
        """The largest extra over a reference that is still within this cap."""
        return reference * self.parts // 10_000
