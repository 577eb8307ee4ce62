"""From orders to a refill that is due: learned, published and offered, from a database as a shop's would be."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import polars as pl
import pytest

from worthmore import placements
from worthmore.offering.recorded import RecordedDecision
from worthmore.offering.requests import OfferRequest
from worthmore.offering.service import Service, open_service
from worthmore.shop import operations
from worthmore.shop.columns import ORDER_LINES, PRODUCTS, RELATIONS
from worthmore.training.train import train

AT = datetime(2026, 3, 1, 12, tzinfo=UTC)
EVERY = 60
CUSTOMERS = 40

pytestmark = pytest.mark.django_db(transaction=True)


def frame(rows: list[dict[str, object]], schema: dict[str, pl.DataType]) -> pl.DataFrame:
    return pl.DataFrame(rows, schema={name: dtype for name, dtype in schema.items() if name in rows[0]})


def bought(customer: str, product: str, days_ago: float) -> dict[str, object]:
    at = AT - timedelta(days=days_ago)
    line = {"order_id": f"{customer} {product} {days_ago}", "key": "1", "product_id": product, "at": at, "quantity": 1}
    return {**line, "unit_price": 900, "currency": "EUR", "customer_id": customer}


@pytest.fixture
def service(transactional_db: None, tmp_path: Path) -> Iterator[Service]:
    products: list[dict[str, object]] = [
        {"external_id": "oil", "name": "Oil", "price": 900, "currency": "EUR", "cost": 300, "lasts_days": None},
        {"external_id": "vase", "name": "Vase", "price": 900, "currency": "EUR", "cost": 300, "lasts_days": None},
        {"external_id": "boiler", "name": "Boiler", "price": 90_000, "currency": "EUR", "cost": 60_000},
        {"external_id": "care", "name": "Care", "price": 9_000, "currency": "EUR", "cost": 3_000, "lasts_days": 365},
        *(
            {"external_id": one, "name": one, "price": 900, "currency": "EUR", "cost": 300}
            for one in ("small", "large")
        ),
    ]
    operations.save_products("demo", frame(products, PRODUCTS.schema), AT)
    serves = [{"product_id": "boiler", "other_id": "care", "kind": "service", "position": 0}]
    serves.append({"product_id": "small", "other_id": "large", "kind": "next_size", "position": 0})
    operations.save_relations("demo", frame(serves, RELATIONS.schema), AT)
    lines = [bought(f"c{one}", "oil", EVERY * times + one % 5) for one in range(CUSTOMERS) for times in range(1, 4)]
    lines += [bought(f"c{one}", "vase", 200 + one) for one in range(CUSTOMERS)]
    lines += [bought(f"c{one}", "small", EVERY * times + one % 5) for one in range(CUSTOMERS) for times in range(1, 4)]
    lines += [
        bought("grown", "small", 70),
        bought("early", "oil", 20),
        bought("late", "oil", 70),
        bought("owner", "boiler", 400),
    ]
    operations.save_order_lines("demo", frame(lines, ORDER_LINES.schema), AT)
    operations.set_policy("control_share", 0, AT)
    train(tmp_path, AT)
    made = open_service(tmp_path, "secret")
    yield made
    made.close()


def at_the_account(service: Service, customer: str) -> RecordedDecision:
    return service.engine.preview("demo", OfferRequest(placements.find("account"), "en", customer), AT)


def test_what_customers_buy_every_two_months_is_due_after_two_months(service: Service) -> None:
    snapshot = service.holder.current()
    assert snapshot is not None
    used_up = snapshot.shops["demo"].knowledge.due("oil")
    assert used_up is not None
    assert used_up.days == pytest.approx(EVERY, rel=0.1)
    assert snapshot.shops["demo"].knowledge.due("vase") is None


def test_the_refill_is_offered_to_whom_it_is_due_and_says_when_it_was_bought(service: Service) -> None:
    (offer,) = at_the_account(service, "late").decision.offers
    assert (offer.candidate.kind.value, offer.candidate.product.id) == ("refill", "oil")
    why = "You bought this in December 2025. It may be used up by now. That way you do not run out."
    assert offer.words.reason == why


def test_what_another_size_follows_is_not_offered_again(service: Service) -> None:
    snapshot = service.holder.current()
    assert snapshot is not None
    assert snapshot.shops["demo"].knowledge.due("small") is not None
    decision = at_the_account(service, "grown").decision
    assert "refill" not in {offer.candidate.kind.value for offer in decision.offers}
    assert "refill" not in {refused.kind.value for refused in decision.refused}


def test_the_refill_is_refused_before(service: Service) -> None:
    decision = at_the_account(service, "early").decision
    assert decision.offers == ()
    assert [(one.product_id, one.guard) for one in decision.refused] == [("oil", "not_due_yet")]


def test_service_is_offered_a_year_after_the_purchase(service: Service) -> None:
    (offer,) = at_the_account(service, "owner").decision.offers
    why = "You bought Boiler in January 2025. Its service is due. Then you know it has been looked over."
    assert offer.words.reason == why
