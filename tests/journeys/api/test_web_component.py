"""The web component on a page of somebody else's shop: another site, its own strict policy, its own look."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, Request, expect

from tests.journeys.conftest import LiveApplication, Visit, environment
from tests.journeys.storefront.inspection import shifted, watch_shifts

SHOP = "http://localhost:7999"
POLICY = "default-src 'none'; script-src 'self' {api}; connect-src {api}; style-src 'self'; img-src 'self'"
BIKE = {"product": "merelwiel-lento-e3", "quantity": 1}
CREATE = "from worthmore.cli import main; main()"
LONG = "<p>" + "something to read, " * 400 + "</p>"
Foreign = Callable[..., Locator]


@pytest.fixture(scope="module")
def key(live: LiveApplication) -> str:
    """A storefront key for that shop's pages."""
    wanted = ["keys", "create", "foreign", "--scope", "storefront", "--source", "demo", "--origin", SHOP, "--json"]
    made = subprocess.run(
        [sys.executable, "-c", CREATE, *wanted], env=environment(live.home), capture_output=True, text=True, check=True
    )
    return str(json.loads(made.stdout)["key"])


@pytest.fixture
def foreign(live: LiveApplication, key: str) -> Foreign:
    """Opens a page of the other shop with the component on it."""

    def opened(page: Page, before: str = "", after: str = "", **attributes: str) -> Locator:
        told = {"placement": "cart", "key": key, "cart": json.dumps([BIKE]), "patience": "5000", **attributes}
        written = " ".join(f"{name.replace('_', '-')}='{value}'" for name, value in told.items())
        body = f"""<!doctype html><html lang="nl"><title>Shop</title>
            <script type="module" src="{live.address}/v1/worthmore-offers.js"></script>
            {before}<worthmore-offers {written}></worthmore-offers>{after}</html>"""
        headers = {"Content-Security-Policy": POLICY.format(api=live.address), "Content-Type": "text/html"}
        page.route(f"{SHOP}/**", lambda route: route.fulfill(body=body, headers=headers))
        page.goto(f"{SHOP}/cart")
        return page.locator("worthmore-offers")

    return opened


def sent_to(page: Page, route: str, field: str) -> list[Any]:
    """What the page tells one address of the API from now on."""
    told: list[Any] = []

    def listen(request: Request) -> None:
        if request.url.endswith(f"/v1/{route}") and request.method == "POST":
            told.append((request.post_data_json or {})[field])

    page.on("request", listen)
    return told


def heard(page: Page) -> list[Any]:
    """What becomes of offers from now on."""
    return sent_to(page, "answers", "outcome")


def test_a_page_of_another_site_shows_offers_in_its_own_language(visit: Visit, foreign: Foreign) -> None:
    page = visit()
    component = foreign(page)
    expect(component).to_have_attribute("data-state", "shown")
    expect(component.get_by_role("heading", name="Het bekijken waard")).to_be_visible()
    expect(component.get_by_role("button", name="Nee, bedankt").first).to_be_visible()
    assert page.context.cookies() == []


def test_taking_one_is_an_event_with_all_that_a_cart_needs(visit: Visit, foreign: Foreign) -> None:
    page = visit()
    component = foreign(page)
    told = heard(page)
    page.evaluate("document.addEventListener('worthmore-accept', ({ detail }) => { window.taken = detail })")
    component.get_by_role("button", name="Neem deze in de plaats").first.click()
    taken = page.evaluate("({ ...window.taken, answer: undefined })")
    assert taken["replaces"] == BIKE["product"]
    assert taken["kind"] == "upgrade"
    assert taken["quantity"] == 1
    assert taken["offer"]
    assert told == ["accepted"]


def test_nothing_counts_as_seen_before_it_was_in_view_for_a_second(visit: Visit, foreign: Foreign) -> None:
    page = visit()
    component = foreign(page, before=LONG * 4, track="ga4 schema")
    told = heard(page)
    expect(component).to_have_attribute("data-state", "shown")
    page.wait_for_timeout(1500)
    assert told == []
    component.locator(".offer").last.scroll_into_view_if_needed()
    page.wait_for_timeout(2000)
    shown = component.locator(".offer").count()
    assert told == ["impression"] * shown
    said = page.evaluate("window.dataLayer.filter((one) => one.event === 'view_promotion')")
    assert len(said) == shown
    assert {one["ecommerce"]["creative_slot"] for one in said} == {"cart"}
    described = json.loads(component.locator('script[type="application/ld+json"]').text_content() or "")
    assert [one["itemOffered"]["sku"] for one in described["itemListElement"]] == [
        one["ecommerce"]["items"][0]["item_id"]
        for one in sorted(said, key=lambda one: one["ecommerce"]["items"][0]["index"])
    ]


def test_without_being_asked_no_analytics_hear_of_it(visit: Visit, foreign: Foreign) -> None:
    page = visit()
    expect(foreign(page)).to_have_attribute("data-state", "shown")
    page.wait_for_timeout(1500)
    assert page.evaluate("window.dataLayer === undefined")
    assert page.locator('script[type="application/ld+json"]').count() == 0


def test_in_the_middle_of_a_page_it_waits_until_nobody_looks(visit: Visit, foreign: Foreign) -> None:
    page = visit()
    watch_shifts(page)
    component = foreign(page, before="<h1>Cart</h1>", after=LONG * 6)
    expect(component).to_have_attribute("data-state", "waiting")
    page.mouse.wheel(0, 3000)
    expect(component).to_have_attribute("data-state", "shown")
    assert shifted(page) == 0


def test_what_comes_late_is_not_shown(visit: Visit, foreign: Foreign) -> None:
    page = visit(patient=False)
    page.route("**/v1/offers", lambda route: None)  # never answers
    page.add_init_script("document.addEventListener('worthmore-empty', ({ detail }) => { window.why = detail.reason })")
    component = foreign(page, patience="300")
    expect(component).to_have_attribute("data-state", "empty")
    assert page.evaluate("window.why") == "late"
    expect(component).to_be_hidden()


def test_a_changed_cart_is_asked_about_once(visit: Visit, foreign: Foreign) -> None:
    page = visit()
    component = foreign(page)
    expect(component).to_have_attribute("data-state", "shown")
    asked = sent_to(page, "offers", "cart")
    changed = [BIKE, {"product": "no-such-thing", "quantity": 2}]
    component.evaluate(
        "(e, cart) => { e.setAttribute('cart', cart); e.setAttribute('limit', '1') }", json.dumps(changed)
    )
    expect(component.locator(".offer")).to_have_count(1)
    assert asked == [changed]


def test_a_wrong_key_leaves_the_page_as_it_is(visit: Visit, foreign: Foreign) -> None:
    page = visit(quiet=True)
    component = foreign(page, key="wm_pub_wrong")
    expect(component).to_have_attribute("data-state", "empty")
    expect(component).to_be_hidden()


@pytest.mark.parametrize(("width", "language"), [(360, "fi"), (1280, "fr")])
def test_it_fits_a_phone_and_speaks_the_asked_language(
    visit: Visit, foreign: Foreign, width: int, language: str
) -> None:
    page = visit(width=width)
    component = foreign(page, locale=language)
    expect(component).to_have_attribute("data-state", "shown")
    expect(component.get_by_role("button", name={"fi": "Ei kiitos", "fr": "Non merci"}[language]).first).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
