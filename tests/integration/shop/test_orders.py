from __future__ import annotations

from datetime import timedelta

import polars as pl
import pytest
from django.db import transaction
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from tests.integration.shop.frames import AT, SHOP, bought, day, line, lines, product, products
from worthmore.shop import models, operations, queries
from worthmore.shop.columns import (
    ACTIVITY,
    ATTRIBUTES,
    CUSTOMERS,
    ORDER_LINES,
    PRODUCTS,
    RELATIONS,
    SATISFACTION,
    ColumnError,
)
from worthmore.shop.operations import Saved, bulk

pytestmark = pytest.mark.django_db


def stored() -> list[tuple[object, ...]]:
    rows = models.OrderLine.objects.order_by("order__source__name", "order__external_id", "key")
    names = ("order__source__name", "order__external_id", "key", "product__external_id", "quantity", "unit_price")
    return list(rows.values_list(*names, "discount", "order__at", "order__channel", "order__currency"))


def prices() -> dict[str, int]:
    return dict(models.Product.objects.values_list("external_id", "price"))


def test_an_order_is_saved_with_its_customer_and_products() -> None:
    frame = lines(
        line("1001", "1", "bike", customer_id="ann", price=89900, channel="till", discount=100),
        line("1001", "2", "bell", 2, customer_id="ann", price=1295, channel="till", discount=0),
    )
    assert operations.save_order_lines(SHOP, frame, AT) == Saved(new=2)
    [order] = queries.orders_of(SHOP, "ann")
    assert (order.id, order.at, order.channel, order.currency, order.total) == ("1001", AT, "till", "EUR", 92490)
    assert [(row.product_id, row.quantity, row.unit_price, row.discount) for row in order.lines] == [
        ("bike", 1, 89900, 100),
        ("bell", 2, 1295, 0),
    ]


def test_orders_that_came_through_the_api_are_told_by_the_keys_of_their_lines() -> None:
    operations.save_order_lines(SHOP, lines(line("1", "api:0", "bike"), line("2", "1", "bike")), AT)
    operations.save_order_lines("till", lines(line("2", "api:0", "bike"), line("3", "apis", "bell")), AT)
    many = [str(number) for number in range(1200)]
    assert queries.orders_from_api(SHOP, [*many, "\0"]) == {"1"}
    assert queries.orders_from_api("till", reversed(many)) == {"2"}
    assert queries.orders_from_api("elsewhere", many) == set()
    assert queries.orders_from_api(SHOP, []) == set()


def test_a_whole_order_sent_again_replaces_its_lines_of_the_same_origin() -> None:
    imported = lines(line("1", "9", "pump", customer_id="ann"), line("2", "api:7", "bike"))
    operations.save_order_lines(SHOP, imported, AT)
    both = lines(line("1", "api:0", "bike", customer_id="ann"), line("1", "api:1", "bell", customer_id="ann"))
    assert operations.save_order_lines(SHOP, both, AT, whole=True) == Saved(new=2)
    one = lines(line("1", "api:0", "bike", customer_id="ann"))
    assert operations.save_order_lines(SHOP, one, AT) == Saved(unchanged=1)
    assert operations.save_order_lines(SHOP, one, AT, whole=True) == Saved(changed=1, unchanged=1)
    assert [row[1:4] for row in stored()] == [("1", "9", "pump"), ("1", "api:0", "bike"), ("2", "api:7", "bike")]
    facts = queries.person_facts(SHOP, "ann")
    assert facts is not None
    assert set(facts.owned) == {"bike", "pump"}
    assert operations.save_order_lines(SHOP, one, AT, whole=True) == Saved(unchanged=1)


def test_lines_without_an_origin_are_replaced_by_such() -> None:
    operations.save_order_lines(
        SHOP, lines(line("1", "1", "bike"), line("1", "2", "bell"), line("1", "api:0", "pump")), AT
    )
    assert operations.save_order_lines(SHOP, lines(line("1", "2", "bell")), AT, whole=True).changed == 1
    assert [row[2] for row in stored()] == ["2", "api:0"]


def test_saving_the_same_lines_again_changes_nothing() -> None:
    frame = bought("ann", "bike", "bell")
    operations.save_order_lines(SHOP, frame, AT)
    before, revision = stored(), queries.revision()
    assert operations.save_order_lines(SHOP, frame, AT + timedelta(days=1)) == Saved(unchanged=2)
    assert (stored(), queries.revision()) == (before, revision)


def test_a_line_with_other_content_is_changed() -> None:
    operations.save_order_lines(SHOP, lines(line("1", "1", "bike"), line("1", "2", "bell")), AT)
    frame = lines(line("1", "1", "bike", 3), line("1", "2", "bell"), line("1", "3", "lock"))
    assert operations.save_order_lines(SHOP, frame, AT) == Saved(1, 1, 1)
    assert [row[4] for row in stored()] == [3, 1, 1]


def test_the_last_row_counts_where_two_are_the_same_line() -> None:
    frame = lines(line("1", "1", "bike", 1), line("1", "1", "bike", 2))
    assert operations.save_order_lines(SHOP, frame, AT) == Saved(new=1)
    assert stored()[0][4] == 2


def test_a_line_may_turn_out_to_be_another_product() -> None:
    operations.save_order_lines(SHOP, lines(line("1", "1", "bike")), AT)
    assert operations.save_order_lines(SHOP, lines(line("1", "1", "bell")), AT) == Saved(changed=1)
    assert stored()[0][3] == "bell"


def test_an_absent_discount_or_channel_leaves_what_is_stored() -> None:
    operations.save_order_lines(SHOP, lines(line("1", "1", "bike", discount=50, channel="phone")), AT)
    assert operations.save_order_lines(SHOP, lines(line("1", "1", "bike")), AT) == Saved(unchanged=1)
    assert (stored()[0][6], stored()[0][8]) == (50, "phone")


def test_a_line_without_customer_leaves_the_customer_of_its_order() -> None:
    operations.save_order_lines(SHOP, bought("ann", "bike", order="1"), AT)
    operations.save_order_lines(SHOP, lines(line("1", "9", "bell", customer_id=None)), AT)
    [order] = queries.orders_of(SHOP, "ann")
    assert len(order.lines) == 2


def test_a_guests_order_may_be_claimed_later() -> None:
    operations.save_order_lines(SHOP, lines(line("1", "0", "bike", customer_id=None)), AT)
    assert operations.save_order_lines(SHOP, bought("ann", "bike", order="1"), AT) == Saved(changed=1)
    assert [order.id for order in queries.orders_of(SHOP, "ann")] == ["1"]


def test_lines_stamped_a_little_apart_are_one_moment_the_earliest() -> None:
    minute = timedelta(minutes=1)
    frame = lines(line("1", "1", "bike", at=AT + minute), line("1", "2", "bell", at=AT + 2 * minute))
    operations.save_order_lines(SHOP, frame, AT)
    later = lines(line("1", "3", "lock", at=AT + 3 * minute))
    operations.save_order_lines(SHOP, later, AT)
    assert {row[7] for row in stored()} == {AT + minute}
    assert operations.save_order_lines(SHOP, later, AT) == Saved(unchanged=1)
    operations.save_order_lines(SHOP, lines(line("1", "4", "pump", at=AT)), AT)
    assert {row[7] for row in stored()} == {AT}


def test_a_corrected_date_replaces_the_wrong_one() -> None:
    operations.save_order_lines(SHOP, bought("ann", "bike", order="1", at=day(1)), AT)
    assert operations.save_order_lines(SHOP, bought("ann", "bike", order="1", at=day(40)), AT) == Saved(changed=1)
    assert stored()[0][7] == day(40)


def test_the_price_of_a_product_not_yet_described_is_the_latest_paid() -> None:
    frames = [lines(line(str(n), "1", "bell", price=100 * n, at=day(n))) for n in (1, 3, 2)]
    for frame in frames:
        operations.save_order_lines(SHOP, frame, AT)
    assert prices() == {"bell": 300}
    page = queries.product(SHOP, "bell")
    assert page is not None
    assert [(price.amount, price.from_at) for price in page.prices] == [(300, day(3)), (100, day(1))]


def test_a_return_or_a_gift_tells_no_price() -> None:
    operations.save_order_lines(SHOP, lines(line("1", "1", "bell", price=100, at=day(1))), AT)
    later = lines(line("2", "1", "bell", -1, price=90, at=day(2)), line("2", "2", "bell", price=0, at=day(3)))
    operations.save_order_lines(SHOP, later, AT)
    assert prices() == {"bell": 100}


def test_a_product_first_seen_in_a_return_takes_its_price_until_a_sale_is_seen() -> None:
    operations.save_order_lines(SHOP, lines(line("2", "1", "bell", -1, price=90, at=day(9))), AT)
    assert prices() == {"bell": 90}
    operations.save_order_lines(SHOP, lines(line("1", "1", "bell", price=100, at=day(1))), AT)
    assert prices() == {"bell": 100}


def test_a_product_never_paid_for_costs_nothing() -> None:
    operations.save_order_lines(SHOP, lines(line("1", "1", "sample", price=0)), AT)
    assert prices() == {"sample": 0}


def test_the_same_price_again_is_no_change_of_the_catalogue() -> None:
    operations.save_order_lines(SHOP, lines(line("1", "1", "bell", at=day(1))), AT)
    before = queries.revision()
    operations.save_order_lines(SHOP, lines(line("2", "1", "bell", at=day(2))), AT)
    assert queries.revision() == before
    operations.save_order_lines(SHOP, lines(line("3", "1", "bell", price=50, at=day(3))), AT)
    assert queries.revision() > before


def test_the_same_order_number_in_two_sources_is_two_orders() -> None:
    operations.save_order_lines(SHOP, bought("ann", "bike", order="1"), AT)
    operations.save_order_lines("till", bought("ann", "bike", order="1"), AT)
    assert models.Order.objects.count() == 2
    assert models.Person.objects.count() == 2


def test_a_bad_line_saves_nothing() -> None:
    with pytest.raises(ColumnError, match="row 1, column product_id"):
        operations.save_order_lines(SHOP, lines(line("1", "1", "bike"), line("1", "2", "")), AT)
    assert models.Order.objects.count() == 0


def test_an_empty_frame_saves_nothing() -> None:
    for kind, save in (
        (ACTIVITY, operations.save_activity),
        (ATTRIBUTES, operations.save_attributes),
        (CUSTOMERS, operations.save_customers),
        (ORDER_LINES, operations.save_order_lines),
        (PRODUCTS, operations.save_products),
        (RELATIONS, operations.save_relations),
        (SATISFACTION, operations.save_satisfaction),
    ):
        assert save(SHOP, pl.DataFrame(schema=kind.schema), AT) == Saved()
    assert queries.revision() == 0


def test_what_the_caller_takes_back_was_never_saved() -> None:
    with transaction.atomic():
        operations.save_order_lines(SHOP, bought("ann", "bike"), AT)
        transaction.set_rollback(True)
    assert (queries.sources(), queries.revision()) == ([], 0)


def test_more_lines_than_a_slice_are_saved_and_found_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bulk, "SLICE", 7)
    rows = [line(str(n // 3), str(n % 3), f"p{n % 5}", customer_id=f"c{n // 6}", at=day(n // 3)) for n in range(60)]
    assert operations.save_order_lines(SHOP, lines(*rows), AT) == Saved(new=60)
    assert operations.save_order_lines(SHOP, lines(*reversed(rows)), AT) == Saved(unchanged=60)
    assert operations.save_order_lines(SHOP, lines(*(row | {"quantity": 2} for row in rows)), AT) == Saved(changed=60)


LINES = st.lists(
    st.tuples(
        st.sampled_from("123"),
        st.sampled_from(["bike", "bell", "lock"]),
        st.integers(-3, 3),
        st.integers(0, 500),
    ),
    min_size=1,
    max_size=12,
)


def _lines_of(drawn: list[tuple[str, str, int, int]]) -> pl.DataFrame:
    """Lines with keys of their own; the customer and the moment belong to the order, as they do in a shop."""
    rows = [
        line(order, str(key), id_, quantity, price=price, customer_id=f"of {order}", at=day(int(order)))
        for key, (order, id_, quantity, price) in enumerate(drawn)
    ]
    return lines(*rows)


class TestAnySequence(TestCase):
    @settings(max_examples=12, deadline=None)
    @given(LINES, st.randoms(use_true_random=False), st.integers(1, 5))
    def test_the_order_of_chunks_and_saving_twice_make_no_difference(self, drawn, dice, size) -> None:
        frame = _lines_of(drawn)
        assert operations.save_order_lines(SHOP, frame, AT) == Saved(new=frame.height)
        expected, expected_prices = stored(), prices()
        models.Source.objects.all().delete()
        chunks = [frame[start : start + size] for start in range(0, frame.height, size)]
        dice.shuffle(chunks)
        new = sum((operations.save_order_lines(SHOP, chunk, AT) for chunk in chunks), Saved())
        assert new == Saved(new=frame.height)
        assert (stored(), prices()) == (expected, expected_prices)
        dice.shuffle(chunks)
        again = sum((operations.save_order_lines(SHOP, chunk, AT) for chunk in chunks), Saved())
        assert again == Saved(unchanged=frame.height)
        assert (stored(), prices()) == (expected, expected_prices)

    @settings(max_examples=12, deadline=None)
    @given(st.lists(st.lists(st.tuples(st.sampled_from("abc"), st.integers(0, 3)), min_size=1, max_size=4), max_size=4))
    def test_any_sequence_of_product_files_repeated_gives_the_same_catalogue(self, files) -> None:
        frames = [products(*(product(id_, price) for id_, price in rows)) for rows in files]
        for frame in frames:
            operations.save_products(SHOP, frame, AT)
            assert operations.save_products(SHOP, frame, AT).anything is False
        expected, seen = queries.catalogue(SHOP).products, queries.revision()
        for frame in frames:
            operations.save_products(SHOP, frame, AT)
        assert queries.catalogue(SHOP).products == expected
        changed = queries.catalogue(SHOP, seen).products
        assert all(found in expected for found in changed)
