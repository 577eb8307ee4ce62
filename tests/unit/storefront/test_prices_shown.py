"""A page tells a former price only where and while the law of the visitor's country lets it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.test import Client

from tests.unit.storefront.conftest import row, save
from worthmore.shop import operations
from worthmore.storefront import shelf, visit
from worthmore.storefront.shelf import holder

from . import conftest

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
DECEMBER = datetime(2026, 12, 10, 12, tzinfo=UTC)
PAGES = ("/shop/product/coat/", "/shop/category/clothing/", "/shop/compare/?product=coat&product=bike")
TOLD = "20 % below €100, its lowest price in the 30 days before"


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """Sets what time it is in the shop."""

    def set_to(at: datetime) -> None:
        for module in (visit, shelf):
            monkeypatch.setattr(module, "now", lambda: at)
        holder.forget()

    return set_to  # type: ignore[return-value]


@pytest.fixture
def reduced(visitor: Client, monkeypatch: pytest.MonkeyPatch, clock: Any) -> Client:
    """A coat that cost 100 for a hundred days and costs 80 since 20 November."""
    for at, price in ((NOW - timedelta(days=100), 10_000), (NOW - timedelta(days=1), 8_000)):
        monkeypatch.setattr(conftest, "AT", at)
        save([row("coat", "Rain coat", price, "Clothing")])
    clock(NOW)
    return visitor


def text(client: Client, address: str) -> str:
    return str(client.get(address).content.decode())


@pytest.mark.rule("BE.prc.30")
@pytest.mark.parametrize("address", PAGES)
def test_a_fallen_price_is_told_with_the_lowest_of_thirty_days(reduced: Client, address: str) -> None:
    assert TOLD in text(reduced, address)
    assert text(reduced, address).count("below €") == 1


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("nl", "20 % onder € 100, de laagste prijs in de 30 dagen ervoor"),
        ("fi", "20 % alle hinnan 100 €, joka oli alin alennusta edeltäneiden 30 päivän aikana"),
    ],
)
def test_it_is_told_in_the_visitors_language(reduced: Client, language: str, words: str) -> None:
    reduced.cookies.load({"django_language": language})
    assert words in text(reduced, PAGES[0]).replace("\xa0", " ")


@pytest.mark.rule("BE.sper.winter")
@pytest.mark.parametrize("address", PAGES)
def test_in_the_belgian_closed_month_only_the_price_is_told(reduced: Client, clock: Any, address: str) -> None:
    clock(DECEMBER)
    assert "€80" in text(reduced, address)
    assert "below €" not in text(reduced, address)
    reduced.post("/shop/visitor/", {"customer": "anna"})  # Antwerp
    assert "below €" not in text(reduced, address)
    reduced.post("/shop/visitor/", {"customer": "mieke"})  # Eindhoven
    assert TOLD in text(reduced, address)


def test_a_shop_of_another_country_has_no_closed_month(reduced: Client, clock: Any) -> None:
    operations.set_policy("country", "FI", NOW)
    clock(DECEMBER)
    assert TOLD in text(reduced, PAGES[0])


@pytest.mark.rule("BE.prc.30")
def test_a_price_raised_to_be_lowered_is_just_a_price(reduced: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    for days, price in ((0.5, 9_900), (0.1, 8_000)):
        monkeypatch.setattr(conftest, "AT", NOW - timedelta(days=days))
        save([row("coat", "Rain coat", price, "Clothing")])
    holder.forget()
    assert "below €" not in text(reduced, PAGES[0])


def test_nothing_is_told_of_what_did_not_fall(reduced: Client) -> None:
    assert "below €" not in text(reduced, "/shop/product/bike/")


@pytest.mark.rule("EU.perso.price")
def test_everybody_is_asked_the_same_price(reduced: Client) -> None:
    """Only what may be said of it differs by country."""
    prices = set()
    for customer in ("", "anna", "bram", "sanna", "mieke"):
        reduced.post("/shop/visitor/", {"customer": customer})
        prices.add(text(reduced, PAGES[0]).split('<p class="price big">')[1].split("</p>")[0])
    assert prices == {"€80"}
