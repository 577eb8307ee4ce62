"""A shopkeeper's round through the back office, by mouse and by keyboard alone."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.journeys.conftest import LiveApplication, Visit
from tests.journeys.storefront.inspection import faults

BIKE = "merelwiel-lento-e3"
PAGES = (
    "/office/",
    "/office/products/?q=bike",
    f"/office/products/{BIKE}/",
    "/office/customers/?q=an",
    "/office/customers/anna/",
    "/office/try/",
    f"/office/try/?placement=cart&cart={BIKE}&customer=anna",
    "/office/rules/?country=FI",
    "/office/rules/what-if/?asked=1&country=NL&channel=call_live",
    "/office/rules/privacy/",
    "/office/settings/",
    "/office/people/",
    "/office/people/1/",
    "/office/audit/",
    "/office/account/",
    "/office/account/two-factor/",
    "/office/stop/",
)
TODAY = re.compile(r":\d+/office/$")
OUTLINED = (
    "(() => { const e = document.activeElement; if (e === document.body) return true; "
    "const s = getComputedStyle(e); return s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 2 })()"
)
Office = Callable[..., Page]


@pytest.fixture
def office(visit: Visit, live: LiveApplication) -> Office:
    """Makes pages of somebody who has just logged in."""

    def make(**kind: object) -> Page:
        page = visit(**kind)
        name, password = live.login
        page.goto("/office/")
        page.locator("#id_username").fill(name)
        page.locator("#id_password").fill(password)
        page.locator("main button").click()
        page.wait_for_url(TODAY)
        return page

    return make


def heading(page: Page) -> str:
    return page.get_by_role("heading", level=1).inner_text()


def tab_to(page: Page, text: str) -> None:
    """Press Tab until the focus is on what reads so or is labelled so."""
    for _ in range(150):
        page.keyboard.press("Tab")
        read = "(e => e.labels?.length ? e.labels[0].innerText : e.innerText ?? '')(document.activeElement)"
        if page.evaluate(read).strip() == text:
            return
    pytest.fail(f"no amount of Tab reaches {text!r}")


def test_from_the_login_to_a_decision_in_another_language(office: Office) -> None:
    page = office()
    expect(page.get_by_role("heading", name="Best opportunities")).to_be_visible()

    page.get_by_role("link", name="Products").click()
    page.get_by_label("Number, name or brand").press_sequentially("lento e3")
    expect(page.get_by_role("status")).to_have_text("1 product found")
    expect(page).to_have_url(re.compile(r"\?q=lento(%20|\+)e3$"))
    page.get_by_role("link", name="Merelwiel Lento E3").click()
    ladder = page.get_by_role("region", name="Better versions")
    expect(ladder.get_by_role("link", name="Merelwiel Lento E5 city e-bike")).to_be_visible()
    expect(ladder).to_contain_text("battery: 250 Wh → 500 Wh")
    expect(page.get_by_role("region", name="Goes with it").get_by_role("row")).not_to_have_count(0)

    page.get_by_role("link", name="Customers", exact=True).click()
    page.get_by_label("Number, name or e-mail address").press_sequentially("anna@")
    page.get_by_role("link", name="Anna Peeters").click()
    expect(page.get_by_role("region", name="What would be offered now")).to_contain_text("thank-you page")
    page.get_by_role("link", name="Try a decision for this customer").click()

    expect(page.get_by_label("Customer")).to_have_value("anna")
    page.get_by_label("Add to the cart").press_sequentially("lento e3")
    expect(page.locator("#add-list option")).to_have_count(1)
    page.get_by_label("Add to the cart").fill(BIKE)
    page.get_by_role("button", name="Decide").click()
    expect(page.get_by_label("Cart", exact=True)).to_have_value(BIKE)
    expect(page.get_by_label("Add to the cart")).to_have_value("")
    decision = page.get_by_role("region", name="The decision")
    expect(decision.locator(".offers li")).not_to_have_count(0)
    expect(decision).to_contain_text("already owned")
    expect(page.get_by_role("status")).to_contain_text("candidates refused")

    page.get_by_label("Language").select_option("nl")
    page.get_by_role("button", name="Change").click()
    assert heading(page) == "Proberen"
    expect(page.get_by_role("region", name="De beslissing")).to_contain_text("heeft de klant al")
    expect(page.get_by_label("Winkelmandje")).to_have_value(BIKE)


def test_the_keyboard_alone_finds_a_product_and_tries_it(visit: Visit, live: LiveApplication) -> None:
    page = visit()
    name, password = live.login
    page.goto("/office/")
    expect(page.get_by_label("Name", exact=True)).to_be_focused()
    page.keyboard.type(name)
    page.keyboard.press("Tab")
    page.keyboard.type(password)
    page.keyboard.press("Enter")
    page.wait_for_url(TODAY)
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the content")).to_be_focused()
    tab_to(page, "Products")
    page.keyboard.press("Enter")
    page.wait_for_url("**/products/")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")  # over the menu, to the content
    tab_to(page, "Number, name or brand")
    page.keyboard.type("lento e3")
    expect(page.get_by_role("status")).to_have_text("1 product found")
    expect(page.get_by_label("Number, name or brand")).to_be_focused()
    tab_to(page, "Merelwiel Lento E3 city e-bike")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/products/{BIKE}/")
    tab_to(page, "Try a decision with this product")
    page.keyboard.press("Enter")
    page.wait_for_url("**/try/**")
    tab_to(page, "Add to the cart")
    page.keyboard.type(BIKE)
    page.keyboard.press("Enter")
    expect(page.get_by_label("Cart", exact=True)).to_have_value(BIKE)
    expect(page.get_by_label("Add to the cart")).to_be_focused()
    tab_to(page, "Log out")
    page.keyboard.press("Enter")
    page.wait_for_url("**/login/")
    page.go_back()
    page.wait_for_url("**/login/**")


def test_the_focus_can_be_seen_everywhere(office: Office) -> None:
    page = office()
    for address in PAGES:
        page.goto(address)
        for _ in range(25):
            page.keyboard.press("Tab")
            assert page.evaluate(OUTLINED), (address, page.evaluate("document.activeElement.outerHTML.slice(0, 120)"))


@pytest.mark.parametrize(("width", "language", "dark"), [(320, "nl", False), (320, "fi", True), (1200, "en", True)])
def test_every_page_passes_what_can_be_measured(office: Office, width: int, language: str, dark: bool) -> None:
    page = office(width=width, language=language)
    page.emulate_media(color_scheme="dark" if dark else "light")
    for address in PAGES:
        page.goto(address)
        expect(page.locator("html")).to_have_attribute("lang", language)
        page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true })")
        assert faults(page) == [], address


def test_what_goes_wrong_is_readable_too(visit: Visit, office: Office) -> None:
    page = visit(width=320)
    page.goto("/office/login/")
    assert faults(page) == ["no nav"], "there is nowhere to go yet"
    page.get_by_label("Name").fill("nobody")
    page.get_by_label("Password").fill("wrong")
    page.get_by_role("button", name="Log in").click()
    expect(page.get_by_role("alert")).to_contain_text("do not belong together")
    assert faults(page) == ["no nav"]
    page = office(width=320, quiet=True)
    for address in ("/office/products/nonsense/", "/office/customers/nobody/", "/office/products/?q=zzz"):
        page.goto(address)
        assert faults(page) == [], address
    page.goto("/office/try/?cart=bike:many")
    expect(page.get_by_role("alert")).to_contain_text("bike:many")
    assert faults(page) == []


def test_it_all_works_without_script(office: Office) -> None:
    page = office(script=False)
    page.goto("/office/products/")
    page.get_by_label("Number, name or brand").fill("lento e3")
    page.get_by_role("button", name="Search").click()
    expect(page.get_by_role("link", name="Merelwiel Lento E3")).to_be_visible()
    page.goto(f"/office/try/?cart={BIKE}")
    page.get_by_label("Add to the cart").fill("merelwiel-lento-e5")
    page.get_by_role("button", name="Decide").click()
    expect(page.get_by_label("Cart", exact=True)).to_have_value(f"{BIKE}, merelwiel-lento-e5")


def test_a_search_after_the_session_ended_leads_to_the_login(office: Office) -> None:
    page = office()
    page.goto("/office/products/")
    context: BrowserContext = page.context
    context.clear_cookies(name="sessionid")
    page.get_by_label("Number, name or brand").press_sequentially("lento")
    page.wait_for_url("**/office/login/?next=/office/products/**")
    expect(page.get_by_role("heading", level=1)).to_have_text("Log in")
