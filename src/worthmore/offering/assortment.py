"""What belongs to what in one shop: what it set by hand first, then what was learned."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Protocol

from worthmore.decide.ports import Knowledge, Neighbours
from worthmore.vocabulary.attributes import AttributeKind
from worthmore.vocabulary.evidence import Basis, Evidence, Neighbour
from worthmore.vocabulary.products import Product, RelationKind

Relations = Mapping[str, Sequence[tuple[RelationKind, str]]]

BESIDE = frozenset({RelationKind.ACCESSORY, RelationKind.BUNDLE})
INSTEAD = frozenset({RelationKind.UPGRADE})

# The chance of a yes to something the shop itself put forward, until orders or answers say better.
HAND_CHANCE = 0.05
BY_HAND = Evidence(Basis.HAND)


class Learned(Protocol):
    """What was learned of one shop, as `training.published` opens it."""

    def complements(self, product_id: str) -> Sequence[Neighbour]:
        """What goes with a product."""
        ...

    def also_bought(self, product_id: str) -> Sequence[Neighbour]:
        """What the same customers bought."""
        ...

    def upgrades(self, product_id: str) -> Sequence[Neighbour]:
        """Better versions of a product."""
        ...

    def accepted(self, kind: str, product_id: str, chance: float) -> float:
        """A chance, sharpened by answers."""
        ...


def knowledge(
    products: Mapping[str, Product],
    kinds: Mapping[str, AttributeKind],
    relations: Relations,
    learned: Learned | None,
) -> Knowledge:
    """Everything decisions ask about the assortment."""
    complements = _with_hand_set(relations, BESIDE, learned.complements if learned else _nothing)
    return Knowledge(
        find=products.get,
        complements=_only_fitting(relations, complements),
        also_bought=_only_fitting(relations, learned.also_bought if learned else _nothing),
        upgrades=_with_hand_set(relations, INSTEAD, learned.upgrades if learned else _nothing),
        kinds=kinds,
        accepted=learned.accepted if learned else _as_it_is,
    )


def _nothing(product_id: str) -> Sequence[Neighbour]:
    return ()


def _as_it_is(kind: str, product_id: str, chance: float) -> float:
    return chance


def _with_hand_set(relations: Relations, wanted: frozenset[RelationKind], learned: Neighbours) -> Neighbours:
    """The shop's own first, in its order; a product both set and learned keeps the learned figures."""

    def neighbours(product_id: str) -> Sequence[Neighbour]:
        found = learned(product_id)
        by_hand = dict.fromkeys(other for kind, other in relations.get(product_id, ()) if kind in wanted)
        if not by_hand:
            return found
        known = {neighbour.product_id: neighbour for neighbour in found}
        first = [_by_hand(other, known.get(other)) for other in by_hand]
        return [*first, *(neighbour for neighbour in found if neighbour.product_id not in by_hand)]

    return neighbours


def _by_hand(product_id: str, learned: Neighbour | None) -> Neighbour:
    if learned is None:
        return Neighbour(product_id, HAND_CHANCE, 0.0, 1.0, BY_HAND)
    return replace(learned, chance=max(learned.chance, HAND_CHANCE))


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
        return [
            neighbour
            for neighbour in neighbours(product_id)
            if (other := neighbour.product_id) in by_hand
            or other in own
            or product_id in fits.get(other, (product_id,))
        ]

    return fitting
