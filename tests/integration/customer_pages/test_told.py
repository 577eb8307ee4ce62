"""What a customer tells on their page that they need: understood, shown, heard by offers, and taken out."""

from __future__ import annotations

import re

import pytest

from tests.integration.customer_pages.conftest import Page
from worthmore.shop.queries import held, person_facts, told_needs


def values(text: str) -> list[str]:
    return re.findall(r'name="gone" value="([0-9a-f]+)"', text)


def test_a_need_is_told_understood_and_taken_out(page: Page, ann: str) -> None:
    answer = page.send("needs", need="  een   kleine keuken ", language="nl")
    assert answer.status_code == 303
    assert answer["Location"].endswith("done=need-told#done")
    text = page.text(language="nl")
    assert "“een kleine keuken”" in text
    assert "Voor een kleine keuken" in text, "what we understood, in words"
    facts = person_facts("demo", "ann")
    assert facts is not None
    assert [(need.concept, need.where) for need in facts.needs] == [("small_kitchen", "form")]
    (value,) = values(text)
    assert page.send("needs", gone=value)["Location"].endswith("done=need-gone#done")
    assert told_needs(ann) == []


def test_the_same_words_again_are_the_same_need(page: Page, ann: str) -> None:
    for _ in range(3):
        page.send("needs", need="a quiet dishwasher")
    assert len(told_needs(ann)) == 1


@pytest.mark.parametrize("text", ["voor mijn rolstoel", "na mijn scheiding, met schulden", "wir sind schwanger"])
def test_private_matters_are_not_kept_and_not_said_back(page: Page, ann: str, text: str) -> None:
    answer = page.send("needs", need=text)
    assert answer["Location"].endswith("done=need-private#done")
    assert told_needs(ann) == []
    assert "we never use for suggestions" in page.text(done="need-private", language="en")


@pytest.mark.parametrize("sent", ["", " ", "x", "\x00"])
def test_nothing_is_not_a_need(page: Page, ann: str, sent: str) -> None:
    assert page.send("needs", need=sent)["Location"].endswith("done=need-short#done")
    assert told_needs(ann) == []


def test_odd_texts_are_kept_as_words_and_escaped(page: Page, ann: str) -> None:
    page.send("needs", need="<b>60 cm</b> 😀 مطبخ ")
    assert "<b>60 cm" not in page.text()
    assert "&lt;b&gt;60 cm" in page.text()
    page.send("needs", need="long " * 200)
    assert max(len(one.need.text) for one in told_needs(ann)) <= 500


@pytest.mark.parametrize("gone", ["0" * 24, "x", "../../etc", "\x00"])
def test_taking_out_what_is_not_there_changes_nothing(page: Page, ann: str, gone: str) -> None:
    page.send("needs", need="a quiet dishwasher")
    assert page.send("needs", gone=gone)["Location"].endswith("done=unchanged-needs#done")
    assert len(told_needs(ann)) == 1


def test_what_was_told_is_in_everything_we_hold(page: Page, ann: str) -> None:
    page.send("needs", need="a quiet dishwasher")
    (row,) = held(ann)["needs"]
    assert (row["text"], row["told"], row["concept"]) == ("a quiet dishwasher", "form", "quiet")
