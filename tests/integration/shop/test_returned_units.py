"""Units sold and returned, and the hand rules a shop keeps: the same on every database."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import polars as pl
import pytest

from worthmore.shop import operations, queries
from worthmore.shop.columns import ORDER_LINES, PRODUCTS
from worthmore.shop.models import HandRule as Row
from worthmore.training.published import open_learned
from worthmore.training.train import train
from worthmore.vocabulary.hand_rules import HandAct, HandRule, HandRuleError, Selection

AT = datetime(2026, 5, 2, 10, tzinfo=UTC)
pytestmark = pytest.mark.django_db(transaction=True)


def products(*rows: tuple[str, str], source: str = "demo") -> None:
    full = [{"external_id": id, "name": id, "price": 1_000, "currency": "EUR", "category": path} for id, path in rows]
    plain = [{**row, "names": "{}", "attributes": "{}", "brand": ""} for row in full]
    frame = pl.DataFrame(plain, schema={name: PRODUCTS.schema[name] for name in plain[0]})
    operations.save_products(source, frame, AT)


def bought(*quantities: tuple[str, int], source: str = "demo") -> None:
    rows = [
        {
            "order_id": f"{place}",
            "key": "1",
            "product_id": id,
            "at": AT,
            "quantity": quantity,
            "unit_price": 1_000,
            "currency": "EUR",
            "customer_id": "ann",
        }
        for place, (id, quantity) in enumerate(quantities)
    ]
    frame = pl.DataFrame(rows, schema={name: ORDER_LINES.schema[name] for name in rows[0]})
    operations.save_order_lines(source, frame, AT)


def test_units_sold_and_returned_are_counted_apart_for_each_product_and_source() -> None:
    for source in ("demo", "other"):
        operations.ensure_source(source, AT)
        products(("shoe", "Shoes"), ("lock", "Locks"), source=source)
    bought(("shoe", 3), ("shoe", 2), ("shoe", -2), ("lock", 1))
    bought(("shoe", 7), source="other")
    assert queries.order_lines("demo").units == {"shoe": (5, 2), "lock": (1, 0)}
    assert queries.order_lines("nowhere").units == {}


def test_training_learns_what_comes_back_and_a_new_product_is_like_its_category(tmp_path: Path) -> None:
    operations.ensure_source("demo", AT)
    products(("shoe", "Shoes"), ("boot", "Shoes"), ("lock", "Locks"))
    bought(("shoe", 100), ("shoe", -40), ("lock", 300))
    published = train(tmp_path, AT)
    learned = open_learned(published.folder, "demo")
    assert published.summary["demo"]["return_share"] == pytest.approx(0.1)
    assert learned.returned("boot") > 0.25 > learned.returned("lock")
    assert learned.returned("never heard of") == pytest.approx(0.1)


def test_a_rule_is_kept_as_it_was_and_every_change_is_a_new_revision() -> None:
    operations.ensure_source("demo", AT)
    rule = HandRule(
        HandAct.NEVER, Selection(("a",), ("B/C",), ("D",)), until_date=date(2026, 12, 31), kinds=("upgrade",)
    )
    before = queries.revision()
    kept = operations.save_hand_rule("demo", rule, AT)
    (found,) = queries.hand_rules("demo")
    assert (found.id, found.offers, found.until_date, found.kinds) == (kept, rule.offers, rule.until_date, rule.kinds)
    assert queries.revision() > before
    assert queries.hand_rules("other") == ()
    assert operations.delete_hand_rule("demo", kept)
    assert not operations.delete_hand_rule("demo", kept)


def test_a_rule_of_another_source_cannot_be_changed() -> None:
    for source in ("demo", "other"):
        operations.ensure_source(source, AT)
    kept = operations.save_hand_rule("demo", HandRule(HandAct.SAME_BRAND), AT)
    with pytest.raises(HandRuleError, match="there is no rule"):
        operations.save_hand_rule("other", HandRule(HandAct.SAME_BRAND, id=kept), AT)


def test_a_rule_that_cannot_be_read_is_passed_over_and_the_others_hold() -> None:
    operations.ensure_source("demo", AT)
    operations.save_hand_rule("demo", HandRule(HandAct.SAME_BRAND), AT)
    broken = operations.save_hand_rule("demo", HandRule(HandAct.SAME_BRAND), AT)
    Row.objects.filter(pk=broken).update(rule='{"act":"dance"}')
    assert [rule.act for rule in queries.hand_rules("demo")] == [HandAct.SAME_BRAND]
