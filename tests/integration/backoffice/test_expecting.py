"""What a training knows of customers and products, on the pages of the back office."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from tests.integration.backoffice.conftest import text
from tests.unit.training.cheese_shop import AT, SHOP, save_orders, save_products
from worthmore.backoffice import expecting
from worthmore.backoffice.expecting import caps, expected_of, season_of
from worthmore.backoffice.segmenting import segments
from worthmore.learn.season import Window
from worthmore.offering.service import Service
from worthmore.training.train import train

pytestmark = pytest.mark.django_db(transaction=True)  # training reads through a connection of its own


@pytest.fixture
def cheese(service: Service, home: Path) -> Service:
    """A hundred and twenty customers: half come monthly for cheese, half came in spring for wine."""
    save_products()
    save_orders(120)
    train(home, AT)
    return service


def part(page: str, name: str) -> str:
    """One card of a page."""
    return page[page.index(f'id="{name}"') :].partition("</section>")[0]


def test_the_journey_tells_who_the_customers_are(cheese: Service, clerk: Client) -> None:
    told = part(text(clerk.get("/office/journey/")), "segments")
    assert "Half of the customers who come back do so within 30 days" in told
    assert re.search(r"regular<br>.*?data-label=\"Customers\">\d+", told, re.S)
    assert "stay where they are (the last 6 months)" in told
    assert "Cheese" in told
    assert ": 50%" in told


def test_before_a_training_there_is_not_enough_data(shop: Service, clerk: Client) -> None:
    assert "Not enough data yet." in part(text(clerk.get("/office/journey/")), "segments")
    assert "Not enough data yet." in part(text(clerk.get("/office/customers/ann/")), "expected")


def test_a_customer_shows_when_the_next_order_may_come_and_what_it_is_worth(cheese: Service, clerk: Client) -> None:
    told = part(text(clerk.get("/office/customers/c0/")), "expected")
    for what in ("Still a customer", "Next order by", "Spends in a year", "in eight of ten cases between"):
        assert what in told


def test_who_keeps_coming_is_expected_to(cheese: Service) -> None:
    comes, came = (expected_of(SHOP, customer, date(2026, 3, 2)) for customer in ("c0", "c1"))
    assert comes is not None
    assert came is not None
    assert float(comes.alive.rstrip("%")) > 90 > float(came.alive.rstrip("%"))


def test_a_customer_of_whom_nothing_was_bought_is_not_guessed_at(cheese: Service) -> None:
    assert expected_of(SHOP, "nobody", date(2026, 3, 2)) is None


def test_the_cap_customers_propose_stands_beside_the_shops_own(cheese: Service, clerk: Client) -> None:
    told = part(text(clerk.get(reverse("backoffice:levers"))), "caps")
    assert "Cheese" in told
    assert re.search(r'data-label="They propose \(95 %\)">20% \(', told)
    assert 'data-label="Your cap">25%' in told
    assert [one.about for one in caps(SHOP)] == ["The whole shop", "Cheese"]


def test_a_product_tells_its_cap_only_where_enough_chose(cheese: Service, clerk: Client) -> None:
    assert "chose a dearer one than usual" in text(clerk.get("/office/products/mild/"))
    assert "chose a dearer one than usual" not in text(clerk.get("/office/products/hat/"))


def test_no_season_is_told_where_none_stands_out_or_only_one_year_was_watched(cheese: Service) -> None:
    assert season_of(SHOP, "mild") == season_of(SHOP, "hat") == season_of(SHOP, "unknown") == ""


def test_a_season_seen_in_two_years_is_told_by_its_days(cheese: Service, monkeypatch: pytest.MonkeyPatch) -> None:
    window = Window(10, 20, 2.34, 1.9, 2.8, 0.4, 200, 2, 2)
    monkeypatch.setattr(expecting, "best_weeks", lambda *_: window)
    assert season_of(SHOP, "hat").startswith("Sells best from about Mar 5 to May 20: 2.3 times as well")
    assert season_of(SHOP, "hat").endswith("Seen in 2 of 2 years.")


@pytest.mark.parametrize(("language", "word"), [("nl", "vast"), ("fi", "vakituinen")])
def test_segments_have_names_in_the_readers_language(language: str, word: str) -> None:
    one = {"standing": "regular", "customers": 40, "month_before": None, "spent_share": 0.5}
    found = {"customers": 40, "standings": [one], "usual_days": 30, "late_days": 60, "staying": [None, 0.8]}
    with override(language):
        shown = segments({"segments": found, "returning": 40, "preferences": [{"labels": [], "share": 1.0}]})
    assert shown is not None
    assert shown.standings[0].name == word
    assert shown.staying
    assert segments({}) is None


def test_a_rhythm_of_few_is_not_told() -> None:
    found = {"customers": 4, "standings": [], "usual_days": 90, "late_days": 180, "staying": [None]}
    shown = segments({"segments": found, "returning": 2})
    assert shown is not None
    assert (shown.rhythm, shown.staying, shown.groups) == ("", "", [])
