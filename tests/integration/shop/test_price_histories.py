"""The price histories behind announced reductions: what the shop itself asked, of what now costs less than once."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from tests.integration.shop.frames import AT, SHOP, line, lines, product, products
from worthmore.shop import operations, queries
from worthmore.vocabulary.prices import PriceChange

pytestmark = pytest.mark.django_db


def asked(price: int, days_ago: float, product_id: str = "coat", **more: object) -> None:
    at = AT - timedelta(days=days_ago)
    operations.save_products(SHOP, products(product(product_id, price, **more)), at)


def histories(after: int = 0) -> dict[str, list[int]]:
    return {id_: [one.amount for one in prices] for id_, prices in queries.price_histories(SHOP, after).items()}


def test_a_price_that_fell_comes_with_its_history_and_moments() -> None:
    asked(10_000, 100)
    asked(8_000, 5)
    assert queries.price_histories(SHOP) == {
        "coat": (
            PriceChange(AT - timedelta(days=100), 10_000, "EUR"),
            PriceChange(AT - timedelta(days=5), 8_000, "EUR"),
        )
    }
    assert queries.catalogue(SHOP).prices == queries.price_histories(SHOP)


def test_a_price_that_never_was_higher_has_none() -> None:
    asked(10_000, 100)
    asked(12_000, 5)
    asked(500, 100, "bell")
    assert histories() == {}


def test_only_as_much_is_kept_as_an_announcement_may_need() -> None:
    for price, days_ago in ((7_000, 900), (9_000, 800), (10_000, 100), (9_500, 50), (8_000, 20), (6_000, 5)):
        asked(price, days_ago)
    assert histories() == {"coat": [10_000, 9_500, 8_000, 6_000]}


def test_what_one_customer_paid_is_no_price_that_was_asked() -> None:
    paid = [line("1", "0", "coat", price=12_000, at=AT - timedelta(days=200))]
    operations.save_order_lines(SHOP, lines(*paid), AT - timedelta(days=200))
    assert histories() == {}
    asked(10_000, 100)
    assert histories() == {}  # 12,000 was somebody's own price
    asked(8_000, 5)
    assert histories() == {"coat": [10_000, 8_000]}


def test_a_product_known_from_orders_alone_announces_nothing() -> None:
    for price, days in ((12_000, 200), (9_000, 5)):
        sold = AT - timedelta(days=days)
        operations.save_order_lines(SHOP, lines(line(str(days), "0", "coat", price=price, at=sold)), sold)
    assert histories() == {}


def test_after_a_revision_only_what_changed_comes_and_what_rose_is_taken_back() -> None:
    asked(10_000, 100)
    asked(8_000, 5)
    asked(500, 100, "bell")
    asked(400, 5, "bell")
    known = queries.catalogue(SHOP)
    assert set(known.prices) == {"coat", "bell"}
    asked(11_000, 1)
    changed = queries.catalogue(SHOP, known.revision)
    assert changed.prices == {"coat": ()}
    assert histories(known.revision) == {}
    assert queries.catalogue(SHOP, changed.revision).prices == {}


def test_a_source_has_its_own_history() -> None:
    asked(10_000, 100)
    operations.save_products("till", products(product("coat", 12_000)), AT - timedelta(days=100))
    asked(8_000, 5)
    assert histories() == {"coat": [10_000, 8_000]}
    assert queries.price_histories("till") == {}
    assert queries.price_histories("nobody") == {}


def test_what_the_shop_says_of_a_product_comes_back() -> None:
    asked(10_000, 1, perishable=True, financial=False, sale_group="shoes", active_from=date(2026, 1, 1))
    asked(500, 1, "bell")
    coat, bell = (queries.catalogue(SHOP).products[place] for place in (0, 1))
    assert (coat.perishable, coat.financial, coat.sale_group) == (True, False, "shoes")
    assert (bell.perishable, bell.financial, bell.sale_group) == (False, None, "")


def test_an_unknown_sale_group_is_refused_with_the_known_ones() -> None:
    with pytest.raises(ValueError, match="must be one of clothing, shoes, leather, other"):
        asked(10_000, 1, sale_group="hats")


def test_moments_come_in_utc() -> None:
    asked(10_000, 100)
    asked(8_000, 5.5)
    moments: list[datetime] = [one.from_at for one in queries.price_histories(SHOP)["coat"]]
    assert [moment.utcoffset() for moment in moments] == [timedelta(0), timedelta(0)]
