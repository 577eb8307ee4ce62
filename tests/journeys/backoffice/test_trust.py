"""Logging in with a second factor, a customer's permission page, *What if …* and the button that stops everything."""

from __future__ import annotations

import re
import time
from base64 import b32decode
from collections.abc import Callable, Iterator

import pytest
from django_otp.oath import TOTP
from playwright.sync_api import Page, expect

from tests.journeys.conftest import LiveApplication, Visit
from tests.journeys.storefront.inspection import faults

Office = Callable[..., Page]
PASSWORD = "four unrelated words"
TODAY = re.compile(r":\d+/office/$")


def log_in(page: Page, name: str, password: str) -> None:
    page.goto("/office/login/")
    page.locator("#id_username").fill(name)
    page.locator("#id_password").fill(password)
    page.locator("main button").click()


@pytest.fixture
def office(visit: Visit, live: LiveApplication) -> Office:
    """Makes pages of the owner, logged in."""

    def make(**kind: object) -> Page:
        page = visit(**kind)
        log_in(page, *live.login)
        page.wait_for_url(TODAY)
        return page

    return make


def code_of(secret: str, later: int = 0) -> str:
    """What an authenticator shows now, or so many half minutes later."""
    totp = TOTP(b32decode(secret), 30, 0, 6)
    totp.time = time.clock_gettime(time.CLOCK_REALTIME) + 30 * later
    return f"{totp.token():06}"


def colleague(office: Office, visit: Visit, name: str, role: str) -> Page:
    """Somebody the owner added, who chose a password through the link and came in."""
    page = office()
    page.get_by_role("link", name="Shop", exact=True).click()
    page.get_by_role("link", name="People", exact=True).click()
    page.get_by_label("Name for logging in").fill(name)
    page.get_by_label(role).check()
    page.get_by_role("button", name="Add and make a link").click()
    assert faults(page) == []
    link = page.get_by_label("Link", exact=True).input_value()
    theirs = visit()
    theirs.goto(link)
    expect(theirs.get_by_text(name)).to_be_visible()
    assert faults(theirs) == ["no nav"]
    theirs.locator("#id_new_password1").fill(PASSWORD)
    theirs.locator("#id_new_password2").fill(PASSWORD)
    theirs.get_by_role("button", name="Keep this password").click()
    expect(theirs.get_by_role("status")).to_contain_text("Your password is kept")
    log_in(theirs, name, PASSWORD)
    theirs.wait_for_url(TODAY)
    return theirs


def test_a_colleague_is_invited_sets_up_a_second_factor_and_logs_in_with_it(office: Office, visit: Visit) -> None:
    page = colleague(office, visit, "mia", "Marketer")
    expect(page.get_by_role("link", name="Shop", exact=True)).to_have_count(0)
    page.get_by_role("link", name="mia").click()
    page.get_by_role("link", name="Set up two-factor login").click()
    picture = page.get_by_role("img")
    expect(picture).to_be_visible()
    assert picture.evaluate("e => e.complete && e.naturalWidth > 100"), "the picture is really shown"
    secret = page.locator(".secret").inner_text().replace(" ", "")
    page.get_by_label("Type the code it shows").fill(code_of(secret))
    page.get_by_label("Your password once more").fill(PASSWORD)
    page.get_by_role("button", name="Switch two-factor login on").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Two-factor login is on")
    assert faults(page) == []
    recovery = page.locator(".codes code").first.inner_text()
    page.get_by_role("link", name="I have kept them").click()
    expect(page.get_by_text("10 recovery codes left")).to_be_visible()
    page.get_by_role("button", name="Log out").click()

    log_in(page, "mia", PASSWORD)
    expect(page.get_by_role("heading", level=1)).to_have_text("Your code")
    expect(page.get_by_label("Code of your authenticator")).to_be_focused()
    assert faults(page) == ["no nav"]
    page.goto("/office/customers/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Your code")
    page.keyboard.type("000000")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("That code is not right")
    page.get_by_label("Code of your authenticator").fill(code_of(secret, later=1))
    page.get_by_role("button", name="Go on").click()
    page.wait_for_url("**/office/customers/")
    page.get_by_role("button", name="Log out").click()

    log_in(page, "mia", PASSWORD)
    page.get_by_label("Code of your authenticator").fill(recovery)
    page.get_by_role("button", name="Go on").click()
    page.wait_for_url(TODAY)


def test_an_assistant_records_what_a_customer_says_at_the_counter(office: Office, visit: Visit) -> None:
    page = colleague(office, visit, "till-one", "Assistant")
    expect(page.locator(".drop")).to_have_count(0)
    page.get_by_role("link", name="Customers", exact=True).click()
    expect(page.get_by_role("status")).to_contain_text("at least three characters")
    page.get_by_label("Number, name or e-mail address").press_sequentially("anna peet")
    page.get_by_role("link", name="Anna Peeters").click()
    expect(page.locator("main")).to_contain_text("a•••@")
    page.get_by_role("link", name="Permission: what may be sent").click()
    post = page.locator("#post")
    expect(post.locator("summary")).to_contain_text("allowed")
    post.locator("summary").click()
    expect(post).to_contain_text("BE.post")
    expect(page.get_by_role("link", name="Erase")).to_have_count(0)
    page.get_by_role("link", name="Record a no").click()
    page.get_by_label("Letter or card by post").check()
    page.get_by_label("Where did you hear it?").select_option(label="At the counter")
    page.get_by_label("In their own words").fill("Please, no more cards")
    page.get_by_role("button", name="Record the no").click()
    expect(page.get_by_role("status")).to_contain_text("The no is recorded")
    expect(page.locator("#post summary")).to_contain_text("not allowed")
    expect(page.get_by_role("region", name="The proof")).to_contain_text("at the counter")
    assert faults(page) == []


@pytest.mark.parametrize(("width", "language"), [(320, "nl"), (390, "fi"), (1280, "en")])
def test_the_permission_pages_pass_what_can_be_measured(office: Office, width: int, language: str) -> None:
    page = office(width=width, language=language)
    page.goto("/office/customers/anna/")
    address = page.locator('main a[href*="/permission/"]').first.get_attribute("href") or ""
    for what in ("", "no/", "yes/", "link/", "erase/"):
        page.goto(address + what)
        for summary in page.locator("details.line > summary").all():
            summary.click()
        assert faults(page) == [], what


def test_what_if_answers_while_one_chooses_and_the_address_can_be_passed_on(office: Office) -> None:
    page = office()
    page.get_by_role("link", name="Rules", exact=True).click()
    page.get_by_role("link", name="What if …").click()
    verdict = page.locator(".verdict")
    expect(verdict).to_contain_text("Allowed")
    page.get_by_label("Country of the customer").select_option(label="Netherlands")
    page.get_by_label("Channel", exact=True).select_option(label="telephone call by a person")
    expect(verdict).to_contain_text("Not allowed")
    page.locator("#on").fill("2026-06-30")
    expect(verdict).to_contain_text("✓ Allowed")
    expect(page.locator("#verdict")).to_contain_text("NL.call.cust.old")
    expect(page.get_by_role("status")).to_contain_text("Allowed")
    page.get_by_label("They objected", exact=True).check()
    expect(page.locator("#verdict")).to_contain_text("The person said no")
    address = page.get_by_label("Address of this question").input_value()
    page.goto(address)
    expect(page.locator("#verdict")).to_contain_text("The person said no")
    expect(page.get_by_label("They objected", exact=True)).to_be_checked()


def test_what_if_needs_no_script(office: Office) -> None:
    page = office(script=False)
    page.goto("/office/rules/what-if/")
    page.get_by_label("How well do you know them?").select_option(label="no customer yet")
    page.get_by_role("button", name="What does the law say?").click()
    expect(page.locator(".verdict")).to_contain_text("Not allowed")
    page.get_by_role("link", name="Rule BE.em.any").click()
    expect(page.locator("li:target")).to_contain_text("only after a yes")


@pytest.fixture
def going(office: Office) -> Iterator[None]:
    """Whatever happens here, marketing goes on afterwards."""
    yield
    page = office()
    resume = page.get_by_role("link", name="Let marketing go on")
    if resume.count():
        resume.click()
        page.get_by_label("What was the matter").fill("the test is over")
        page.get_by_role("button", name="Let marketing go on").click()


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
@pytest.mark.parametrize("width", [390, 1280])
def test_everything_is_stopped_from_any_page_and_goes_on_with_a_reason(
    office: Office, going: None, width: int, script: bool
) -> None:
    page = office(width=width, script=script)
    page.goto("/office/products/")
    page.get_by_text("Stop all marketing", exact=True).click()
    panel = page.locator(".drop form")
    expect(panel).to_be_visible()
    box = panel.bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= width
    assert faults(page) == []
    panel.get_by_label("Why").fill("a wrong price")
    panel.get_by_role("button", name="Yes, stop all marketing now").click()
    page.wait_for_url(TODAY)
    banner = page.get_by_role("region", name="All marketing is stopped")
    expect(banner).to_contain_text("a wrong price")
    assert faults(page) == []
    page.goto("/office/products/")
    expect(banner).to_be_visible()
    banner.get_by_role("link").click()
    page.get_by_label("What was the matter").fill("the price is right again")
    page.get_by_role("button", name="Let marketing go on").click()
    page.wait_for_url(TODAY)
    expect(banner).to_have_count(0)


def test_the_keyboard_alone_stops_everything(office: Office, going: None) -> None:
    page = office()
    page.goto("/office/products/")
    summary = page.locator(".drop summary")
    summary.focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.type("by keyboard")
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Yes, stop all marketing now")).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url(TODAY)
    expect(page.get_by_role("region", name="All marketing is stopped")).to_contain_text("by keyboard")
