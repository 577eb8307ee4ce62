"""The cart: what the visitor means to buy. A value; the session only keeps its plain form."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from worthmore.storefront import design as designs
from worthmore.storefront.design import PLAIN, Design
from worthmore.vocabulary.products import Product

MOST = 99
MOST_LINES = 50
TOKEN = re.compile(r"[A-Za-z0-9_.~=-]{1,4096}")


@dataclass(frozen=True, slots=True)
class Line:
    """`offer` is the token of the offer the visitor accepted for this line; empty when they chose it themselves.

    `design` is what they want on it. `together` is how many of the product the whole cart holds; the cart fills it in.
    """

    product: Product
    quantity: int
    offer: str = ""
    design: Design = PLAIN
    together: int = 1

    @property
    def key(self) -> str:
        """Tells this line from the cart's others."""
        told = self.offer + "".join((self.design.text, self.design.logo))
        mark = hashlib.sha256(told.encode(errors="replace")).hexdigest()[:8] if told else ""
        return f"{self.product.id}~{mark}"

    @property
    def unit_price(self) -> int:
        """What one costs, minor units, when the cart holds so many."""
        return self.product.price_for(self.together)

    @property
    def total(self) -> int:
        """Minor units."""
        return self.unit_price * self.quantity


@dataclass(frozen=True, slots=True)
class Cart:
    """Lines in the order they were added; never two with the same key. Each is priced by all the cart holds of it."""

    lines: tuple[Line, ...] = ()

    def __post_init__(self) -> None:
        held = Counter[str]()
        for line in self.lines:
            held[line.product.id] += line.quantity
        priced = (
            line if line.together == held[line.product.id] else replace(line, together=held[line.product.id])
            for line in self.lines
        )
        object.__setattr__(self, "lines", tuple(priced))

    @property
    def total(self) -> int:
        """Minor units, without delivery."""
        return sum(line.total for line in self.lines)

    @property
    def count(self) -> int:
        """How many things are in it."""
        return sum(line.quantity for line in self.lines)

    def line(self, key: str) -> Line | None:
        """The line with that key."""
        return next((line for line in self.lines if line.key == key), None)

    def with_line(self, added: Line) -> Cart:
        """One more line, or more of one that is there; never more than there are in stock."""
        there = self.line(added.key)
        if there is None:
            fitting = replace(added, quantity=min(added.quantity, room(added.product)))
            fits = fitting.quantity > 0 and len(self.lines) < MOST_LINES
            return Cart((*self.lines, fitting)) if fits else self
        return self.with_quantity(added.key, there.quantity + added.quantity)

    def with_quantity(self, key: str, quantity: int) -> Cart:
        """Another quantity of one line; none takes the line out. Never more than there are in stock."""
        changed = (
            replace(line, quantity=min(quantity, room(line.product))) if line.key == key else line
            for line in self.lines
        )
        return Cart(tuple(line for line in changed if line.quantity > 0))

    def with_upgrade(self, replaced: str, taken: Line) -> Cart:
        """The accepted upgrade in the place and number of the lines of the product it replaces.

        If the same offer was accepted before, that line joins it. What does not all fit replaces nothing.
        """
        if all(line.product.id != replaced for line in self.lines):
            return self.with_line(taken)
        joined = [line for line in self.lines if line.product.id == replaced or line.key == taken.key]
        quantity = sum(line.quantity for line in joined)
        if quantity > room(taken.product):
            return self
        upgraded = replace(taken, quantity=quantity)
        kept = (upgraded if line is joined[0] else line for line in self.lines)
        return Cart(tuple(line for line in kept if line is upgraded or line not in joined))

    def with_set(self, parts: Collection[str], taken: Line) -> Cart:
        """The accepted set in the place of its parts, one piece of each; what does not fit replaces nothing."""
        changed = self.with_line(taken)
        if changed == self:
            return self
        for part in parts:
            there = next((line for line in changed.lines if line.product.id == part), None)
            if there is not None:
                changed = changed.with_quantity(there.key, there.quantity - 1)
        return changed

    def multiplied(self, times: int, chosen: str, offer: str) -> Cart:
        """Every line so many times, and the offer's token on the chosen product's; what does not all fit stays."""
        if any(line.together * times > room(line.product) for line in self.lines):
            return self
        lines = (replace(line, quantity=line.quantity * times) for line in self.lines)
        return _joined(replace(line, offer=offer) if line.product.id == chosen else line for line in lines)

    def redesigned(self, chosen: str, offers: Collection[str], before: Design, after: Design) -> Cart:
        """Another design on the chosen product and on what was taken with it."""
        return _joined(
            replace(line, design=after)
            if line.offer in offers or (line.product.id == chosen and line.design == before)
            else line
            for line in self.lines
        )


def _joined(lines: Iterable[Line]) -> Cart:
    """A cart of these lines; those that can no longer be told apart become one."""
    cart = Cart()
    for line in lines:
        cart = cart.with_line(line)
    return cart


def room(product: Product) -> int:
    """How many of a product one cart may hold."""
    return MOST if product.stock is None else max(0, min(MOST, product.stock))


def sound_token(text: str) -> str:
    """The text if it looks like an offer's token, else nothing."""
    return text if TOKEN.fullmatch(text) else ""


def stored(cart: Cart) -> list[dict[str, Any]]:
    """The cart's plain form."""
    return [
        {"product": line.product.id, "quantity": line.quantity, "offer": line.offer, **designs.stored(line.design)}
        for line in cart.lines
    ]


def restored(rows: object, products: Mapping[str, Product]) -> tuple[Cart, int]:
    """The cart from its plain form, and how many lines had to be left out or cut: unknown, sold out or unreadable."""
    if not isinstance(rows, list):
        return Cart(), 0 if rows is None else 1
    cart, changed = Cart(), 0
    for row in rows[:MOST_LINES]:
        line = _line(row, products)
        if line is None:
            changed += 1
            continue
        cart = cart.with_line(line)
        changed += line.quantity != row["quantity"]
    return cart, changed + max(0, len(rows) - MOST_LINES)


def _line(row: object, products: Mapping[str, Product]) -> Line | None:
    if not isinstance(row, dict):
        return None
    product_id, quantity, offer = row.get("product"), row.get("quantity"), row.get("offer")
    product = products.get(product_id) if isinstance(product_id, str) else None
    if product is None or not isinstance(quantity, int) or isinstance(quantity, bool):
        return None
    taken = min(quantity, room(product))
    token = sound_token(offer) if isinstance(offer, str) else ""
    return Line(product, taken, token, designs.restored(row)) if taken > 0 else None
