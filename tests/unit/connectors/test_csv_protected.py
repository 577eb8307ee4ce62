"""Columns that protect people: sensitive products, and the age of customers."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.connectors.reading import ReadFile
from worthmore.connectors.csv.cells.years import FIRST, LAST, year
from worthmore.connectors.csv.trouble import Problem


@pytest.mark.parametrize("heading", ["sensitive", "gevoelig", "arkaluonteinen", "sensible", "Sensibel"])
def test_a_product_may_be_said_to_be_sensitive(read: ReadFile, heading: str) -> None:
    found = read(f"sku;name;price;{heading}\nA;Lamp;5,00;ja\nB;Baby oil;5,00;no\nC;Rug;5,00;\n")
    assert found.column("sensitive", "products") == [True, False, None]


def test_what_is_neither_yes_nor_no_leaves_the_flag_to_the_words(read: ReadFile) -> None:
    found = read("sku;name;price;sensitive\nA;Lamp;5,00;a bit\n")
    assert found.column("sensitive", "products") == [None]
    assert found.column("external_id", "products") == ["A"]


@pytest.mark.parametrize(
    ("heading", "cell", "kept"),
    [
        ("birth year", "1984", 1984),
        ("date of birth", "31/05/1984", 1984),
        ("geboortedatum", "31 mei 1984", 1984),
        ("syntymäaika", "31.5.1984", 1984),
        ("date de naissance", "1984-05-31", 1984),
        ("Geburtsdatum", "19840531", 1984),
        ("birthday", "31/05/84", None),
        ("birthday", "-", None),
        ("birthday", "", None),
    ],
)
def test_of_a_birthday_only_the_year_is_kept(read: ReadFile, heading: str, cell: str, kept: int | None) -> None:
    found = read(f"customer id;email;{heading}\n7;ann@example.com;{cell}\n")
    assert found.rows("customers") == [{"external_id": "7", "email": "ann@example.com", "birth_year": kept}]


@pytest.mark.parametrize("heading", ["minor", "minderjarig", "alaikäinen", "mineur", "minderjährig"])
def test_a_customer_may_be_said_to_be_a_minor(read: ReadFile, heading: str) -> None:
    found = read(f"customer id;email;{heading}\n7;a@example.com;yes\n8;b@example.com;0\n9;c@example.com;\n")
    assert found.column("minor", "customers") == [True, False, None]


def test_an_order_file_tells_nobodys_age(read: ReadFile) -> None:
    found = read("order;date;sku;qty;price;email;birthday\n1;2026-05-01;A;1;5,00;a@example.com;1984-05-31\n")
    assert found.rows("customers") == [{"external_id": "a@example.com", "email": "a@example.com"}]


@given(st.text(max_size=30))
def test_any_text_is_a_year_a_problem_or_nothing(cell: str) -> None:
    found = year(cell)
    assert found is None or isinstance(found, Problem) or FIRST <= found <= LAST
