"""Numbers as people write them."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from worthmore.connectors.csv.cells.amounts import UNIT, Amount, amount, evidence, share, whole
from worthmore.connectors.csv.trouble import Problem


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("12", 12),
        ("12,50", 12.5),
        ("12.50", 12.5),
        ("1.234,50", 1234.5),
        ("1,234.50", 1234.5),
        ("1 234,50", 1234.5),
        ("1\u00a0234,50", 1234.5),
        ("1\u202f234,50", 1234.5),
        ("1'234.50", 1234.5),
        ("1.234.567", 1234567),
        ("€ 1.234,50", 1234.5),
        ("1.234,50 €", 1234.5),
        ("£5", 5),
        ("12,50 EUR", 12.5),
        ("EUR 12,50", 12.5),
        ("12,-", 12),
        ("12.–", 12),
        ("-5", -5),
        ("−5,00", -5),
        ("€ -5,00", -5),
        ("-€5", -5),
        ("(3,00)", -3),
        ("12,50-", -12.5),
        ("0.001", 0.001),
        (".5", 0.5),
        ('="12,5"', 12.5),
        ("'12.5", 12.5),
        (" 7 ", 7),
    ],
)
@pytest.mark.parametrize("comma", [True, False])
def test_a_number_that_can_be_read_one_way_is_read_so_whatever_the_column(cell: str, value: float, comma: bool) -> None:
    found = amount(cell, comma)
    assert isinstance(found, Amount), found
    assert found.millionths == round(value * UNIT)


def test_only_the_column_decides_what_a_thousand_is() -> None:
    assert amount("1.234", comma=True) == Amount(1_234 * UNIT)
    assert amount("1.234", comma=False) == Amount(1_234_000)
    assert amount("1,234", comma=True) == Amount(1_234_000)
    assert amount("1,234", comma=False) == Amount(1_234 * UNIT)


@pytest.mark.parametrize("cell", ["", " ", "-", "#N/A", "#NV", "n.v.t.", "nan"])
def test_an_empty_number_is_empty(cell: str) -> None:
    assert amount(cell, comma=True) is None


@pytest.mark.parametrize("cell", ["abc", "12abc", "1.23.456", "1,5,6", "1 2", "12 50", "--5", "€", "1/2", "٣"])
def test_what_is_no_number_is_said_to_be_none(cell: str) -> None:
    found = amount(cell, comma=True)
    assert isinstance(found, Problem)
    assert found.reason == "not a number"


def test_a_shortened_number_says_that_its_digits_are_lost() -> None:
    found = amount("4,70E+08", comma=True)
    assert isinstance(found, Problem)
    assert "shortened" in found.reason
    assert "digits are lost" in found.mend


def test_the_currency_beside_a_number_is_kept() -> None:
    found = amount("£ 12.50", comma=False)
    assert isinstance(found, Amount)
    assert found.signs == ("GBP",)


@pytest.mark.parametrize(
    ("cell", "says"),
    [("12,50", ","), ("12.50", "."), ("1.234", "?"), ("1,234", "?"), ("12", None), ("x", None), ("1.234,5", ",")],
)
def test_a_number_tells_what_it_proves_of_its_column(cell: str, says: str | None) -> None:
    assert evidence(cell) == says


def test_a_quantity_is_whole() -> None:
    assert whole("6.0", comma=True) == 6
    assert whole("-2", comma=True) == -2
    assert whole("1.000", comma=True) == 1000
    assert isinstance(whole("2,5", comma=True), Problem)


@pytest.mark.parametrize(
    ("cell", "value"), [("21", 0.21), ("21 %", 0.21), ("0,21", 0.21), ("25,5%", 0.255), ("0", 0.0), ("1%", 0.01)]
)
def test_a_rate_is_a_share(cell: str, value: float) -> None:
    assert share(cell, comma=True) == pytest.approx(value)


@given(
    st.integers(0, 99_999_999),
    st.sampled_from([("", ","), (".", ","), (" ", ","), ("\u00a0", ","), ("", "."), (",", "."), ("'", ".")]),
)
@settings(max_examples=200, deadline=None)
def test_every_way_to_write_cents_reads_back(cents: int, style: tuple[str, str]) -> None:
    group, decimal = style
    written = f"{cents // 100:,}".replace(",", group) + f"{decimal}{cents % 100:02}"
    assert amount(written, comma=decimal == ",") == Amount(cents * 10_000)


@given(st.text(max_size=30), st.booleans())
@settings(max_examples=300, deadline=None)
def test_no_text_makes_the_reading_of_numbers_fail(text: str, comma: bool) -> None:
    assert amount(text, comma) is None or isinstance(amount(text, comma), Amount | Problem)
    whole(text, comma)
    share(text, comma)
    evidence(text)
