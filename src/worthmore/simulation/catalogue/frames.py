"""The assortment as the frames the shop saves. `copies` repeats it, each copy a range of its own, for large shops."""

from __future__ import annotations

import json
from datetime import date

import polars as pl

from worthmore.shop.columns import ATTRIBUTES, PRODUCTS, RELATIONS
from worthmore.simulation.catalogue.assortment import CURRENCY, Assortment
from worthmore.simulation.catalogue.relations import relations

RANGES_PER_CATEGORY = 10


def product_ids(assortment: Assortment, copies: int = 1) -> pl.Series:
    """Every product's id, copy by copy; a product's place in it is its number everywhere in the simulation."""
    base = [item.id for item in assortment.items]
    return pl.Series("product_id", base + [f"{id}-r{copy}" for copy in range(1, copies) for id in base])


def products(assortment: Assortment, retired_on: date, copies: int = 1) -> pl.DataFrame:
    """All products; retired ones were last sold on that day."""
    vat = {family.key: family.vat for family in assortment.families}
    category = {family.key: family.category for family in assortment.families}
    consumable = {family.key: family.consumable for family in assortment.families}
    rows = [
        {
            "external_id": item.id,
            "name": item.names["en"],
            "price": item.price,
            "currency": CURRENCY,
            "names": _json(dict(item.names)),
            "category": category[item.family],
            "brand": item.brand,
            "cost": item.cost,
            "vat_rate": vat[item.family],
            "stock": item.stock,
            "consumable": consumable[item.family],
            "active_from": None,
            "active_until": retired_on if item.retired else None,
            "attributes": _json(dict(item.attributes)),
            "described": True,
        }
        for item in assortment.items
    ]
    base = pl.DataFrame(rows, schema=PRODUCTS.schema)
    return pl.concat([base, *(_copy(base, copy) for copy in range(1, copies))])


def attributes(assortment: Assortment) -> pl.DataFrame:
    """All kinds of attribute."""
    rows = [
        {
            "name": kind.name,
            "unit": kind.unit,
            "direction": kind.direction.value,
            "need": kind.need,
            "labels": _json(dict(kind.labels or {})),
        }
        for kind in assortment.kinds.values()
    ]
    return pl.DataFrame(rows, schema=ATTRIBUTES.schema)


def relation_rows(assortment: Assortment, copies: int = 1) -> pl.DataFrame:
    """All relations set by hand, within each copy."""
    rows = [(product, other, kind.value, position) for product, other, kind, position in relations(assortment)]
    base = pl.DataFrame(rows, schema=RELATIONS.schema, orient="row")
    ends = ("product_id", "other_id")
    return pl.concat(
        [
            base,
            *(
                base.with_columns(pl.format("{}-r{}", end, pl.lit(copy)).alias(end) for end in ends)
                for copy in range(1, copies)
            ),
        ]
    )


def _copy(base: pl.DataFrame, copy: int) -> pl.DataFrame:
    return base.with_columns(
        external_id=pl.format("{}-r{}", "external_id", pl.lit(copy)),
        name=pl.format("{} ({})", "name", pl.lit(copy)),
        names=pl.lit("{}"),
        category=pl.format("{}/Range {}", "category", pl.lit(copy // RANGES_PER_CATEGORY + 1)),
    )


def _json(value: dict[str, object]) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
