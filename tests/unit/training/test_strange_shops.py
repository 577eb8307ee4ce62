"""What real shops have and textbooks forget, through a whole training and an offer: sensible, never a crash or NaN."""

from __future__ import annotations

import json
import math
from datetime import timedelta
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from tests.unit.learn.strange import STRANGE, TODAY, Lines, without_a_day
from tests.unit.training.shop_of_two import AT, SHOP
from worthmore import placements
from worthmore.cli.train import judged, remarks
from worthmore.offering.requests import OfferRequest, RequestedLine
from worthmore.offering.service import open_service
from worthmore.shop import operations
from worthmore.shop.columns import ORDER_LINES
from worthmore.training.published import open_learned
from worthmore.training.train import train

pytestmark = pytest.mark.django_db(transaction=True)

DATED = {name: made for name, made in STRANGE.items() if made is not without_a_day}


def save(lines: Lines) -> None:
    """Products whose ids look like numbers, and the orders; what is dated NaN cannot be saved by any connector."""
    items = range(max(one.item for one in lines) + 1)
    frame = pl.DataFrame(
        {
            "external_id": [f"{item:05d}" for item in items],
            "name": [("tea", "coffee", "mug", "large mug", "sugar")[item % 5] for item in items],
            "price": [1_000 + 500 * (item % 3) for item in items],
            "category": ["Kitchen"] * len(items),
        }
    )
    operations.save_products(SHOP, frame.with_columns(currency=pl.lit("EUR")), AT)
    rows = [
        {
            "order_id": str(one.order),
            "key": str(place),
            "product_id": f"{one.item:05d}",
            "at": AT + timedelta(days=one.day - TODAY),
            "quantity": one.quantity,
            "unit_price": 1_000,
            "currency": "EUR",
            "customer_id": None if one.person < 0 else f"{one.person:04d}",
        }
        for place, one in enumerate(lines)
    ]
    schema = {name: dtype for name, dtype in ORDER_LINES.schema.items() if name in rows[0]}
    operations.save_order_lines(SHOP, pl.DataFrame(rows, schema=schema), AT)


def no_nan(value: Any) -> bool:
    if isinstance(value, dict):
        return all(no_nan(one) for one in value.values())
    if isinstance(value, list | tuple):
        return all(no_nan(one) for one in value)
    return not (isinstance(value, float) and math.isnan(value))


@pytest.mark.parametrize("name", DATED)
def test_it_is_learned_and_an_offer_is_decided(name: str, tmp_path: Path) -> None:
    save(DATED[name]())
    operations.set_policy("minimum_customers", 5, AT)
    published = train(tmp_path, AT)
    summary = json.loads(json.dumps(published.summary[SHOP], allow_nan=False))
    assert no_nan(summary)
    told = [*judged(summary), *remarks(summary)]
    assert summary["rules"] or told, "where nothing was learned, the reason is told"
    learned = open_learned(published.folder, SHOP)
    for product_id in learned.product_ids[:5]:
        for listed in (learned.complements, learned.also_bought, learned.upgrades, learned.substitutes):
            for one in listed(product_id):
                assert one.product_id != product_id
                assert 0 <= one.chance <= 1
    service = open_service(tmp_path, "a secret of this test")
    try:
        cart = (RequestedLine("00000", 1, 1_000),)
        asked = OfferRequest(placements.find("cart"), "en", None, cart)
        decided = service.engine.preview(SHOP, asked, AT)
    finally:
        service.close()
    assert all(one.candidate.product.id != "00000" for one in decided.decision.offers)


def test_ids_that_look_like_numbers_stay_what_they_are(tmp_path: Path) -> None:
    save(STRANGE["bought_by_everyone"]())
    assert open_learned(train(tmp_path, AT).folder, SHOP).product_ids == ("00000", "00001", "00002", "00003")


def test_what_everybody_buys_is_nobodys_complement(tmp_path: Path) -> None:
    save(STRANGE["bought_by_everyone"]())
    operations.set_policy("minimum_customers", 5, AT)
    learned = open_learned(train(tmp_path, AT).folder, SHOP)
    beside = [one.product_id for one in learned.complements("00001")]
    assert beside[0] == "00002"
    assert "00000" not in beside
