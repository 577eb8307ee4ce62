"""Totals rows: told, never taken for a line of the order above them."""

from __future__ import annotations

import pytest

from tests.unit.connectors.reading import ReadFile

CARRIED = "date;order;product;qty;price\n31-12-2024;1;Lamp;2;12,50\n;;Bulb;1;2,50\n"


@pytest.mark.parametrize("word", ["Totaal", "Grand total", "Yhteensä", "Total général", "Summe:", "TOTAAL 2024"])
def test_a_total_without_order_and_date_is_no_line_of_the_order_above(read: ReadFile, word: str) -> None:
    found = read(f"{CARRIED};;{word};3;27,50\n")
    assert found.column("product_id") == ["Lamp", "Bulb"]
    assert [list(chunk.totals) for chunk in found.chunks] == [[4]]
    assert found.rejects == []


def test_a_chunk_of_nothing_but_a_total_is_passed_over(read: ReadFile) -> None:
    found = read(f"{CARRIED}31-12-2024;2;Lamp;1;12,50\n;;Totaal;4;40,00\n", size=1)
    assert found.column("product_id") == ["Lamp", "Bulb", "Lamp"]
    assert sum(len(chunk.totals) for chunk in found.chunks) == 1


def test_a_product_called_total_in_an_order_of_its_own_is_still_sold(read: ReadFile) -> None:
    assert read(f"{CARRIED}31-12-2024;2;Total;1;5,00\n").column("product_id") == ["Lamp", "Bulb", "Total"]
