"""What the demo shop sells and sets by hand beside the simulated assortment, as the frames the shop saves."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from tomllib import loads
from typing import Any

import polars as pl

from worthmore.shop.columns import PRODUCTS, RELATIONS
from worthmore.simulation.catalogue.assortment import CURRENCY, Assortment, Item
from worthmore.simulation.catalogue.reading import DataFileError, identity, items
from worthmore.vocabulary.products import RelationKind

COLUMNS = ("external_id", "name", "price", "currency", "names", "category", "brand", "cost", "stock", "tiers")
LASTING = ("external_id", "name", "price", "currency", "lasts_days")


@cache
def items_beside() -> tuple[tuple[Item, str], ...]:
    """Every product with its category."""
    return tuple((item, said["category"]) for key, said in _said()["families"].items() for item in items(key, said))


def products_beside() -> pl.DataFrame:
    """The products as the shop saves them."""
    tiers = {identity(name, ""): price for name, price in _said()["set_by_hand"]["from_two"].items()}
    rows = [
        (
            *(item.id, item.names["en"], item.price, CURRENCY, _json(item.names), category, item.brand, item.cost),
            *(item.stock, _json({"2": round(tiers[item.id] * 100)} if item.id in tiers else {})),
        )
        for item, category in items_beside()
    ]
    return pl.DataFrame(rows, schema={name: PRODUCTS.schema[name] for name in COLUMNS}, orient="row")


def lasting(assortment: Assortment) -> pl.DataFrame:
    """How long products of the assortment last, each with what the shop must say of a product anyway."""
    rows = [
        (item.id, item.names["en"], item.price, CURRENCY, days)
        for named, days in _said()["set_by_hand"]["lasts"]
        for item in _items_of(named, assortment)
    ]
    return pl.DataFrame(rows, schema={name: PRODUCTS.schema[name] for name in LASTING}, orient="row")


def relations_beside(assortment: Assortment) -> pl.DataFrame:
    """The relations set by hand, in the order written."""
    rows = [
        (item.id, identity(other, ""), RelationKind(kind).value, position)
        for named, kind, others in _said()["set_by_hand"]["relations"]
        for item in _items_of(named, assortment)
        for position, other in enumerate(others)
    ]
    known = {*assortment.by_id, *(item.id for item, _ in items_beside())}
    strange = sorted({other for _, other, _, _ in rows} - known)
    if strange:
        raise DataFileError(f"beside.toml relates {', '.join(strange)}, which there is not")
    return pl.DataFrame(rows, schema=RELATIONS.schema, orient="row")


def _items_of(named: str, assortment: Assortment) -> Iterator[Item]:
    """One product by brand and model, or every product still sold of a "*family"."""
    if named.startswith("*"):
        family = assortment.by_key.get(named[1:])
        beside = (item for item, _ in items_beside() if item.family == named[1:])
        yield from beside if family is None else (item for item in family.items if not item.retired)
        return
    by_id = {**assortment.by_id, **{item.id: item for item, _ in items_beside()}}
    found = by_id.get(identity(named, ""))
    if found is None:
        raise DataFileError(f"beside.toml names {named}, which there is not")
    yield found


@cache
def _said() -> Mapping[str, Any]:
    return loads((files(__package__) / "beside.toml").read_text(encoding="utf-8"))


def _json(value: Mapping[str, object]) -> str:
    return json.dumps(dict(value), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
