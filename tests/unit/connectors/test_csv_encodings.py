"""Files that are mostly one encoding."""

from __future__ import annotations

import pytest

from tests.unit.connectors.reading import ReadFile
from worthmore.connectors.csv.reading.encoding import encoding_of

HEADINGS = "order,date,sku,product,qty,price\n"


def test_one_stray_windows_character_spoils_no_utf8_file(read: ReadFile) -> None:
    rows = "".join(f"{number},2025-12-31,A{number},Crème brûlée,1,5.00\n" for number in range(50))
    stray = "99,2025-12-31,B,Café,1,5.00\n".encode("cp1252")
    found = read(HEADINGS.encode() + stray + rows.encode())
    assert found.plan.table.encoding == "utf-8"
    assert set(found.column("product_name")) == {"Crème brûlée", "Café"}


def test_one_stray_utf8_character_spoils_no_windows_file() -> None:
    assert encoding_of("é è ê à".encode("cp1252") + "é".encode()) == "cp1252"


@pytest.mark.parametrize("written", ["Café", "€ 5", "Ääkköset"])
def test_any_one_windows_character_makes_a_windows_file_of_plain_text(written: str) -> None:
    assert encoding_of(f"a,b\n{written},1\n".encode("cp1252")) == "cp1252"


def test_a_replacement_character_is_a_character() -> None:
    assert encoding_of("a,\ufffd\n".encode()) == "utf-8"
