"""A better version of what was chosen, with the differences that justify its price."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from worthmore.decide.energy import yearly_saving
from worthmore.decide.ports import Accepted, FindProduct, Neighbours, Source
from worthmore.decide.purchase import anchors
from worthmore.decide.sources.belonging import candidates_of, share_of
from worthmore.vocabulary.attributes import AttributeKind, Difference, differences
from worthmore.vocabulary.decision import Candidate, OfferKind
from worthmore.vocabulary.products import Product
from worthmore.vocabulary.situation import Situation

CONSIDERED = 16
"""How many upgrades are proposed at most for a cart of several lines; fewer make sense than cross-sells."""


def upgrade(
    find: FindProduct,
    upgrades: Neighbours,
    kinds: Mapping[str, AttributeKind],
    accepted: Accepted,
    energy_tariff: float | None = None,
) -> Source:
    """Proposes better versions of the chosen product, or of each line of the cart where the page is about the cart.

    With `energy_tariff` (cents a kWh) they say what they save a year, where the labels of both are known.
    """

    def compare(chosen: Product, offered: Product) -> tuple[tuple[Difference, ...], int | None]:
        found = differences(chosen.attributes, offered.attributes, kinds)
        return found, yearly_saving(found, energy_tariff)

    better_than = candidates_of(OfferKind.UPGRADE, find, upgrades, accepted, compare=compare)

    def source(situation: Situation) -> Iterable[Candidate]:
        products = anchors(situation)
        each = share_of(CONSIDERED, products)
        return [candidate for anchor in products for candidate in better_than(anchor.id, each)]

    return source
