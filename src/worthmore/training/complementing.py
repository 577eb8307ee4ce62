"""What goes with what, as it may be published: learned in the better of two ways, or, where that is no better than best
sellers, what was published before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from worthmore.learn.choose_complements import Judgement, Verdict, choose_complements
from worthmore.learn.every_pair import CountEverything
from worthmore.learn.lending import lent
from worthmore.learn.neighbours import NeighbourTable
from worthmore.learn.product_text import product_features
from worthmore.training.published import read_ids
from worthmore.training.reading import Material
from worthmore.vocabulary.products import Product

SEED = 20261122
"""Training throws the same dice every time: the same orders teach the same."""


@dataclass(frozen=True, eq=False)
class Complementing:
    """The lists to publish and how they were judged. `refused`: these are not the new ones, but those of before."""

    table: NeighbourTable
    judgement: Judgement

    @property
    def refused(self) -> bool:
        """Whether what was learned may not be used."""
        return self.judgement.verdict is Verdict.WORSE

    def summary(self, kept_from: str | None) -> dict[str, Any]:
        """How they did, for people to read. `kept_from` is when those of before were learned; None: there are none."""
        found = self.judgement.summary()
        return {**found, "kept_from": kept_from} if self.refused else found


def complementing(
    material: Material,
    minimum_customers: int,
    substitutes: NeighbourTable,
    before: Path | None,
    count: CountEverything | None = None,
) -> Complementing:
    """Learn and judge; products with too few sales borrow, and nothing goes beside what it is taken in the place of.

    `before` is the folder of this source in the version in use, None where there is none; `count` counts
    pairs elsewhere.
    """
    chosen = choose_complements(
        material.baskets,
        product_features(material.products),
        material.offered,
        minimum_customers,
        np.random.default_rng(SEED),
        material.ordered_at,
        count,
    )
    found = Complementing(chosen.table, chosen.judgement)
    if found.refused:
        table = published_before(before, [one.id for one in material.products], material.offered)
    else:
        few = _customers_of_each(material) < minimum_customers
        table = finished(found.table, material.products, substitutes, few, material.offered)
    return replace(found, table=table.without(substitutes))


def finished(
    table: NeighbourTable,
    products: Sequence[Product],
    substitutes: NeighbourTable,
    few: NDArray[np.bool_],
    offered: NDArray[np.bool_],
) -> NeighbourTable:
    """Lists as they are published: without substitutes, and what `few` customers bought borrows from its like."""
    borrowed = lent(table.without(substitutes), product_features(products), few, offered)
    return borrowed.without(substitutes)


def _customers_of_each(material: Material) -> NDArray[np.integer]:
    return np.bincount(material.baskets.lifetimes().item, minlength=len(material.products))


def published_before(before: Path | None, product_ids: Sequence[str], offered: NDArray[np.bool_]) -> NeighbourTable:
    """The lists of the version in use, for the products of today; empty ones where there is no such version."""
    if before is None:
        return NeighbourTable.empty(len(product_ids))
    table = NeighbourTable.load(before / "complements")
    today = {product_id: place for place, product_id in enumerate(product_ids)}
    place = np.array([today.get(product_id, -1) for product_id in read_ids(before / "products")], dtype=np.int64)
    item, other = place[table.item], place[table.records["other"]]
    there = (item >= 0) & (other >= 0)
    there[there] = offered[other[there]]
    records = table.records[there].copy()
    records["other"] = other[there]
    return NeighbourTable.from_pairs(item[there], records, len(product_ids))
