"""A price that fell, the guarantee before paying, and withdrawing in two steps, in a real browser."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import LiveApplication, Visit
from tests.journeys.storefront.inspection import faults
from tests.journeys.storefront.test_buying_with_offers import awaited
from tests.journeys.storefront.test_for_everyone import fill_cart
from worthmore.law.button_words import CONFIRM_WITHDRAWAL, ORDER, WITHDRAW


def ordered(page: Page, language: str) -> str:
    """The number of an order placed just now."""
    fill_cart(page)
    page.goto("/shop/checkout/")
    page.get_by_role("button", name=ORDER[language]).click()
    return page.locator("#main strong").inner_text()


def test_what_was_bought_goes_back_in_two_steps(page: Page, live: LiveApplication) -> None:
    number = ordered(page, "en")
    page.get_by_role("contentinfo").get_by_role("link", name=WITHDRAW["en"]).click()
    expect(page.locator("worthmore-offers")).to_have_count(0)
    page.get_by_label("Your name").fill("Lotte Maes")
    page.get_by_role("button", name=CONFIRM_WITHDRAWAL["en"]).click()
    expect(page.locator("#main")).to_contain_text(number)
    expect(page.locator("#main")).to_contain_text(re.compile(r"Received: \d{4}-\d\d-\d\d \d\d:\d\d:\d\d"))
    with page.expect_download() as kept:
        page.locator("#main a[download]").click()
    assert kept.value.suggested_filename == f"withdrawal-{number}-W1.txt"
    returned = awaited(
        page,
        live,
        "SELECT SUM(line.quantity) FROM shop_orderline line JOIN shop_order o ON o.id = line.order_id "
        "WHERE o.external_id = ? HAVING COUNT(*) > 0",
        f"{number}-W1",
    )
    assert returned == [(-1,)]


@pytest.mark.parametrize("language", ["nl", "en", "fi"])
def test_its_pages_and_the_checkout_pass_what_can_be_measured(visit: Visit, language: str) -> None:
    page = visit(width=320, language=language)
    fill_cart(page)
    page.goto("/shop/checkout/")
    expect(page.locator(f"a[href*='/legal-content/{language.upper()}/']")).to_be_visible()
    page.get_by_role("button", name=ORDER[language]).click()
    page.locator("#main").get_by_role("link", name=WITHDRAW[language]).click()
    assert faults(page) == []
    page.locator("#id_name").fill("Lotte Maes")
    page.get_by_role("button", name=CONFIRM_WITHDRAWAL[language]).click()
    expect(page).to_have_url(re.compile("/shop/withdraw/acknowledged/"))
    assert faults(page) == []
    page.goto("/shop/withdraw/?another=yes")
    assert faults(page) == []


def test_a_price_that_fell_tells_from_what_and_the_lowest_of_thirty_days(page: Page) -> None:
    page.goto("/shop/")
    for slug in page.locator("nav a[href*='/shop/category/']").evaluate_all("links => links.map(one => one.href)"):
        page.goto(slug)
        if page.locator(".former").count():
            break
    told = page.locator(".former").first
    expect(told).to_be_visible()
    expect(told).to_contain_text(re.compile(r"% below .*lowest price in the 30 days before"))
