"""What may be sent to Ann, with proof; a no and a yes written down; her link, her data, her erasure."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import resolve
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.integration.backoffice.conftest import AT, CUSTOMERS, frame, logged, text
from worthmore.backoffice import law_sentences, law_words, reading_verdicts
from worthmore.backoffice.access import Role
from worthmore.backoffice.acts import Act
from worthmore.backoffice.models import Entry
from worthmore.consent import operations as consent
from worthmore.consent import queries
from worthmore.consent.values import Proof, Wording
from worthmore.offering.service import Service
from worthmore.rights import queries as rights
from worthmore.shop import operations
from worthmore.shop import queries as shop
from worthmore.vocabulary.clock import now
from worthmore.vocabulary.permission import Act as Said
from worthmore.vocabulary.permission import Channel, Purpose, Question, SaleContact

As = Callable[[Role | None], Client]
WORDS = "Yes, send me your newsletter with offers. I can stop at any moment."
YES = {
    "channel": "email",
    "purpose": "marketing",
    "heard": "paper form",
    "on": "2026-05-02",
    "place": "till 3",
    "text": WORDS,
    "text_name": "form",
    "text_version": "7",
    "text_language": "en",
    "note": "binder 12",
}


def page_of(key: str, what: str = "") -> str:
    return f"/office/permission/{key}/{what}"


def may(key: str, channel: Channel = Channel.EMAIL, purpose: Purpose = Purpose.MARKETING) -> bool:
    return queries.may(Question(channel, now(), purpose), key).allowed


def line(page: str, channel: str) -> str:
    """One channel of the page."""
    start = page.index(f'<details class="line" id="{channel}">')
    return page[start : page.index("</details>", start)]


def country(code: str) -> None:
    operations.save_customers(
        "demo", frame(CUSTOMERS, [{"external_id": "ann", "email": "ann@example.org", "country": code}]), AT
    )


def test_the_page_is_reached_from_the_customers_page(key: str, clerk: Client) -> None:
    page = text(clerk.get("/office/customers/ann/"))
    assert f'href="{page_of(key)}"' in page
    shown = text(clerk.get(page_of(key)))
    assert "Ann Peeters" in shown
    assert 'href="/office/customers/ann/"' in shown


def test_every_channel_is_answered_with_its_rule_and_what_would_change_it(key: str, clerk: Client) -> None:
    country("BE")
    page = text(clerk.get(page_of(key)))
    for channel in Channel:
        assert f'id="{channel}"' in page
    email = line(page, "email")
    assert "not allowed" in email
    for fact in ("BE.em.cust", "KB 4-4-2003", "Verified on", "commyounity.be", "What would change it", "A valid yes"):
        assert fact in email, fact
    assert "allowed" in line(page, "post")
    assert "What must then be heeded" in line(page, "post")


def test_what_the_page_says_is_what_holds(key: str, clerk: Client) -> None:
    country("BE")
    page = text(clerk.get(page_of(key)))
    for channel in Channel:
        purpose = {"ad_audience": Purpose.AD_AUDIENCE, "open_pixel": Purpose.OPEN_TRACKING}.get(
            channel, Purpose.MARKETING
        )
        state = "always" if may(key, channel, purpose) else "never"
        assert f'class="mark {state}"' in line(page, channel), channel


def test_own_customers_may_be_written_to_about_similar_products_only(key: str, clerk: Client) -> None:
    country("BE")
    contact = SaleContact(Channel.EMAIL, AT - timedelta(days=7), True, True, True)
    consent.sale_contact(key, contact, Proof(recorded_by="test"), now())
    email = line(text(clerk.get(page_of(key))), "email")
    assert 'class="mark similar"' in email
    assert "About similar own products" in email
    assert "About anything else" in email


def test_what_consent_says_before_the_law_is_said_in_every_language(key: str) -> None:
    country("BE")
    email = Question(Channel.EMAIL, now())
    found = []
    proof = Proof(recorded_by="test")
    old = now() - timedelta(days=365 * 4)
    consent.give(key, Channel.PUSH, Purpose.MARKETING, old, proof, now())
    with_old_order = queries.may(Question(Channel.PUSH, now() + timedelta(days=1200)), key)
    found.append(with_old_order)
    consent.set_preferences(key, now(), paused_until=now() + timedelta(days=30))
    found.append(queries.may(email, key))
    consent.set_preferences(key, now(), paused_until=None)
    consent.object_to(key, Channel.ONSITE_PROFILE, None, now(), proof, now())
    found.append(queries.may(email, key))
    consent.stop_everything("jan", now())
    found.append(queries.may(email, key))
    assert [one.rule for one in found[1:]] == ["pause", "suggestions_off", "stopped"]
    assert "consent_not_run_out" in {one.name for one in with_old_order.conditions}
    sentences = {text for one in found for text in (one.reason, *one.would_change, *one.warnings)}
    sentences |= {condition.detail for one in found for condition in one.conditions}
    assert sorted(one for one in sentences if not law_sentences.known(one)) == []
    assert {condition.name for one in found for condition in one.conditions} <= set(law_words.CONDITIONS)
    assert {one.rule for one in found[1:]} <= set(reading_verdicts.NO_ROW)


def test_without_a_country_the_page_says_that_the_strictest_rule_holds(key: str, clerk: Client) -> None:
    assert "strictest rule of all countries" in text(clerk.get(page_of(key)))


def test_the_proof_shows_the_exact_words_when_where_and_how(key: str, clerk: Client) -> None:
    proof = Proof(
        recorded_by="import",
        place="https://shop.example/checkout",
        how="checkbox",
        wording=Wording("newsletter", "3", "nl", "Ja, <b>stuur</b> mij de nieuwsbrief."),
        evidence={"order": "1001"},
        own_act=True,
        double_opt_in=True,
    )
    consent.give(key, Channel.EMAIL, Purpose.MARKETING, AT, proof, now())
    page = text(clerk.get(page_of(key)))
    for fact in (
        "Ja, &lt;b&gt;stuur&lt;/b&gt; mij de nieuwsbrief.",
        '<blockquote lang="nl">',
        "version 3",
        "https://shop.example/checkout",
        "checkbox",
        "2 May 2026 12:00",
        "double opt-in",
        "own act",
        "1001",
    ):
        assert fact in page, fact


def test_evidence_is_shown_to_those_who_see_contact_data(key: str, as_role: As) -> None:
    proof = Proof(recorded_by="import", evidence={"address": "ann@example.org"})
    consent.give(key, Channel.EMAIL, Purpose.MARKETING, AT, proof, now())
    for role in Role:
        shown = "ann@example.org" in text(as_role(role).get(page_of(key)))
        assert shown is (role in {Role.OWNER, Role.MARKETER}), role


def test_preferences_and_requests_are_on_the_page(key: str, clerk: Client) -> None:
    consent.set_preferences(
        key,
        now(),
        paused_until=now() + timedelta(days=30),
        frequency="monthly",
        muted=["tyres"],
        skipped={"mothers_day": 2027},
    )
    clerk.post(page_of(key, "no/"), {"heard": "phone", "channel": "email"})
    page = text(clerk.get(page_of(key)))
    for fact in ("Pause until", "once a month", "tyres", "mothers_day (2027)", "To stop", "answered on"):
        assert fact in page, fact


@pytest.mark.parametrize("key_", ["nobody", "x" * 300, "a'b", "%00", "é", "..", "1 OR 1=1"])
def test_a_key_that_nobody_has_is_told_so_on_every_page(shop: Service, clerk: Client, key_: str) -> None:
    for what in ("", "no/", "yes/", "link/", "download/", "erase/"):
        for ask in (clerk.get, clerk.post):
            answer = ask(f"/office/permission/{key_}/{what}")
            assert answer.status_code in {403, 404}, (what, ask)


# ---- a no ---------------------------------------------------------------------------------------------------------


def test_a_no_holds_at_once_for_the_channels_chosen(key: str, clerk: Client, user: User) -> None:
    country("BE")
    assert may(key, Channel.POST)
    answer = clerk.post(
        page_of(key, "no/"), {"heard": "phone", "channel": ["post", "email"], "words": "Laat me met rust!"}
    )
    assert answer["Location"] == page_of(key)
    assert not may(key, Channel.POST)
    rows = queries.ledger(key)
    assert {(row.act, row.channel, row.purpose, row.how, row.own_act) for row in rows} == {
        (Said.OBJECTED, Channel.POST, None, "phone", False),
        (Said.OBJECTED, Channel.EMAIL, None, "phone", False),
    }
    assert rows[0].recorded_by == "jan"
    assert rows[0].evidence == {"said": "Laat me met rust!"}
    (entry,) = logged(Act.OBJECTION_RECORDED)
    assert (entry.person_key, entry.who) == (key, "jan")
    assert "rust" not in str(entry.detail), "what the customer said stays in the ledger"
    assert "on the telephone" in text(clerk.get(page_of(key)))


def test_no_channel_chosen_means_all_of_them(key: str, clerk: Client) -> None:
    country("BE")
    clerk.post(page_of(key, "no/"), {"heard": "letter"})
    assert [row.channel for row in queries.ledger(key)] == [None]
    assert not any(may(key, channel) for channel in Channel if channel is not Channel.ONSITE_SESSION)


def test_a_channel_nobody_knows_does_not_narrow_a_no(key: str, clerk: Client) -> None:
    clerk.post(page_of(key, "no/"), {"heard": "phone", "channel": ["pigeon"]})
    assert [row.channel for row in queries.ledger(key)] == [None]


def test_a_yes_that_is_taken_back_is_that(key: str, clerk: Client) -> None:
    consent.give(key, Channel.AD_AUDIENCE, Purpose.AD_AUDIENCE, AT, Proof(recorded_by="test"), now())
    form = {
        "kind": "withdraw",
        "heard": "counter",
        "channel": "ad_audience",
        "purpose": "ad_audience",
        "on": "2026-05-03",
    }
    clerk.post(page_of(key, "no/"), form)
    row = queries.ledger(key)[0]
    assert (row.act, row.channel, row.purpose) == (Said.WITHDRAWN, Channel.AD_AUDIENCE, Purpose.AD_AUDIENCE)
    assert row.at == datetime(2026, 5, 3, 21, 59, 59, tzinfo=UTC), "as late as that day allows"
    assert len(logged(Act.WITHDRAWAL_RECORDED)) == 1


def test_where_it_was_heard_must_be_said(key: str, clerk: Client) -> None:
    answer = clerk.post(page_of(key, "no/"), {"words": "never again", "channel": "email"})
    page = text(answer)
    assert answer.status_code == 400
    assert "Choose where you heard it" in page
    assert 'value="never again"' in page
    assert re.search(r'value="email" checked', page)
    assert queries.ledger(key) == ()


def test_a_no_without_a_day_or_of_the_future_is_of_now(key: str, clerk: Client) -> None:
    for day in ("", "nonsense", "2999-01-01"):
        clerk.post(page_of(key, "no/"), {"heard": "phone", "on": day})
    assert all(now() - row.at < timedelta(minutes=1) for row in queries.ledger(key))


def test_an_assistant_records_a_no_and_a_yes(key: str, as_role: As) -> None:
    client = as_role(Role.ASSISTANT)
    assert client.post(page_of(key, "no/"), {"heard": "counter", "channel": "sms"}).status_code == 302
    assert client.post(page_of(key, "yes/"), YES).status_code == 302
    assert {row.recorded_by for row in queries.ledger(key)} == {"assistant"}


# ---- a yes --------------------------------------------------------------------------------------------------------


def test_a_yes_is_kept_with_everything_that_proves_it(key: str, clerk: Client) -> None:
    country("BE")
    assert not may(key)
    assert clerk.post(page_of(key, "yes/"), YES | {"written": "on"}).status_code == 302
    assert may(key)
    (row,) = queries.ledger(key)
    assert row.wording == Wording("form", "7", "en", WORDS)
    assert (row.place, row.how, row.evidence, row.written) == ("till 3", "paper form", {"note": "binder 12"}, True)
    assert row.own_act is False
    assert row.at == datetime(2026, 5, 1, 22, tzinfo=UTC), "as early as that day allows"
    assert len(logged(Act.CONSENT_RECORDED)) == 1


def test_a_yes_written_down_here_never_lifts_a_no(key: str, clerk: Client) -> None:
    country("BE")
    clerk.post(page_of(key, "no/"), {"heard": "phone", "on": "2026-01-01"})
    clerk.post(page_of(key, "yes/"), YES | {"on": now().date().isoformat(), "written": "on"})
    assert not may(key)
    assert "objected" in text(clerk.get(page_of(key)))


@pytest.mark.parametrize("missing", ["channel", "purpose", "heard", "text", "on"])
def test_a_yes_without_its_proof_is_not_kept_and_nothing_typed_is_lost(key: str, clerk: Client, missing: str) -> None:
    answer = clerk.post(page_of(key, "yes/"), {**YES, missing: ""})
    assert answer.status_code == 400
    page = text(answer)
    assert 'role="alert"' in page
    assert "binder 12" in page
    assert queries.ledger(key) == ()


@pytest.mark.parametrize("day", ["2999-01-01", "tomorrow", "2026-13-01"])
def test_a_yes_of_the_future_is_refused(key: str, clerk: Client, day: str) -> None:
    assert clerk.post(page_of(key, "yes/"), YES | {"on": day}).status_code == 400
    assert queries.ledger(key) == ()


def test_other_words_under_the_same_name_are_refused_with_the_reason(key: str, clerk: Client) -> None:
    clerk.post(page_of(key, "yes/"), YES)
    answer = clerk.post(page_of(key, "yes/"), YES | {"text": "Something else", "channel": "sms"})
    assert answer.status_code == 400
    assert "new version" in text(answer)
    assert len(queries.ledger(key)) == 1


def test_words_without_a_name_get_one_of_their_own(key: str, clerk: Client) -> None:
    plain = YES | {"text_name": "", "text_version": ""}
    assert clerk.post(page_of(key, "yes/"), plain).status_code == 302
    assert clerk.post(page_of(key, "yes/"), plain | {"text": "Other words", "channel": "sms"}).status_code == 302
    names = {row.wording.version for row in queries.ledger(key) if row.wording}
    assert len(names) == 2


# ---- her link, her data, her erasure --------------------------------------------------------------------------------


def test_a_link_is_made_shown_once_and_written_down(key: str, clerk: Client) -> None:
    assert "Make a link" in text(clerk.get(page_of(key, "link/")))
    assert logged(Act.LINK_MADE) == []
    page = text(clerk.post(page_of(key, "link/")))
    link = re.search(r'id="link"[^>]*value="([^"]+)"', page)
    assert link
    path = re.sub(r"^https?://[^/]+", "", link.group(1))
    assert resolve(path).view_name == "customer_pages:choices"
    assert consent.open_link(path.split("/")[2], now()).person_key == key
    assert "mailto:ann@example.org?subject=" in page
    assert len(logged(Act.LINK_MADE)) == 1
    assert path not in str(logged())


def test_the_message_with_the_link_is_in_the_customers_language(key: str, clerk: Client) -> None:
    row = {"external_id": "ann", "email": "ann@example.org", "language": "fi"}
    operations.save_customers("demo", frame(CUSTOMERS, [row]), AT)
    assert "Oma%20sivusi" in text(clerk.post(page_of(key, "link/")))


def test_without_an_address_there_is_only_the_link(shop: Service, clerk: Client) -> None:
    other = page_of(shop_key("ben/2"), "link/")
    page = text(clerk.post(other))
    assert "mailto:" not in page
    assert 'id="link"' in page


def shop_key(number: str) -> str:
    return shop.person_key_of("demo", number) or ""


@pytest.mark.parametrize(("wanted", "kind"), [("json", "application/json"), ("html", "text/html"), ("", "text/html")])
def test_everything_held_is_downloaded_and_that_is_written_down(
    key: str, clerk: Client, wanted: str, kind: str
) -> None:
    answer = clerk.get(page_of(key, "download/"), {"format": wanted})
    assert answer["Content-Type"].startswith(kind)
    assert answer["Content-Disposition"].startswith("attachment")
    assert "no-store" in answer["Cache-Control"]
    assert "Ann Peeters" in answer.content.decode()
    assert "downloaded" in answer.content.decode(), "the download shows that it was taken"
    assert len(logged(Act.DOWNLOADED)) == 1


def test_the_download_tells_what_was_seen_and_not_by_whom(key: str, clerk: Client) -> None:
    clerk.get("/office/customers/ann/")
    held = json.loads(clerk.get(page_of(key, "download/"), {"format": "json"}).content)
    (seen, _taken) = held["elsewhere"]["backoffice"]["audit_log"][::-1]
    assert (seen["act"], seen["role"]) == ("customer_seen", "owner")
    assert "jan" not in json.dumps(held["elsewhere"])


def test_erasing_asks_first_and_says_what_stays(key: str, clerk: Client) -> None:
    page = text(clerk.get(page_of(key, "erase/")))
    assert "1 order stays" in page
    assert "demo" in page
    assert clerk.post(page_of(key, "erase/"), {}).status_code == 400
    assert shop.identity(key) is not None


def test_an_erased_person_is_gone_and_the_log_knows_only_that_it_was_done(key: str, clerk: Client) -> None:
    clerk.get("/office/customers/ann/")
    clerk.get(page_of(key))
    answer = clerk.post(page_of(key, "erase/"), {"sure": "on"})
    assert answer.status_code == 200
    assert "forgotten" in text(answer)
    assert shop.identity(key) is None
    assert clerk.get(page_of(key)).status_code == 404
    assert not Entry.objects.filter(person_key=key).exists()
    assert [(one.act, one.who, one.person_key) for one in logged(Act.ERASED)] == [("erased", "jan", "")]
    (kept,) = [one for one in rights.requests(now()) if one.kind == "erasure"]
    assert kept.by == "jan"


def test_only_an_owner_erases(key: str, as_role: As) -> None:
    for role in (Role.MARKETER, Role.ASSISTANT, Role.VIEWER):
        assert as_role(role).post(page_of(key, "erase/"), {"sure": "on"}).status_code == 403
    assert shop.identity(key) is not None


# ---- whatever is sent ---------------------------------------------------------------------------------------------

known = st.sampled_from(["email", "marketing", "phone", "on", "2026-05-02", "", "\x00", "withdraw", "9" * 400])
fields = ["channel", "purpose", "heard", "on", "text", "text_name", "text_version", "text_language", "kind", "words"]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(form=st.dictionaries(st.sampled_from([*fields, "place", "note", "written"]), known | st.text(max_size=60)))
def test_no_form_breaks_and_none_writes_a_yes_of_ones_own(key: str, clerk: Client, form: dict[str, str]) -> None:
    for what in ("no/", "yes/"):
        assert clerk.post(page_of(key, what), form).status_code in {302, 400}
    assert not any(row.own_act for row in queries.ledger(key))
    assert clerk.get(page_of(key)).status_code == 200


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(days=st.lists(st.tuples(st.booleans(), st.dates(date(2025, 1, 1), date(2026, 5, 1))), min_size=1, max_size=6))
def test_after_any_no_written_down_here_nothing_is_allowed(
    key: str, clerk: Client, days: list[tuple[bool, date]]
) -> None:
    clerk.post(page_of(key, "no/"), {"heard": "phone", "on": "2025-01-01"})
    for is_yes, day in days:
        form = YES if is_yes else {"heard": "phone"}
        clerk.post(page_of(key, "yes/" if is_yes else "no/"), form | {"on": day.isoformat()})
    assert not may(key)
