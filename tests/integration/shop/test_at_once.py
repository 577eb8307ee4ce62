"""Several savers at once take turns, so these tests commit what they save, from threads of their own."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from tests.integration.shop.frames import AT, SHOP, bought, customers, day
from worthmore.shop import models, operations, queries
from worthmore.shop.operations import Saved

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*saves: Callable[[], Saved]) -> list[Saved]:
    def run(save: Callable[[], Saved]) -> Saved:
        try:
            return save()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(saves)) as threads:
        return list(threads.map(run, saves))


def test_the_same_order_saved_at_once_is_saved_once() -> None:
    frame = bought("ann", "bike", "bell")
    saved = at_once(*[lambda: operations.save_order_lines(SHOP, frame, AT)] * 4)
    assert sum(saved, Saved()) == Saved(new=2, unchanged=6)
    counted = (models.Person.objects.count(), models.Product.objects.count(), models.Order.objects.count())
    assert counted == (1, 2, 1)


def test_customers_with_one_address_saved_at_once_are_one_person() -> None:
    def save(name: str) -> Callable[[], Saved]:
        frame = customers({"external_id": name, "email": "ann@example.com"})
        return lambda: operations.save_customers(f"source of {name}", frame, AT)

    at_once(*(save(name) for name in "abcd"))
    assert models.Person.objects.count() == 1


def test_no_change_hides_behind_a_revision_already_seen() -> None:
    def save(number: int) -> Callable[[], Saved]:
        frame = bought(f"c{number}", f"product {number}", order=str(number), at=day(number))
        return lambda: operations.save_order_lines(SHOP, frame, AT)

    at_once(*(save(number) for number in range(4)))
    revisions = sorted(models.Product.objects.values_list("revision", flat=True))
    assert revisions == [1, 2, 3, 4]
    assert queries.revision() == 4
