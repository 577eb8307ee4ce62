"""A better version of what was chosen, with the differences that justify its price."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import lru_cache

from worthmore.decide.ports import Accepted, FindProduct, Neighbours, Source
from worthmore.decide.purchase import anchors
from worthmore.decide.sources.belonging import PRODUCTS_REMEMBERED, BelongingTo, candidates_of, share_of
from worthmore.vocabulary.attributes import AttributeKind, differences
from worthmore.vocabulary.decision import Candidate, OfferKind
from worthmore.vocabulary.situation import Situation

CONSIDERED = 16
"""How many upgrades are proposed at most for a cart of several lines; fewer make sense than cross-sells."""


def upgrade(find: FindProduct, upgrades: Neighbours, kinds: Mapping[str, AttributeKind], accepted: Accepted) -> Source:
    """Proposes better versions of the chosen product, or of each line of the cart where the page is about the cart."""
    better_than = _with_differences(candidates_of(OfferKind.UPGRADE, find, upgrades, accepted), kinds)

    def source(situation: Situation) -> Iterable[Candidate]:
        products = anchors(situation)
        each = share_of(CONSIDERED, products)
        for anchor in products:
            yield from better_than(anchor.id)[:each]

    return source


def _with_differences(better_than: BelongingTo, kinds: Mapping[str, AttributeKind]) -> BelongingTo:
    @lru_cache(maxsize=PRODUCTS_REMEMBERED)
    def compared(product_id: str) -> tuple[Candidate, ...]:
        return tuple(
            replace(
                candidate, differences=differences(candidate.anchor.attributes, candidate.product.attributes, kinds)
            )
            for candidate in better_than(product_id)
            if candidate.anchor is not None
        )

    return compared
