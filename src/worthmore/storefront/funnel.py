"""The way after the choice, one small extra at a time: where a visitor is on it, and what is asked next.

The shop keeps the way, Worthmore keeps none: each step is a question of its own (docs/api.md, "Step by step").
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any

import msgspec
from msgspec import Struct

from worthmore.storefront import calling, design
from worthmore.storefront.cart import Cart, Line
from worthmore.storefront.design import PLAIN, Design
from worthmore.storefront.keys import shop_keys
from worthmore.storefront.offers_block import lines_of
from worthmore.vocabulary.products import Product

FUNNEL = "funnel"
GOLDEN = "golden"


class OfProduct(Struct, frozen=True):
    """The offered product."""

    id: str


class Extra(Struct, frozen=True):
    """What a yes adds; `display` is the amount in the visitor's language."""

    amount: int
    display: str


class Place(Struct, frozen=True):
    """Where in the series the step stands."""

    step: int
    steps: int


class Step(Struct, frozen=True):
    """One offer, as far as a page of the shop needs it."""

    token: str
    kind: str
    product: OfProduct
    extra: Extra
    words: str
    reason: str
    progress: Place | None = None
    multiple: int = 1

    @property
    def golden(self) -> bool:
        """Whether it is the whole order multiplied."""
        return self.kind == GOLDEN


class Answered(Struct, frozen=True):
    """A step that was answered: `offer` is the token of a yes, empty after a no."""

    product: str
    offer: str = ""


class Walk(Struct, frozen=True):
    """The way so far. `asked` stands for the question whose answer `step` is, so that a reload asks nothing anew."""

    chosen: str
    design: Design = PLAIN
    answered: tuple[Answered, ...] = ()
    asked: str = ""
    step: Step | None = None

    @property
    def taken(self) -> frozenset[str]:
        """The tokens of what was taken on the way."""
        return frozenset(one.offer for one in self.answered if one.offer)

    def answering(self, offer: str = "") -> Walk:
        """The way with the present step answered."""
        product = self.step.product.id if self.step else ""
        return msgspec.structs.replace(self, answered=(*self.answered, Answered(product, offer)))


def restored(session: Mapping[str, Any]) -> Walk | None:
    """The way a session keeps; None where there is none that can be read."""
    try:
        return msgspec.convert(session.get(FUNNEL), Walk)
    except msgspec.ValidationError:
        return None


def stored(walk: Walk) -> Any:
    """The way's plain form."""
    return msgspec.to_builtins(walk)


def asked(walk: Walk, cart: Cart, customer: str, language: str) -> Walk:
    """The way with its next step: none where nothing is left to ask, or Worthmore does not answer."""
    body = _question(walk, cart, customer, language)
    mark = hashlib.sha256(body.encode()).hexdigest()
    if walk.asked == mark:
        return walk
    answer = calling.post("offers", body, shop_keys().server)
    step = _first(answer.said)
    if step is not None:
        tell(step, "impression")
    return msgspec.structs.replace(walk, asked=mark if answer.status == 200 else "", step=step)


def tell(step: Step, outcome: str) -> None:
    """What became of a step. What does not arrive is not missed."""
    calling.post("answers", json.dumps({"token": step.token, "outcome": outcome}), shop_keys().server)


def after_yes(cart: Cart, step: Step, product: Product, wanted: Design) -> Cart:
    """The cart after a yes; the same cart where there is no room for it."""
    if step.golden:
        return cart.multiplied(step.multiple, product.id, step.token)
    return cart.with_line(Line(product, 1, step.token, wanted))


def after_back(cart: Cart, walk: Walk) -> tuple[Cart, Walk]:
    """One step back: what was taken there is out of the cart again."""
    *before, last = walk.answered
    lines = (line for line in cart.lines if line.offer == last.offer) if last.offer else ()
    for line in lines:
        cart = cart.with_quantity(line.key, line.quantity - 1)
    return cart, msgspec.structs.replace(walk, answered=tuple(before))


def _question(walk: Walk, cart: Cart, customer: str, language: str) -> str:
    question: dict[str, Any] = {
        "placement": "funnel",
        "product": walk.chosen,
        "cart": lines_of(cart),
        "locale": language,
        "exclude": [one.product for one in walk.answered if not one.offer],
    }
    if walk.design:
        question["settings"] = design.stored(walk.design)
    return json.dumps({**question, "customer": customer} if customer else question)


def _first(said: Mapping[str, Any]) -> Step | None:
    try:
        return next(iter(msgspec.convert(said.get("offers", ()), tuple[Step, ...])), None)
    except msgspec.ValidationError:
        return None
