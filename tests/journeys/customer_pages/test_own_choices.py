"""A customer opens the link in a message and decides: by touch, by keyboard alone, and without JavaScript."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from playwright.sync_api import Page, Request, expect

from tests.journeys.conftest import Visit
from tests.journeys.customer_pages.conftest import Customer
from tests.journeys.customer_pages.inspection import faults

DEEDS = {
    "suggestions off": ("#suggestions button[value=off]",),
    "no e-mail": ("#channels li:has(#channel-email) button[value=no]",),
    "no to everything": ("#channels button[name=everything]",),
    "fewer topics": ("#topics input[type=checkbox] >> nth=0", "#topics input[value=monthly]", "#topics button"),
    "a break": ("#pause button[value='90']",),
    "why": ("#offers .button",),
    "read everything": ("#data li:nth-child(1) a",),
    "correct": ("#data li:nth-child(4) a", "main button"),
    "erase": ("#data li:nth-child(5) a", "button[value=erase]"),
}


def pressed(page: Page, group: str) -> str:
    return page.locator(f"{group} button[aria-pressed=true]").get_attribute("value") or ""


def test_everything_takes_three_clicks_at_most(visit: Visit, customer: Customer) -> None:
    links = customer()
    page = visit(width=390)
    for deed, clicks in DEEDS.items():
        page.goto(links.page)
        assert len(clicks) <= 3
        for selector in clicks:
            page.locator(selector).first.click()
        expect(page.locator("h1")).to_be_visible()
        assert page.get_by_role("alert").count() == 0, deed


@pytest.mark.parametrize(("width", "script"), [(390, False), (1280, True)])
def test_a_round_of_the_whole_page(visit: Visit, customer: Customer, width: int, script: bool) -> None:
    links = customer("en")
    page = visit(width=width, script=script)
    page.goto(links.page)
    expect(page.locator(".lead")).to_contain_text("k•••@example.org")

    page.get_by_role("button", name="Off Personal suggestions").click()
    expect(page.locator("#suggestions #done")).to_have_text("Saved: personal suggestions are off.")
    assert pressed(page, "#suggestions") == "off"

    page.get_by_role("button", name="Yes E-mail").click()
    expect(page.locator("#channels #done")).to_have_text("Saved: yes to “E-mail”.")
    expect(page.locator("#state-email")).to_contain_text("Yes. You said so on")
    page.get_by_role("button", name="No E-mail").click()
    expect(page.locator("#state-email")).to_contain_text("No. You said so on")

    page.get_by_label("Furniture").uncheck()
    page.get_by_label("Once a month").check()
    page.get_by_role("button", name="Save Topics").click()
    expect(page.locator("#topics #done")).to_be_visible()
    expect(page.get_by_label("Furniture")).not_to_be_checked()
    expect(page.get_by_label("Once a month")).to_be_checked()

    page.get_by_role("button", name="30 days").click()
    expect(page.locator("#pause .state")).to_contain_text("You get no advertising from us until")
    page.get_by_role("button", name="End the break").click()
    expect(page.get_by_role("button", name="End the break")).to_have_count(0)

    page.get_by_label("Mother's Day").select_option(label="Never")
    page.get_by_role("button", name="Save Occasions").click()
    expect(page.get_by_label("Mother's Day")).to_have_value("never")

    expect(page.locator("#offers")).to_contain_text("Goes with your bicycle.")
    page.get_by_role("link", name="Everything we suggested").click()
    expect(page.locator(".offer")).to_have_count(4)
    page.get_by_role("link", name="Back to your choices").click()

    page.get_by_role("link", name="Put something right").click()
    page.get_by_label("Town").fill("Brugge")
    page.get_by_role("button", name="Save").click()
    expect(page.locator("#data #done")).to_have_text("Saved: your data are put right.")
    page.get_by_role("link", name="Read everything").click()
    expect(page.locator("body")).to_contain_text("Brugge")


def test_everything_can_be_taken_along(visit: Visit, customer: Customer, tmp_path: Path) -> None:
    page = visit(width=390)
    page.goto(customer().page)
    with page.expect_download() as waiting:
        page.get_by_role("link", name="Download for other programs").click()
    waiting.value.save_as(tmp_path / "data.json")
    assert "Kim kim-" in json.dumps(json.loads((tmp_path / "data.json").read_text()))
    with page.expect_download() as waiting:
        page.get_by_role("link", name="Download as a page").click()
    waiting.value.save_as(tmp_path / "data.html")
    page.goto(f"file://{tmp_path / 'data.html'}")
    expect(page.locator("body")).to_contain_text("Kim kim-")


def test_erasing_asks_once_and_leaves_a_polite_page(visit: Visit, customer: Customer) -> None:
    links = customer("fr")
    page = visit(width=390, language="fr")
    page.goto(links.page)
    page.get_by_role("link", name="Tout faire effacer").click()
    page.get_by_role("button", name="Tout garder").click()
    expect(page.locator("#data #done")).to_have_text("Rien n’a été modifié.")
    page.get_by_role("link", name="Tout faire effacer").click()
    page.get_by_role("button", name="Tout effacer").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Tout ce qui vous concerne est effacé")
    assert faults(page) == []
    page.goto(links.page)
    expect(page.get_by_role("heading", level=1)).to_have_text("Il n’y a plus rien ici")
    expect(page.locator("body")).not_to_contain_text("example.org")
    assert faults(page) == []


def test_the_keyboard_alone_switches_off_and_is_told(visit: Visit, customer: Customer) -> None:
    page = visit()
    page.goto(customer().page)
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the content")).to_be_focused()
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.value") == "off":
            break
    page.keyboard.press("Enter")
    expect(page.locator("#done")).to_be_focused()
    expect(page).to_have_title("Saved: personal suggestions are off. – Your choices · Vlierhof")
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="On Personal suggestions")).to_be_focused()


def test_opening_a_link_unsubscribes_nobody_and_the_button_does(visit: Visit, customer: Customer) -> None:
    links = customer("de")
    page = visit(width=390, language="de", script=False)
    for _ in range(3):
        page.goto(links.unsubscribe)
    expect(page.locator("main")).to_contain_text("Es wurde noch nichts geändert.")
    page.get_by_role("button", name="Abmelden").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Sie sind abgemeldet")
    page.goto(links.page)
    expect(page.locator("#state-email")).to_contain_text("Nein. Das haben Sie am")


def test_a_permission_counts_once_the_button_was_pressed(visit: Visit, customer: Customer) -> None:
    links = customer("nl", "NL")
    page = visit(width=390, language="nl", script=False)
    page.goto(links.page)
    expect(page.locator("#state-email")).to_have_text("Nee. Je hebt hier geen ja op gezegd.")
    page.goto(links.confirm)
    page.get_by_role("button", name="Ja, ik bevestig").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Bevestigd")
    page.goto(links.page)
    expect(page.locator("#state-email")).to_contain_text("Ja. Dat heb je gezegd op")


def test_nothing_tells_where_it_was_and_no_cookie_is_left(visit: Visit, customer: Customer) -> None:
    links = customer()
    page = visit()
    told: list[str] = []

    def listen(request: Request) -> None:
        told.extend(value for name, value in request.all_headers().items() if name == "referer" and value)

    page.on("request", listen)
    page.goto(links.page)
    page.get_by_role("button", name="Off Personal suggestions").click()
    page.get_by_role("link", name="How we choose what to suggest").click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    page.goto(links.unsubscribe)
    page.get_by_role("button", name="Unsubscribe").click()
    assert told == []
    assert page.context.cookies() == []


def test_from_the_demo_shop_to_the_own_page_of_a_demo_customer(visit: Visit) -> None:
    page = visit(width=390)
    page.goto("/shop/")
    expect(page.get_by_role("button", name="Your choices and your data")).to_have_count(0)
    page.get_by_label("Look around as").select_option("sanna")
    page.get_by_role("button", name="Switch", exact=True).click()
    page.get_by_role("button", name="Your choices and your data").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Omat valintasi")
    page.goto("/shop/")
    page.get_by_role("link", name="How we choose what to suggest").last.click()
    page.wait_for_url("**/how-we-choose/?language=en")
    expect(page.locator("html")).to_have_attribute("lang", "en")
    assert faults(page) == []
