"""What one source knows, as the arrays that estimators take."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

import numpy as np
import polars as pl
from numpy.typing import NDArray

from worthmore.learn.baskets import GUEST, Baskets
from worthmore.learn.charges import names_a_charge
from worthmore.learn.propensity import Propensity
from worthmore.learn.replenishment import NO_CATEGORY, Purchases
from worthmore.outcomes import queries as outcomes
from worthmore.shop import queries as shop
from worthmore.training.answering import chance_of_yes
from worthmore.training.returning import Units, units
from worthmore.vocabulary.attributes import AttributeKind
from worthmore.vocabulary.products import BESIDE, Product, RelationKind

SECONDS_A_DAY = 86_400
Relations = Mapping[str, Sequence[tuple[RelationKind, str]]]


@dataclass(frozen=True, eq=False)
class Material:
    """Everything to learn from. Item i of `baskets`, `purchases`, `offered` and `paid` is product i.

    `offered` tells which products may be recommended: those whose last day has passed are learned from, but not
    offered. `paid` is the median of what was paid for one. `upgrades_by_hand` is how many upgrades the shop itself
    has set; `beside_by_hand` holds pairs of items, each the first and what the shop has set beside it. `ordered_at` is
    the moment of each basket, in their order; `spent` what was paid for each line of `purchases`, minor units.
    """

    products: Sequence[Product]
    kinds: dict[str, AttributeKind]
    upgrades_by_hand: int
    beside_by_hand: NDArray[np.int64]
    baskets: Baskets
    purchases: Purchases
    offered: NDArray[np.bool_]
    paid: NDArray[np.float64]
    answers: Sequence[tuple[str, str, int, int]]
    units: Units
    spent: NDArray[np.float64]
    chance_of_yes: Propensity | None = None
    ordered_at: NDArray[np.datetime64] | None = None


def read(source: str, at: datetime, months: int = 0) -> Material:
    """Read one source of the shop. Postage, fees and the like are no products and are left out.

    `months` is how far back orders are learned from (0: all the way), counted from the newest order and not from `at`:
    a shop that has stood still, or a history of years ago, is learned from all the same.
    """
    catalogue = shop.catalogue(source)
    products = listed_products(catalogue)
    by_hand = sum(kind is RelationKind.UPGRADE for related in catalogue.relations.values() for kind, _ in related)
    found = shop.order_lines(source)
    lines = _listed(recent(found.kept, at, months), products)
    bought = _baskets(lines, len(products))
    return Material(
        products,
        catalogue.kinds,
        by_hand,
        _set_beside(catalogue.relations, products),
        bought,
        _purchases(lines, products, at),
        np.array([still_sold(product, at.date()) for product in products], dtype=np.bool_),
        _usually_paid(lines, products),
        [(one.kind, one.product_id, one.shown, one.accepted) for one in outcomes.acceptance_counts(source)],
        units(found.units, products),
        (lines["unit_price"].cast(pl.Float64) * lines["quantity"].cast(pl.Float64)).to_numpy(),
        chance_of_yes(source),
        _ordered_at(lines, bought),
    )


def _ordered_at(lines: pl.DataFrame, bought: Baskets) -> NDArray[np.datetime64]:
    """The moment of each basket."""
    moments = lines.group_by("order").agg(pl.col("at").min()).sort("order")
    orders = moments["order"].cast(pl.Int64).to_numpy()
    found: NDArray[np.datetime64] = moments["at"].dt.replace_time_zone(None).to_numpy()
    return found[np.searchsorted(orders, bought.order[bought.start[:-1]])]


def listed_products(catalogue: shop.Catalogue) -> list[Product]:
    """The products that are learned of: postage, fees and the like are none."""
    return [product for product in catalogue.products if not names_a_charge(product.name)]


def recent(lines: pl.DataFrame, at: datetime, months: int) -> pl.DataFrame:
    """The lines of the last so many months up to the newest order; one dated after `at` is no measure."""
    newest = lines.filter(pl.col("at") <= at)["at"].max()
    if not months or newest is None:
        return lines
    return lines.filter(pl.col("at") > pl.lit(newest).dt.offset_by(f"-{months}mo"))


def _set_beside(relations: Relations, products: Sequence[Product]) -> NDArray[np.int64]:
    """What the shop itself puts beside a product, as pairs of items."""
    place = {product.id: item for item, product in enumerate(products)}
    pairs = [
        (place[product_id], place[other])
        for product_id, related in relations.items()
        for kind, other in related
        if kind in BESIDE and product_id in place and other in place
    ]
    return np.array(pairs, dtype=np.int64).reshape(-1, 2)


def _listed(lines: pl.DataFrame, products: Sequence[Product]) -> pl.DataFrame:
    """Lines with the `item` of their product; lines of products that are not listed are left out."""
    place = {product.id: item for item, product in enumerate(products)}
    names = lines["product_id"].dtype
    assert isinstance(names, pl.Enum)
    items = pl.Series([place.get(name) for name in names.categories], dtype=pl.Int32)
    item = items.gather(lines["product_id"].to_physical())
    return lines.drop("product_id").with_columns(item.alias("item")).drop_nulls("item")


def _baskets(lines: pl.DataFrame, item_count: int) -> Baskets:
    """Order lines as baskets."""
    return Baskets(
        lines["order"].to_numpy(), lines["person"].fill_null(GUEST).to_numpy(), lines["item"].to_numpy(), item_count
    )


def _purchases(lines: pl.DataFrame, products: Sequence[Product], at: datetime) -> Purchases:
    """Order lines with their days, counted from 1970."""
    paths = {path: place for place, path in enumerate(dict.fromkeys(product.category for product in products))}
    return Purchases(
        lines["person"].fill_null(GUEST).to_numpy(),
        lines["item"].cast(pl.Int64).to_numpy(),
        lines["at"].dt.epoch("s").to_numpy() / SECONDS_A_DAY,
        lines["quantity"].cast(pl.Float64).to_numpy(),
        np.array([paths[product.category] if product.category else NO_CATEGORY for product in products], np.int64),
        at.timestamp() / SECONDS_A_DAY,
    )


def _usually_paid(lines: pl.DataFrame, products: Sequence[Product]) -> NDArray[np.float64]:
    """The median of what was paid for each product; its price where it was never bought."""
    paid = lines.group_by("item").agg(pl.col("unit_price").median())
    usual = np.array([product.price for product in products], dtype=np.float64)
    usual[paid["item"].to_numpy()] = paid["unit_price"].to_numpy()
    return usual


def still_sold(product: Product, today: date) -> bool:
    """Whether a product may be offered: its last day has not passed."""
    return product.active_until is None or product.active_until >= today
