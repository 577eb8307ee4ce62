"""A person who is forgotten leaves orders that are nobody's, and nothing else."""

from __future__ import annotations

import polars as pl
import pytest
from django.db import connection

from tests.integration.shop.frames import AT, SHOP, customers, day
from tests.integration.shop.test_forgetting import MAIL, fill, rows
from worthmore.shop import models, operations, queries

pytestmark = pytest.mark.django_db


def key_of(customer: str, source: str = SHOP) -> str:
    facts = queries.person_facts(source, customer)
    assert facts is not None
    return facts.key


def every_text() -> str:
    """Every cell of every table of the shop, as one text."""
    tables = [name for name in connection.introspection.table_names() if name.startswith("shop_")]
    with connection.cursor() as cursor:
        found = []
        for table in tables:
            cursor.execute(f"SELECT * FROM {table}")
            found += [str(row) for row in cursor.fetchall()]
    return "\n".join(found)


def test_nothing_is_left_but_orders_of_nobody() -> None:
    fill(SHOP)
    operations.save_customers(SHOP, customers({"external_id": "c-77", "name": "Bo Person", "phone": "+32470"}), AT)
    seen = {"external_id": "v2", "kind": "view", "product_id": "bike", "at": AT, "customer_id": "c-77"}
    operations.save_activity(SHOP, pl.DataFrame([seen]), AT)
    said = {"external_id": "s2", "customer_id": "c-77", "score": 0.1, "kind": "nps", "at": AT, "note": "so unhappy"}
    operations.save_satisfaction(SHOP, pl.DataFrame([said]), AT)
    key = key_of("c-77")
    forgotten = operations.forget_person(key)
    assert (forgotten.keys, forgotten.orders, forgotten.customers) == ((key,), 0, 1)
    left = every_text()
    assert [text for text in (key, "c-77", "Bo Person", "+32470", "so unhappy", "'v2'") if text in left] == []


def test_orders_stay_for_the_books() -> None:
    fill(SHOP)
    before = rows()
    assert operations.forget_person(key_of("bo")).orders == 1
    assert rows() == before | {
        "shop_customer": 1,
        "shop_person": 1,
        "shop_owned": 1,
        "shop_activity": 0,
        "shop_satisfaction": 0,
    }
    order = models.Order.objects.get(external_id="order of bo")
    assert order.person_id is None
    assert order.lines.count() == 2


def test_the_others_keep_everything() -> None:
    fill(SHOP)
    operations.forget_person(key_of("bo"))
    facts = queries.person_facts(SHOP, "ann")
    assert facts is not None
    assert set(facts.owned) == {"bike", "bell"}


def test_every_key_a_merged_person_had_is_told() -> None:
    fill(SHOP)
    fill("till")
    operations.save_customers("till", customers({"external_id": "bo", "email": "bo@example.com"}), AT)
    old, older = key_of("bo", "till"), key_of("bo")
    operations.save_customers(SHOP, customers({"external_id": "bo", "email": "bo@example.com"}), day(9))
    assert key_of("bo", "till") == key_of("bo") == older
    forgotten = operations.forget_person(old)
    assert set(forgotten.keys) == {old, older}
    assert (forgotten.orders, forgotten.customers) == (2, 2)
    assert not models.FormerKey.objects.filter(key=old).exists()


def test_forgetting_twice_changes_nothing_more() -> None:
    fill(SHOP)
    key = key_of("bo")
    operations.forget_person(key)
    before = rows()
    assert operations.forget_person(key) == operations.forgetting_people.PersonForgotten((), 0, 0)
    assert operations.forget_person("never\0anybody").keys == ()
    assert rows() == before


def test_who_orders_again_is_somebody_new() -> None:
    fill(SHOP)
    key = key_of("ann")
    operations.forget_person(key)
    operations.save_customers(SHOP, customers({"external_id": "ann", "email": MAIL}), day(9))
    assert key_of("ann") != key
    facts = queries.person_facts(SHOP, "ann")
    assert facts is not None
    assert not facts.owned
