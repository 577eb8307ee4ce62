"""What somebody asks the engine: values only, no HTTP. The edges check shapes; the engine resolves the ids."""

from __future__ import annotations

from dataclasses import dataclass

from worthmore.vocabulary.situation import Placement


class RequestError(ValueError):
    """A request that cannot be answered at all. `field` says where, the message says what and how to mend it."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field
        self.message = message


@dataclass(frozen=True, slots=True)
class RequestedLine:
    """One line of the cart as the shop sees it.

    `unit_price` is what this customer pays for one unit, minor units, VAT included; None: the catalogue's price.
    `offer` is the token of the offer that put the product there, if any.
    """

    product_id: str
    quantity: int = 1
    unit_price: int | None = None
    offer: str | None = None


@dataclass(frozen=True, slots=True)
class OfferRequest:
    """Which offers, if any, fit here and now? Ids are the shop's own; `product` is the one being looked at."""

    placement: Placement
    language: str
    customer: str | None = None
    cart: tuple[RequestedLine, ...] = ()
    product: str | None = None
    limit: int | None = None
    exclude: frozenset[str] = frozenset()
