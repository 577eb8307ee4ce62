"""Products, their attributes and relations; customers."""

from __future__ import annotations

import json
from datetime import date

import pytest

from tests.unit.connectors.reading import ReadFile
from worthmore.connectors.csv.contents.assortment import ids_in, relations


def _json(value: object) -> object:
    assert isinstance(value, str)
    return json.loads(value)


def test_a_product_has_everything_its_columns_say(read: ReadFile) -> None:
    found = read(
        "sku;naam;naam nl;name (fi);prijs;inkoopprijs;btw %;voorraad;merk;categorie;verbruiksartikel;"
        "actief vanaf;actief tot\n"
        "A1;City bike;Stadsfiets;Kaupunkipyörä;€ 1.000,00;600,00;21;5;Gazelle;Fietsen > Stadsfietsen;nee;"
        "1/2/2026;31/12/2026\n"
    )
    row = found.rows("products")[0]
    assert _json(row.pop("names")) == {"nl": "Stadsfiets", "fi": "Kaupunkipyörä"}
    assert row == {
        "external_id": "A1",
        "name": "City bike",
        "price": 100000,
        "currency": "EUR",
        "brand": "Gazelle",
        "vat_rate": 0.21,
        "consumable": False,
        "active_from": date(2026, 2, 1),
        "active_until": date(2026, 12, 31),
        "category": "Fietsen/Stadsfietsen",
        "stock": 5,
        "cost": 60000,
    }


def test_what_the_file_does_not_say_is_not_said(read: ReadFile) -> None:
    assert list(read("sku,name,price\nA,Lamp,5.00\n").rows("products")[0]) == [
        "external_id",
        "name",
        "price",
        "currency",
    ]


@pytest.mark.parametrize("written", ["A > B > C", "A/B/C", "A » B » C", " A >B/ C ", "A\\B\\C"])
def test_a_category_is_a_path(read: ReadFile, written: str) -> None:
    found = read(f"sku;name;price;category\nA;Lamp;5,00;{written}\n")
    assert found.column("category", "products") == ["A/B/C"]


def test_a_subcategory_is_the_next_step(read: ReadFile) -> None:
    found = read("sku;name;price;category;subcategory\nA;Lamp;5,00;Light;Table lamps\n")
    assert found.column("category", "products") == ["Light/Table lamps"]


def test_attributes_are_numbers_where_they_can_be(read: ReadFile) -> None:
    found = read(
        "sku;name;price;attribute: Battery (Wh) +;attribute: Weight (kg) -;attribute: Frame !;attribute: Code\n"
        "A;Bike;1.000,00;500 Wh;18,5;step-through;007\n"
        "B;Bike;1.190,00;1.000;;diamond;\n"
    )
    assert [_json(value) for value in found.column("attributes", "products")] == [
        {"battery": 500, "weight": 18.5, "frame": "step-through", "code": "007"},
        {"battery": 1000, "frame": "diamond"},
    ]
    assert [(row["name"], row["unit"], row["direction"], row["need"]) for row in found.rows("attributes")] == [
        ("battery", "Wh", "higher", False),
        ("weight", "kg", "lower", False),
        ("frame", "", "neutral", True),
        ("code", "", "neutral", False),
    ]


@pytest.mark.parametrize(
    ("cell", "ids"),
    [
        ("A,B", ["A", "B"]),
        ("A B", ["A", "B"]),
        ("A | B;C", ["A", "B", "C"]),
        ("big lamp, B", ["big lamp", "B"]),
        ("A, A", ["A"]),
        (" ", []),
        (None, []),
        ("A,", ["A"]),
        ("id:14", ["14"]),
    ],
)
def test_related_products_stand_in_one_cell(cell: str | None, ids: list[str]) -> None:
    assert ids_in(cell) == ids


def test_relations_come_from_columns_of_their_kind(read: ReadFile) -> None:
    from worthmore.connectors.csv.chunks import good_rows

    found = read("sku;name;price;accessoires;upgrade;compatible with\nA;Bike;1000,00;L,H A;E;\nL;Lock;20,00;;;A\n")
    (rows,) = good_rows(found.plan)
    named = relations(rows, found.plan.file.columns).drop("row", "heading").rows()
    assert named == [
        ("A", "L", "accessory", 0),
        ("A", "H A", "accessory", 1),
        ("A", "E", "upgrade", 0),
        ("L", "A", "compatible_with", 0),
    ]


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("A;Lamp;", "no price"),
        ("A;Lamp;0", "a price of 0"),
        ("A;Lamp;-1", "a price below zero"),
        ("A;Lamp;dear", "not a number"),
        (";;5,00", "no product code"),
        ("4,0E+12;Lamp;5,00", "the code was shortened by a spreadsheet (such as 4,70E+08)"),
    ],
)
def test_a_product_that_cannot_be_offered_says_why(read: ReadFile, row: str, reason: str) -> None:
    found = read(f"sku;name;price\nZ;Bulb;1,00\n{row}\n")
    assert found.reasons == [reason]
    assert found.column("external_id", "products") == ["Z"]


def test_a_bad_cost_is_left_out_of_a_good_product(read: ReadFile) -> None:
    found = read("sku;name;price;cost price;stock\nA;Lamp;5,00;-2,00;lots\n")
    assert found.rows("products")[0]["cost"] is None
    assert [(reject.column, reject.whole_row) for reject in found.rejects] == [("cost price", False), ("stock", False)]


def test_a_net_price_becomes_what_the_customer_pays(read: ReadFile) -> None:
    found = read("sku;name;prijs excl btw;btw tarief\nA;Book;10,00;6\nB;Lamp;10,00;\n")
    assert found.column("price", "products") == [1060, 1210]


def test_a_customer_is_known_by_number_or_address(read: ReadFile) -> None:
    found = read("Klantnr;Naam;E-mail\n7;Marie;m@example.be\n;Jan;J@Example.be; \n;Niemand;\n")
    assert found.column("external_id", "customers") == ["7", "j@example.be"]
    assert found.reasons == ["neither a customer number nor an e-mail address"]


def test_what_is_known_of_a_customer_is_put_in_shape(read: ReadFile) -> None:
    found = read(
        "Kundennummer;Vorname;Nachname;Land;Sprache;PLZ;Telefon\n007;Anna;Müller;Österreich;Deutsch;'01010;4,70E+08\n"
    )
    assert found.rows("customers") == [
        {
            "external_id": "007",
            "name": "Anna Müller",
            "phone": None,
            "postcode": "01010",
            "country": "AT",
            "language": "de",
        }
    ]
    assert [reject.whole_row for reject in found.rejects] == [False]
