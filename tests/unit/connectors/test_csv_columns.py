"""Columns are recognised by their names, in five languages, or as the user says."""

from __future__ import annotations

import pytest

from tests.unit.connectors.reading import ReadFile
from worthmore.connectors.csv.columns import RELATIONS
from worthmore.connectors.csv.contents.all import CONTENTS
from worthmore.connectors.csv.recognising.attributes import attribute_in
from worthmore.connectors.csv.recognising.words import CONTENTS as NAMES
from worthmore.connectors.csv.recognising.words import words
from worthmore.connectors.csv.trouble import CannotImportError
from worthmore.vocabulary.attributes import Direction

ORDERS = {
    "nl": "Bestelnummer;Besteldatum;Artikelnummer;Omschrijving;Aantal;Stukprijs (EUR);Klantnummer;Korting",
    "en": "Order number;Order date;SKU;Product name;Quantity;Unit price;Customer ID;Discount",
    "fi": "Tilausnumero;Tilauspäivä;Tuotekoodi;Tuotenimi;Määrä;Yksikköhinta (€);Asiakasnumero;Alennus",
    "fr": "N° de commande;Date de commande;Référence produit;Désignation;Quantité;Prix unitaire TTC;N° client;Remise",
    "de": "Bestellnummer;Bestelldatum;Artikel-Nr.;Bezeichnung;Menge;Einzelpreis;Kunden-Nr.;Rabatt",
}
FIELDS = ["order_id", "at", "product_id", "product_name", "quantity", "unit_price", "customer_id", "discount"]
PRODUCTS = {
    "nl": "Artikelnr;Naam;Prijs;Inkoopprijs;Voorraad;Merk;Categorie;Btw %",
    "en": "SKU;Name;Price;Cost price;Stock;Brand;Category;VAT rate",
    "fi": "Tuotenumero;Nimi;Hinta;Ostohinta;Varastosaldo;Merkki;Tuoteryhmä;ALV",
    "fr": "Référence;Nom;Prix TTC;Prix d'achat;Stock;Marque;Catégorie;TVA",
    "de": "Artikelnummer;Name;Preis;Einkaufspreis;Lagerbestand;Marke;Warengruppe;MwSt",
}
CUSTOMERS = {
    "nl": "Klantnr;Voornaam;Achternaam;E-mailadres;Telefoon;Postcode;Gemeente;Land;Taal",
    "en": "Customer no.;First name;Last name;Email;Phone;Zip code;City;Country;Language",
    "fi": "Asiakasnro;Etunimi;Sukunimi;Sähköposti;Puhelinnumero;Postinumero;Kaupunki;Maa;Kieli",
    "fr": "Numéro client;Prénom;Nom;Courriel;Téléphone;Code postal;Ville;Pays;Langue",
    "de": "Kundennummer;Vorname;Nachname;E-Mail;Telefon;PLZ;Ort;Land;Sprache",
}


@pytest.mark.parametrize("language", ORDERS)
def test_orders_are_recognised_in(language: str, read: ReadFile) -> None:
    found = read(ORDERS[language] + "\n1;31/12/2025;A;Lamp;1;5,00;7;0\n")
    assert found.plan.file.content == "orders"
    assert [column.field for column in found.plan.file.columns] == FIELDS
    assert found.column("product_id") == ["A"]


@pytest.mark.parametrize("language", PRODUCTS)
def test_products_are_recognised_in(language: str, read: ReadFile) -> None:
    found = read(PRODUCTS[language] + "\nA;Lamp;5,00;2,00;7;Philips;Licht;21\n")
    assert found.plan.file.content == "products"
    assert [column.field for column in found.plan.file.columns] == [
        "product_id",
        "name",
        "price",
        "cost",
        "stock",
        "brand",
        "category",
        "vat_rate",
    ]


@pytest.mark.parametrize("language", CUSTOMERS)
def test_customers_are_recognised_in(language: str, read: ReadFile) -> None:
    found = read(CUSTOMERS[language] + "\n7;Marie;Janssens;m@example.be;0470123456;9000;Gent;België;nl\n")
    assert found.plan.file.content == "customers"
    assert [column.field for column in found.plan.file.columns] == [
        "customer_id",
        "first_name",
        "last_name",
        "email",
        "phone",
        "postcode",
        "city",
        "country",
        "language",
    ]


def test_every_field_of_the_words_is_a_field_of_its_content() -> None:
    for name in NAMES:
        relations = set(RELATIONS) if name == "products" else set()
        assert set(words(name)) <= set(CONTENTS[name].fields) | relations


def test_case_spaces_and_brackets_do_not_matter(read: ReadFile) -> None:
    found = read("ORDER_ID,orderDate,Sku (intern),QTY,price [EUR]\n1,2025-12-31,A,1,5.00\n")
    assert [column.field for column in found.plan.file.columns] == [
        "order_id",
        "at",
        "product_id",
        "quantity",
        "unit_price",
    ]


def test_the_better_word_wins_and_the_other_column_is_told(read: ReadFile) -> None:
    found = read("order,date,ean,sku,price\n1,2025-12-31,5400000000001,A,5.00\n")
    assert found.column("product_id") == ["A"]
    assert found.plan.unused == ("ean",)


def test_a_missing_column_is_told_with_the_words_that_mend_it(read: ReadFile) -> None:
    with pytest.raises(CannotImportError) as caught:
        read("Datum;Artikelnr;Aantal;Prijs;Dossier\n31/12/2025;A;1;5,00;1001\n")
    assert "the order's number cannot be found" in caught.value.what
    assert "'Dossier'" in caught.value.what
    assert '--map "Dossier=order_id"' in caught.value.mend


def test_a_named_column_is_used(read: ReadFile) -> None:
    content = "Dossier;Datum;Artikelnr;Aantal;Prijs\n1001;31/12/2025;A;1;5,00\n"
    assert read(content, maps={"dossier": "order_id"}).column("order_id") == ["1001"]
    assert read(content, maps={"#1": "order_id"}).column("order_id") == ["1001"]


def test_a_column_may_be_left_alone(read: ReadFile) -> None:
    content = "order,date,sku,qty,price,discount\n1,2025-12-31,A,1,5.00,1.00\n"
    assert read(content, maps={"discount": "ignore"}).column("unit_price") == [500]


@pytest.mark.parametrize(
    ("maps", "says"), [({"Nothing": "order_id"}, "no column 'Nothing'"), ({"sku": "colour"}, "have no field 'colour'")]
)
def test_a_wrong_mapping_lists_what_there_is(read: ReadFile, maps: dict[str, str], says: str) -> None:
    with pytest.raises(CannotImportError, match=says) as caught:
        read("order,date,sku,qty,price\n1,2025-12-31,A,1,5.00\n", maps=maps)
    assert "order" in caught.value.mend


def test_headings_may_come_twice(read: ReadFile) -> None:
    found = read("order,date,sku,price,price\n1,2025-12-31,A,5.00,6.00\n")
    assert found.plan.table.headings[-1] == "price (2)"
    assert found.column("unit_price") == [500]


def test_an_attribute_heading_says_everything() -> None:
    found = attribute_in("attribute: Battery (Wh) + | nl=Batterij | fi=Akku")
    assert found is not None
    assert (found.name, found.unit, found.direction, found.need) == ("battery", "Wh", Direction.HIGHER, False)
    assert found.labels == {"en": "Battery", "nl": "Batterij", "fi": "Akku"}


@pytest.mark.parametrize(
    ("heading", "name", "direction", "need"),
    [
        ("Kenmerk: Gewicht (kg) -", "gewicht", Direction.LOWER, False),
        ("ominaisuus: Runko !", "runko", Direction.NEUTRAL, True),
        ("attribute: Weight − !", "weight", Direction.LOWER, True),
        ("Merkmal: Farbe", "farbe", Direction.NEUTRAL, False),
    ],
)
def test_a_sign_says_which_way_is_better(heading: str, name: str, direction: Direction, need: bool) -> None:
    found = attribute_in(heading)
    assert found is not None
    assert (found.name, found.direction, found.need) == (name, direction, need)


@pytest.mark.parametrize("heading", ["weight: kg", "attribute:", "attribute: +", "attribute"])
def test_other_headings_are_no_attributes(heading: str) -> None:
    assert attribute_in(heading) is None
