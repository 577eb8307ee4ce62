"""What the demo shop has set by hand: accessories, upgrades, alternatives, bundles and what fits what."""

from __future__ import annotations

from collections.abc import Iterator

from worthmore.simulation.catalogue.assortment import Assortment
from worthmore.vocabulary.products import RelationKind

Relation = tuple[str, str, RelationKind, int]


def relations(assortment: Assortment) -> list[Relation]:
    """Every relation once: product, other, kind, position."""
    found = {row[:3]: row for row in (*_named(assortment), *_accessories(assortment), *_fits(assortment))}
    return list(found.values())


def _named(assortment: Assortment) -> Iterator[Relation]:
    for position, (product, kind, other) in enumerate(assortment.set_by_hand):
        yield product, other, kind, position


def _accessories(assortment: Assortment) -> Iterator[Relation]:
    """The best-loved fitting products of every pair of families with `hand` set."""
    for pair in assortment.goes_with:
        others = tuple(sorted(assortment.by_key[pair.other].items, key=lambda item: -item.popular))
        for main in assortment.by_key[pair.main].items:
            for position, other in enumerate(pair.fitting(main, others)[: pair.hand]):
                yield main.id, other.id, RelationKind.ACCESSORY, position


def _fits(assortment: Assortment) -> Iterator[Relation]:
    """What a choosy product is compatible with; it is then offered beside nothing else."""
    for pair in assortment.goes_with:
        if not pair.by:
            continue
        others = assortment.by_key[pair.other].items
        for main in assortment.by_key[pair.main].items:
            for other in pair.fitting(main, others):
                yield other.id, main.id, RelationKind.COMPATIBLE_WITH, 0
