"""Story 9 with the whole shop around it: a kitchen buyer hears of the bathrooms, until they have looked at one."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import polars as pl
import pytest

from worthmore import placements
from worthmore.offering.requests import OfferRequest
from worthmore.offering.service import Service, open_service
from worthmore.shop import operations
from worthmore.shop.columns import ACTIVITY, ORDER_LINES, PRODUCTS, RELATIONS

AT = datetime(2026, 3, 1, 12, tzinfo=UTC)

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def service(transactional_db: None, tmp_path: Path) -> Iterator[Service]:
    sold = [("kitchen", "Kitchens/Whole", 800_000), ("basin", "Bathrooms/Basins", 40_000), ("tap", "Bathrooms", 9_000)]
    products = [
        {"external_id": id, "name": id.title(), "price": price, "currency": "EUR", "cost": 900, "category": category}
        for id, category, price in sold
    ]
    operations.save_products("demo", pl.DataFrame(products, schema=_of(PRODUCTS.schema, products)), AT)
    beside = [{"product_id": "kitchen", "other_id": "basin", "kind": "accessory", "position": 0}]
    operations.save_relations("demo", pl.DataFrame(beside, schema=_of(RELATIONS.schema, beside)), AT)
    lines = [
        {
            "order_id": f"o-{customer}",
            "key": "1",
            "product_id": "kitchen",
            "at": AT - timedelta(days=200),
            "quantity": 1,
            "unit_price": 800_000,
            "currency": "EUR",
            "customer_id": customer,
        }
        for customer in ("ann", "bob")
    ]
    operations.save_order_lines("demo", pl.DataFrame(lines, schema=_of(ORDER_LINES.schema, lines)), AT)
    operations.set_policy("control_share", 0, AT)
    made = open_service(tmp_path, "secret")
    yield made
    made.close()


def _of(schema: dict[str, pl.DataType], rows: list[dict[str, object]]) -> dict[str, pl.DataType]:
    return {name: dtype for name, dtype in schema.items() if name in rows[0]}


def shown(service: Service, customer: str) -> list[tuple[str, str]]:
    asked = OfferRequest(placements.find("account"), "en", customer)
    decided = service.engine.preview("demo", asked, AT)
    return [(one.candidate.kind.value, one.candidate.product.id) for one in decided.decision.offers]


def test_who_looked_at_a_tap_has_seen_the_bathrooms(service: Service) -> None:
    assert shown(service, "ann") == shown(service, "bob") == [("forgotten_range", "basin")]
    looked = [{"external_id": "v1", "kind": "view", "product_id": "tap", "customer_id": "ann", "at": AT}]
    operations.save_activity("demo", pl.DataFrame(looked, schema=_of(ACTIVITY.schema, looked)), AT)
    assert shown(service, "ann") == []
    assert shown(service, "bob") == [("forgotten_range", "basin")]
