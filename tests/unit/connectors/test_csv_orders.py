"""Orders: what was paid for one piece, when, by whom, and which line is which."""

from __future__ import annotations

import polars as pl
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.unit.connectors.reading import ReadFile
from worthmore.connectors.csv.contents.lines import OpenOrder, keyed

HEADINGS = "order,date,sku,qty,price"
LINES = "1,2025-12-31,A,2,5.00\n1,2025-12-31,B,1,7.50\n2,2026-01-01,A,1,5.00\n"


def test_a_line_has_its_price_in_minor_units(read: ReadFile) -> None:
    found = read(f"{HEADINGS}\n{LINES}")
    assert found.column("unit_price") == [500, 750, 500]
    assert found.column("quantity") == [2, 1, 1]
    assert set(found.column("currency")) == {"EUR"}
    assert found.rejects == []


def test_minor_units_follow_the_currency(read: ReadFile) -> None:
    found = read(
        f"{HEADINGS},currency\n1,2025-12-31,A,1,5.00,EUR\n2,2025-12-31,A,1,500,JPY\n3,2025-12-31,A,1,1.2345,KWD\n"
    )
    assert found.column("unit_price") == [500, 500, 1235]


def test_a_currency_sign_says_what_the_file_is_in(read: ReadFile) -> None:
    found = read(f"{HEADINGS}\n1,2025-12-31,A,1,£5.00\n")
    assert found.column("currency") == ["GBP"]


def test_an_amount_in_another_currency_is_refused(read: ReadFile) -> None:
    found = read(f"{HEADINGS}\n1,2025-12-31,A,1,£5.00\n1,2025-12-31,B,1,£6.00\n2,2025-12-31,A,1,€7.00\n")
    assert found.reasons == ["the amount is in another currency than the file"]
    assert len(found.rows()) == 2


def test_a_line_total_gives_the_price_of_one(read: ReadFile) -> None:
    found = read("order,date,sku,qty,line total\n1,2025-12-31,A,3,10.00\n2,2025-12-31,A,-2,-10.00\n")
    assert found.column("unit_price") == [333, 500]


def test_a_net_price_becomes_a_gross_one(read: ReadFile) -> None:
    found = read("order,date,sku,qty,price excl vat,vat rate\n1,2025-12-31,A,1,100.00,6%\n2,2025-12-31,A,1,100.00,\n")
    assert found.column("unit_price") == [10600, 12100]
    assert any("without VAT" in line for line in found.plan.assumptions)


def test_a_discount_is_taken_from_the_price(read: ReadFile) -> None:
    found = read(f"{HEADINGS},discount\n1,2025-12-31,A,2,5.00,1.00\n1,2025-12-31,B,1,5.00,-1.00\n")
    assert found.column("unit_price") == [450, 400]
    assert found.column("discount") == [100, 100]


def test_a_discount_already_in_the_total_is_not_taken_twice(read: ReadFile) -> None:
    found = read(f"{HEADINGS},discount,line total\n1,2025-12-31,A,2,5.00,1.00,10.00\n2,2025-12-31,A,2,5.00,1.00,9.00\n")
    assert found.column("unit_price") == [500, 450]


def test_without_a_quantity_each_row_is_one_piece(read: ReadFile) -> None:
    assert read("order,date,sku,price\n1,2025-12-31,A,5.00\n").column("quantity") == [1]


def test_a_product_without_a_code_is_known_by_its_name(read: ReadFile) -> None:
    found = read("order,date,product,qty,price\n1,2025-12-31,Red lamp,1,5.00\n")
    assert found.column("product_id") == ["Red lamp"]


def test_a_guest_is_a_customer_without_a_number(read: ReadFile) -> None:
    found = read(
        f"{HEADINGS},customer id,email\n1,2025-12-31,A,1,5,7,\n2,2025-12-31,A,1,5,,M@example.be\n3,2025-12-31,A,1,5,,\n"
    )
    assert found.column("customer_id") == ["7", "m@example.be", None]
    assert found.rows("customers") == [{"external_id": "m@example.be", "email": "m@example.be"}]


def test_what_is_not_known_of_a_customer_wipes_nothing_out(read: ReadFile) -> None:
    found = read(
        f"{HEADINGS},customer id,city,country\n1,2025-12-31,A,1,5,7,Gent,\n2,2025-12-31,A,1,5,8,,Finland\n"
        "3,2025-12-31,A,1,5,7,,BE\n"
    )
    assert found.rows("customers") == [
        {"external_id": "7", "city": "Gent", "country": "BE"},
        {"external_id": "8", "country": "FI"},
    ]


def test_a_bad_cell_that_is_not_needed_costs_the_cell_alone(read: ReadFile) -> None:
    found = read(f"{HEADINGS},email\n1,2025-12-31,A,1,5,not an address\n")
    assert len(found.rows()) == 1
    assert [(reject.column, reject.whole_row) for reject in found.rejects] == [("email", False)]


@pytest.mark.parametrize(
    ("row", "column", "reason"),
    [
        (",2025-12-31,A,1,5.00", "order", "no order number"),
        ("1,2025-12-31,,1,5.00", "sku", "no product"),
        ("1,2025-12-31,A,,5.00", "qty", "no quantity"),
        ("1,2025-12-31,A,0,5.00", "qty", "a quantity of 0"),
        ("1,2025-12-31,A,1.5,5.00", "qty", "not a whole number"),
        ("1,2025-12-31,A,1,", "price", "no price"),
        ("1,2025-12-31,A,1,0.00", "price", "no price: a gift, a sample or a correction"),
        ("1,2025-12-31,A,1,-5.00", "price", "a price below zero"),
        ("1,2025-12-31,A,1,cheap", "price", "not a number"),
        ("1,yesterday,A,1,5.00", "date", "not a date"),
        ("1,2027-12-31,A,1,5.00", "date", "a date in the future"),
        ("1,2025-12-31,A,1,5.00,oops", "", "more cells than headings"),
        ("1,2025-12-31,4.00638E+12,1,5.00", "sku", "the code was shortened by a spreadsheet (such as 4,70E+08)"),
    ],
)
def test_a_bad_row_is_refused_with_its_column_and_reason(read: ReadFile, row: str, column: str, reason: str) -> None:
    found = read(f"{HEADINGS}\n9,2025-12-31,Z,1,5.00\n{row}\n")
    assert found.column("order_id") == ["9"]
    assert [(reject.row, reject.column, reject.problem.reason) for reject in found.rejects] == [(3, column, reason)]
    assert found.rejects[0].problem.mend


def test_cells_only_on_an_orders_first_row_carry_on(read: ReadFile) -> None:
    found = read(
        f"{HEADINGS},email\n1,2025-12-31,A,1,5,m@example.be\n,,B,1,6,\n1,,C,1,7,\n2,2026-01-01,A,1,5,\n2,,B,1,5,\n"
    )
    assert found.column("order_id") == ["1", "1", "1", "2", "2"]
    assert found.column("customer_id") == ["m@example.be"] * 3 + [None] * 2
    assert found.rejects == []


def test_a_row_with_a_date_but_no_order_does_not_carry_on(read: ReadFile) -> None:
    found = read(f"{HEADINGS}\n1,2025-12-31,A,1,5\n,2025-12-31,B,1,6\n")
    assert found.reasons == ["no order number"]


def test_an_order_whose_first_row_is_bad_cannot_carry_on(read: ReadFile) -> None:
    found = read(f"{HEADINGS}\n1,someday,A,1,5\n1,,B,1,6\n2,2025-12-31,A,1,5\n")
    assert found.reasons == ["not a date", "no date"]


def test_a_second_column_may_hold_the_time(read: ReadFile) -> None:
    found = read(f"{HEADINGS},time\n1,31/12/2025,A,1,5,14:05\n")
    assert str(found.column("at")[0]) == "2025-12-31 13:05:00+00:00"


def test_a_cancelled_order_is_kept_with_its_return(read: ReadFile) -> None:
    found = read(
        f"{HEADINGS},status\n1,2025-12-31,A,2,5,geannuleerd\n2,2025-12-31,A,1,5,verzonden\n3,2025-12-31,A,1,5,draft\n"
    )
    assert sorted(zip(found.column("order_id"), found.column("quantity"), strict=True)) == [
        ("1", -2),
        ("1", 2),
        ("2", 1),
    ]
    assert found.reasons == ["the order is no sale"]
    assert sum(chunk.batch.cancelled for chunk in found.chunks) == 1


def test_the_day_comes_first_when_one_value_proves_it(read: ReadFile) -> None:
    found = read("order,date,sku,price\n1,01/02/2025,A,5\n2,31/12/2025,A,5\n")
    assert [str(at)[:10] for at in found.column("at")] == ["2025-01-31", "2025-12-30"]  # midnight in Brussels, in UTC
    assert found.plan.assumptions == read("order,date,sku,price\n1,31/12/2025,A,5\n").plan.assumptions


def test_the_month_comes_first_when_one_value_proves_it(read: ReadFile) -> None:
    found = read("order,date,sku,price\n1,01/02/2025,A,5\n2,12/31/2025,A,5\n", time_zone="UTC")
    assert [str(at)[:10] for at in found.column("at")] == ["2025-01-02", "2025-12-31"]


def test_an_ambiguous_date_is_assumed_aloud_and_can_be_told(read: ReadFile) -> None:
    content = "order,date,sku,price\n1,01/02/2025,A,5\n"
    assumed = read(content, time_zone="UTC")
    assert str(assumed.column("at")[0])[:10] == "2025-02-01"
    assert any("--month-first" in line for line in assumed.plan.assumptions)
    told = read(content, time_zone="UTC", day_first=False)
    assert str(told.column("at")[0])[:10] == "2025-01-02"


def test_the_proof_may_come_late_in_the_file(read: ReadFile) -> None:
    many = "".join(f"{n},01/02/2025,A,1.234\n" for n in range(3000))
    found = read(f"order,date,sku,price\n{many}9999,12/31/2025,A,1.5\n", time_zone="UTC")
    assert str(found.column("at")[0])[:10] == "2025-01-02"
    assert found.column("unit_price")[0] == 123


def test_an_ambiguous_amount_is_assumed_by_the_separator_and_can_be_told(read: ReadFile) -> None:
    content = "order;date;sku;price\n1;31/12/2025;A;1.234\n"
    assert read(content).column("unit_price") == [123400]
    assert any("--decimal-point" in line for line in read(content).plan.assumptions)
    assert read(content, decimal_comma=False).column("unit_price") == [123]


def test_real_duplicates_are_kept_and_numbered(read: ReadFile) -> None:
    line = "1,2025-12-31,A,1,5\n"
    found = read(f"{HEADINGS}\n{line}{line}{line}2,2025-12-31,A,1,5\n")
    keys = found.column("key")
    assert len(keys) == 4
    assert keys[1] == f"{keys[0]}-2"
    assert keys[2] == f"{keys[0]}-3"
    assert keys[3] == keys[0]
    assert sum(chunk.batch.duplicates for chunk in found.chunks) == 2


def test_a_key_does_not_change_with_the_shops_vat_rate(read: ReadFile) -> None:
    with_rate = read("order,date,sku,qty,net price,vat rate\n1,2025-12-31,A,1,100,6%\n")
    without = read("order,date,sku,qty,net price\n1,2025-12-31,A,1,100\n")
    assert with_rate.column("key") == without.column("key")


@example([("1", "A", 1), ("1", "B", 1), ("1", "A", 1)], 1)
@given(
    st.lists(st.tuples(st.sampled_from("123"), st.sampled_from("AB"), st.integers(1, 2)), min_size=1, max_size=40),
    st.integers(1, 12),
)
@settings(max_examples=60, deadline=None)
def test_keys_do_not_depend_on_where_chunks_are_cut(lines: list[tuple[str, str, int]], size: int) -> None:
    ordered = sorted(lines, key=lambda line: line[0])
    frame = pl.DataFrame(
        [(order, sku, count, 5_000_000, 0) for order, sku, count in ordered],
        schema=["order_id", "product_id", "quantity", "unit_price", "discount"],
        orient="row",
    ).with_columns(pl.lit(None, pl.Int64).alias(name) for name in ("unit_price_net", "line_total", "line_total_net"))
    whole, _ = keyed(frame, OpenOrder(), by_position=False)
    opened, parts = OpenOrder(), []
    for part in frame.iter_slices(size):
        rows, opened = keyed(part, opened, by_position=False)
        parts.append(rows)
    assert pl.concat(parts).rows() == whole.rows()
    assert whole.select("order_id", "key").is_duplicated().sum() == 0
