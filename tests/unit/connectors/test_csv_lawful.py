"""Columns that the laws about prices and bundles ask of a product."""

from __future__ import annotations

import pytest

from tests.unit.connectors.reading import ReadFile
from worthmore.connectors.csv.cells.words import SALE_GROUPS
from worthmore.law.goods import SALE_GROUPS as KNOWN


@pytest.mark.parametrize("heading", ["perishable", "bederfelijk", "pilaantuva", "périssable", "Verderblich"])
def test_a_product_may_be_said_to_spoil(read: ReadFile, heading: str) -> None:
    found = read(f"sku;name;price;{heading}\nA;Milk;5,00;ja\nB;Lamp;5,00;no\nC;Rug;5,00;\n")
    assert found.column("perishable", "products") == [True, False, None]


@pytest.mark.parametrize(
    "heading",
    ["financial", "financiële dienst", "vakuutustuote", "service financier", "Finanzprodukt", "insurance product"],
)
def test_a_product_may_be_said_to_be_a_financial_service(read: ReadFile, heading: str) -> None:
    found = read(f"sku;name;price;{heading}\nA;Cover;5,00;x\nB;Cover for a sofa;5,00;nee\nC;Rug;5,00;\n")
    assert found.column("financial", "products") == [True, False, None]


@pytest.mark.parametrize(
    ("heading", "cell", "kept"),
    [
        ("sale group", "clothing", "clothing"),
        ("soldengroep", "Schoenen", "shoes"),
        ("alennusryhmä", "nahkatavarat", "leather"),
        ("groupe de soldes", "maroquinerie", "leather"),
        ("Schlussverkaufsgruppe", "Bekleidung", "clothing"),
        ("sale group", "overige", "other"),
        ("sale group", "", None),
        ("sale group", "furniture", None),
    ],
)
def test_a_product_may_be_given_its_sale_group(read: ReadFile, heading: str, cell: str, kept: str | None) -> None:
    found = read(f"sku;name;price;{heading}\nA;Thing;5,00;{cell}\n")
    assert found.column("sale_group", "products") == [kept]


def test_the_groups_are_those_the_law_knows() -> None:
    assert set(SALE_GROUPS) == set(KNOWN)
