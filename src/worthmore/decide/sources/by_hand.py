"""What the shop itself says belongs to a product: protection, service, the large one, something small."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from math import exp
from types import MappingProxyType

from worthmore.decide.ports import Knowledge, Source
from worthmore.decide.purchase import anchors
from worthmore.decide.sources.belonging import BelongingTo, candidates_of, likeliest
from worthmore.vocabulary.decision import REPLACING, Candidate, OfferKind
from worthmore.vocabulary.evidence import Basis, Evidence, Neighbour
from worthmore.vocabulary.products import Product, RelationKind
from worthmore.vocabulary.situation import Situation

BY_HAND = Evidence(Basis.HAND)
CHANCES: Mapping[OfferKind, float] = MappingProxyType(
    {
        OfferKind.COMPLEMENT: 0.05,
        OfferKind.SIZE_UP: 0.08,
        OfferKind.IMPULSE: 0.06,
        OfferKind.PROTECTION: 0.05,
        OfferKind.SERVICE: 0.08,
        OfferKind.REFILL: 0.10,
        OfferKind.REPLACEMENT: 0.06,
        OfferKind.NEXT_SIZE: 0.08,
        OfferKind.BUNDLE: 0.04,
        OfferKind.FUNNEL_STEP: 0.06,
        OfferKind.GOLDEN: 0.04,
        OfferKind.CLEARANCE: 0.03,
    }
)
"""The chance of a yes until answers say better. Stated priors, the same as in `worthmore.learn.propensity_priors`."""

WEIGHED = (OfferKind.PROTECTION, OfferKind.SIZE_UP)
LOSES_TWO_THIRDS = 0.25
"""Premium at which two thirds of those who would say yes to the same price are lost: a prior, as there."""

Fit = Callable[[Product], bool]


def by_hand(kind: OfferKind, relation: RelationKind, knowledge: Knowledge, fit: Fit = lambda product: True) -> Source:
    """A source of what the shop set in one relation to the products being bought; `fit` leaves some of it out."""
    related = knowledge.related.get(relation)
    if not related:
        return nothing
    belonging_to = candidates_by_hand(kind, related, knowledge, fit)

    def source(situation: Situation) -> Iterable[Candidate]:
        bought = [product for product in anchors(situation) if product.id in related]
        return likeliest(belonging_to, bought) if bought else ()

    return source


def candidates_by_hand(
    kind: OfferKind, related: Mapping[str, Sequence[str]], knowledge: Knowledge, fit: Fit = lambda product: True
) -> BelongingTo:
    """The candidates of one relation, in the shop's order, remembered."""

    def neighbours(product_id: str) -> Sequence[Neighbour]:
        anchor = knowledge.find(product_id)
        others = ((other, knowledge.find(other)) for other in related.get(product_id, ()))
        chances = (
            (other, _chance(kind, product, anchor)) for other, product in others if product is not None and fit(product)
        )
        return [Neighbour(other, chance, 0.0, chance, BY_HAND) for other, chance in chances]

    return candidates_of(kind, knowledge.find, neighbours, knowledge.accepted)


def _chance(kind: OfferKind, product: Product, anchor: Product | None) -> float:
    """The stated chance; what is weighed against one product is taken less often the more it asks of its price."""
    chance = CHANCES[kind]
    if kind not in WEIGHED or anchor is None or anchor.price <= 0:
        return chance
    extra = product.price - anchor.price if kind in REPLACING else product.price
    return chance * exp(-max(extra, 0) / anchor.price / LOSES_TWO_THIRDS)


def nothing(situation: Situation) -> Iterable[Candidate]:
    """The source of a shop that set nothing of the kind."""
    return ()
