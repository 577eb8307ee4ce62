"""The shop by keyboard alone, on a small screen, and by measure."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import Visit
from tests.journeys.storefront.inspection import faults, shifted, watch_shifts
from tests.journeys.storefront.test_buying_with_offers import BIKE, offers

COMPARED = ("merelwiel-lento-e3", "merelwiel-lento-e5", "merelwiel-valk-e3", "tuulikko-virta-400")
PAGES = (
    "/shop/",
    "/shop/category/bicycles/",
    BIKE,
    "/shop/compare/?" + "&".join(f"product={product}" for product in COMPARED),
    "/shop/cart/",
    "/shop/checkout/",
)

FOCUSED = (
    "(function inner(e) { return e.shadowRoot?.activeElement ? inner(e.shadowRoot.activeElement) : e })"
    "(document.activeElement)"
)
"""What has the focus, also inside a component."""
LOOKS = (
    "e => ['color', 'backgroundColor', 'borderColor', 'fontSize', 'fontWeight']"
    ".map((name) => getComputedStyle(e)[name])"
)


def fill_cart(page: Page) -> None:
    page.goto(BIKE)
    page.locator(".buy button").click()


@pytest.mark.parametrize(("width", "language"), [(320, "nl"), (320, "fi"), (768, "en")])
def test_every_page_passes_what_can_be_measured(visit: Visit, width: int, language: str) -> None:
    page = visit(width=width, language=language)
    fill_cart(page)
    for address in PAGES:
        page.goto(address)
        offers(page)
        for reason in page.locator(".offer summary").all():
            reason.click()
        assert faults(page) == [], address
    page.locator(".checkout .main-button").click()
    offers(page)
    assert faults(page) == [], page.url


def test_what_goes_wrong_is_readable_too(visit: Visit) -> None:
    page = visit(width=320, quiet=True)
    page.goto("/shop/product/nonsense/")
    assert faults(page) == []
    page.goto("/shop/compare/?product=merelwiel-lento-e3")
    expect(page.get_by_role("alert")).to_contain_text("at least two")
    assert faults(page) == []
    fill_cart(page)
    page.goto("/shop/checkout/")
    page.get_by_label("Your e-mail address").fill("nonsense")
    page.get_by_role("button", name="Order with obligation to pay").click()
    field = page.get_by_label("Your e-mail address")
    expect(field).to_have_attribute("aria-invalid", "true")
    described = field.get_attribute("aria-describedby")
    expect(page.locator(f"#{described}")).to_contain_text("valid email")
    assert faults(page) == []


def test_no_thanks_is_as_large_and_as_plain_as_yes(visit: Visit) -> None:
    for width in (320, 1280):
        page = visit(width=width)
        page.goto(BIKE)
        assert offers(page)
        for card in page.locator(".offer").all():
            yes, no = card.locator(".answers button").all()
            sizes = [(box["width"], box["height"]) for button in (yes, no) if (box := button.bounding_box())]
            assert abs(sizes[0][0] - sizes[1][0]) < 1
            assert abs(sizes[0][1] - sizes[1][1]) < 1
            assert yes.evaluate(LOOKS) == no.evaluate(LOOKS)
        assert page.locator("worthmore-offers input:checked").count() == 0


def test_offers_move_nothing_that_was_there(visit: Visit) -> None:
    for width in (320, 1280):
        page = visit(width=width)
        watch_shifts(page)
        fill_cart(page)
        for address in PAGES:
            page.goto(address)
            offers(page)
            page.wait_for_timeout(300)
            assert shifted(page) < 0.05, (width, address)


def test_the_keyboard_alone_buys_and_refuses(page: Page) -> None:
    page.goto(BIKE)
    assert len(offers(page)) >= 2
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the content")).to_be_focused()
    page.keyboard.press("Enter")
    tab_to(page, "No thanks")
    page.keyboard.press("Enter")
    # The card is gone; the focus goes on with the next offer, not back to the top of the page.
    assert page.evaluate(f"{FOCUSED}.closest('.offer') !== null")
    tab_to(page, "Why this?")
    page.keyboard.press("Enter")
    assert page.evaluate(f"{FOCUSED}.parentElement.open")
    tab_to(page, "Add to cart")
    page.keyboard.press("Enter")
    page.wait_for_url("**/cart/")
    tab_to(page, "To the checkout")
    page.keyboard.press("Enter")
    page.wait_for_url("**/checkout/")
    tab_to(page, "Order with obligation to pay")
    page.keyboard.press("Enter")
    page.wait_for_url("**/thanks/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Thank you!")


def test_the_last_refusal_keeps_the_focus_in_its_place(page: Page) -> None:
    page.goto(BIKE)
    assert offers(page)
    for button in page.get_by_role("button", name="No thanks").all()[::-1]:
        button.focus()
        page.keyboard.press("Enter")
    expect(page.locator("worthmore-offers [role=status]")).to_be_focused()
    expect(page.get_by_role("heading", name="Worth a look")).to_be_hidden()


def test_the_focus_can_be_seen(page: Page) -> None:
    page.goto(BIKE)
    assert offers(page)
    for _ in range(60):
        page.keyboard.press("Tab")
        seen = page.evaluate(
            f"(() => {{ const e = {FOCUSED}; if (e === document.body) return true;"
            " const s = getComputedStyle(e); return s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 2 })()"
        )
        assert seen, page.evaluate(f"{FOCUSED}.outerHTML.slice(0, 120)")


@pytest.mark.parametrize(
    ("language", "button", "refuse", "thanks"),
    [
        ("nl", "In winkelmandje", "Nee, bedankt", "Bedankt!"),
        ("fi", "Lisää ostoskoriin", "Ei kiitos", "Kiitos!"),
    ],
)
def test_the_shop_speaks_the_visitors_language_throughout(
    visit: Visit, language: str, button: str, refuse: str, thanks: str
) -> None:
    page = visit(width=400, language=language)
    page.goto(BIKE)
    assert offers(page)
    expect(page.locator("html")).to_have_attribute("lang", language)
    expect(page.get_by_role("button", name=refuse).first).to_be_visible()
    page.locator(".buy").get_by_role("button", name=button).click()
    page.locator(".sum .main-button").click()
    page.locator(".checkout .main-button").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(thanks)


def test_the_language_can_be_chosen(page: Page) -> None:
    page.goto("/shop/")
    page.get_by_role("button", name="Suomi").click()
    expect(page.get_by_role("heading", level=2).first).to_have_text("Polkupyörät")


def tab_to(page: Page, text: str) -> None:
    """Press Tab until the focus is on what reads so."""
    for _ in range(120):
        page.keyboard.press("Tab")
        if page.evaluate(f"{FOCUSED}.innerText ?? ''").startswith(text):
            return
    pytest.fail(f"no amount of Tab reaches {text!r}")
