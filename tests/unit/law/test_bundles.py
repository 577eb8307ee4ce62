"""Several things for one price, in the eyes of each country."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from worthmore.law.bundles import Bundle, BundleVerdict, bundle_verdict
from worthmore.law.goods import SALE_GROUPS, ends_with_goods, is_financial, sale_group
from worthmore.law.table import load
from worthmore.vocabulary.products import Product

TABLE = load()
NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)


def product(id: str, price: int = 5_000, **more: Any) -> Product:
    return Product(**{"id": id, "name": id.capitalize(), "price": price, "currency": "EUR", **more})


BIKE = product("bike", 100_000, cost=60_000)
LOCK = product("lock", 5_000, cost=2_000)
BELL = product("bell", 999, cost=300)
COVER = product("cover", 4_900, name="Theft insurance, one year")


def judged(
    *parts: Product, country: str, price: int = 100_000, net: int = 82_000, apart: set[str] | None = None
) -> BundleVerdict:
    sold_apart = {part.id for part in parts} if apart is None else apart
    return bundle_verdict(TABLE, Bundle(parts, price, net, sold_apart), country, NOW)


@pytest.mark.rule("FI.bundle")
def test_finland_has_each_part_priced_from_ten_euros_on() -> None:
    assert judged(BIKE, LOCK, BELL, country="FI").separately_priced == {"bike", "lock"}
    assert judged(BIKE, product("pump", 1_000), country="FI").separately_priced == {"bike", "pump"}
    assert judged(BIKE, BELL, country="NL").separately_priced == frozenset()
    assert judged(BIKE, BELL, country="").separately_priced == {"bike"}


@pytest.mark.rule("FI.bundle")
def test_the_least_amount_is_in_euros_and_frees_no_other_currency() -> None:
    cheap = product("bell", 999, currency="SEK")
    assert judged(BIKE, cheap, country="FI").separately_priced == {"bike", "bell"}


@pytest.mark.rule("BE.joint.fin")
def test_belgium_joins_no_financial_service_with_anything() -> None:
    for country in ("BE", ""):
        found = judged(BIKE, COVER, country=country)
        assert found.rule == "BE.joint.fin"
        assert "cover is a financial service and may not be joined with anything" in found.fault
    assert judged(BIKE, COVER, country="NL").fault == ""
    assert judged(COVER, country="BE").fault == ""
    assert judged(BIKE, LOCK, country="BE").fault == ""


@pytest.mark.rule("EU.ins")
def test_a_good_is_buyable_and_priced_apart_from_its_insurance() -> None:
    tied = judged(BIKE, COVER, country="NL", apart={"cover"})
    assert (tied.rule, "bike cannot be bought apart" in tied.fault) == ("EU.ins", True)
    free = judged(BIKE, COVER, country="NL")
    assert free.fault == ""
    assert free.separately_priced == {"bike", "cover"}


@pytest.mark.rule("BE.loss", "FR.loss")
def test_belgium_and_france_warn_of_a_bundle_below_its_cost() -> None:
    assert judged(BIKE, LOCK, country="BE", net=61_999).warnings == ("the bundle is sold below its cost (WER VI.116)",)
    assert judged(BIKE, LOCK, country="BE", net=62_000).warnings == ()
    assert judged(BIKE, LOCK, country="FR", net=1).warnings == ("the bundle is sold below its cost (C. com. L442-5)",)
    assert judged(BIKE, LOCK, country="NL", net=1).warnings == ()
    assert judged(BIKE, product("gift"), country="BE", net=1).warnings == ()  # a cost that nobody knows


@pytest.mark.parametrize(
    ("name", "category", "group"),
    [
        ("Rain jacket Noord", "Cycling/Clothing", "clothing"),
        ("Regenjas Noord", "Fietsen", "clothing"),
        ("Winterhousut", "Ulkoilu", "clothing"),
        ("Pull en laine", "Mode", "clothing"),
        ("Damenbluse", "Mode", "clothing"),
        ("Running shoes", "Sport", "shoes"),
        ("Wandelschoenen", "Sport", "shoes"),
        ("Talvikengät", "", "shoes"),
        ("Bottines", "", "shoes"),
        ("Winterstiefel", "", "shoes"),
        ("Handtas Lies", "Lederwaren", "leather"),
        ("Portefeuille", "Maroquinerie", "leather"),
        ("Brake shoes", "Bicycle parts", "other"),
        ("Wasdroger", "Huishouden", "other"),
        ("Schuhschrank", "Möbel", "other"),
        ("Sofa, leather", "Furniture", "other"),
        ("Ovenhandschoen", "Keuken", "other"),
        ("City bike", "Bicycles", "other"),
    ],
)
def test_the_words_of_a_product_tell_for_which_sale_it_counts(name: str, category: str, group: str) -> None:
    assert sale_group(product("x", name=name, category=tuple(filter(None, category.split("/"))))) == group


@pytest.mark.rule("EU.chk.ancillary")
@pytest.mark.parametrize(
    ("name", "ends"),
    [
        ("Merelwiel Beurt jaarlijks onderhoud", True),
        ("Yearly service, electric", True),
        ("Vuosihuolto", True),
        ("Installation at home", True),
        ("Garantieverlängerung 3 Jahre", True),
        ("Extension de garantie", True),
        ("Bicycle insurance", True),
        ("Onderhoudsset leder", False),
        ("Care kit", False),
        ("Service à thé", False),
        ("Dinner service, 24 pieces", False),
    ],
)
def test_what_is_sold_along_with_goods_and_ends_with_them(name: str, ends: bool) -> None:
    assert ends_with_goods(product("x", name=name)) is ends


def test_what_the_shop_says_counts_before_the_words() -> None:
    assert sale_group(product("x", name="Rain jacket", sale_group="other")) == "other"
    assert sale_group(product("x", name="Trousers press", sale_group="shoes")) == "shoes"
    assert is_financial(product("x", name="Bicycle insurance", financial=False)) is False
    assert is_financial(product("x", name="Peace of mind", financial=True)) is True


@pytest.mark.parametrize(
    ("name", "financial"),
    [
        ("Bicycle insurance", True),
        ("Fietsverzekering 3 jaar", True),
        ("Pyörävakuutus", True),
        ("Assurance vol", True),
        ("Fahrradversicherung", True),
        ("Osamaksuluotto", True),
        ("Consumentenkrediet", True),
        ("Guarantee, two years more", False),
        ("Sähköpyörä", False),
        ("Card holder", False),
    ],
)
def test_the_words_of_a_product_tell_whether_it_is_a_financial_service(name: str, financial: bool) -> None:
    assert is_financial(product("x", name=name)) is financial


def test_the_groups_are_those_of_the_sale_and_every_other() -> None:
    assert SALE_GROUPS == ("clothing", "shoes", "leather", "other")
