"""What people bought, whatever the source, and where products stand in the catalogue."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from worthmore.shop.queries.ids import possible
from worthmore.shop.queries.many import ask

BOUGHT = """
SELECT DISTINCT given.value, source.name, product.external_id, product.category
FROM {given} CROSS JOIN shop_person AS person
JOIN shop_order AS purchase ON purchase.person_id = person.id
JOIN shop_orderline AS line ON line.order_id = purchase.id
JOIN shop_product AS product ON product.id = line.product_id
JOIN shop_source AS source ON source.id = product.source_id
WHERE person.key = given.value AND line.quantity > 0
"""
STANDING = """
SELECT source.name, product.external_id, product.category FROM {given} CROSS JOIN shop_source AS source
JOIN shop_product AS product ON product.source_id = source.id AND product.external_id = given.value
"""
RELATED = """
SELECT source.name, product.external_id, other.external_id FROM {given} CROSS JOIN shop_source AS source
JOIN shop_product AS other ON other.source_id = source.id AND other.external_id = given.value
JOIN shop_relation AS relation ON relation.other_id = other.id
JOIN shop_product AS product ON product.id = relation.product_id
"""


class Placed(NamedTuple):
    """A product and its category path ("" for none)."""

    source: str
    product_id: str
    category: str


def bought_by(keys: Iterable[str]) -> dict[str, set[Placed]]:
    """What was ever sold to each person, by their present key; who bought nothing is absent."""
    found: dict[str, set[Placed]] = defaultdict(set)
    for key, *placed in ask(BOUGHT, [key for key in dict.fromkeys(keys) if possible(key)]):
        found[key].add(Placed(*placed))
    return found


def placed(source: str, product_ids: Iterable[str]) -> dict[str, Placed]:
    """Where these products of a source stand; unknown ones are absent."""
    ids = [one for one in dict.fromkeys(product_ids) if possible(one)]
    return {
        product: Placed(name, product, category) for name, product, category in ask(STANDING, ids) if name == source
    }


def declared_for(source: str, product_ids: Iterable[str]) -> set[tuple[str, str]]:
    """Pairs (product, other) the shop itself put together, `other` among these: accessories, refills, upgrades …"""
    ids = [one for one in dict.fromkeys(product_ids) if possible(one)]
    return {(product, other) for name, product, other in ask(RELATED, ids) if name == source}
