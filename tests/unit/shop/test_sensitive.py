"""Words that make a product sensitive, and words that only look it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from worthmore.shop.sensitive import KINDS, kind_of, suggested
from worthmore.simulation.catalogue import reading
from worthmore.simulation.catalogue.frames import products

MEANT = {
    "health": (
        *("Paracetamol 500 mg", "Incontinence pads", "Nurofen Junior", "Blood-pressure monitor", "Wheelchair ramp"),
        *("Bloeddrukmeter", "Zelftest griep", "Verenpainemittari", "Särkylääke 20 tabl.", "Hörgerätebatterien"),
        *("Tensiomètre bras", "Serviettes hygiéniques", "Multivitamine 60 stuks", "Nahrungsergänzungsmittel Magnesium"),
    ),
    "intimacy": (
        *("Condoms, 12 pieces", "Condooms extra dun", "Kondomi 10 kpl", "Préservatifs", "Kondome", "Durex Play"),
        *("Glijmiddel", "Liukuvoide 100 ml", "Massage vibrator", "Erotische lingerie", "Regenboogvlag 90 x 150"),
    ),
    "religion": (
        "Children's Bible",
        "Bijbel in gewone taal",
        "Raamattu",
        "Koran Deutsch",
        "Tapis de prière",
        "Menorah",
    ),
    "politics": ("Political party pin", "Vakbondsvlag", "Gewerkschaftsfahne", "Vaalimainosteline"),
    "pregnancy_and_baby": (
        *("Pregnancy test", "Zwangerschapstest", "Raskaustesti", "Schwangerschaftstest", "Test de grossesse"),
        *("Baby gift set", "Babypuder", "Luiers maat 4", "Vauvanpeitto", "Windeln Größe 3", "Poussette double"),
        *("Kinderwagen Luna", "Umstandshose", "Positiekleding", "Folic acid 400", "Foliumzuur"),
    ),
    "addiction": ("Nicotine gum", "Nikotinpflaster", "Sigarettenkoker", "Rolling papers", "Krasloten", "Nuuska"),
    "debt": ("Debt advice handbook", "Schuldsanering in de praktijk", "Velkaneuvonta", "Schuldnerberatung heute"),
    "grief": ("Urn, brass", "Condolence card", "Rouwkaart", "Trauerkarte", "Grafkaars 3 dagen", "Uitvaartboeket"),
}
NOT_MEANT = (
    *(
        "City bike 21",
        "Furniture polish",
        "Turned wooden bowl",
        "Saturn lamp",
        "Baby blue bicycle bell",
        "Babyblauw laken",
    ),
    *(
        "Coffee urn 10 l",
        "Kosher salt 1 kg",
        "Medicine ball 3 kg",
        "Dishwasher tablets",
        "iPad tablet 10 inch",
        "Pillow",
    ),
    *("Chain lubricant", "Test rig", "Cross-country tyre", "Corona beer 6-pack", "First aid kit", "Pillar candle"),
    *("Geburtstagskarte", "Vloeibare wasparels", "Kraampje van hout", "Äitienpäiväkortti", "Kerstengel", "Angel, pink"),
    *("Stadsfiets", "Kaupunkipyörä", "Fauteuil en velours", "Koffiezetapparaat", "Sohva", "Lawn mower", "Cognac VSOP"),
    *("Schuldenberg (Roman)", "Babylon, een geschiedenis", "Kraam op de markt", "Moer M6"),
)


@pytest.mark.parametrize(("kind", "name"), [(kind, name) for kind, names in MEANT.items() for name in names])
def test_a_sensitive_product_is_recognised_in_five_languages(kind: str, name: str) -> None:
    assert kind_of("", name) == kind


@pytest.mark.parametrize("name", NOT_MEANT)
def test_what_only_looks_sensitive_is_not(name: str) -> None:
    assert kind_of("", name) is None


@pytest.mark.parametrize(
    ("category", "kind"),
    [
        ("Pharmacy/Cold", "health"),
        ("Apotheek/Huid", "health"),
        ("Gesundheit", "health"),
        ("Adult", "intimacy"),
        ("Baby/Textiles", "pregnancy_and_baby"),
        ("Religion/Candles", "religion"),
        ("Health & Beauty/Shampoo", None),
        ("Adult bikes", None),
        ("Bicycles/City bikes", None),
    ],
)
def test_a_category_speaks_for_its_products(category: str, kind: str | None) -> None:
    assert kind_of(category, "Model 5") == kind


def test_a_name_that_merely_holds_a_category_word_is_not_sensitive() -> None:
    assert kind_of("", "Pharmacie first aid tin") is None
    assert kind_of("Kitchen", "Adult apron") is None


def test_any_of_the_names_a_product_has_tells() -> None:
    assert kind_of("", "XL-3", '{"nl": "Rolstoelkussen"}') == "health"
    assert kind_of("", "XL-3", "", "Pampers") == "pregnancy_and_baby"


def test_the_demo_shops_have_nothing_sensitive() -> None:
    frame = products(reading.demo_assortment(), retired_on=date(2026, 1, 1))
    words = suggested(pl.col("category"), pl.col("name"), pl.col("names"), pl.col("brand"))
    assert frame.filter(words)["name"].to_list() == []


def test_a_gift_shop_raises_few_false_alarms(data: Path) -> None:
    """Of some 4,000 things of Online Retail only those for babies, and one that is really about cannabis."""
    names = (
        pl.read_parquet(data / "online_retail" / "online_retail.parquet")
        .to_series(2)
        .cast(pl.String)
        .drop_nulls()
        .unique()
    )
    frame = names.alias("name").to_frame()
    found = frame.filter(suggested(pl.lit(""), pl.col("name")))["name"].str.to_uppercase()
    assert frame.height > 3000
    assert found.filter(~found.str.contains("BABY")).to_list() == ["CANNABIS LEAF BEAD CURTAIN"]
    assert len(found) < 15


def test_a_supermarkets_sensitive_aisles_are_found_and_few_others(data: Path) -> None:
    """Instacart: 49,688 products with their aisle; an aisle's own name says what is sensitive in it."""
    folder = data / "instacart_1k"
    frame = pl.read_parquet(folder / "products.parquet").join(pl.read_csv(folder / "aisles.csv"), on="aisle_id")
    flagged = frame.with_columns(flag=suggested(pl.col("aisle"), pl.col("product_name")))
    by_aisle = flagged.group_by("aisle").agg(pl.col("flag").mean(), pl.col("flag").sum().alias("count"))
    whole = set(by_aisle.filter(pl.col("flag") == 1)["aisle"])
    assert {"vitamins supplements", "digestion", "feminine care", "diapers wipes", "cold flu allergy"} <= whole
    elsewhere = flagged.filter(~pl.col("aisle").is_in(whole))
    assert elsewhere["flag"].mean() < 0.01


@given(st.text(max_size=60), st.text(max_size=60))
def test_any_text_is_answered(category: str, name: str) -> None:
    assert kind_of(category, name) in (None, *KINDS)
