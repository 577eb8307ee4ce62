"""Where and when an offer may appear: an upgrade while the customer decides, a cross-sell when the wallet is out."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from worthmore.placements import (
    account,
    cart,
    category,
    checkout,
    comparison,
    funnel,
    product_page,
    thank_you,
    till_cross_sell,
    till_upsell,
)
from worthmore.vocabulary.situation import Placement

ALL: tuple[Placement, ...] = (
    product_page.PLACEMENT,
    comparison.PLACEMENT,
    category.PLACEMENT,
    funnel.PLACEMENT,
    cart.PLACEMENT,
    checkout.PLACEMENT,
    till_upsell.PLACEMENT,
    till_cross_sell.PLACEMENT,
    thank_you.PLACEMENT,
    account.PLACEMENT,
)
"""Every placement, in the order a customer meets them."""

_BY_NAME: Mapping[str, Placement] = MappingProxyType({placement.name: placement for placement in ALL})


def find(name: str) -> Placement:
    """The placement with this name; KeyError with the known names when there is none."""
    found = _BY_NAME.get(name)
    if found is None:
        raise KeyError(f"placement {name!r} is unknown; known: {', '.join(_BY_NAME)}")
    return found
