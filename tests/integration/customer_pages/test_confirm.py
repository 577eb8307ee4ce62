"""Double opt-in: a look changes nothing, the button confirms once."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from tests.integration.customer_pages.conftest import ANN
from worthmore.consent.operations import object_to, start_double_opt_in
from worthmore.consent.queries import ledger
from worthmore.consent.values import Proof, Wording
from worthmore.customer_pages import form_token
from worthmore.rights.operations import erase
from worthmore.vocabulary.clock import now
from worthmore.vocabulary.permission import Act, Channel, Purpose

WORDS = "Yes, Vlierhof BV may e-mail me about bicycles & more."


def asked(key: str, days_ago: float = 0) -> str:
    proof = Proof("shop", place="newsletter form", how="checkbox", wording=Wording("newsletter", "3", "en", WORDS))
    return start_double_opt_in(key, ANN["email"], Purpose.MARKETING, proof, now() - timedelta(days=days_ago))


def press(client: Client, token: str, **fields: Any) -> Any:
    form = {"form": form_token.made_for(token), "language": "en", **fields}
    return client.post(f"/confirm/{token}/", form)


def given(key: str) -> int:
    return len([row for row in ledger(key) if row.act is Act.GIVEN])


@pytest.fixture
def link(ann: str) -> str:
    return asked(ann)


def test_looking_confirms_nothing_however_often(ann: str, link: str, visitor: Client) -> None:
    for method in ("get", "head", "options"):
        for _ in range(20):
            assert getattr(visitor, method)(f"/confirm/{link}/").status_code in {200, 405}
    assert given(ann) == 0


def test_the_button_confirms_once(ann: str, link: str, visitor: Client) -> None:
    text = visitor.get(f"/confirm/{link}/?language=en").content.decode()
    assert text.count("<button") == 1
    assert "Vlierhof BV" in text
    assert "Yes, Vlierhof BV may e-mail me about bicycles &amp; more." in text, "the words that were asked"
    answer = press(visitor, link)
    assert (answer.status_code, "Confirmed" in answer.content.decode()) == (200, True)
    again = press(visitor, link)
    assert (again.status_code, "Already confirmed" in again.content.decode()) == (200, True)
    row = ledger(ann)[0]
    assert (row.double_opt_in, row.own_act, row.channel, row.purpose) == (True, True, Channel.EMAIL, Purpose.MARKETING)
    assert row.wording is not None
    assert row.wording.words == WORDS
    assert given(ann) == 1


def test_without_words_kept_the_page_says_it_in_its_own(ann: str, visitor: Client) -> None:
    bare = start_double_opt_in(ann, ANN["email"], Purpose.MARKETING, Proof("shop"), now())
    text = visitor.get(f"/confirm/{bare}/?language=en").content.decode()
    assert "From now on Vlierhof BV may send you advertising of its own products by e-mail." in text


def test_words_in_another_language_say_which(ann: str, link: str, visitor: Client) -> None:
    assert '<blockquote lang="en">' in visitor.get(f"/confirm/{link}/?language=fr").content.decode()


def test_once_confirmed_there_is_no_button_left(link: str, visitor: Client) -> None:
    press(visitor, link)
    text = visitor.get(f"/confirm/{link}/?language=en").content.decode()
    assert "Already confirmed" in text
    assert "<button" not in text


def test_too_late_is_said_and_confirms_nothing(ann: str, visitor: Client) -> None:
    old = asked(ann, days_ago=400)
    for answer in (visitor.get(f"/confirm/{old}/?language=en"), press(visitor, old)):
        assert answer.status_code == 410
        assert "came too late" in answer.content.decode()
    assert given(ann) == 0


def test_a_no_after_asking_beats_the_link(ann: str, link: str, visitor: Client) -> None:
    object_to(ann, Channel.EMAIL, None, now(), Proof("jan", source="office", reference="call"), now())
    assert press(visitor, link).status_code == 410
    assert given(ann) == 0


def test_somebody_erased_reads_nothing_about_anybody(ann: str, link: str, visitor: Client) -> None:
    erase(ann, now(), "customer")
    for answer in (visitor.get(f"/confirm/{link}/?language=en"), press(visitor, link)):
        text = answer.content.decode()
        assert answer.status_code == 200
        assert "There is nothing here any more" in text
        assert "<button" not in text


def test_a_form_of_nowhere_confirms_nothing(ann: str, link: str, token: str, visitor: Client) -> None:
    for form in ("", "x", form_token.made_for(token)):
        assert visitor.post(f"/confirm/{link}/", {"form": form}).status_code == 403
    cross = visitor.post(
        f"/confirm/{link}/", {"form": form_token.made_for(link)}, headers={"Sec-Fetch-Site": "cross-site"}
    )
    assert cross.status_code == 403
    assert given(ann) == 0


def test_other_links_confirm_nothing(ann: str, token: str, unsubscribing: str, visitor: Client) -> None:
    for other in (token, unsubscribing, "x", "A" * 38):
        assert visitor.get(f"/confirm/{other}/").status_code == 404
        assert press(visitor, other).status_code == 404
    assert given(ann) == 0
