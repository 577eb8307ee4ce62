"""The frame for learning is read on a connection of its own, so these tests commit what they save."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from tests.integration.shop.frames import AT, SHOP, bought, customers, day, line, lines
from worthmore.shop import operations, queries
from worthmore.shop.columns import MOMENT

COLUMNS = {
    "order": pl.Int64,
    "person": pl.Int64,
    "product_id": pl.Enum,
    "at": MOMENT,
    "quantity": pl.Int32,
    "unit_price": pl.Int64,
}
pytestmark = pytest.mark.django_db(transaction=True)


def kept(source: str = SHOP) -> list[tuple[str, int]]:
    return sorted(queries.order_lines(source).kept.select("product_id", "quantity").rows())


def test_an_unknown_source_gives_the_columns_and_no_rows() -> None:
    frame = queries.order_lines("nowhere").kept
    assert (dict(frame.schema), frame.height) == (COLUMNS, 0)


def test_a_source_without_orders_gives_the_columns_and_no_rows() -> None:
    operations.ensure_source(SHOP, AT)
    frame = queries.order_lines(SHOP).kept
    assert (dict(frame.schema), frame.height) == (COLUMNS, 0)


def test_lines_come_with_order_person_product_moment_and_price() -> None:
    operations.save_order_lines(SHOP, bought("ann", "bike", "bell", at=day(2)), AT)
    operations.save_order_lines(SHOP, bought("bob", "bike", at=day(1)), AT)
    guest = lines(line("3", "1", "lock", 4, price=295, customer_id=None, at=day(3).replace(microsecond=250)))
    operations.save_order_lines(SHOP, guest, AT)
    frame = queries.order_lines(SHOP).kept.sort("at", "order", "product_id")
    assert dict(frame.schema) == COLUMNS
    assert frame["product_id"].to_list() == ["bike", "bike", "bell", "lock"]
    assert frame["at"].to_list() == [day(1), day(2), day(2), day(3).replace(microsecond=250)]
    assert (frame["order"].n_unique(), frame["person"].n_unique(), frame["person"].null_count()) == (3, 3, 1)
    assert frame.row(3)[-2:] == (4, 295)


def test_lines_of_another_source_stay_out() -> None:
    operations.save_order_lines(SHOP, bought("ann", "bike"), AT)
    operations.save_order_lines("till", bought("ann", "bell"), AT)
    assert kept() == [("bike", 1)]


def test_what_was_wholly_returned_is_not_there() -> None:
    operations.save_order_lines(SHOP, bought("ann", "bike", "bell", order="1"), AT)
    operations.save_order_lines(SHOP, lines(line("C1", "1", "bike", -1, customer_id="ann", at=day(90))), AT)
    assert kept() == [("bell", 1)]


def test_what_was_partly_returned_stays_as_it_was_bought() -> None:
    operations.save_order_lines(SHOP, lines(line("1", "1", "bike", 3, customer_id="ann")), AT)
    operations.save_order_lines(SHOP, lines(line("C1", "1", "bike", -2, customer_id="ann")), AT)
    assert kept() == [("bike", 3)]


def test_another_persons_return_takes_nothing_away() -> None:
    operations.save_order_lines(SHOP, bought("ann", "bike"), AT)
    operations.save_order_lines(SHOP, lines(line("C1", "1", "bike", -1, customer_id="bob")), AT)
    assert kept() == [("bike", 1)]


def test_a_guests_return_takes_nothing_away() -> None:
    frame = lines(line("1", "1", "bike", customer_id=None), line("C1", "1", "bike", -1, customer_id=None))
    operations.save_order_lines(SHOP, frame, AT)
    assert kept() == [("bike", 1)]


def test_people_who_turn_out_to_be_one_are_one() -> None:
    operations.save_order_lines(SHOP, bought("ann", "bike"), AT)
    operations.save_order_lines(SHOP, bought("ann2", "bell"), AT)
    frame = customers(*({"external_id": name, "email": "a@x.be"} for name in ("ann", "ann2")))
    operations.save_customers(SHOP, frame, AT)
    assert queries.order_lines(SHOP).kept["person"].n_unique() == 1


@pytest.mark.data
def test_a_month_of_a_real_shop_comes_back_line_for_line(data: Path) -> None:
    retail = pl.read_parquet(data / "online_retail" / "online_retail.parquet").head(20_000)
    frame = retail.with_columns(pl.int_range(pl.len()).over("invoice_no").cast(pl.String).alias("key")).select(
        pl.col("invoice_no").alias("order_id"),
        "key",
        pl.col("stock_code").cast(pl.String).alias("product_id"),
        pl.col("invoice_date").dt.replace_time_zone("UTC").alias("at"),
        "quantity",
        (pl.col("unit_price") * 100).round().cast(pl.Int64).alias("unit_price"),
        pl.lit("GBP").alias("currency"),
        pl.col("customer_id").cast(pl.String),
    )
    assert operations.save_order_lines("online-retail", frame, AT).new == 20_000
    assert not operations.save_order_lines("online-retail", frame, AT).anything
    found = queries.order_lines("online-retail").kept.cast({"product_id": pl.String, "quantity": pl.Int64})
    net = (
        frame.filter(pl.col("customer_id").is_not_null())
        .group_by("customer_id", "product_id")
        .agg(pl.col("quantity").sum().alias("net"))
    )
    expected = frame.join(net, on=["customer_id", "product_id"], how="left").filter(
        pl.col("quantity") > 0, pl.col("net").is_null() | (pl.col("net") > 0)
    )
    columns = ["product_id", "at", "quantity", "unit_price"]
    first = expected.group_by("order_id").agg(pl.col("at").min())
    expected = expected.drop("at").join(first, on="order_id")
    assert found.select(columns).sort(columns).equals(expected.select(columns).sort(columns))
