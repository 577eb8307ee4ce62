"""A source that is forgotten leaves nothing behind, and takes nothing of another's along."""

from __future__ import annotations

import polars as pl
import pytest
from django.db import connection

from tests.integration.shop.frames import AT, SHOP, bought, customers, product, products, relations
from worthmore.shop import models, operations, queries
from worthmore.shop.operations import SourceError

pytestmark = pytest.mark.django_db
MAIL = "ann@example.com"


def fill(source: str) -> None:
    """Something of everything: ann, whom every source knows by her address, and one whom only this source knows."""
    at_home = {"source": source, "at": AT}
    operations.save_products(frame=products(product("bike"), product("bell")), **at_home)
    operations.save_relations(frame=relations(("bike", "bell", "accessory")), **at_home)
    operations.save_attributes(frame=pl.DataFrame([{"name": "weight", "unit": "kg"}]), **at_home)
    operations.save_customers(frame=customers({"external_id": "ann", "email": MAIL}, {"external_id": "bo"}), **at_home)
    for customer in ("ann", "bo"):
        operations.save_order_lines(frame=bought(customer, "bike", "bell"), **at_home)
    seen = {"external_id": "v1", "kind": "view", "product_id": "bike", "at": AT, "customer_id": "bo"}
    operations.save_activity(frame=pl.DataFrame([seen]), **at_home)
    said = {"external_id": "s1", "customer_id": "bo", "score": 0.5, "kind": "nps", "at": AT}
    operations.save_satisfaction(frame=pl.DataFrame([said]), **at_home)


def rows() -> dict[str, int]:
    tables = [name for name in connection.introspection.table_names() if name.startswith("shop_")]
    with connection.cursor() as cursor:
        found = {}
        for table in tables:
            cursor.execute(f"SELECT COUNT(*) FROM {table}")
            found[table] = cursor.fetchone()[0]
    return found


def test_nothing_of_a_forgotten_source_is_left() -> None:
    fill(SHOP)
    forgotten = operations.forget_source(SHOP)
    assert (forgotten.orders, forgotten.lines, forgotten.products) == (2, 4, 2)
    assert (forgotten.customers, forgotten.people) == (2, 2)
    left = {table: count for table, count in rows().items() if count}
    assert left == {"shop_revision": 1}


def test_what_another_source_brought_stays() -> None:
    fill("till")
    before = rows()
    fill(SHOP)
    assert operations.forget_source(SHOP).people == 1
    assert rows() == before
    facts = queries.person_facts("till", "ann")
    assert facts is not None
    assert set(facts.owned) == {"bike", "bell"}


def test_the_revision_grows_so_that_servers_notice() -> None:
    fill(SHOP)
    before = queries.revision()
    operations.forget_source(SHOP)
    assert queries.revision() > before
    assert queries.sources() == []


def test_a_source_nobody_knows_is_said() -> None:
    with pytest.raises(SourceError, match="no source 'nowhere'"):
        operations.forget_source("nowhere")
    assert not models.Source.objects.exists()
