"""One-click unsubscribing, clause by clause of RFC 8058, and what large mail services ask beyond it."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from tests.integration.customer_pages.conftest import ANN, AT, frame
from worthmore.consent.operations import give, new_link
from worthmore.consent.queries import ledger, may
from worthmore.consent.values import LinkKind, Proof
from worthmore.rights.operations import erase
from worthmore.shop import operations, queries
from worthmore.shop.columns import CUSTOMERS
from worthmore.vocabulary.clock import now
from worthmore.vocabulary.permission import Act, Channel, Purpose, Question

FORM = "application/x-www-form-urlencoded"
ONE_CLICK = "List-Unsubscribe=One-Click"
MULTIPART = (
    b'--x\r\nContent-Disposition: form-data; name="List-Unsubscribe"\r\n\r\nOne-Click\r\n--x--\r\n',
    "multipart/form-data; boundary=x",
)


def allowed(key: str, channel: Channel = Channel.EMAIL) -> bool:
    return may(Question(channel, now(), similar=True), key).allowed


@pytest.fixture
def mailed(ann: str, unsubscribing: str) -> str:
    """Ann said yes to e-mail and text messages, and got an e-mail; its token."""
    for channel in (Channel.EMAIL, Channel.SMS):
        proof = Proof("shop", how="checkbox", source="test", reference=channel.value)
        give(ann, channel, Purpose.MARKETING, AT, proof, now())
    assert allowed(ann)
    return unsubscribing


@pytest.fixture
def mail_program() -> Client:
    """It has no cookies, no page of ours, no name; forms are checked as in a real shop."""
    return Client(enforce_csrf_checks=True)


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (ONE_CLICK, FORM),
        MULTIPART,
        (ONE_CLICK, f"{FORM}; charset=utf-8"),
        (ONE_CLICK, "text/plain"),
        (ONE_CLICK, ""),
        (f"{ONE_CLICK}\r\n", "text/plain"),
    ],
    ids=["urlencoded", "multipart", "charset", "plain", "no type", "line end"],
)
def test_a_post_unsubscribes_at_once(mailed: str, ann: str, mail_program: Client, body: Any, kind: str) -> None:
    answer = mail_program.generic("POST", f"/u/{mailed}", body, content_type=kind)
    assert answer.status_code == 200
    assert not allowed(ann)


def test_it_needs_no_cookie_sets_none_and_leads_nowhere_else(mailed: str, mail_program: Client) -> None:
    answer = mail_program.post(f"/u/{mailed}", ONE_CLICK, content_type=FORM)
    assert answer.status_code == 200
    assert not answer.cookies
    assert "Location" not in answer
    assert "WWW-Authenticate" not in answer


def test_a_form_from_wherever_counts_since_the_link_is_the_proof(mailed: str, ann: str, mail_program: Client) -> None:
    headers = {
        "Origin": "https://mail.example",
        "Referer": "https://mail.example/inbox",
        "Sec-Fetch-Site": "cross-site",
    }
    assert mail_program.post(f"/u/{mailed}", ONE_CLICK, content_type=FORM, headers=headers).status_code == 200
    assert not allowed(ann)


def test_only_the_channel_of_that_message_ends(mailed: str, ann: str, mail_program: Client) -> None:
    mail_program.post(f"/u/{mailed}", ONE_CLICK, content_type=FORM)
    assert not allowed(ann, Channel.EMAIL)
    assert allowed(ann, Channel.SMS)
    assert may(Question(Channel.ONSITE_PROFILE, now()), ann).allowed


def test_twice_is_once(mailed: str, ann: str, mail_program: Client) -> None:
    for _ in range(5):
        answer = mail_program.post(f"/u/{mailed}", ONE_CLICK, content_type=FORM)
        assert answer.status_code == 200
    assert len([row for row in ledger(ann) if row.act is Act.OBJECTED]) == 1


def test_it_stands_in_the_ledger_as_the_persons_own_act(mailed: str, ann: str, mail_program: Client) -> None:
    mail_program.post(f"/u/{mailed}", ONE_CLICK, content_type=FORM)
    row = ledger(ann)[0]
    assert (row.act, row.channel, row.own_act, row.how) == (Act.OBJECTED, Channel.EMAIL, True, "one click")
    assert mailed not in str(row), "the ledger tells nobody the link"


@pytest.mark.parametrize("method", ["GET", "HEAD", "OPTIONS", "PUT", "DELETE", "PATCH", "TRACE"])
def test_no_other_method_ever_unsubscribes(mailed: str, ann: str, mail_program: Client, method: str) -> None:
    for headers in ({}, {"Purpose": "prefetch", "Sec-Purpose": "prefetch"}):
        answer = mail_program.generic(method, f"/u/{mailed}", ONE_CLICK, content_type=FORM, headers=headers)
        assert answer.status_code in {200, 405}
        mail_program.generic(method, f"/u/{mailed}?{ONE_CLICK}", headers=headers)
    assert allowed(ann)
    assert [row for row in ledger(ann) if row.act is Act.OBJECTED] == []


def test_a_get_shows_one_button_that_does_it(mailed: str, ann: str, mail_program: Client) -> None:
    text = mail_program.get(f"/u/{mailed}?language=en").content.decode()
    assert text.count("<button") == 1
    assert "Press the button, and Vlierhof BV sends you no more advertising by e-mail." in text
    assert f'action="/u/{mailed}"' in text
    fields = {"List-Unsubscribe": "One-Click", "language": "en"}
    done = mail_program.post(f"/u/{mailed}", fields)
    assert "From now on Vlierhof BV sends you no advertising by e-mail." in done.content.decode()
    assert not allowed(ann)


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        ("", FORM),
        ("List-Unsubscribe=yes", FORM),
        ("List-Unsubscribe", FORM),
        ("Unsubscribe=One-Click", FORM),
        (ONE_CLICK, "application/json"),
        ("x" * 100_000, FORM),
        ("&" * 2_000, FORM),
        (b"\xff\xfe\x00", FORM),
        (b"--x\r\nbroken", "multipart/form-data; boundary=x"),
        (b"", "multipart/form-data"),
    ],
)
def test_a_post_that_says_something_else_changes_nothing_and_says_so(
    mailed: str, ann: str, mail_program: Client, body: Any, kind: str
) -> None:
    answer = mail_program.generic("POST", f"/u/{mailed}?language=en", body, content_type=kind)
    if kind == "application/json":
        assert answer.status_code == 200, "the very words under another type are the words all the same"
        return
    assert answer.status_code == 400
    assert "Nothing was changed" in answer.content.decode()
    assert allowed(ann)


def test_a_link_nobody_was_given_is_not_found(db: None, mailed: str, mail_program: Client) -> None:
    for token in (mailed[:-1], mailed + "A", mailed[::-1], "x", "A" * 38, "%00", "é", "a b", "../x", "A" * 4000):
        for method in ("GET", "POST"):
            answer = mail_program.generic(method, f"/u/{token}", ONE_CLICK, content_type=FORM)
            assert answer.status_code in {404, 429}, token


def test_a_link_to_the_page_unsubscribes_nobody_and_an_unsubscribing_one_opens_no_page(
    mailed: str, token: str, ann: str, mail_program: Client
) -> None:
    assert mail_program.post(f"/u/{token}", ONE_CLICK, content_type=FORM).status_code == 404
    assert mail_program.get(f"/my/{mailed}/").status_code == 404
    assert mail_program.get(f"/my/{mailed}/everything.json").status_code == 404
    assert allowed(ann)


def test_a_thousand_times_is_once_and_always_answered(mailed: str, ann: str, mail_program: Client) -> None:
    statuses = {mail_program.post(f"/u/{mailed}", ONE_CLICK, content_type=FORM).status_code for _ in range(1000)}
    assert statuses == {200}
    assert len([row for row in ledger(ann) if row.act is Act.OBJECTED]) == 1


def test_it_works_for_somebody_who_was_erased_and_the_no_holds_when_they_come_back(
    mailed: str, ann: str, mail_program: Client
) -> None:
    erase(ann, now(), "customer")
    answer = mail_program.post(f"/u/{mailed}", ONE_CLICK, content_type=FORM)
    assert answer.status_code == 200
    assert "Ann" not in answer.content.decode()
    assert mail_program.get(f"/u/{mailed}").status_code == 200
    back = {**ANN, "external_id": "ann-again"}
    operations.save_customers("demo", frame(CUSTOMERS, back), now())
    key = queries.person_key_of("demo", "ann-again")
    assert key
    give(key, Channel.EMAIL, Purpose.MARKETING, now(), Proof("csv", source="csv", reference="again"), now())
    assert not allowed(key)


def test_unsubscribing_first_and_being_erased_after_holds_too(mailed: str, ann: str, mail_program: Client) -> None:
    mail_program.post(f"/u/{mailed}", ONE_CLICK, content_type=FORM)
    erase(ann, now(), "customer")
    assert mail_program.post(f"/u/{mailed}", ONE_CLICK, content_type=FORM).status_code == 200
    operations.save_customers("demo", frame(CUSTOMERS, {**ANN, "external_id": "ann-again"}), now())
    key = queries.person_key_of("demo", "ann-again")
    assert key
    assert not allowed(key)


def test_a_message_about_everything_ends_everything(ann: str, mailed: str, mail_program: Client) -> None:
    wide = new_link(LinkKind.UNSUBSCRIBE, ann, None, now(), ANN["email"])
    text = mail_program.post(f"/u/{wide}?language=en", ONE_CLICK, content_type=FORM).content.decode()
    assert "sends you no advertising in any way" in text
    assert not allowed(ann, Channel.SMS)
    assert not allowed(ann, Channel.POST)


def test_whoever_keeps_guessing_is_told_to_stop_but_a_true_link_always_works(
    mailed: str, ann: str, mail_program: Client
) -> None:
    guesser = Client(REMOTE_ADDR="8.8.4.4")
    statuses = [guesser.post(f"/u/{'A' * 38}", ONE_CLICK, content_type=FORM).status_code for _ in range(40)]
    assert statuses[0] == 404
    assert statuses[-1] == 429
    assert guesser.post(f"/u/{mailed}", ONE_CLICK, content_type=FORM).status_code == 200
    assert not allowed(ann)


def test_the_address_with_a_slash_behind_it_works_without_a_redirect(
    mailed: str, ann: str, mail_program: Client
) -> None:
    assert mail_program.post(f"/u/{mailed}/", ONE_CLICK, content_type=FORM).status_code == 200
    assert not allowed(ann)


def test_the_page_is_in_the_customers_language(mailed: str, mail_program: Client) -> None:
    assert '<html lang="nl">' in mail_program.get(f"/u/{mailed}").content.decode()
    assert '<html lang="fr">' in mail_program.get(f"/u/{mailed}?language=fr").content.decode()
