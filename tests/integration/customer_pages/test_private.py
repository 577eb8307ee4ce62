"""Nobody learns anything from a page that is not theirs, and no page leaves a trace."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client

from tests.integration.customer_pages.conftest import ANN, Page
from worthmore.consent.operations import start_double_opt_in
from worthmore.consent.queries import ledger, preferences
from worthmore.consent.values import Proof
from worthmore.customer_pages import form_token
from worthmore.customer_pages.urls import urlpatterns
from worthmore.rights.operations import erase
from worthmore.vocabulary.clock import now
from worthmore.vocabulary.permission import Purpose

GETS = ("", "offers/", "everything/", "everything.html", "everything.json", "correct/", "erase/")
POSTS = ("suggestions/", "channels/", "topics/", "pause/", "occasions/", "needs/", "offers/no/", "correct/", "erase/")
TOLD = ("Ann", "Peeters", "ann.peeters", "+32470123456", "Antwerpen")


def answers(client: Client, token: str, unsubscribing: str, confirming: str) -> list[Any]:
    """One answer of every page of this room."""
    found = [client.get(f"/my/{token}/{part}") for part in GETS]
    found += [client.post(f"/my/{token}/{part}") for part in POSTS]
    found += [client.get(f"/u/{unsubscribing}"), client.post(f"/u/{unsubscribing}"), client.get("/u/x")]
    found += [client.get(f"/confirm/{confirming}/"), client.get("/confirm/x/"), client.get("/my/x/")]
    return [*found, client.put(f"/my/{token}/"), client.get("/how-we-choose/")]


@pytest.fixture
def confirming(ann: str) -> str:
    return start_double_opt_in(ann, ANN["email"], Purpose.MARKETING, Proof("shop"), now())


def test_the_list_of_pages_here_is_complete() -> None:
    names = {str(pattern.name) for pattern in urlpatterns}
    assert len(names) == len({*GETS, *POSTS}) + len(("u", "confirm", "how-we-choose"))


def test_no_page_is_kept_or_tells_others_where_it_was_or_sets_a_cookie(
    token: str, unsubscribing: str, confirming: str, visitor: Client
) -> None:
    for answer in answers(visitor, token, unsubscribing, confirming):
        where = answer.request["PATH_INFO"]
        assert "no-store" in answer["Cache-Control"], where
        assert answer["Referrer-Policy"] == "no-referrer", where
        assert "default-src 'none'" in answer["Content-Security-Policy"], where
        assert "script-src" not in answer["Content-Security-Policy"], where
        assert "unsafe" not in answer["Content-Security-Policy"], where
        assert answer["X-Content-Type-Options"] == "nosniff", where
        assert not answer.cookies, where
        assert answer.get("X-Robots-Tag") == (None if where == "/how-we-choose/" else "noindex, nofollow"), where


def test_no_page_has_anything_from_elsewhere_or_a_script(page: Page) -> None:
    for part in GETS:
        answer = page.client.get(page.address + part)
        text = answer.content.decode()
        assert "<script" not in text
        assert 'src="http' not in text
        assert 'href="http' not in text


@pytest.mark.parametrize("part", POSTS)
def test_a_form_that_was_on_no_page_of_this_link_changes_nothing(page: Page, ann: str, part: str) -> None:
    fields = {"personal": "off", "everything": "no", "days": "30", "answer": "erase", "correct_name": "X"}
    other = form_token.made_for("another link")
    for form in ({}, {"form": ""}, {"form": other}, {"form": "é\x00"}):
        answer = page.client.post(page.address + part, {**fields, **form})
        assert answer.status_code == 403
        assert not any(told in answer.content.decode() for told in TOLD)
    assert not preferences(ann).suggestions_off
    assert preferences(ann).paused_until is None
    assert ledger(ann) == ()
    assert "a•••@example.org" in page.text()


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_a_form_sent_by_another_site_changes_nothing(page: Page, ann: str, site: str) -> None:
    fields = {"form": form_token.made_for(page.token), "personal": "off"}
    answer = page.client.post(f"{page.address}suggestions/", fields, headers={"Sec-Fetch-Site": site})
    assert answer.status_code == 403
    assert not preferences(ann).suggestions_off


def test_a_form_works_in_a_browser_that_hides_where_it_comes_from(page: Page, ann: str) -> None:
    """Under `Referrer-Policy: no-referrer` browsers send `Origin: null` and no Referer, over https too."""
    fields = {"form": form_token.made_for(page.token), "personal": "off"}
    headers = {"Origin": "null", "Sec-Fetch-Site": "same-origin"}
    answer = page.client.post(f"{page.address}suggestions/", fields, headers=headers, secure=True)
    assert answer.status_code == 303
    assert preferences(ann).suggestions_off


@pytest.mark.parametrize("part", [*GETS, *POSTS])
def test_a_damaged_or_forged_link_says_the_same_whatever_is_wrong(
    token: str, unsubscribing: str, visitor: Client, part: str
) -> None:
    texts = set()
    forged = (token[:-1], f"{token}A", token.swapcase(), "A" * 38, "%2e%2e", "x", unsubscribing, "é", "%00", "a%0ab")
    for one in forged:
        answer = visitor.get(f"/my/{one}/{part}")
        assert answer.status_code == 404, one
        texts.add(re.sub(r'href="/my/[^"]*"', "", answer.content.decode()))
        posted = visitor.post(f"/my/{one}/{part}", {"form": form_token.made_for(one), "answer": "erase"})
        assert posted.status_code == (404 if part in POSTS else 405), one
    assert len(texts) == 1
    assert not any(told in text for told in TOLD for text in texts)


def test_a_link_opens_as_often_as_its_owner_likes(page: Page) -> None:
    for _ in range(1000):
        assert page.client.get(f"{page.address}erase/").status_code == 200


def test_an_address_without_its_last_slash_is_completed(page: Page) -> None:
    answer = page.client.get(page.address.rstrip("/"))
    assert (answer.status_code, answer["Location"]) == (301, page.address)


@pytest.mark.parametrize("part", [*GETS, *POSTS])
def test_after_an_erasure_the_link_is_polite_and_empty(page: Page, ann: str, part: str) -> None:
    erase(ann, now(), "customer")
    answer = page.client.get(page.address + part, {"language": "en"})
    assert answer.status_code == 200
    text = answer.content.decode()
    assert "There is nothing here any more" in text
    assert not any(told in text for told in TOLD)
    if part in POSTS:
        assert page.send(part.rstrip("/"), answer="erase", personal="on").status_code == 200


def test_whoever_guesses_is_held_up_and_others_are_not(token: str, unsubscribing: str) -> None:
    guesser, other = Client(REMOTE_ADDR="8.8.4.4"), Client(REMOTE_ADDR="8.8.8.8")
    statuses = [guesser.get(f"/my/{'A' * 37}{number % 10}/").status_code for number in range(40)]
    assert statuses[:20] == [404] * 20
    assert statuses[-1] == 429
    held = guesser.get(f"/my/{token}/")
    assert held.status_code == 429
    assert 0 < int(held["Retry-After"]) <= 15 * 60
    assert guesser.get(f"/confirm/{token}/").status_code == 429
    assert guesser.get(f"/u/{unsubscribing}").status_code == 200, "unsubscribing never waits"
    assert other.get(f"/my/{token}/").status_code == 200


def test_opening_ones_own_link_is_no_guess(token: str) -> None:
    owner = Client(REMOTE_ADDR="8.8.4.4")
    assert {owner.get(f"/my/{token}/erase/").status_code for _ in range(60)} == {200}


def test_a_form_far_too_large_is_not_read(page: Page) -> None:
    answer = page.client.post(
        f"{page.address}topics/", {"form": form_token.made_for(page.token), "topic": "x" * 70_000}
    )
    assert answer.status_code == 400


def test_a_forms_address_opened_as_a_page_leads_to_the_choices(page: Page) -> None:
    for part in ("suggestions/", "channels/", "topics/", "pause/", "occasions/"):
        answer = page.client.get(page.address + part)
        assert answer.status_code == 303
        assert answer["Location"].startswith(f"{page.address}?language=")
