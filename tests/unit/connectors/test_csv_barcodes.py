"""Barcodes: recognised in five languages, kept with their zeros, checked by their last digit."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from worthmore.connectors.csv.cells.gtin import LENGTHS, NO_GTIN, WRONG_DIGIT, check_digit, gtin
from worthmore.connectors.csv.cells.text import SHORTENED
from worthmore.connectors.csv.layouts import PLAIN
from worthmore.connectors.csv.recognising.columns import match_columns

HEADINGS = ["EAN", "GTIN", "barcode", "UPC", "streepjescode", "EAN-code", "viivakoodi", "code-barres", "Strichcode"]


@pytest.mark.parametrize("heading", HEADINGS)
def test_its_column_is_known_beside_the_products_code(heading: str) -> None:
    match = match_columns(["sku", heading, "name", "price"], "products", PLAIN, {})
    assert [column.field for column in match.columns] == ["product_id", "gtin", "name", "price"]


@pytest.mark.parametrize("heading", HEADINGS)
def test_where_there_is_no_other_code_it_is_the_products_code(heading: str) -> None:
    match = match_columns([heading, "name", "price"], "products", PLAIN, {})
    assert [column.field for column in match.columns] == ["product_id", "name", "price"]


@pytest.mark.parametrize(
    ("cell", "found"),
    [
        ("4006381333931", "4006381333931"),
        ("0012345678905", "0012345678905"),
        ("012345678905", "012345678905"),
        ("96385074", "96385074"),
        ("4 006381 333931", "4006381333931"),
        ('="0012345678905"', "0012345678905"),
        ("4006381333931.0", "4006381333931"),
        ("", None),
        ("4006381333932", WRONG_DIGIT),
        ("12345", NO_GTIN),
        ("BIKE-0012345", NO_GTIN),
        ("4,00638E+12", SHORTENED),
        ("٤٠٠٦٣٨١٣٣٣٩٣١", NO_GTIN),
    ],
)
def test_a_number_is_kept_as_written_or_told(cell: str, found: object) -> None:
    assert gtin(cell) == found


@given(st.sampled_from(LENGTHS).flatmap(lambda length: st.text("0123456789", min_size=length - 1, max_size=length - 1)))
def test_every_number_with_its_check_digit_passes_and_with_any_other_does_not(digits: str) -> None:
    right = check_digit(digits)
    assert gtin(f"{digits}{right}") == f"{digits}{right}"
    assert all(gtin(f"{digits}{other}") == WRONG_DIGIT for other in range(10) if other != right)
