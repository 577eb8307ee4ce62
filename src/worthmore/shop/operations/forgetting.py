"""Everything a source brought, taken away again."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import connection, transaction

from worthmore.shop.models import Source
from worthmore.shop.operations.revision import next_revision, publish
from worthmore.shop.operations.settings import SourceError

LINES = "DELETE FROM shop_orderline WHERE order_id IN (SELECT id FROM shop_order WHERE source_id = %s)"
ORDERS = "DELETE FROM shop_order WHERE source_id = %s"
PRODUCTS = "DELETE FROM shop_product WHERE source_id = %s"
CUSTOMERS = "DELETE FROM shop_customer WHERE source_id = %s"
BESIDES = (
    "DELETE FROM shop_owned WHERE source_id = %s",
    "DELETE FROM shop_activity WHERE source_id = %s",
    "DELETE FROM shop_satisfaction WHERE source_id = %s",
    "DELETE FROM shop_case WHERE source_id = %s",
    "DELETE FROM shop_need WHERE source_id = %s",
    "DELETE FROM shop_review WHERE source_id = %s",
    "DELETE FROM shop_offertext WHERE source_id = %s",
    "DELETE FROM shop_correction WHERE customer_id IN (SELECT id FROM shop_customer WHERE source_id = %s)",
    "DELETE FROM shop_usage WHERE contract_id IN (SELECT id FROM shop_contract WHERE source_id = %s)",
    "DELETE FROM shop_contract WHERE source_id = %s",
    "DELETE FROM shop_plan WHERE product_id IN (SELECT id FROM shop_product WHERE source_id = %s)",
    "DELETE FROM shop_attribute WHERE source_id = %s",
    "DELETE FROM shop_relation WHERE product_id IN (SELECT id FROM shop_product WHERE source_id = %s)",
    "DELETE FROM shop_price WHERE product_id IN (SELECT id FROM shop_product WHERE source_id = %s)",
)
# Whoever is nobody's customer has no orders, activity or satisfaction either: these make a customer known.
FORMER_KEYS = """
DELETE FROM shop_formerkey WHERE NOT EXISTS (
    SELECT 1 FROM shop_customer AS customer WHERE customer.person_id = shop_formerkey.person_id)
"""
PEOPLE = """
DELETE FROM shop_person WHERE NOT EXISTS (
    SELECT 1 FROM shop_customer AS customer WHERE customer.person_id = shop_person.id)
"""


@dataclass(frozen=True, slots=True)
class Forgotten:
    """How many of each are gone."""

    orders: int
    lines: int
    products: int
    customers: int
    people: int


def forget_source(source: str) -> Forgotten:
    """Remove a source with its orders, products, customers, activity and satisfaction, and who only it knew.

    People whom another source knows stay as they are. Raises `SourceError` when there is no such source.
    """
    with transaction.atomic():
        revision = next_revision()
        known = Source.objects.filter(name=source).first()
        if known is None:
            raise SourceError(f"there is no source {source!r}")
        forgotten = _forget(known.pk)
        known.delete()
        publish(revision)
    return forgotten


def _forget(source: int) -> Forgotten:
    """What refers to others goes before them."""
    lines = _run(LINES, source)
    for statement in BESIDES:
        _run(statement, source)
    orders, products, customers = (_run(statement, source) for statement in (ORDERS, PRODUCTS, CUSTOMERS))
    _run(FORMER_KEYS)
    return Forgotten(orders, lines, products, customers, _run(PEOPLE))


def _run(statement: str, *parameters: int) -> int:
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        return int(cursor.rowcount)
