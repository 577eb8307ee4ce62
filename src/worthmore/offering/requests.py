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
    """Which offers, if any, fit here and now? Ids are the shop's own; `product` is the one being looked at.

    `contracts`: what the person has contracts for may be looked at, and so told in words. Not where anybody may name
    any customer: how much somebody uses is their own business.
    """

    placement: Placement
    language: str
    customer: str | None = None
    cart: tuple[RequestedLine, ...] = ()
    product: str | None = None
    limit: int | None = None
    exclude: frozenset[str] = frozenset()
    contracts: bool = True


@dataclass(frozen=True, slots=True)
class Block:
    """One place of a page where offers may stand. `name` is the page's own word for it.

    `product` is what this block is about, None: what the page is about. `beside` says that it stands beside the main
    content rather than in it.
    """

    name: str
    placement: Placement
    product: str | None = None
    limit: int | None = None
    beside: bool = False


@dataclass(frozen=True, slots=True)
class PageRequest:
    """What fits on this page? The blocks stand in order of importance: what the first offers, the others do not.

    `contracts` as in an offer request.
    """

    blocks: tuple[Block, ...]
    language: str
    customer: str | None = None
    cart: tuple[RequestedLine, ...] = ()
    product: str | None = None
    exclude: frozenset[str] = frozenset()
    contracts: bool = True
