"""What is no better than best sellers is not published, and the shopkeeper is told."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

import polars as pl
import pytest

from tests.unit.training.shop_of_two import AT, SHOP
from worthmore.cli.train import judged
from worthmore.shop import operations
from worthmore.shop.columns import ORDER_LINES
from worthmore.training.published import open_learned
from worthmore.training.queries import Published, current
from worthmore.training.train import train
from worthmore.vocabulary.evidence import Basis

pytestmark = pytest.mark.django_db(transaction=True)
PAIRS, OLD = 9, 540


def save_products(count: int = 2 * PAIRS + 2) -> None:
    ids = [f"p{place}" for place in range(count)]
    frame = pl.DataFrame({"external_id": ids, "name": ids, "price": [1_000] * count, "currency": ["EUR"] * count})
    operations.save_products(SHOP, frame, AT)


def save_carts(carts: Sequence[Sequence[int]], first: int, days_ago: int, orders: str = "") -> None:
    """One order a cart, each of a customer of its own, the last the newest."""
    rows = [
        {
            "order_id": f"{orders}{first + number}",
            "key": str(place),
            "product_id": f"p{item}",
            "at": AT - timedelta(days=days_ago) + timedelta(minutes=number),
            "quantity": 1,
            "unit_price": 1_000,
            "currency": "EUR",
            "customer_id": f"customer {first + number}",
        }
        for number, cart in enumerate(carts)
        for place, item in enumerate(cart)
    ]
    schema = {name: dtype for name, dtype in ORDER_LINES.schema.items() if name in rows[0]}
    operations.save_order_lines(SHOP, pl.DataFrame(rows, schema=schema), AT)


def save_old() -> None:
    pairs = [(2 * (c % PAIRS + 1), 2 * (c % PAIRS + 1) + 1) for c in range(OLD)]
    save_carts([*pairs, *[(0,)] * 300, *pairs], 0, 200)


def save_new() -> None:
    """Of a sudden everybody takes the best seller beside one half of a pair."""
    save_carts([(2 * (c % PAIRS + 1), 0) for c in range(300)], 10_000, 10)


def beside(version: Published, product_id: str) -> list[str]:
    return [one.product_id for one in open_learned(version.folder, SHOP).complements(product_id)]


def test_what_is_worse_than_best_sellers_is_not_published(tmp_path: Path) -> None:
    save_products()
    save_old()
    save_new()
    found = train(tmp_path, AT)
    assert found.summary[SHOP]["complements"]["verdict"] == "worse"
    assert found.summary[SHOP]["complements"]["kept_from"] is None
    assert beside(found, "p2") == []
    text = judged(found.summary[SHOP])[0]
    assert "is not used, because best sellers do no worse" in text
    assert text.endswith("Offers come from the catalogue and from what you set by hand.")


def test_what_was_published_before_stays(tmp_path: Path) -> None:
    save_products()
    save_old()
    good = train(tmp_path, AT - timedelta(days=30))
    assert good.summary[SHOP]["complements"]["verdict"] == "better"
    assert judged(good.summary[SHOP])[0].startswith("what goes with what: of products bought together")
    save_products(30)  # the catalogue has grown meanwhile
    save_new()
    for days in (0, 1):  # and once more: what is kept stays dated
        found = train(tmp_path, AT + timedelta(days=days))
        assert found.summary[SHOP]["complements"]["verdict"] == "worse"
        assert beside(found, "p2") == beside(good, "p2") == ["p3"]
        assert judged(found.summary[SHOP])[0].endswith("What was learned on 2026-01-30 stays in use.")
    assert current(tmp_path) == found


def test_what_is_kept_offers_nothing_that_is_no_longer_sold(tmp_path: Path) -> None:
    save_products()
    save_old()
    train(tmp_path, AT - timedelta(days=30))
    save_new()
    gone = {"external_id": ["p3"], "name": ["p3"], "price": [1_000], "currency": ["EUR"]}
    frame = pl.DataFrame({**gone, "active_until": [(AT - timedelta(days=2)).date()]})
    operations.save_products(SHOP, frame, AT)
    assert beside(train(tmp_path, AT), "p2") == []


def test_too_few_to_judge_by_is_told_and_no_refusal(tmp_path: Path) -> None:
    save_products()
    save_carts([(2, 3)] * 25 + [(5,)] * 100, 0, 20)
    found = train(tmp_path, AT)
    assert found.summary[SHOP]["complements"]["verdict"] == "too few"
    assert beside(found, "p2") == ["p3"]
    assert "cannot be told yet: " in judged(found.summary[SHOP])[0]
    assert "30 are needed" in judged(found.summary[SHOP])[0]


def test_what_is_bought_in_turn_is_never_put_beside_it(tmp_path: Path) -> None:
    """Thirty customers buy one coffee or the other, each time with milk; both coffees are also seen in some baskets."""
    frame = pl.DataFrame(
        {"external_id": ["p0", "p1", "p2"], "name": ["mild coffee", "dark coffee", "milk"], "price": [500] * 3}
    )
    operations.save_products(SHOP, frame.with_columns(currency=pl.lit("EUR")), AT)
    for turn in range(8):
        save_carts([(turn % 2, 2)] * 30, 0, 60 - turn, orders=f"turn {turn}-")
    found = train(tmp_path, AT)
    shop = open_learned(found.folder, SHOP)
    assert [(one.product_id, one.evidence.customers) for one in shop.substitutes("p0")] == [("p1", 30)]
    for listed in (shop.complements, shop.also_bought):
        assert "p1" not in [one.product_id for one in listed("p0")]
    assert found.summary[SHOP]["substitutes"] == 2


def test_a_product_nobody_bought_yet_gets_what_goes_with_those_like_it(tmp_path: Path) -> None:
    names = ["desk lamp red", "extension cord", "desk lamp blue", "garden spade"]
    frame = pl.DataFrame({"external_id": [f"p{one}" for one in range(4)], "name": names, "price": [900] * 4})
    operations.save_products(SHOP, frame.with_columns(currency=pl.lit("EUR")), AT)
    save_carts([(0, 1)] * 40 + [(3,)] * 60, 0, 20)
    found = train(tmp_path, AT)
    one = open_learned(found.folder, SHOP).complements("p2")[0]
    assert (one.product_id, one.evidence.basis, one.evidence.customers) == ("p1", Basis.ALIKE, 0)
    assert one.evidence.lift is None
    assert found.summary[SHOP]["rules"] == 2
    assert found.summary[SHOP]["rules_lent"] >= 1
