from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from worthmore.learn.charges import names_a_charge
from worthmore.learn.names import Step, read_name, step


@pytest.mark.parametrize(
    ("chosen", "offered", "expected"),
    [
        ("PICNIC BASKET WICKER SMALL", "PICNIC BASKET WICKER LARGE", Step.UP),
        ("Rieten mand klein", "Rieten mand groot", Step.UP),
        ("Pieni kori", "Suuri kori", Step.UP),
        ("Großer Korb", "Kleiner Korb", Step.UNCLEAR),
        ("Petit panier", "Grand panier", Step.UP),
        ("MINI WOODEN GARLAND", "WOODEN GARLAND", Step.UP),
        ("SET OF 3 TINS", "SET OF 6 TINS", Step.UP),
        ("BAG 250g MARBLES", "BAG 500g MARBLES", Step.UP),
        ("Flacon 0,5 l", "Flacon 1,5 l", Step.UP),
        ("SMALL SET OF 6", "LARGE SET OF 3", Step.UNCLEAR),
        ("PACK OF 6", "PACK", Step.UNCLEAR),
        ("RED MUG", "BLUE MUG", Step.SAME),
    ],
)
def test_sizes_and_numbers_are_compared(chosen: str, offered: str, expected: Step) -> None:
    assert step(read_name(chosen), read_name(offered)) is expected


def test_capitals_accents_and_plurals_make_no_difference() -> None:
    assert read_name("Théière ÉMAIL Jars").words == read_name("theiere email jar").words


def test_the_last_word_is_the_thing_and_not_its_size() -> None:
    assert read_name("HEART OF WICKER LARGE").last == "wicker"
    assert read_name("LUNCH BAG SUKI DESIGN ").last == "suki"
    assert read_name("12").last == ""


@given(st.text(max_size=40))
def test_any_name_can_be_read(text: str) -> None:
    name = read_name(text)
    assert step(name, name) is Step.SAME
    assert isinstance(names_a_charge(text), bool)


@pytest.mark.parametrize(
    "name",
    [
        "POSTAGE",
        "DOTCOM POSTAGE",
        "Manual",
        "Discount",
        "AMAZON FEE",
        "CRUK Commission",
        "Bank Charges",
        "Adjust bad debt",
        "Verzendkosten",
        "Frais de port",
        "Versandkosten",
        "Toimituskulut (posti)",
    ],
)
def test_postage_and_fees_are_no_products(name: str) -> None:
    assert names_a_charge(name)


@pytest.mark.parametrize("name", ["", "S", "Standard chair", "POST BOX RED", "Express", "Sample book", "Fee fi fo fum"])
def test_products_are_no_charges(name: str) -> None:
    assert not names_a_charge(name)
