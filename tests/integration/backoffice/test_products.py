from __future__ import annotations

import re
from html import unescape

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from tests.integration.backoffice.conftest import AT, ODD_IDS, save_order, save_products, text
from worthmore.offering.service import Service
from worthmore.training.train import train

HTMX = {"HX-Request": "true"}


def links(page: str, start: str) -> set[str]:
    return {unescape(address) for address in re.findall(r'href="([^"]+)"', page) if unescape(address).startswith(start)}


def test_a_product_is_found_by_a_part_of_its_name_number_or_brand(shop: Service, clerk: Client) -> None:
    for typed in ("city", "BIKE", "merel bike", " ity bik "):
        page = text(clerk.get("/office/products/", {"q": typed}))
        assert 'href="/office/products/bike/"' in page, typed
    page = text(clerk.get("/office/products/", {"q": "lock"}))
    assert links(page, "/office/products/") == {"/office/products/", "/office/products/lock/"}
    assert "1 product found" in page


def test_a_product_is_found_and_shown_by_its_name_in_another_language(shop: Service, clerk: Client) -> None:
    assert "City bike" in text(clerk.get("/office/products/", {"q": "stadsfiets"}))
    clerk.cookies["django_language"] = "nl"
    page = text(clerk.get("/office/products/", {"q": "bike"}))
    assert "Stadsfiets" in page
    assert ">City bike<" not in page


def test_htmx_gets_the_list_and_the_count_only(shop: Service, clerk: Client) -> None:
    page = text(clerk.get("/office/products/", {"q": "bike"}, headers=HTMX))
    assert "<html" not in page
    assert 'hx-swap-oob="innerHTML">3 products found' in page


def test_a_step_back_in_the_browser_gets_the_whole_page(shop: Service, clerk: Client) -> None:
    page = text(clerk.get("/office/products/", headers=HTMX | {"HX-History-Restore-Request": "true"}))
    assert "<html" in page


def test_nothing_found_says_what_to_try(shop: Service, clerk: Client) -> None:
    assert "Nothing found. Try a part" in text(clerk.get("/office/products/", {"q": "zebra"}))


def test_a_long_list_says_that_there_is_more(shop: Service, clerk: Client) -> None:
    save_products([{"external_id": f"p{number}", "name": "Many", "price": 100} for number in range(60)])
    page = text(clerk.get("/office/products/", {"q": "many"}))
    assert "The first 50 products; type more to see fewer." in page
    assert page.count("/office/products/p") == 50


def test_a_product_shows_its_facts_ladder_and_complements(shop: Service, clerk: Client) -> None:
    page = text(clerk.get("/office/products/bike/"))
    for fact in ("€1,000", "€550", "Bicycles › City bikes", "Merelwiel", "25.9 kg", "low step", "Better versions"):
        assert fact in page, fact
    ladder = page[page.index('id="ladder"') : page.index('id="goes"')]
    assert "battery: 250 Wh → 500 Wh" in ladder
    assert "19%" in ladder
    assert re.search(r"140%\s*<span class=\"tag\">above the cap", ladder)
    goes = page[page.index('id="goes"') : page.index('id="also"')]
    assert "Chain lock" in goes
    assert "set by hand" in goes
    assert "Not enough data yet." in page[page.index('id="also"') :]


@pytest.mark.django_db(transaction=True)  # training reads through a connection of its own
def test_what_is_taken_in_its_place_is_told_with_its_counts(shop: Service, clerk: Client) -> None:
    """Twenty-five customers buy now the one coffee, now the other."""
    coffee = {"category": "Coffee", "price": 500}
    save_products([{"external_id": f"coffee{one}", "name": f"Coffee {one}", **coffee} for one in range(3)])
    for customer in range(25):
        for turn in range(4):
            save_order(f"c{customer}-{turn}", f"taster{customer}", f"coffee{turn % 2}")
    train(settings.WORTHMORE_HOME, AT)
    page = text(clerk.get("/office/products/coffee0/"))
    instead = page[page.index('id="instead"') : page.index('id="also"')]
    assert "Coffee 1" in instead
    assert re.search(r'data-label="Customers">25</td><td class="number" data-label="Orders">0</td>', instead)
    assert "taken in its place by the same customers" in instead
    assert "Coffee 1" not in page[page.index('id="goes"') : page.index('id="instead"')]
    assert "bought by enough of its customers in turn" in text(clerk.get("/office/products/coffee2/"))


def test_a_product_shows_how_it_sold(shop: Service, clerk: Client) -> None:
    page = text(clerk.get("/office/products/bike/"))
    assert re.search(r"<dt>Sold</dt><dd>1</dd>", page)
    assert "Last sold on 25 Apr 2026 12:00." in page


def test_what_is_worse_is_said_in_words_not_in_colour_only(shop: Service, clerk: Client) -> None:
    page = text(clerk.get("/office/products/bike/"))
    assert "(worse)" not in page
    save_products([{"external_id": "racer", "name": "R", "price": 240_000, "attributes": '{"battery": 100}'}])
    assert "battery: 250 Wh → 100 Wh (worse)" in text(clerk.get("/office/products/bike/"))


def test_a_product_known_from_orders_only_says_so(shop: Service, clerk: Client) -> None:
    save_order("1002", "ann", "mystery")
    assert "Known from orders only" in text(clerk.get("/office/products/mystery/"))
    assert "Known from orders only" not in text(clerk.get("/office/products/bike/"))


@pytest.mark.parametrize("product_id", ODD_IDS)
def test_whatever_is_in_a_number_its_link_leads_to_the_product(shop: Service, clerk: Client, product_id: str) -> None:
    address = reverse("backoffice:product", args=[product_id])
    assert address in links(text(clerk.get("/office/products/lock/")), "/office/products/")
    page = clerk.get(address)
    assert page.status_code == 200
    assert f"<h1>Odd {ODD_IDS.index(product_id)}</h1>" in text(page)
    to_try = links(text(page), "/office/try/?product")
    assert len(to_try) == 1
    tried = clerk.get(to_try.pop())
    assert tried.context["saw"].chosen.id == product_id


@pytest.mark.parametrize(
    "product_id", ["nobody", "bike/", "Bike", "x" * 5000, "%00", "%ff", "%f0%9f%9a%b2", "a%0ab", "."]
)
def test_an_unknown_product_gets_a_page_that_says_so(shop: Service, clerk: Client, product_id: str) -> None:
    response = clerk.get(f"/office/products/{product_id}/")
    assert response.status_code == 404
    assert "Unknown product" in text(response)
    assert "in demo" in text(response)


def test_a_name_from_right_to_left_with_signs_and_marks_turns_nothing(shop: Service, clerk: Client) -> None:
    save_products([{"external_id": "rtl", "name": "خوذة 🚲 <b>", "price": 5_000, "cost": 1_000}])
    page = text(clerk.get("/office/products/rtl/"))
    assert "<h1>\u2068خوذة 🚲 &lt;b&gt;\u2069</h1>" in page
    assert "is not offered" not in page


def test_what_keeps_a_product_from_being_offered_is_said_where_it_stands(shop: Service, clerk: Client) -> None:
    save_products([{"external_id": "odd", "name": "Odd", "price": 5_000, "cost": 6_000, "currency": "SEK"}])
    page = text(clerk.get("/office/products/odd/"))
    assert "Sold at a loss: the price without VAT does not exceed the cost." in page
    assert "Priced in SEK, and your shop in EUR" in page
