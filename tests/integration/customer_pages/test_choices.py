"""What a person decides on their page counts at once, and stands there."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from babel.dates import format_date
from django.test import Client

from tests.integration.customer_pages.conftest import AT, Page, offered
from worthmore.consent.operations import give, new_link, object_to
from worthmore.consent.queries import ledger, may, preferences
from worthmore.consent.values import Frequency, LinkKind, Proof
from worthmore.customer_pages.channels import LABELS
from worthmore.customer_pages.own_acts import HANDED_OVER
from worthmore.customer_pages.suggested import BECAME
from worthmore.outcomes.models import Outcome
from worthmore.outcomes.queries import refused
from worthmore.shop import operations
from worthmore.vocabulary.clock import now
from worthmore.vocabulary.permission import Act, Channel, Purpose, Question, Verdict


def may_send(key: str, channel: Channel, purpose: Purpose = Purpose.MARKETING, personalised: bool = True) -> Verdict:
    return may(Question(channel, now(), purpose, similar=True, personalised=personalised), key)


def read(moment: datetime, language: str = "en_GB") -> str:
    """The day it is in the shop, as people write it."""
    return format_date(moment.astimezone(ZoneInfo("Europe/Brussels")).date(), "long", locale=language)


def pressed(text: str, label: str) -> str:
    """Which of the two buttons of a row is pressed."""
    found = re.search(r'aria-pressed="true">(\w+) <span class="unseen">' + re.escape(label) + "<", text)
    assert found, label
    return found.group(1)


@pytest.mark.parametrize(
    ("language", "heading"),
    [
        ("nl", "Jouw keuzes"),
        ("en", "Your choices"),
        ("fi", "Omat valintasi"),
        ("fr", "Vos choix"),
        ("de", "Ihre Einstellungen"),
    ],
)
def test_the_page_speaks_every_language(page: Page, language: str, heading: str) -> None:
    text = page.text(language=language)
    assert f'<html lang="{language}">' in text
    assert f"<h1>{heading}</h1>" in text
    assert f'lang="{language}" hreflang="{language}" aria-current="true"' in text


def test_the_page_opens_in_the_customers_own_language(page: Page) -> None:
    assert '<html lang="nl">' in page.text(), "her browser asks for English, she reads Dutch"


def test_the_page_says_whose_it_is_and_no_more_of_them_than_needed(page: Page) -> None:
    text = page.text(language="en")
    assert "a•••@example.org" in text
    assert "Vlierhof BV" in text
    for told in ("ann.peeters", "Peeters", "+32470123456", "Antwerpen"):
        assert told not in text


def test_switching_personal_suggestions_off_and_on_counts_at_once(page: Page, ann: str) -> None:
    assert "Personal suggestions are on." in page.text(language="en")
    answer = page.send("suggestions", personal="off")
    assert (answer.status_code, answer["Location"].split("?")[0]) == (303, page.address)
    assert preferences(ann).suggestions_off
    assert not may_send(ann, Channel.ONSITE_PROFILE).allowed
    assert "Personal suggestions are off." in page.text(language="en")
    page.send("suggestions", personal="on")
    assert not preferences(ann).suggestions_off
    assert may_send(ann, Channel.ONSITE_PROFILE).allowed
    assert "Personal suggestions are on." in page.text(language="en")


def test_on_and_off_are_two_buttons_of_one_kind(page: Page) -> None:
    form = re.search(r'action="[^"]+/suggestions/".*?</form>', page.text(language="en"), re.DOTALL)
    assert form
    buttons = re.findall(r"<button ([^>]*)>", form.group())
    assert len(buttons) == 2
    assert {re.sub(r'value="\w+"|aria-pressed="\w+"', "", one).strip() for one in buttons} == {'name="personal"'}


@pytest.mark.parametrize("channel", LABELS)
def test_yes_and_no_to_each_way_stand_in_the_ledger_and_count(page: Page, ann: str, channel: Channel) -> None:
    purposes = {Channel.AD_AUDIENCE: Purpose.AD_AUDIENCE, Channel.OPEN_PIXEL: Purpose.OPEN_TRACKING}
    purpose = purposes.get(channel, Purpose.MARKETING)
    page.send("channels", channel=channel.value, answer="no")
    assert may_send(ann, channel, purpose).rule in ("objection", "suppression")
    page.send("channels", channel=channel.value, answer="yes")
    said = [row for row in ledger(ann) if row.act is Act.GIVEN]
    assert [(row.channel, row.purpose, row.own_act, row.sender) for row in said] == [
        (channel, purpose, True, "Vlierhof BV")
    ]
    verdict = may_send(ann, channel, purpose, personalised=False)
    assert verdict.allowed or (channel, verdict.rule) == (Channel.CALL_LIVE, "list"), verdict.reason
    assert pressed(page.text(language="en"), LABELS[channel]) == "Yes"
    page.send("channels", channel=channel.value, answer="no")
    assert not may_send(ann, channel, purpose).allowed


def test_a_yes_is_kept_with_the_very_words_beside_the_button(page: Page, ann: str) -> None:
    text = page.text(language="fr")
    page.send("channels", channel="email", answer="yes", language="fr")
    wording = ledger(ann)[0].wording
    assert wording is not None
    assert wording.language == "fr"
    assert wording.words.startswith("E-mail\nAvec Oui, Vlierhof BV peut vous envoyer de la publicité")
    assert wording.words.partition("\n")[2] in text.replace("&#x27;", "'")


@pytest.mark.parametrize("handed_over", [True, False])
def test_an_act_by_a_link_that_the_shop_had_in_hand_says_so_for_ever(
    visitor: Client, ann: str, handed_over: bool
) -> None:
    link = new_link(LinkKind.PAGE, ann, None, AT, handed_over=handed_over)
    Page(visitor, link).send("channels", channel="sms", answer="yes")
    Page(visitor, link).send("channels", channel="sms", answer="no")
    said = [row.evidence for row in ledger(ann) if row.channel is Channel.SMS]
    assert said == [{"link": HANDED_OVER} if handed_over else {}] * len(said)
    assert len(said) >= 2


def test_other_words_are_another_version_of_the_text(page: Page, ann: str) -> None:
    page.send("channels", channel="email", answer="yes")
    operations.set_policy("seller", "Vlierhof NV", AT)
    page.send("channels", channel="email", answer="yes")
    versions = [row.wording.version for row in ledger(ann) if row.wording]
    assert len(set(versions)) == 2


def test_one_way_off_leaves_the_others_as_they_are(page: Page, ann: str) -> None:
    page.send("channels", channel="sms", answer="yes")
    page.send("channels", channel="email", answer="no")
    assert may_send(ann, Channel.SMS).allowed
    assert may_send(ann, Channel.POST).allowed
    assert not may_send(ann, Channel.EMAIL).allowed


def test_no_to_everything_is_one_button_and_ends_every_way(page: Page, ann: str) -> None:
    page.send("channels", channel="sms", answer="yes")
    page.send("channels", everything="no")
    for channel in LABELS:
        assert not may_send(ann, channel).allowed
    text = page.text(language="en")
    assert {pressed(text, label) for label in ("E-mail", "Post", "Text message (SMS)")} == {"No"}


def test_the_page_says_how_each_way_stands_and_why(page: Page, ann: str) -> None:
    text = page.text(language="en")
    assert "Yes, until you say no." in text, "post in Belgium"
    assert (pressed(text, "E-mail"), pressed(text, "Post")) == ("No", "Yes")
    assert "No. You have not said yes to this." in text
    page.send("channels", channel="email", answer="yes")
    today = read(now())
    text = page.text(language="en")
    assert f"Yes. You said so on {today}." in text
    assert pressed(text, "E-mail") == "Yes"
    page.send("channels", channel="email", answer="no")
    assert f"No. You said so on {today}." in page.text(language="en")


def test_a_customer_to_whom_the_exception_applies_reads_so(page: Page, ann: str) -> None:
    from worthmore.consent.operations import sale_contact
    from worthmore.vocabulary.permission import SaleContact

    contact = SaleContact(Channel.EMAIL, AT, by_seller=True, in_sale=True, opt_out_offered=True)
    sale_contact(ann, contact, Proof("import", source="test", reference="1"), now())
    assert "Yes, until you say no: you are a customer" in page.text(language="en")


def test_a_yes_that_still_needs_confirming_is_not_called_a_yes(page: Page, ann: str) -> None:
    page.send("correct", correct_country="DE", correct_name="Ann Peeters", correct_email="ann.peeters@example.org")
    page.send("channels", channel="email", answer="yes")
    text = page.text(language="en")
    assert not may_send(ann, Channel.EMAIL).allowed
    assert "Not yet. You said yes on" in text


def test_a_break_counts_from_now_and_ends_when_they_say(page: Page, ann: str) -> None:
    page.send("channels", channel="email", answer="yes")
    page.send("pause", days="90")
    until = preferences(ann).paused_until
    assert until is not None
    assert timedelta(days=89, hours=23) < until - now() <= timedelta(days=90)
    assert may_send(ann, Channel.EMAIL).rule == "pause"
    text = page.text(language="en")
    assert f"You get no advertising from us until {read(until)}." in text
    assert pressed(text, "E-mail") == "Yes", "a break changes no answer"
    page.send("pause", days="0")
    assert preferences(ann).paused_until is None
    assert may_send(ann, Channel.EMAIL).allowed


def test_topics_that_are_not_ticked_are_not_wanted(page: Page, ann: str) -> None:
    page.send("topics", topic=["Kitchen"], frequency="monthly")
    held = preferences(ann)
    assert (held.muted, held.frequency) == ({"Bicycles"}, Frequency.MONTHLY)
    text = page.text(language="en")
    assert 'value="Bicycles">' in text
    assert 'value="Kitchen" checked>' in text
    assert 'value="monthly" checked>' in text
    page.send("topics", topic=["Kitchen", "Bicycles"], frequency="usual")
    assert (preferences(ann).muted, preferences(ann).frequency) == (frozenset(), Frequency.USUAL)


def test_a_topic_the_shop_has_closed_stays_unwanted(page: Page, ann: str) -> None:
    from worthmore.consent.operations import set_preferences

    set_preferences(ann, now(), muted={"Garden"})
    page.send("topics", topic=["Kitchen", "Bicycles"], frequency="usual")
    assert preferences(ann).muted == {"Garden"}


def test_a_topic_nobody_listed_changes_nothing(page: Page, ann: str) -> None:
    page.send("topics", topic=["Kitchen", "Bicycles", "\x00", "x" * 500], frequency="hourly")
    assert (preferences(ann).muted, preferences(ann).frequency) == (frozenset(), Frequency.USUAL)


def test_an_occasion_is_skipped_this_time_or_for_ever(page: Page, ann: str) -> None:
    text = page.text(language="en")
    year = re.search(r'id="occasion-mothers_day".*?value="(\d{4})"', text, re.DOTALL)
    assert year
    page.send("occasions", mothers_day=year.group(1), fathers_day="never", easter="as-usual", sinterklaas="1066")
    held = preferences(ann)
    assert held.skipped == {"mothers_day": int(year.group(1)), "fathers_day": 0}
    assert held.skips("mothers_day", int(year.group(1)))
    assert not held.skips("mothers_day", int(year.group(1)) + 1)
    text = page.text(language="en")
    assert f'<option value="{year.group(1)}" selected>' in text
    page.send("occasions", fathers_day="as-usual")
    assert preferences(ann).skipped == {"mothers_day": int(year.group(1))}


def test_a_belgian_skips_sinterklaas_and_a_finn_never_meets_him(page: Page) -> None:
    assert "Sinterklaas" in page.text(language="en")
    page.send("correct", correct_country="FI")
    text = page.text(language="en")
    assert "Sinterklaas" not in text
    assert "Women&#x27;s Day" in text


def test_what_was_suggested_stands_there_with_its_reason_in_its_own_language(page: Page, ann: str) -> None:
    offered(ann, "d1", AT, "declined")
    offered(ann, "d2", AT + timedelta(days=1), language="en")
    text = page.text(language="nl")
    assert "Hoort bij de Stadsfiets in je winkelmandje." in text
    assert "Kettingslot" in text
    assert read(AT, "nl") in text
    assert "in je winkelmandje" in text
    assert "Je zei nee, bedankt." in text
    assert '<dd lang="en">Goes with your bike.</dd>' in text
    assert text.index("Goes with your bike.") < text.index("Hoort bij de Stadsfiets"), "the newest first"


@pytest.mark.parametrize("outcome", ["impression", "accepted", "declined", ""])
def test_it_says_what_came_of_a_suggestion(page: Page, ann: str, outcome: str) -> None:
    offered(ann, "d1", AT, outcome)
    said = dict(BECAME).get(outcome, "It was ready for you; we do not know whether you saw it.")
    assert said in page.text("offers/", language="en")


def test_no_to_a_past_suggestion_is_kept_and_heeded_and_asked_once(page: Page, ann: str) -> None:
    offered(ann, "asked", AT)
    assert 'value="asked.0"' in page.text()
    page.send("offers/no", offer="asked.0")
    assert set(refused("demo", ann).products) == {"lock"}
    assert 'value="asked.0"' not in page.text()
    assert "You said no thanks." in page.text("offers/", language="en")
    page.send("offers/no", offer="asked.0")
    assert Outcome.objects.filter(offer="asked.0").count() == 1


@pytest.mark.parametrize(
    "named", ["", "asked", "asked.1", "asked.-1", "asked.x", "asked.0.0", "others.0", "\x00.0", "d.²"]
)
def test_no_to_what_was_never_suggested_to_them_changes_nothing(page: Page, ann: str, named: str) -> None:
    offered(ann, "asked", AT)
    offered("f" * 32, "others", AT)
    assert page.send("offers/no", offer=named).status_code == 303
    assert not Outcome.objects.exists()


def test_all_suggestions_are_there_page_by_page(page: Page, ann: str) -> None:
    for number in range(45):
        offered(ann, f"d{number:02}", AT + timedelta(hours=number))
    first = page.text("offers/", language="en")
    assert first.count('<li class="offer">') == 20
    assert "Newer" not in first
    last = page.text("offers/", page="3", language="en")
    assert last.count('<li class="offer">') == 5
    assert "Older" not in last
    for odd in ("0", "-1", "99999", "x", "٣", "9" * 400):
        assert page.client.get(f"{page.address}offers/", {"page": odd}).status_code == 200


def test_what_was_suggested_to_others_is_not_there(page: Page, ann: str) -> None:
    offered("somebody else", "d9", AT)
    offered("", "d8", AT)
    assert "We have suggested nothing to you yet." in page.text(language="en")


def test_a_reason_with_marks_of_a_page_in_it_is_only_text(page: Page, ann: str) -> None:
    operations.set_policy("seller", "<script>alert(1)</script>", AT)
    text = page.text(language="en")
    assert "<script" not in text


@pytest.mark.parametrize(
    ("part", "fields", "words"),
    [
        ("suggestions", {"personal": "off"}, "Saved: personal suggestions are off."),
        ("channels", {"channel": "email", "answer": "no"}, "Saved: no to “E-mail”."),
        ("channels", {"everything": "no"}, "Saved: no advertising at all"),
        ("topics", {}, "Saved: your topics and how often."),
        ("pause", {"days": "30"}, "Saved: your break begins now."),
        ("occasions", {}, "Saved: the occasions to skip."),
    ],
)
def test_after_saving_the_page_says_so_where_the_focus_goes(
    page: Page, part: str, fields: dict[str, str], words: str
) -> None:
    answer = page.send(part, **fields)
    address, _, anchor = answer["Location"].partition("#")
    text = page.client.get(address).content.decode()
    assert anchor == "done"
    assert re.search(r'<p class="done" id="done" role="status" tabindex="-1">' + re.escape(words), text)
    assert f"<title>{words}" in text.replace("“", "“")


def test_a_code_nobody_made_says_nothing(page: Page) -> None:
    for code in ("<b>hi</b>", "yes-nonsense", "yes", "-", "no-onsite_profile", "x" * 500):
        assert 'id="done"' not in page.text(done=code)


def test_pressing_twice_does_no_harm(page: Page, ann: str) -> None:
    for _ in range(2):
        page.send("channels", channel="email", answer="no")
        page.send("suggestions", personal="off")
        page.send("pause", days="30")
    assert not may_send(ann, Channel.EMAIL).allowed


def test_an_import_after_their_no_never_undoes_it(page: Page, ann: str) -> None:
    page.send("channels", channel="email", answer="no")
    imported = Proof("import", how="checkbox", source="csv", reference="row 7")
    give(ann, Channel.EMAIL, Purpose.MARKETING, now(), imported, now())
    assert not may_send(ann, Channel.EMAIL).allowed
    assert pressed(page.text(language="en"), "E-mail") == "No"


def test_their_own_later_yes_lifts_what_they_said_by_telephone(page: Page, ann: str) -> None:
    heard = Proof("jan", place="telephone", source="office", reference="call 1")
    object_to(ann, None, None, now(), heard, now())
    page.send("channels", channel="email", answer="yes")
    assert may_send(ann, Channel.EMAIL).allowed or may_send(ann, Channel.EMAIL).rule == "suggestions_off"
    assert not may_send(ann, Channel.SMS).allowed


def test_a_person_the_shop_knows_nothing_of_but_a_number_has_a_page_too(shop: None, visitor: Client) -> None:
    from tests.integration.customer_pages.conftest import frame
    from worthmore.consent.operations import new_link
    from worthmore.consent.values import LinkKind
    from worthmore.shop.columns import CUSTOMERS
    from worthmore.shop.queries import person_key_of

    operations.save_customers("demo", frame(CUSTOMERS, {"external_id": "17850"}), AT)
    key = person_key_of("demo", "17850")
    assert key
    bare = Page(visitor, new_link(LinkKind.PAGE, key, None, now()))
    assert '<html lang="en">' in bare.text(), "her browser's language"
    assert "This page is about" not in bare.text()
    bare.send("channels", channel="email", answer="no")
    assert not may_send(key, Channel.EMAIL).allowed


def test_the_parts_of_a_shop_are_named_once_and_none_that_is_sensitive(shop: None) -> None:
    import polars as pl

    from worthmore.shop.queries import departments

    rows = [
        {"external_id": "bell", "name": "Bell", "price": 1, "currency": "EUR", "category": "Bicycles/Bells"},
        {"external_id": "odd", "name": "Odd", "price": 1, "currency": "EUR", "category": ""},
        {"external_id": "pill", "name": "Painkiller", "price": 1, "currency": "EUR", "category": "Pharmacy/Pain"},
    ]
    operations.save_products("demo", pl.DataFrame(rows), AT)
    assert departments(["demo"]) == ["Bicycles", "Kitchen"]
    assert departments(["elsewhere"]) == []


@pytest.mark.parametrize("country", ["BE", "NL", "FI", "FR", "DE", "GB", "US", ""])
def test_whoever_never_bought_starts_without_personal_suggestions_and_may_have_them(
    shop: None, visitor: Client, country: str
) -> None:
    from tests.integration.customer_pages.conftest import ANN, frame
    from worthmore.consent.operations import new_link
    from worthmore.consent.values import LinkKind
    from worthmore.shop.columns import CUSTOMERS
    from worthmore.shop.queries import person_key_of

    operations.save_customers("demo", frame(CUSTOMERS, {**ANN, "country": country}), AT)
    key = person_key_of("demo", "ann")
    assert key
    page = Page(visitor, new_link(LinkKind.PAGE, key, None, now()))
    states = [page.text(language="en").count("Personal suggestions are on.")]
    for wanted in ("on", "off", "on"):
        page.send("suggestions", personal=wanted)
        states.append(page.text(language="en").count("Personal suggestions are on."))
    assert states == [0, 1, 0, 1]
