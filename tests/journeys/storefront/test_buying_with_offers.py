"""From browsing to the thank-you page, with offers taken and refused on the way."""

from __future__ import annotations

import json
import re
import sqlite3
from typing import Any

import pytest
from playwright.sync_api import Page, Route, expect

from tests.journeys.conftest import WAIT_MS, LiveApplication, Visit

MAIN = "worthmore-offers:not([beside])"
BIKE = "/shop/product/merelwiel-lento-e3/"


def offers(page: Page) -> list[str]:
    """The names of the offers in the page's main content; waits for the answer, whatever it is."""
    section = page.locator(MAIN)
    expect(section).to_have_attribute("data-state", re.compile("shown|empty|finished"), timeout=WAIT_MS)
    return section.locator(".offer h3 a").all_text_contents()


def become(page: Page, customer: str) -> None:
    page.goto("/shop/")
    page.get_by_label("Look around as").select_option(customer)
    page.get_by_role("button", name="Switch", exact=True).click()
    expect(page.get_by_label("Look around as")).to_have_value(customer)


def kept(live: LiveApplication, sql: str, *values: Any) -> list[tuple[Any, ...]]:
    """What stands in the application's database."""
    database = sqlite3.connect(f"file:{live.home / 'worthmore.sqlite3'}?mode=ro", uri=True)
    try:
        return database.execute(sql, values).fetchall()
    finally:
        database.close()


def awaited(page: Page, live: LiveApplication, sql: str, *values: Any) -> list[tuple[Any, ...]]:
    """The same, once it is there: answers are told in the background."""
    for _ in range(50):
        found = kept(live, sql, *values)
        if found:
            return found
        page.wait_for_timeout(100)
    pytest.fail(f"nothing came of {sql} {values}")


def test_from_browsing_to_the_thank_you_page(page: Page, live: LiveApplication) -> None:
    become(page, "lotte")
    page.get_by_role("link", name="City e-bikes").click()
    page.get_by_role("link", name="Merelwiel Lento E3").click()
    assert offers(page)
    page.get_by_role("button", name="Add to cart", exact=True).first.click()

    # Which better one comes first is learned from orders; that there is one, and what it says, is not.
    upgrade = page.locator('.offer[part~="upgrade"]').first
    expect(upgrade).to_contain_text(re.compile(r"for €\d+ more"))
    name, price = (upgrade.locator(one).inner_text() for one in ("h3", "[part=price]"))
    upgrade.get_by_text("Why this?").click()
    expect(upgrade.locator("[part=reason]")).to_contain_text("Merelwiel Lento E3")
    upgrade.get_by_role("button", name="Take this one instead").click()

    cart = page.locator(".lines")
    expect(cart).to_contain_text(name)
    expect(cart).not_to_contain_text("Lento E3")
    expect(page.locator("dd.total")).to_have_text(price)
    awaited(page, live, "SELECT 1 FROM outcomes_outcome WHERE outcome = 'accepted' AND kind = 'upgrade'")

    first, *others = offers(page)
    card = page.locator(".offer").first
    card.get_by_role("button", name="No thanks").click()
    expect(page.get_by_role("status").filter(has_text="All right")).to_be_visible()
    assert page.locator(".offer h3 a").all_text_contents() == others
    awaited(page, live, "SELECT 1 FROM outcomes_outcome WHERE outcome = 'declined'")

    page.reload()
    assert first not in offers(page)
    page.get_by_role("link", name="To the checkout").click()
    assert first not in offers(page)
    page.get_by_label("Your name").fill("Lotte")
    page.get_by_role("button", name="Order with obligation to pay").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Thank you, Lotte!")
    assert first not in offers(page)
    number = page.locator("#main strong").inner_text()
    lines = kept(
        live,
        "SELECT product.name FROM shop_orderline line JOIN shop_order o ON o.id = line.order_id "
        "JOIN shop_product product ON product.id = line.product_id WHERE o.external_id = ?",
        number,
    )
    assert lines == [(name,)]
    assert len(kept(live, "SELECT 1 FROM outcomes_attributedorder WHERE order_id = ?", number)) == 1


def test_a_refused_offer_stays_away_on_another_device_too(visit: Visit, live: LiveApplication) -> None:
    phone = visit(width=400)
    become(phone, "joris")
    phone.goto("/shop/product/eikenhuys-maal-6/")
    first, *_ = offers(phone)
    phone.locator(".offer").first.get_by_role("button", name="No thanks").click()
    awaited(phone, live, "SELECT 1 FROM outcomes_outcome WHERE outcome = 'declined' AND person_key <> ''")
    laptop = visit()
    become(laptop, "joris")
    laptop.goto("/shop/product/eikenhuys-maal-6/")
    assert first not in offers(laptop)


def test_a_stranger_is_taken_at_their_word_for_the_visit(page: Page) -> None:
    page.goto(BIKE)
    first, *others = offers(page)
    page.locator(".offer").first.get_by_role("button", name="No thanks").click()
    page.get_by_role("button", name="Add to cart", exact=True).first.click()
    assert others
    assert first not in offers(page)


@pytest.mark.parametrize("customer", ["otto", "bram"])
def test_the_control_group_and_the_dissatisfied_see_no_offers(page: Page, customer: str) -> None:
    become(page, customer)
    page.goto(BIKE)
    assert offers(page) == []
    expect(page.locator("worthmore-offers")).to_be_hidden()


def test_an_offer_is_seen_when_half_of_it_was_in_view_for_a_second(visit: Visit, live: LiveApplication) -> None:
    page = visit(height=500)
    told: list[dict[str, str]] = []
    page.on("request", lambda sent: told.append(json.loads(sent.post_data or "")) if "answers" in sent.url else None)
    page.goto(BIKE)
    assert offers(page)
    page.wait_for_timeout(1500)
    assert told == []
    page.locator(".offer").first.scroll_into_view_if_needed()
    page.wait_for_timeout(600)
    assert told == []
    page.wait_for_timeout(900)
    tokens = [sent["token"] for sent in told if sent["outcome"] == "impression"]
    assert tokens
    assert len(tokens) == len(set(tokens))


def _status(status: int) -> Any:
    return lambda route: route.fulfill(status=status, body="{}", content_type="application/json")


def _never(route: Route) -> None:
    """Leave the browser waiting."""


@pytest.mark.parametrize(
    "answer",
    [
        pytest.param(lambda route: route.abort(), id="unreachable"),
        pytest.param(_never, id="never answering"),
        pytest.param(_status(503), id="down"),
        pytest.param(_status(200), id="without offers"),
        pytest.param(lambda route: route.fulfill(body="<html>"), id="not json"),
        pytest.param(lambda route: route.fulfill(json={"offers": [{"product": None}]}), id="nonsense"),
    ],
)
def test_the_page_never_breaks_when_worthmore_does(visit: Visit, answer: Any) -> None:
    page = visit(quiet=True, patient=False)
    page.route("**/v1/offers", answer)
    page.goto(BIKE)
    expect(page.locator("worthmore-offers")).to_be_hidden(timeout=5000)
    page.get_by_role("button", name="Add to cart", exact=True).click()
    expect(page.locator(".lines")).to_contain_text("Lento E3")


def test_a_hostile_answer_is_only_ever_text(visit: Visit) -> None:
    page = visit(quiet=True)
    evil = "<img src=x onerror=\"document.title='taken'\">"
    money = {"amount": 1, "currency": "EUR", "display": evil}
    offer = {
        "token": evil,
        "kind": "upgrade",
        "product": {"id": "javascript:alert(1)//../..", "name": evil, "brand": evil, "category": evil},
        "anchor": evil,
        "quantity": 1,
        "price": money,
        "extra": money,
        "reason": evil,
        "words": evil,
        "differences": [{"name": "x", "label": evil, "unit": evil, "chosen": 1, "offered": 2, "better": True}],
    }
    page.route("**/v1/offers", lambda route: route.fulfill(json={"offers": [offer]}))
    page.goto(BIKE)
    assert offers(page) == [evil]
    assert page.locator(".offer img").count() == 1
    assert page.locator(".offer h3 a").get_attribute("href") == "/shop/product/javascript%3Aalert(1)%2F%2F..%2F../"
    assert "taken" not in page.title()


def test_without_script_the_shop_sells_and_shows_no_offers(visit: Visit) -> None:
    page = visit(script=False)
    page.goto(BIKE)
    expect(page.locator("worthmore-offers")).to_be_hidden()
    page.get_by_role("button", name="Add to cart", exact=True).click()
    page.get_by_role("link", name="To the checkout").click()
    page.get_by_role("button", name="Order with obligation to pay").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Thank you!")


def test_personal_suggestions_can_be_switched_off(page: Page) -> None:
    become(page, "otto")
    page.goto(BIKE)
    assert offers(page) == []
    page.get_by_role("button", name="Turn personal suggestions off").click()
    assert offers(page)
