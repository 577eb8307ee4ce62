"""What the shop set by hand, as far as it makes sense; and after how long things are due again.

A contradiction never stops a decision: what contradicts itself is left out, and the import says where it stands.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

from worthmore.decide.ports import Due, Related, UsedUp
from worthmore.learn.replenishment import Interval, Level
from worthmore.vocabulary.products import Product, RelationKind

Relations = Mapping[str, Sequence[tuple[RelationKind, str]]]

INSTEAD_OF = frozenset(
    {
        RelationKind.UPGRADE,
        RelationKind.ALTERNATIVE,
        RelationKind.REPLACEMENT,
        RelationKind.NEXT_SIZE,
        RelationKind.SIZE_UP,
        RelationKind.NEW_VERSION,
        RelationKind.CONFLICTS_WITH,
    }
)
"""What comes in the place of the first may well not go together with it; everything else must."""
UPWARDS = (RelationKind.UPGRADE, RelationKind.SIZE_UP, RelationKind.NEXT_SIZE, RelationKind.NEW_VERSION)
"""Said of two products both ways round, neither is meant."""
GONE_AFTER = 3
"""Where only the shop says how long one lasts: who has not been back after so many times that has stopped using it."""


class Intervals(Protocol):
    """What was learned of when things are bought again."""

    def interval(self, product_id: str) -> Interval | None:
        """After how long a product is bought again; None: not known."""
        ...

    @property
    def refills(self) -> frozenset[str]:
        """The products that customers buy again."""
        ...


def sensible(relations: Relations, products: Mapping[str, Product]) -> Relations:
    """Without products that belong to themselves, that belong together and do not, that are each better than the other,
    and sets that cannot be sold."""
    apart = _apart(relations)
    sets = {product_id for product_id, related in relations.items() if any(_is_part(kind) for kind, _ in related)}
    found: dict[str, Sequence[tuple[RelationKind, str]]] = {}
    for product_id, related in relations.items():
        kept = [
            (kind, other)
            for kind, other in related
            if other != product_id
            and (kind in INSTEAD_OF or (product_id, other) not in apart)
            and not (kind in UPWARDS and (kind, product_id) in relations.get(other, ()))
        ]
        if product_id in sets and not _sellable(product_id, related, kept, sets, products):
            kept = [(kind, other) for kind, other in kept if not _is_part(kind)]
        found[product_id] = kept
    return found


def by_kind(relations: Relations) -> Related:
    """The same by kind: from a product's id to the others' ids in the shop's order."""
    found: dict[RelationKind, dict[str, tuple[str, ...]]] = {}
    for product_id, related in relations.items():
        for kind, other in related:
            of_kind = found.setdefault(kind, {})
            of_kind[product_id] = (*of_kind.get(product_id, ()), other)
    return found


def due(products: Mapping[str, Product], learned: Intervals | None) -> Due:
    """What customers' own intervals say; where too few are known, how long the shop says a consumable lasts."""

    def used_up(product_id: str) -> UsedUp | None:
        product = products.get(product_id)
        if product is None:
            return None
        interval = None if learned is None else learned.interval(product_id)
        said = product.lasts_days if product.consumable else None
        if interval is not None and (interval.level is Level.PRODUCT or said is None):
            return UsedUp(interval.middle, 2 * interval.high) if interval.refill else None
        return None if said is None else UsedUp(said, GONE_AFTER * said)

    return used_up


def refills(products: Mapping[str, Product], learned: Intervals | None) -> frozenset[str]:
    """Every product that may be due again; most are not, and need not be asked about."""
    said = (one.id for one in products.values() if one.consumable and one.lasts_days is not None)
    return frozenset(said) | (frozenset() if learned is None else learned.refills)


def _apart(relations: Relations) -> set[tuple[str, str]]:
    """Pairs of which the shop says that they do not go together, both ways."""
    found = set()
    for product_id, related in relations.items():
        for kind, other in related:
            if kind is RelationKind.CONFLICTS_WITH:
                found |= {(product_id, other), (other, product_id)}
    return found


def _sellable(
    set_id: str,
    related: Sequence[tuple[RelationKind, str]],
    kept: Sequence[tuple[RelationKind, str]],
    sets: set[str],
    products: Mapping[str, Product],
) -> bool:
    """Whether all parts of a set are there, are no sets themselves and cost the same currency."""
    parts = [other for kind, other in related if _is_part(kind)]
    if set_id not in products or len(parts) != sum(_is_part(kind) for kind, _ in kept):
        return False
    currency = products[set_id].currency
    return all(part in products and part not in sets and products[part].currency == currency for part in parts)


def _is_part(kind: RelationKind) -> bool:
    return kind is RelationKind.PART
