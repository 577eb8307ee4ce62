"""Numbers without a value never get into the shop."""

from __future__ import annotations

import io

import openpyxl
import pytest

from tests.unit.connectors.reading import ReadFile

ENDLESS = "a number without an end or a value (inf, nan)"


@pytest.mark.parametrize("cell", ["inf", "-Infinity", "∞", "+INF"])
def test_an_endless_price_is_rejected(read: ReadFile, cell: str) -> None:
    assert read(f"sku,name,price\nA,Lamp,{cell}\nB,Bulb,5\n").reasons == [ENDLESS]


def test_a_price_that_is_not_a_number_is_none(read: ReadFile) -> None:
    assert read("sku,name,price\nA,Lamp,NaN\nB,Bulb,5\n").reasons == ["no price"]


@pytest.mark.parametrize("cell", ["inf", "nan", "NaN", "-inf", "inf kg"])
def test_an_endless_attribute_is_left_out_and_told(read: ReadFile, cell: str) -> None:
    found = read(f"sku,name,price,attribute: Weight (kg) -\nA,Lamp,5,{cell}\nB,Bulb,5,2\n")
    assert found.reasons == [ENDLESS]
    assert found.column("attributes", "products") == ["{}", '{"weight": 2.0}']


def test_a_workbook_with_a_cell_that_is_no_number_is_read(read: ReadFile) -> None:
    book = openpyxl.Workbook()
    for row in (["sku", "name", "price"], ["A", "Lamp", "inf"], ["B", "Bulb", 5]):
        book.active.append(row)
    held = io.BytesIO()
    book.save(held)
    assert read(held.getvalue(), "file.xlsx").reasons == [ENDLESS]
