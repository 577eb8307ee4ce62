"""From a saved shop to an offer, its answer, and what is known afterwards."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import polars as pl
import pytest

from tests.unit.offering.small_shop import CART, NOON, SECRET
from worthmore.offering.outcomes_in import OrderIn, OrderLineIn
from worthmore.offering.recorded import RecordedDecision
from worthmore.offering.requests import OfferRequest, RequestedLine
from worthmore.offering.service import Service, open_service, shared_service
from worthmore.outcomes import queries
from worthmore.shop import operations

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def service(tmp_path: Path) -> Iterator[Service]:
    products = pl.DataFrame(
        {
            "external_id": ["bike", "lock", "helmet", "crown"],
            "name": ["City bike", "Folding lock", "Helmet", "Golden crown"],
            "price": [100_000, 5_995, 7_500, 900_000],
            "currency": ["EUR"] * 4,
        }
    )
    operations.save_products("demo", products, NOON)
    pairs = {"product_id": ["bike"] * 3, "other_id": ["lock", "helmet", "crown"], "kind": ["accessory"] * 3}
    operations.save_relations("demo", pl.DataFrame(pairs), NOON)
    operations.set_policy("control_share", 0.0, NOON)
    opened = open_service(tmp_path, SECRET)
    yield opened
    opened.close()


def ask(service: Service, customer: str | None = None) -> RecordedDecision:
    request = OfferRequest(CART, "nl", customer, (RequestedLine("bike"),))
    return service.engine.offer("demo", request, NOON)


def offered(recorded: RecordedDecision) -> set[str]:
    return {offer.candidate.product.id for offer in recorded.decision.offers}


def buy_a_bike(service: Service, *more: OrderLineIn) -> None:
    lines = (OrderLineIn("bike", 1, 100_000), *more)
    service.outcomes.record_order("demo", OrderIn("o1", "EUR", lines, NOON - timedelta(days=9), "1"), NOON)


def test_a_decision_can_be_explained_afterwards(service: Service) -> None:
    recorded = ask(service)
    assert offered(recorded) == {"lock", "helmet"}
    service.outcomes.record_outcome(recorded.tokens[0], "impression", NOON)
    service.recorder.close()
    kept = queries.decision(recorded.id)
    assert kept is not None
    assert kept.saw == {
        "language": "nl",
        "limit": 3,
        "cart": [{"product": "bike", "quantity": 1, "unit_price": 100_000}],
    }
    assert [offer["product"] for offer in kept.offers] == [o.candidate.product.id for o in recorded.decision.offers]
    assert kept.refused[0]["product"] == "crown"
    assert kept.refused[0]["guard"] == "premium"
    assert kept.outcomes == {0: {"impression": NOON}}
    assert queries.totals(NOON, "demo").offers == 2


def test_what_was_declined_is_not_offered_again(service: Service) -> None:
    buy_a_bike(service)
    first = ask(service, "1")
    lock = next(t for t, o in zip(first.tokens, first.decision.offers, strict=True) if o.candidate.product.id == "lock")
    service.outcomes.record_outcome(lock, "declined", NOON)
    second = ask(service, "1")
    assert first.arm == "offers"
    assert offered(first) == {"lock", "helmet"}
    assert offered(second) == {"helmet"}
    assert {refusal.guard for refusal in second.decision.refused if refusal.product_id == "lock"} == {
        "refused_recently"
    }


def test_what_was_bought_on_an_offer_is_owned_and_counts_as_accepted(service: Service) -> None:
    buy_a_bike(service)
    first = ask(service, "1")
    line = OrderLineIn(first.decision.offers[0].candidate.product.id, 1, 5_995, offer=first.tokens[0])
    saved = service.outcomes.record_order("demo", OrderIn("o2", "EUR", (line,), NOON, "1"), NOON)
    assert saved.attributed == 1
    assert line.product_id not in offered(ask(service, "1"))
    counts = queries.acceptance_counts("demo")
    assert [(count.product_id, count.shown, count.accepted) for count in counts] == [(line.product_id, 1, 1)]


def test_the_process_shares_one_service_a_folder(tmp_path: Path) -> None:
    one = shared_service(tmp_path, SECRET)
    assert shared_service(tmp_path, SECRET) is one
    assert shared_service(tmp_path / "other", SECRET) is not one
    one.close()
