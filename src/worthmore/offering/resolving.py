"""From the ids of a request to the values a decision looks at; what cannot be used is ignored and named."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from worthmore.decide.wording import language_of
from worthmore.offering.recorded import Notice
from worthmore.offering.requests import Block, OfferRequest, RequestedLine
from worthmore.offering.tokens import TokenError, read
from worthmore.vocabulary.decision import REPLACING, OfferKind
from worthmore.vocabulary.policy import Policy
from worthmore.vocabulary.products import Product
from worthmore.vocabulary.situation import CartLine, Person, Situation

PARTLY_NEW = REPLACING | {OfferKind.BUNDLE}
"""Kinds that take the place of something in the order."""
MOST_PIECES = 1_000_000
MOST_PRICE = 1_000_000_000_000


class Resolving:
    """Resolves one request against one source's products, gathering warnings on the way."""

    def __init__(self, source: str, products: Mapping[str, Product], secret: str, policy: Policy) -> None:
        self.source, self.products, self.secret, self.policy = source, products, secret, policy
        self.warnings: list[Notice] = []

    def warn(self, code: str, field: str, message: str) -> None:
        """Name something that is ignored."""
        self.warnings.append(Notice(code, field, message))

    def situation(self, request: OfferRequest, at: datetime, person: Person | None, known: bool) -> Situation:
        """What the decision looks at."""
        cart = [self._line(place, line) for place, line in enumerate(request.cart)]
        return Situation(
            placement=request.placement,
            at=at,
            language=self._language(request.language),
            cart=tuple(line for line in cart if line is not None),
            chosen=self._product(request.product, "product") if request.product else None,
            person=person,
            history_known=known,
            exclude=frozenset(one for one in request.exclude if one in self.products),
            limit=self._limit(request),
        )

    def of_block(self, situation: Situation, place: int, block: Block) -> Situation:
        """The page's situation as one of its blocks sees it."""
        product = block.product
        return replace(
            situation,
            placement=block.placement,
            chosen=self._product(product, f"blocks[{place}].product") if product else situation.chosen,
            limit=block.placement.limit if block.limit is None else min(max(block.limit, 0), block.placement.most),
        )

    def _product(self, product_id: str, field: str) -> Product | None:
        found = self.products.get(product_id)
        if found is None:
            text = f"product {quoted(product_id)} is not in the catalogue of {quoted(self.source)}; it was ignored"
            self.warn("unknown_product", field, text)
        return found

    def _line(self, place: int, line: RequestedLine) -> CartLine | None:
        product = self._product(line.product_id, f"cart[{place}].product")
        if product is None:
            return None
        price = product.price if line.unit_price is None else line.unit_price
        if not 1 <= line.quantity <= MOST_PIECES:
            text = f"a quantity lies between 1 and {MOST_PIECES}; the line was ignored"
            self.warn("bad_quantity", f"cart[{place}].quantity", text)
            return None
        if not 0 <= price <= MOST_PRICE:
            text = f"a price lies between 0 and {MOST_PRICE} minor units; the line was ignored"
            self.warn("bad_price", f"cart[{place}].unit_price", text)
            return None
        extra = self._accepted_extra(place, line, line.quantity * price) if line.offer else 0
        return CartLine(product, line.quantity, price, extra)

    def _accepted_extra(self, place: int, line: RequestedLine, total: int) -> int:
        """The part of the line's total that an accepted offer put there."""
        field = f"cart[{place}].offer"
        try:
            token = read(line.offer or "", self.secret)
        except TokenError as error:
            self.warn("bad_offer_token", field, f"{error}; the line counts as bought without an offer")
            return 0
        if token.source != self.source or token.product != line.product_id:
            text = f"the token is of an offer of {quoted(token.product)} in {quoted(token.source)}; it was ignored"
            self.warn("foreign_offer_token", field, text)
            return 0
        extra = added(token.kind, token.accepted_extra, line.quantity, total)
        return min(max(extra, 0), total)

    def _language(self, wanted: str) -> str:
        language = language_of(wanted)
        if language is None:
            text = f"{quoted(wanted)} is not spoken here; answered in {quoted(self.policy.language)}"
            self.warn("unknown_language", "locale", text)
        return language or self.policy.language

    def _limit(self, request: OfferRequest) -> int:
        if request.limit is None:
            return request.placement.limit
        if request.limit < 0:
            self.warn("bad_limit", "limit", "a limit cannot be below zero; nothing is offered")
        return min(max(request.limit, 0), request.placement.most)


def added(kind: str, unit_extra: int, quantity: int, total: int) -> int:
    """What an accepted offer adds to its line: the difference where it replaced something, else the whole line.

    Of the whole order multiplied, everything it added counts, on the one line that carries its token.
    """
    if kind == OfferKind.GOLDEN:
        return unit_extra
    return unit_extra * quantity if kind in PARTLY_NEW else total


def quoted(text: str) -> str:
    """Somebody else's text in a message: shortened, and harmless whatever it holds."""
    return repr(text if len(text) <= 60 else text[:57] + "...")
