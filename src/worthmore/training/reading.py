"""What one source knows, as the arrays that estimators take."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

import numpy as np
import polars as pl
from numpy.typing import NDArray

from worthmore.learn.baskets import GUEST, Baskets
from worthmore.learn.charges import names_a_charge
from worthmore.outcomes import queries as outcomes
from worthmore.shop import queries as shop
from worthmore.vocabulary.attributes import AttributeKind
from worthmore.vocabulary.products import Product, RelationKind


@dataclass(frozen=True, eq=False)
class Material:
    """Everything to learn from. Item i of `baskets` and `offered` is product i.

    `offered` tells which products may be recommended: those whose last day has passed are learned from, but not
    offered. `upgrades_by_hand` is how many upgrades the shop itself has set.
    """

    products: Sequence[Product]
    kinds: dict[str, AttributeKind]
    upgrades_by_hand: int
    baskets: Baskets
    offered: NDArray[np.bool_]
    answers: Sequence[tuple[str, str, int, int]]


def read(source: str, at: datetime) -> Material:
    """Read one source of the shop. Postage, fees and the like are no products and are left out."""
    catalogue = shop.catalogue(source)
    products = [product for product in catalogue.products if not names_a_charge(product.name)]
    by_hand = sum(kind is RelationKind.UPGRADE for related in catalogue.relations.values() for kind, _ in related)
    return Material(
        products,
        catalogue.kinds,
        by_hand,
        baskets(shop.order_lines(source), [product.id for product in products]),
        np.array([_still_sold(product, at.date()) for product in products], dtype=np.bool_),
        outcomes.acceptance_counts(source),
    )


def baskets(lines: pl.DataFrame, product_ids: Sequence[str]) -> Baskets:
    """Order lines as arrays; lines of products that are not listed are left out."""
    ids = pl.DataFrame(
        {"product_id": product_ids, "item": range(len(product_ids))}, schema={"product_id": pl.String, "item": pl.Int32}
    )
    known = lines.select("order", "person", pl.col("product_id").cast(pl.String)).join(ids, on="product_id")
    return Baskets(
        known["order"].cast(pl.Int64).to_numpy(),
        known["person"].cast(pl.Int64).fill_null(GUEST).to_numpy(),
        known["item"].to_numpy(),
        len(product_ids),
    )


def _still_sold(product: Product, today: date) -> bool:
    return product.active_until is None or product.active_until >= today
