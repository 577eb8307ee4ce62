"""Every page in five languages, on a phone and on a desk, in the light and in the dark, by what can be measured."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import Visit
from tests.journeys.customer_pages.conftest import Customer, Links
from tests.journeys.customer_pages.inspection import faults, focus_faults

LANGUAGES = ("nl", "en", "fi", "fr", "de")
HEADINGS = {
    "nl": "Jouw keuzes",
    "en": "Your choices",
    "fi": "Omat valintasi",
    "fr": "Vos choix",
    "de": "Ihre Einstellungen",
}


def addresses(links: Links) -> list[str]:
    """Every page that can be opened."""
    parts = ("", "offers/", "correct/", "erase/")
    return [*(links.page + part for part in parts), links.unsubscribe, links.confirm, "/how-we-choose/", "/my/x/"]


@pytest.mark.parametrize(
    ("language", "width"), [*((one, width) for one in LANGUAGES for width in (390, 1280)), ("fi", 320), ("de", 320)]
)
def test_every_page_passes_what_can_be_measured(visit: Visit, customer: Customer, language: str, width: int) -> None:
    links = customer(language)
    page = visit(width=width, language=language, quiet=True)
    for address in addresses(links):
        page.goto(address)
        for summary in page.locator("summary").all():
            summary.click()
        expect(page.locator("html")).to_have_attribute("lang", language)
        assert faults(page) == [], address
    page.goto(links.page)
    page.locator("#suggestions button[value=off]").click()
    expect(page.locator("#done")).to_be_visible()
    assert faults(page) == []
    page.goto(f"{links.page}correct/")
    page.locator("#email").fill("nonsense")
    page.locator("main button").click()
    expect(page.get_by_role("alert")).to_be_focused()
    expect(page.locator("#email")).to_have_attribute("aria-invalid", "true")
    assert faults(page) == []
    page.goto(links.unsubscribe)
    page.locator("main button").click()
    expect(page.locator("main button")).to_have_count(0)
    assert faults(page) == []


def test_every_page_can_be_read_in_the_dark(visit: Visit, customer: Customer) -> None:
    links = customer()
    page = visit(width=390, quiet=True)
    page.emulate_media(color_scheme="dark")
    page.goto(links.page)
    page.locator("#pause button[value='30']").click()
    assert faults(page) == []
    for address in addresses(links):
        page.goto(address)
        assert faults(page) == [], address


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_opens_in_the_customers_language_and_keeps_the_one_chosen(
    visit: Visit, customer: Customer, language: str
) -> None:
    page = visit(width=390, language="sv")
    page.goto(customer(language).page)
    expect(page.get_by_role("heading", level=1)).to_have_text(HEADINGS[language])
    page.locator(".languages").get_by_text("Suomi").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(HEADINGS["fi"])
    page.locator("#pause button[value='30']").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(HEADINGS["fi"])
    page.locator("#offers .button").click()
    expect(page.locator("html")).to_have_attribute("lang", "fi")


def test_the_focus_can_be_seen_and_goes_in_the_order_of_the_page(visit: Visit, customer: Customer) -> None:
    links = customer()
    page = visit(width=390)
    for address in addresses(links)[:-1]:
        page.goto(address)
        assert focus_faults(page) == [], address


def size(page: Page, selector: str) -> list[tuple[float, float]]:
    return [(box["width"], box["height"]) for one in page.locator(selector).all() if (box := one.bounding_box())]


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("language", LANGUAGES)
def test_yes_and_no_are_of_one_size(visit: Visit, customer: Customer, language: str, width: int) -> None:
    links = customer(language)
    page = visit(width=width, language=language)
    page.goto(links.page)
    page.locator("summary").click()
    groups = ["#suggestions .pair button", *(f"#channels .rows > li:nth-child({n}) .pair button" for n in range(1, 5))]
    for group in groups:
        sizes = size(page, group)
        assert len(sizes) >= 2
        assert max(abs(one[0] - sizes[0][0]) + abs(one[1] - sizes[0][1]) for one in sizes) < 1, group
    page.goto(f"{links.page}erase/")
    first, second = size(page, ".pair button")
    assert first == second
    looks = [
        one.evaluate("e => ['color', 'backgroundColor', 'borderColor', 'fontWeight'].map(n => getComputedStyle(e)[n])")
        for one in page.locator(".pair button").all()
    ]
    assert looks[0] == looks[1]


def test_text_can_be_twice_as_large_without_losing_anything(visit: Visit, customer: Customer) -> None:
    page = visit(width=640)
    page.goto(customer("de").page)
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    over = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert over <= 0
