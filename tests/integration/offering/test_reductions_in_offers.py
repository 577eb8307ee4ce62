"""From prices as a shop saves them to the reduction an offer announces, and its end when the price rises."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import polars as pl
import pytest

from tests.unit.offering.small_shop import CART, NOON, SECRET
from worthmore.offering.requests import OfferRequest, RequestedLine
from worthmore.offering.service import Service, open_service
from worthmore.shop import operations
from worthmore.vocabulary.prices import Reduction

pytestmark = pytest.mark.django_db(transaction=True)


def save(at: datetime, **prices: int) -> None:
    rows = {"external_id": list(prices), "name": list(prices), "price": list(prices.values())}
    operations.save_products("demo", pl.DataFrame(rows).with_columns(currency=pl.lit("EUR")), at)


@pytest.fixture
def service(tmp_path: Path) -> Iterator[Service]:
    save(NOON - timedelta(days=100), bike=100_000, lock=7_495)
    pairs = {"product_id": ["bike"], "other_id": ["lock"], "kind": ["accessory"]}
    operations.save_relations("demo", pl.DataFrame(pairs), NOON)
    operations.set_policy("control_share", 0.0, NOON)
    opened = open_service(tmp_path, SECRET)
    yield opened
    opened.close()


def announced(service: Service, at: datetime = NOON) -> Reduction | None:
    service.holder.refresh()
    recorded = service.engine.preview("demo", OfferRequest(CART, "nl", None, (RequestedLine("bike"),)), at)
    (offer,) = recorded.decision.offers
    assert ("%" in offer.words.text) == (offer.reduction is not None)
    return offer.reduction


@pytest.mark.rule("BE.prc.30")
def test_a_reduction_lives_and_dies_with_the_saved_prices(service: Service) -> None:
    assert announced(service) is None
    save(NOON - timedelta(days=2), lock=5_995)
    found = announced(service)
    assert found is not None
    assert (found.was, found.now, found.percent, found.rule) == (7_495, 5_995, 20, "BE.prc.30")
    save(NOON - timedelta(days=1), lock=7_000)
    assert announced(service) is None
    save(NOON, lock=5_995)
    assert announced(service) is None  # 59.95 was asked within the thirty days before


def test_a_reduction_ends_with_its_days(service: Service) -> None:
    save(NOON - timedelta(days=59), lock=5_995)
    assert announced(service) is not None
    assert announced(service, NOON + timedelta(days=1)) is None


def test_the_shops_own_choice_holds_within_a_second(service: Service) -> None:
    save(NOON - timedelta(days=2), lock=5_995)
    operations.set_policy("announce_days", 0, NOON)
    assert announced(service) is None
    operations.set_policy("announce_days", 10, NOON)
    assert announced(service) is not None


def test_what_is_not_touched_stays_announced_when_other_things_change(service: Service) -> None:
    save(NOON - timedelta(days=2), lock=5_995)
    assert announced(service) is not None
    save(NOON - timedelta(days=1), bike=99_000)
    assert announced(service) is not None
