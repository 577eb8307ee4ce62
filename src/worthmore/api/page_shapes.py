"""What may be asked of a whole page, and what is answered."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta, Struct

from worthmore.api.requests import MOST_EXCLUDED, MOST_LINES, PRINTABLE, CartLine, CustomerId, Id
from worthmore.offering.answer import OfferOut, RefusalOut, WarningOut

MOST_BLOCKS = 6


class BlockAsked(Struct, frozen=True, forbid_unknown_fields=True):
    """One place of the page where offers may stand."""

    placement: Annotated[
        str,
        Meta(min_length=1, max_length=32, description="As in an offers request.", examples=["product_page"]),
    ]
    name: Annotated[
        Annotated[str, Meta(min_length=1, max_length=64, pattern=PRINTABLE)] | None,
        Meta(
            description="The page's own word for the place; it comes back. Not given: the placement's.",
            examples=["below-description"],
        ),
    ] = None
    product: Annotated[
        Id | None,
        Meta(description="What this block is about. Not given: the page's product.", examples=["bike-21"]),
    ] = None
    limit: Annotated[
        Annotated[int, Meta(ge=1, le=20)] | None,
        Meta(description="At most this many offers: 1 to 20. Not given: the placement's own number.", examples=[3]),
    ] = None
    beside: Annotated[
        bool,
        Meta(
            description="Whether it stands beside the main content. Of all such blocks at most one appears.",
            examples=[False],
        ),
    ] = False


class PageRequest(Struct, frozen=True, forbid_unknown_fields=True):
    """Which blocks of this page have something to offer, and what?"""

    blocks: Annotated[
        tuple[BlockAsked, ...],
        Meta(
            min_length=1,
            max_length=MOST_BLOCKS,
            description=f"1 to {MOST_BLOCKS} blocks, the most important first: what it offers, the others do not.",
        ),
    ]
    customer: CustomerId = None
    cart: Annotated[
        tuple[CartLine, ...],
        Meta(max_length=MOST_LINES, description=f"What is in the cart: at most {MOST_LINES} lines."),
    ] = ()
    product: Annotated[Id | None, Meta(description="The product the page is about.", examples=["bike-21"])] = None
    locale: Annotated[
        Annotated[str, Meta(max_length=35)] | None,
        Meta(description="The customer's language, as in an offers request.", examples=["nl-BE"]),
    ] = None
    exclude: Annotated[
        tuple[Id, ...],
        Meta(
            max_length=MOST_EXCLUDED,
            description=f"Product ids that must not be offered: at most {MOST_EXCLUDED}.",
            examples=[["lock-9"]],
        ),
    ] = ()
    explain: Annotated[
        bool, Meta(description="Server keys only: also list what was refused, and why.", examples=[True])
    ] = False


class BlockAnswer(Struct, frozen=True):
    """One block. `appears` is false when there is nothing to show there; leave it out of the page then."""

    name: Annotated[str, Meta(examples=["below-description"])]
    placement: Annotated[str, Meta(examples=["product_page"])]
    appears: bool
    decision: Annotated[str, Meta(examples=["018f2f6e5c0a7b3e9d1c4a5b6c7d8e9f"])]
    offers: tuple[OfferOut, ...]
    refused: tuple[RefusalOut, ...]


class PageAnswer(Struct, frozen=True):
    """The blocks in the order they were asked for. `page` is the id their decisions share."""

    page: Annotated[str, Meta(examples=["018f2f6e5c0a7b3e9d1c4a5b6c7d8e90"])]
    blocks: tuple[BlockAnswer, ...]
    warnings: tuple[WarningOut, ...]
