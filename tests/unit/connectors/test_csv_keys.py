"""What tells the lines of an order apart: the same whatever is set, and in whatever order the rows stand."""

from __future__ import annotations

import pytest

from tests.unit.connectors.reading import ReadFile

HEADINGS = "order,date,sku,qty,price"


@pytest.mark.parametrize("cell", ["1.234", "5.00", "€ 1.234"])
def test_reading_decimals_otherwise_changes_no_key(read: ReadFile, cell: str) -> None:
    text = f"{HEADINGS}\n1,2025-12-31,A,1,{cell}\n"
    point, comma = read(text, decimal_comma=False), read(text, decimal_comma=True)
    assert point.column("key") == comma.column("key")
    assert (point.column("unit_price") == comma.column("unit_price")) is (cell == "5.00")


def test_reading_dates_otherwise_changes_no_key(read: ReadFile) -> None:
    text = f"{HEADINGS}\n1,1/2/2025,A,1,5.00\n"
    day, month = read(text, day_first=True), read(text, day_first=False)
    assert day.column("at") != month.column("at")
    assert day.column("key") == month.column("key")


@pytest.mark.parametrize("cell", ["5.00", '"5,00"', "€ 5", "5.0"])
def test_the_same_price_written_otherwise_is_the_same_line(read: ReadFile, cell: str) -> None:
    plain = read(f"{HEADINGS}\n1,2025-12-31,A,1,5\n").column("key")
    assert read(f"{HEADINGS}\n1,2025-12-31,A,1,{cell}\n").column("key") == plain


ROWS = ["1,2025-12-31,A,1,5.00\n", "2,2025-12-31,A,1,5.00\n", "1,2025-12-31,A,1,5.00\n", "3,2025-12-31,B,1,5.00\n"]


def test_a_repeated_line_further_down_is_kept(read: ReadFile) -> None:
    found = read(f"{HEADINGS}\n{''.join(ROWS)}")
    assert len({(row["order_id"], row["key"]) for row in found.rows()}) == 4
    assert [chunk.batch.duplicates for chunk in found.chunks] == [1]


def test_a_repeated_line_in_another_chunk_is_told(read: ReadFile) -> None:
    found = read(f"{HEADINGS}\n{''.join(ROWS)}", size=1)
    assert [chunk.batch.collapsed for chunk in found.chunks] == [0, 0, 1, 0]


def test_an_order_that_goes_on_in_the_next_chunk_does_not_collapse(read: ReadFile) -> None:
    found = read(f"{HEADINGS}\n{ROWS[0] * 5}", size=1)
    assert len(set(found.column("key"))) == 5
    assert sum(chunk.batch.collapsed for chunk in found.chunks) == 0
