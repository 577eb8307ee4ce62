"""The catalogue as decisions see it."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db import connection

from worthmore.shop.models import Attribute
from worthmore.shop.queries.contracts import plans
from worthmore.shop.queries.ids import possible
from worthmore.shop.queries.moments import day
from worthmore.shop.queries.price_histories import Prices, price_histories
from worthmore.shop.queries.settings import revision
from worthmore.vocabulary.attributes import AttributeKind, Direction
from worthmore.vocabulary.contracts import Plan
from worthmore.vocabulary.products import Product, RelationKind

Relations = dict[str, list[tuple[RelationKind, str]]]


@dataclass(frozen=True, slots=True)
class Catalogue:
    """One source's catalogue, or what changed of it since a revision.

    `kinds` and `plans` are always whole. `relations` holds those of the given `products`, in the shop's order; when
    only changes were asked for, a changed product without relations has an empty list, so that
    `{**known, **catalogue.relations}` is right. `revision` is what to ask after next time.
    """

    products: list[Product]
    kinds: dict[str, AttributeKind]
    relations: Relations = field(default_factory=dict)
    revision: int = 0
    prices: Prices = field(default_factory=dict)
    plans: dict[str, Plan] = field(default_factory=dict)


PRODUCT = """
SELECT external_id, name, price, currency, category, brand, cost, vat_rate, stock, consumable, active_from,
       active_until, attributes, names, sensitive, perishable, financial, sale_group, lasts_days,
       clearance, tiers, gtin
FROM shop_product AS product
WHERE source_id = (SELECT id FROM shop_source WHERE name = %s)
"""
CHANGED = PRODUCT + " AND revision > %s ORDER BY id"
NAMED = PRODUCT + " AND external_id = %s"

RELATIONS = """
SELECT product.external_id, relation.kind, other.external_id
FROM shop_product AS product
JOIN shop_relation AS relation ON relation.product_id = product.id
JOIN shop_product AS other ON other.id = relation.other_id
WHERE product.source_id = (SELECT id FROM shop_source WHERE name = %s) AND product.revision > %s
ORDER BY product.id, relation.position, relation.id
"""


def catalogue(source: str, after_revision: int = 0) -> Catalogue:
    """All products of a source, or those changed after a revision; an unknown source has none."""
    # The revision is read first: what is saved meanwhile is then given again next time, never missed.
    now = revision()
    products = [_product(row) for row in _rows(CHANGED, source, after_revision)]
    relations: Relations = defaultdict(list)
    prices: Prices = {}
    if after_revision:
        relations.update((product.id, []) for product in products)
        prices.update((product.id, ()) for product in products)
    for product, kind, other in _rows(RELATIONS, source, after_revision):
        relations[product].append((RelationKind(kind), other))
    prices.update(price_histories(source, after_revision))
    return Catalogue(products, attribute_kinds(source), dict(relations), now, prices, plans(source))


def find_product(source: str, product_id: str) -> Product | None:
    """One product of a source."""
    rows = _rows(NAMED, source, product_id) if possible(product_id) else iter(())
    return next((_product(row) for row in rows), None)


def attribute_kinds(source: str) -> dict[str, AttributeKind]:
    """The kinds of attributes a source's products have, by name."""
    rows = Attribute.objects.filter(source__name=source).order_by("name")
    return {
        row.name: AttributeKind(row.name, row.unit, Direction(row.direction), row.need, row.labels or None)
        for row in rows
    }


def _rows(sql: str, *parameters: str | int) -> Iterator[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        while rows := cursor.fetchmany(5_000):
            yield from rows


def _product(row: tuple[Any, ...]) -> Product:
    (id_, name, price, currency, category, brand, cost, vat_rate, stock, consumable, first, last, *more) = row
    attributes, names, sensitive, perishable, financial, group, lasts_days, clearance, tiers, gtin = more
    return Product(
        id=id_,
        name=name,
        price=price,
        currency=currency,
        category=category_path(category),
        brand=brand,
        cost=cost,
        vat_rate=vat_rate,
        stock=stock,
        consumable=bool(consumable),
        active_from=day(first),
        active_until=day(last),
        attributes=_object(attributes),
        names=_object(names),
        sensitive=bool(sensitive),
        perishable=bool(perishable),
        financial=None if financial is None else bool(financial),
        sale_group=group,
        lasts_days=lasts_days,
        clearance=bool(clearance),
        tiers=_tiers(tiers),
        gtin=gtin,
    )


def category_path(stored: str) -> tuple[str, ...]:
    """A stored category as its parts."""
    return tuple(part for part in stored.split("/") if part)


def _object(value: str | dict[str, Any]) -> dict[str, Any]:
    """A JSON column of a plain cursor: text on both databases; most products have none."""
    if isinstance(value, dict):
        return value
    return json.loads(value) if value != "{}" else {}


def _tiers(value: str | dict[str, Any]) -> tuple[tuple[int, int], ...]:
    """Quantity prices by rising quantity; what is no quantity of at least two is left out."""
    found = _object(value)
    if not found:
        return ()
    return tuple(sorted((int(least), price) for least, price in found.items() if least.isdecimal() and int(least) > 1))
