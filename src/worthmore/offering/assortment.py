"""What belongs to what in one shop: what it set by hand first, then what was learned."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from types import MappingProxyType
from typing import Protocol

from worthmore.decide.ports import Knowledge, Neighbours
from worthmore.learn.replenishment import Interval
from worthmore.learn.set_by_hand import HAND_CHANCE
from worthmore.offering.chances import Predict, learned_chances
from worthmore.offering.related import by_kind, due, refills, sensible
from worthmore.vocabulary.attributes import AttributeKind
from worthmore.vocabulary.contracts import Plan
from worthmore.vocabulary.evidence import Basis, Evidence, Neighbour, NeighbourList
from worthmore.vocabulary.ladders import sound_plans
from worthmore.vocabulary.prices import PriceChange
from worthmore.vocabulary.products import BESIDE, Product, RelationKind

Relations = Mapping[str, Sequence[tuple[RelationKind, str]]]

INSTEAD = frozenset({RelationKind.UPGRADE})
IN_ITS_PLACE = frozenset({RelationKind.ALTERNATIVE})

BY_HAND = Evidence(Basis.HAND)


class Learned(Protocol):
    """What was learned of one shop, as `training.published` opens it."""

    def complements(self, product_id: str) -> Sequence[Neighbour]:
        """What goes with a product."""
        ...

    def also_bought(self, product_id: str) -> Sequence[Neighbour]:
        """What the same customers bought."""
        ...

    def set_by_hand(self, product_id: str) -> Sequence[Neighbour]:
        """What orders say of the pairs set by hand."""
        ...

    def upgrades(self, product_id: str) -> Sequence[Neighbour]:
        """Better versions of a product."""
        ...

    def substitutes(self, product_id: str) -> Sequence[Neighbour]:
        """What is taken in the place of a product."""
        ...

    def accepted(self, kind: str, product_id: str, chance: float) -> float:
        """A chance, sharpened by answers."""
        ...

    def interval(self, product_id: str) -> Interval | None:
        """After how long a product is bought again."""
        ...

    @property
    def refills(self) -> frozenset[str]:
        """The products that customers buy again."""
        ...

    def returned(self, product_id: str) -> float:
        """The chance that one unit comes back."""
        ...

    @property
    def predict(self) -> Predict | None:
        """The learned chance of a yes; None while the answers are too few to know better than the sources."""
        ...


def knowledge(
    products: Mapping[str, Product],
    kinds: Mapping[str, AttributeKind],
    relations: Relations,
    learned: Learned | None,
    prices: Mapping[str, Sequence[PriceChange]] = MappingProxyType({}),
    plans: Mapping[str, Plan] = MappingProxyType({}),
) -> Knowledge:
    """Everything decisions ask about the assortment."""
    relations = sensible(relations, products)
    complements = _with_hand_set(
        relations,
        BESIDE,
        _beside_only(relations, learned.complements if learned else _nothing),
        learned.set_by_hand if learned else _nothing,
    )
    return Knowledge(
        find=products.get,
        complements=_only_fitting(relations, complements),
        also_bought=_only_fitting(relations, _beside_only(relations, learned.also_bought if learned else _nothing)),
        upgrades=_with_hand_set(relations, INSTEAD, learned.upgrades if learned else _nothing, _nothing),
        kinds=kinds,
        accepted=learned.accepted if learned else _as_it_is,
        prices=prices,
        plans=sound_plans(plans, products),
        related=by_kind(relations),
        due=due(products, learned),
        refills=refills(products, learned),
        clearance=tuple(product for product in products.values() if product.clearance),
        returned=learned.returned if learned else None,
        chances=learned_chances(learned.predict) if learned and learned.predict else None,
        substitutes=_with_hand_set(relations, IN_ITS_PLACE, learned.substitutes if learned else _nothing, _nothing),
    )


def _nothing(product_id: str) -> Sequence[Neighbour]:
    return ()


def _as_it_is(kind: str, product_id: str, chance: float) -> float:
    return chance


def _with_hand_set(
    relations: Relations, wanted: frozenset[RelationKind], learned: Neighbours, counted: Neighbours
) -> Neighbours:
    """The shop's own first, in its order.

    A product both set and learned keeps the learned figures; one that too few bought has its true counts; one that
    was set after the last training has a modest chance.
    """

    def neighbours(product_id: str) -> Sequence[Neighbour]:
        found = learned(product_id)
        by_hand = dict.fromkeys(other for kind, other in relations.get(product_id, ()) if kind in wanted)
        if not by_hand:
            return found
        return NeighbourList(lambda: _by_hand_first(by_hand, counted(product_id), found))

    return neighbours


def _by_hand_first(
    by_hand: Collection[str], counted: Iterable[Neighbour], learned: Iterable[Neighbour]
) -> Iterator[Neighbour]:
    found = list(learned)
    known = {neighbour.product_id: neighbour for neighbour in chain(counted, found)}
    yield from (known.get(other) or _untried(other) for other in by_hand)
    yield from (neighbour for neighbour in found if neighbour.product_id not in by_hand)


def _untried(product_id: str) -> Neighbour:
    return Neighbour(product_id, HAND_CHANCE, 0.0, HAND_CHANCE, BY_HAND)


def _beside_only(relations: Relations, neighbours: Neighbours) -> Neighbours:
    """What the shop says is taken in the place of a product is not learned to go beside it."""
    pairs = [
        (product_id, other)
        for product_id, related in relations.items()
        for kind, other in related
        if kind in IN_ITS_PLACE
    ]
    instead = {*pairs, *((other, product_id) for product_id, other in pairs)}
    if not instead:
        return neighbours

    def beside(product_id: str) -> Sequence[Neighbour]:
        found = neighbours(product_id)
        return NeighbourList(lambda: (one for one in found if (product_id, one.product_id) not in instead))

    return beside


def _only_fitting(relations: Relations, neighbours: Neighbours) -> Neighbours:
    """A product of which the shop says what it fits is offered beside nothing else (a child seat and its frames)."""
    fits = {
        product_id: frozenset(others)
        for product_id, related in relations.items()
        if (others := [other for kind, other in related if kind is RelationKind.COMPATIBLE_WITH])
    }
    if not fits:
        return neighbours

    def fitting(product_id: str) -> Sequence[Neighbour]:
        own = fits.get(product_id, frozenset())
        by_hand = {other for kind, other in relations.get(product_id, ()) if kind in BESIDE}

        def fit(neighbour: Neighbour) -> bool:
            other = neighbour.product_id
            return other in by_hand or other in own or product_id in fits.get(other, (product_id,))

        return NeighbourList(lambda: filter(fit, neighbours(product_id)))

    return fitting
