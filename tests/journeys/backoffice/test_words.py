"""Writing the words of an offer: edit, preview, a refused claim, saved, said; in three languages, on a telephone."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.backoffice.test_day_in_the_office import BIKE, Office, office  # noqa: F401
from tests.journeys.storefront.inspection import faults

TEXT = "/office/rules/words/complement/completeness/{language}/"
WORDS = {
    "nl": ("Tekst bewaren", "{why} Nog maar 3 stuks!", "dat er weinig over is", "{why} Handig om erbij te hebben."),
    "en": ("Save the text", "{why} Only 3 left!", "says that little is left", "{why} Handy to have with it."),
    "fi": ("Tallenna teksti", "{why} Enää 3 jäljellä!", "jäljellä on vähän", "{why} Kätevä ottaa mukaan."),
}


def looked_at(page: Page, name: str) -> None:
    """A picture for whoever wants to look, where a folder is named."""
    folder = os.environ.get("WORTHMORE_PICTURES")
    if folder:
        page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)


def said_by_the_engine(page: Page, address: str, ours: str) -> None:
    """The running server looks for changes once a second; a busy machine may need a few."""
    for _ in range(20):
        page.goto(address)
        if ours in page.locator("#decision").inner_text():
            return
        page.wait_for_timeout(500)
    expect(page.locator("#decision")).to_contain_text(ours)


@pytest.mark.parametrize("language", ["nl", "en", "fi"])
def test_a_text_is_written_looked_at_refused_saved_and_said(office: Office, language: str) -> None:  # noqa: F811
    page, (save, claim, told, ours) = office(language=language, quiet=True), WORDS[language]
    page.goto(TEXT.format(language=language))
    field, preview = page.locator("#text"), page.locator("#preview")
    field.fill(claim)
    expect(preview.get_by_role("alert")).to_contain_text(told)
    page.get_by_role("button", name=save).click()
    expect(page.get_by_role("alert").first).to_be_visible()
    expect(page.locator("#text")).to_have_value(claim)
    looked_at(page, f"refused-{language}")
    page.locator("#text").fill(ours)
    expect(page.locator("#preview")).to_contain_text(ours.removeprefix("{why} "))
    page.get_by_role("button", name=save).click()
    expect(page.get_by_role("status")).to_be_visible()
    expect(page.get_by_role("table")).to_contain_text(ours)
    looked_at(page, f"saved-{language}")
    said_by_the_engine(page, f"/office/try/?placement=cart&cart={BIKE}&words={language}", ours.removeprefix("{why} "))
    looked_at(page, f"tried-{language}")


@pytest.mark.parametrize("width", [1280, 375])
@pytest.mark.parametrize("language", ["nl", "en", "fi"])
def test_the_pages_are_sound_in_every_language(office: Office, language: str, width: int) -> None:  # noqa: F811
    page = office(language=language, width=width)
    for name, address in (("list", f"/office/rules/words/?language={language}"), ("text", TEXT.format(language="fr"))):
        page.goto(address)
        assert faults(page) == [], address
        looked_at(page, f"{name}-{language}-{width}")
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile(r"\(fr\)"))
