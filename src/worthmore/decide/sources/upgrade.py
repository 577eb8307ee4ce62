"""A better version of what was chosen, with the differences that justify its price."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import lru_cache

from worthmore.decide.ports import Accepted, FindProduct, Neighbours, Source
from worthmore.decide.purchase import anchors
from worthmore.decide.sources.belonging import PRODUCTS_REMEMBERED, candidates_of, share_of
from worthmore.vocabulary.attributes import AttributeKind, differences
from worthmore.vocabulary.decision import Candidate, OfferKind
from worthmore.vocabulary.situation import Situation

CONSIDERED = 16
"""How many upgrades are proposed at most for a cart of several lines; fewer make sense than cross-sells."""


def upgrade(find: FindProduct, upgrades: Neighbours, kinds: Mapping[str, AttributeKind], accepted: Accepted) -> Source:
    """Proposes better versions of the chosen product, or of each line of the cart where the page is about the cart."""
    better_than = candidates_of(OfferKind.UPGRADE, find, upgrades, accepted)

    # Only those that are proposed are compared: in a large shop most products asked of are new to the memory.
    @lru_cache(maxsize=PRODUCTS_REMEMBERED)
    def compared(product_id: str, each: int) -> tuple[Candidate, ...]:
        return tuple(
            replace(one, differences=differences(one.anchor.attributes, one.product.attributes, kinds))
            for one in better_than(product_id)[:each]
            if one.anchor is not None
        )

    def source(situation: Situation) -> Iterable[Candidate]:
        products = anchors(situation)
        each = share_of(CONSIDERED, products)
        for anchor in products:
            yield from compared(anchor.id, each)

    return source
