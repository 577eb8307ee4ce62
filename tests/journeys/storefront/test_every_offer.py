"""Every kind of offer, seen and taken as a customer does: in the shop, on the account page, at the till.

With WORTHMORE_PICTURES naming a folder each is also seen on a phone and a desk, in three languages, and photographed.
"""

from __future__ import annotations

import os
import re
from base64 import b64decode
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.journeys.conftest import WAIT_MS, LiveApplication, Visit
from tests.journeys.storefront.inspection import faults
from tests.journeys.storefront.test_buying_with_offers import MAIN, awaited
from tests.journeys.till.test_till import asked, connect, scan

PICTURES = os.environ.get("WORTHMORE_PICTURES", "")
LOOKS = ((390, "nl"), (390, "fi"), (1280, "nl"), (1280, "fi"), (390, "en"), (1280, "en"))
DECIDED = re.compile("shown|empty|finished")
ORDER = "Order with obligation to pay"
CONTRACT = ("deep_sell", "plan_upgrade", "plan_downgrade", "longer_term", "launch")
LOGO = b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAABgAAAAMCAIAAAD3UuoiAAAAF0lEQVR42mM4oRFFFcQwatCoQaMG4UMA0+FzULoOCgAAAAAASUVORK5CYII="
)


@dataclass(frozen=True)
class Play:
    """One offer: its id in the design, its kind, where it is seen, with what in the cart and by whom."""

    id: str
    kind: str
    pages: tuple[str, ...]
    carts: tuple[str, ...] = ("",)
    customer: str = ""


def product(*ids: str) -> tuple[str, ...]:
    return tuple(f"/shop/product/{one}/" for one in ids)


ACCOUNT, CART, CHECKOUT = ("/shop/account/",), ("/shop/cart/",), ("/shop/checkout/",)
BIKE, CITY, FRIDGE = "merelwiel-lento-e3", "merelwiel-duif-7", "noordstal-koel-grand-520"
PLAYS = (
    Play("O1", "upgrade", CART, (BIKE,)),
    Play("O2", "complement", CART, (BIKE,)),
    Play("O3", "deep_sell", ACCOUNT, customer="xena"),
    Play("O4", "protection", (*CHECKOUT, *CART), (FRIDGE, "vaartland-polder-700", "kirkasta-kiilto-piilo-14")),
    Play("O5-larger", "plan_upgrade", ACCOUNT, customer="nora"),
    Play("O5-smaller", "plan_downgrade", ACCOUNT, customer="omar"),
    Play("O6", "longer_term", ACCOUNT, customer="arno"),
    Play("O7", "launch", ACCOUNT, customer="xena"),
    Play("O8-refill", "refill", ACCOUNT, customer="mieke"),
    Play("O8-size", "next_size", ACCOUNT, customer="nora"),
    Play("O9", "service", ACCOUNT, customer="anna"),
    Play("O10", "bundle", product(CITY, "merelwiel-reiger-7", "merelwiel-duif-3")),
    Play("O11", "threshold_filler", CART, ("hartwacht-beugel-12", "slotkracht-schakel-9", "slotkracht-schakel-6")),
    Play("O12", "also_bought", product("slotkracht-schakel-9", "slotkracht-schakel-12", "eikenhuys-maal-6")),
)


@pytest.mark.parametrize("play", PLAYS, ids=lambda play: play.id)
def test_every_kind_of_offer_can_be_taken(visit: Visit, live: LiveApplication, play: Play) -> None:
    for width, language in LOOKS if PICTURES else LOOKS[-1:]:
        page = visit(width=width, language=language)
        card = seen(page, play)
        photographed(page, f"{play.id}-{play.kind}")
    name = card.locator("h3").inner_text().split("×")[-1].strip()
    card.locator("[part=accept]").click()
    if play.kind in CONTRACT:
        ordered(page, name)
    else:
        taken(page, name, play.kind)
    awaited(page, live, "SELECT 1 FROM outcomes_outcome WHERE outcome = 'accepted' AND kind = ?", play.kind)


def seen(page: Page, play: Play) -> Locator:
    """The card of the offer, on the first of the pages that has one."""
    if play.customer:
        page.goto("/shop/")
        page.locator("#be").select_option(play.customer)
        page.locator(".become button").click()
        expect(page.locator("#be")).to_have_value(play.customer)
    for chosen in play.carts:
        fill(page, chosen)
        for address in play.pages:
            page.goto(address)
            expect(page.locator(MAIN)).to_have_attribute("data-state", DECIDED, timeout=WAIT_MS)
            card = page.locator(f'{MAIN} .offer[part~="{play.kind}"]').first
            if card.count():
                expect(card).to_be_visible()
                return card
        empty(page)
    pytest.fail(f"{play.kind} is offered on none of {play.pages} with {play.carts}")


def fill(page: Page, chosen: str) -> None:
    if chosen:
        page.goto(f"/shop/product/{chosen}/")
        page.locator(".buy .main-button").click()
        expect(page.locator(".line")).to_have_count(1)


def empty(page: Page) -> None:
    """Take the one line out again, if there is one."""
    page.goto("/shop/cart/")
    if page.locator(".line").count():
        page.locator("button[name=remove]").click()
        expect(page.locator(".line")).to_have_count(0)


def ordered(page: Page, name: str) -> None:
    """A contract: its own page, its own button, and it stands in the account."""
    expect(page.locator("h1")).to_have_text(name)
    photographed(page, "contract")
    page.get_by_role("button", name=ORDER).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Thank you")
    expect(page.locator("#main")).to_contain_text(name)
    page.goto("/shop/account/")
    expect(page.locator(".contracts")).to_contain_text(name)


def taken(page: Page, name: str, kind: str) -> None:
    """Anything else: it lies in the cart; a better one in the place of the one before."""
    page.wait_for_url(re.compile("/cart/|/checkout/"))
    lines = page.locator(".line-name, .short-lines")
    expect(lines.filter(has_text=name).first).to_be_visible()
    if kind == "upgrade":
        expect(page.locator(".line")).to_have_count(1)


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
def test_small_extras_one_at_a_time_then_everything_twice(visit: Visit, live: LiveApplication, script: bool) -> None:
    """Story 16: business cards of a print shop, step by step, with the customer's own design."""
    looks = LOOKS if PICTURES and script else LOOKS[-1:]
    for width, language in looks:
        page = visit(width=width, language=language, script=script)
        page.goto("/shop/product/vlierdruk-kaart-100/")
        page.locator("#design-text").fill("Bakkerij Maes")
        logo = {"name": "logo.png", "mimeType": "image/png", "buffer": LOGO}
        page.locator("#design-logo").set_input_files(logo)  # type: ignore[arg-type]
        page.locator(".buy .main-button").click()
        expect(page.locator(".mock-up")).to_contain_text("Bakkerij Maes")
        photographed(page, "O13-funnel")
        step_by_step(page)
        photographed(page, "O13-golden")
    total = page.locator(".sum dd.total").inner_text()
    assert "€13.90 more" in page.locator("h1").inner_text()
    page.locator(".step button[value=yes]").click()
    expect(page.locator("dd.total")).to_have_text("€53.70")
    assert total == "€44.75"  # delivery is free from fifty euros
    assert set(re.findall(r"(\d) ×", page.locator(".short-lines").inner_text())) == {"2"}
    page.get_by_role("button", name=ORDER).click()
    expect(page.locator("dd.total")).to_have_text("€53.70")
    expect(page.locator("#main")).to_contain_text("Bakkerij Maes")
    awaited(page, live, "SELECT 1 FROM outcomes_outcome WHERE outcome = 'accepted' AND kind = 'golden'")


def step_by_step(page: Page) -> None:
    """Two taken, two skipped, one taken back and taken again; paying and the total always there."""
    for answer, steps in (("yes", 2), ("no", 3), ("yes", 4), ("back", 3), ("yes", 4), ("no", 5), ("yes", 0)):
        expect(page.locator("a[href='/shop/checkout/']:visible")).to_have_count(1)
        expect(page.locator("dd.total")).to_be_visible()
        yes, no = (page.locator(f".step button[value={one}]").bounding_box() for one in ("yes", "no"))
        assert yes is not None
        assert no is not None
        assert (abs(yes["width"] - no["width"]), abs(yes["height"] - no["height"])) < (1, 1)
        page.locator(f".step button[value={answer}]").click()
        if steps:
            expect(page.locator("progress")).to_have_attribute("value", str(steps))
    expect(page.locator("progress")).to_have_count(0)


def test_going_to_pay_skips_what_is_left(visit: Visit) -> None:
    page = visit(width=390)
    page.goto("/shop/product/vlierdruk-kaart-100/")
    page.locator(".buy .main-button").click()
    expect(page.locator("progress")).to_have_attribute("value", "1")
    assert faults(page) == []
    page.get_by_role("link", name="Go to pay").locator("visible=true").click()
    page.get_by_role("button", name=ORDER).click()
    expect(page.locator("dd.total")).to_have_text("€29.90")


@pytest.mark.parametrize(
    ("code", "question", "kind"),
    [("kettingzoet-droog-50", 1, "size_up"), ("zadelgoed-dubbel-46-dry", 2, "impulse")],
    ids=["O14-size", "O14-impulse"],
)
def test_the_larger_one_and_something_with_it_at_the_till(
    visit: Visit, live: LiveApplication, code: str, question: int, kind: str
) -> None:
    for width in (390, 1280) if PICTURES else (1280,):
        page = visit(width=width, quiet=True)
        connect(page, live)
        scan(page, code)
        if question == 2:
            expect(page.locator("#question")).to_be_visible()
            if page.locator("#which").inner_text() == "Question 1 of 2":
                page.keyboard.press("F3")
        asked(page, question)
        photographed(page, f"O14-{kind}")
    page.keyboard.press("F2")
    page.keyboard.press("F9")
    awaited(page, live, "SELECT 1 FROM outcomes_outcome WHERE outcome = 'accepted' AND kind = ?", kind)


def test_the_drawer_says_what_the_engine_thought(page: Page) -> None:
    page.goto("/shop/product/merelwiel-lento-e3/")
    expect(page.locator(MAIN)).to_have_attribute("data-state", "shown")
    page.get_by_text("What the engine thought").click()
    shown = page.locator(".thought-block summary").filter(has_text="upgrade").first
    shown.click()
    expect(page.locator(".thought-block details[open]")).to_contain_text("Expected to earn")
    page.locator(".thought-block summary").filter(has_text="Not offered").click()
    expect(page.locator(".thought-block details[open]").last).to_contain_text("premium")
    assert faults(page) == []


def test_a_page_with_several_places_asks_once(visit: Visit) -> None:
    page = visit()
    fill(page, BIKE)
    sent: list[str] = []
    page.on("request", lambda told: sent.append(told.url) if re.search("/v1/(offers|pages)", told.url) else None)
    page.goto("/shop/product/eikenhuys-maal-6/")
    expect(page.locator(MAIN)).to_have_attribute("data-state", "shown")
    beside = page.locator("worthmore-offers[beside]")
    expect(beside).to_have_count(2)
    expect(page.locator("worthmore-offers[beside][data-state=shown]")).to_have_count(1)
    assert [url.rsplit("/", 1)[-1] for url in sent] == ["pages"]
    names = page.locator(".offer h3").all_inner_texts()
    assert len(names) == len(set(names))


def photographed(page: Page, name: str) -> None:
    """The page as it looks now, in the folder asked for."""
    if PICTURES:
        width, language = (page.viewport_size or {"width": 0})["width"], page.locator("html").get_attribute("lang")
        page.screenshot(path=Path(PICTURES) / f"{name}-{width}-{language}.png", full_page=True)
