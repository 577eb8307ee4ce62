"""What this customer is buying, looked at once per decision: lines, prices and the order before any offer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from worthmore.vocabulary.decision import REPLACING, Candidate, OfferKind
from worthmore.vocabulary.products import Product
from worthmore.vocabulary.situation import CartLine, Situation


@dataclass(frozen=True, slots=True)
class Purchase:
    """The cart by product, the chosen product, the order without accepted offers and what those added.

    Several lines of one product count as one. `originals` has what one unit cost before the upgrades accepted for it,
    of the products for which any was: the lowest, where lines of one product differ.
    """

    lines: Mapping[str, CartLine]
    chosen: Product | None
    reference: int
    accepted_extra: int
    originals: Mapping[str, int]

    @classmethod
    def of(cls, situation: Situation) -> Purchase:
        """The purchase of a situation. The last one is remembered: rules ask for the same one several times over."""
        global _last
        seen, purchase = _last
        if seen is situation and purchase is not None:
            return purchase
        purchase = cls._looked_at(situation)
        _last = (situation, purchase)
        return purchase

    @classmethod
    def _looked_at(cls, situation: Situation) -> Purchase:
        lines: dict[str, CartLine] = {}
        originals: dict[str, int] = {}
        total = accepted = 0
        for line in situation.cart:
            product_id, other = line.product.id, lines.get(line.product.id)
            lines[product_id] = line if other is None else _together(other, line)
            if upgraded_before(line):
                price = (line.total - line.accepted_extra) // line.quantity
                originals[product_id] = min(price, originals.get(product_id, price))
            total += line.quantity * line.unit_price
            accepted += line.accepted_extra
        return cls(lines, situation.chosen, total - accepted, accepted, originals)

    def holds(self, product: Product) -> bool:
        """Whether it is being bought: in the cart, or the chosen one."""
        return product.id in self.lines or (self.chosen is not None and self.chosen.id == product.id)

    def unit_price(self, product: Product) -> int:
        """What this customer pays for one: the cart's price if it is in the cart, else the product's own."""
        line = self.lines.get(product.id)
        return product.price if line is None else line.unit_price

    def original_price(self, product: Product) -> int:
        """What one cost before any upgrade of its line was accepted."""
        original = self.originals.get(product.id)
        return self.unit_price(product) if original is None else original

    def order_reference(self, anchor: Product | None) -> int:
        """The order before any offer was accepted, with the chosen product when the offer belongs to it."""
        chosen = self.chosen
        if chosen is None or chosen.id in self.lines:
            return self.reference
        belongs = not self.lines or (anchor is not None and anchor.id == chosen.id)
        return self.reference + chosen.price if belongs else self.reference

    def reference_of(self, candidate: Candidate) -> int:
        """What the offer's own premium is measured against; 0 when there is nothing.

        Of a contract, what it costs now for the term of the offer.
        """
        if candidate.of_contract is not None:
            return candidate.of_contract.reference
        if candidate.kind is OfferKind.GOLDEN:  # of the order as it stands, for it is multiplied as it stands
            return self.order_reference(candidate.anchor) + self.accepted_extra
        if candidate.kind not in REPLACING:
            return self.order_reference(candidate.anchor)
        return 0 if candidate.anchor is None else self.original_price(candidate.anchor)

    def quantity(self, candidate: Candidate) -> int:
        """How many units the offer is for: an upgrade replaces the whole line, anything else adds one.

        On a contract, one for each seat.
        """
        if candidate.of_contract is not None:
            return candidate.of_contract.contract.seats
        line = self.lines.get(candidate.anchor.id) if candidate.anchor and replaces(candidate) else None
        return 1 if line is None else line.quantity

    def unit_extra(self, candidate: Candidate) -> int:
        """What one unit of the offer costs the customer more, minor units; below zero when it is cheaper."""
        if candidate.extra is not None:
            return candidate.extra
        if candidate.kind not in REPLACING or candidate.anchor is None:
            return candidate.product.price
        return candidate.product.price - self.unit_price(candidate.anchor)

    def line_extra(self, candidate: Candidate) -> int:
        """What accepted offers will have added to one unit of the offer's own line, this offer among them."""
        price = candidate.product.price
        if candidate.extra is not None:
            replaced = sum(self._unit_accepted(part) for part in candidate.parts)
            return max(candidate.extra + replaced, 0)
        if candidate.kind not in REPLACING or candidate.anchor is None:
            return price
        before = self._unit_accepted(candidate.anchor)
        return min(max(before + self.unit_extra(candidate), 0), price)

    def _unit_accepted(self, product: Product) -> int:
        """What accepted offers have added to one unit of a product's line, rounded up."""
        line = self.lines.get(product.id)
        return 0 if line is None else -(-line.accepted_extra // line.quantity)


# One tuple, replaced as a whole, so that threads never see half of another's.
_last: tuple[Situation | None, Purchase | None] = (None, None)


def replaces(candidate: Candidate) -> bool:
    """True when the offer comes instead of its anchor; False when it comes beside it."""
    return candidate.kind in REPLACING


def _together(one: CartLine, other: CartLine) -> CartLine:
    """Two lines of one product as one; where their prices differ, one unit costs the average."""
    quantity = one.quantity + other.quantity
    price = (one.total + other.total) // quantity
    return CartLine(one.product, quantity, price, min(one.accepted_extra + other.accepted_extra, quantity * price))


def upgraded_before(line: CartLine) -> bool:
    """Whether an upgrade of this line was accepted; an accepted cross-sell is extra as a whole."""
    return 0 < line.accepted_extra < line.total


def quantity(situation: Situation, candidate: Candidate) -> int:
    """How many units the offer is for."""
    return Purchase.of(situation).quantity(candidate)


def anchors(situation: Situation) -> tuple[Product, ...]:
    """The products an offer may belong to here: the chosen one alone where the page is about it, else all."""
    chosen = situation.chosen
    if chosen is not None and situation.placement.needs_chosen:
        return (chosen,)
    found = {line.product.id: line.product for line in situation.cart}
    if chosen is not None:
        found.setdefault(chosen.id, chosen)
    return tuple(found.values())
