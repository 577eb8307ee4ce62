"""The rule table, readable in every language."""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum

import pytest
from django.utils import translation

from worthmore.backoffice import law_words, reading_rules, rule_texts
from worthmore.backoffice.reading_rules import Asked, wanted
from worthmore.law.table import Confidence, Decision, Proof, Rule, Status, Topic, When, load
from worthmore.vocabulary.permission import Act, Audience, Channel, Purpose, Relation

TABLE = load()
TODAY = date(2026, 11, 21)


def test_every_row_is_marked_for_translation_and_nothing_else() -> None:
    said, marked = {rule.summary for rule in TABLE.rules}, set(rule_texts.SUMMARIES)
    assert sorted(said - marked) == [], "add these to rule_texts.py"
    assert sorted(marked - said) == [], "no row says these any more"


@pytest.mark.parametrize("language", ["nl", "fi"])
def test_every_row_is_said_in_the_language_of_the_page(language: str) -> None:
    with translation.override(language):
        rows = [reading_rules.row(rule, TODAY) for rule in TABLE.rules]
    assert [one.rule.id for one in rows if one.rule.summary in (one.heading, one.text)] == []


@pytest.mark.parametrize(
    ("words", "names"),
    [
        (law_words.CHANNELS, Channel),
        (law_words.PURPOSES, Purpose),
        (law_words.AUDIENCES, Audience),
        (law_words.RELATIONS, Relation),
        (law_words.DECISIONS, Decision),
        (law_words.DECISIONS_MEAN, Decision),
        (law_words.TOPICS, Topic),
        (law_words.CONFIDENCES, Confidence),
        (law_words.PROOFS, Proof),
        (law_words.ACTS, Act),
    ],
    ids=lambda one: getattr(one, "__name__", ""),
)
def test_every_name_has_words(words: dict[str, str], names: type[StrEnum]) -> None:
    assert set(words) == set(names)


def test_every_circumstance_and_every_list_has_words() -> None:
    assert set(law_words.WHENS) == set(When) - {When.ALWAYS}
    assert {name for rule in TABLE.rules for name in rule.lists} <= set(law_words.LISTS)


@pytest.mark.parametrize(("language", "name"), [("nl", "België"), ("en", "Belgium"), ("fi", "Belgia")])
def test_countries_are_called_as_the_page_calls_them(language: str, name: str) -> None:
    with translation.override(language):
        assert law_words.country_name("BE") == name
        assert law_words.country_name("QQ") == "QQ"
        assert law_words.country_name("ANY") != "ANY"


def ids(**asked: object) -> set[str]:
    return {rule.id for rule in wanted(TABLE, Asked(**asked))}  # type: ignore[arg-type]


def test_a_country_shows_its_own_rows_and_what_reaches_it() -> None:
    belgium = ids(country="BE", day=TODAY)
    assert {"BE.em.cust", "EU.adaud", "MBX.oneclick"} <= belgium
    assert "EU.call" not in belgium, "the country has a row of its own for all of it"
    assert "EU.em.cust" in belgium, "it holds beside the country's own, which does not set it aside"
    assert not any(one.startswith(("NL.", "FI.", "US.")) for one in belgium)
    assert not any(one.startswith("EU.") for one in ids(country="US", day=TODAY))


def test_the_day_decides_what_is_in_force() -> None:
    before, after = date(2026, 6, 30), date(2026, 7, 1)
    calls = {"country": "NL", "channel": Channel.CALL_LIVE}
    assert "NL.call.cust.old" in ids(**calls, day=before)
    assert "NL.call.cust" not in ids(**calls, day=before)
    assert "NL.call.cust.old" not in ids(**calls, day=after)
    assert "NL.call.cust" in ids(**calls, day=after)


def test_of_every_time_shows_everything() -> None:
    assert ids() == {rule.id for rule in TABLE.rules}
    proposed = {rule.id for rule in TABLE.rules if rule.status is Status.PROPOSED}
    assert proposed
    assert not proposed & ids(day=TODAY)


def test_a_channel_and_a_topic_narrow() -> None:
    assert all(Channel.POST in TABLE[one].channels for one in ids(channel=Channel.POST))
    assert {TABLE[one].topic for one in ids(topic=Topic.PRICE)} == {Topic.PRICE}
    assert "EU.chk.button" not in ids(channel=Channel.POST), "about ordering, whatever the channel"


def test_a_row_over_a_year_unverified_is_marked() -> None:
    rule: Rule = TABLE["BE.em.cust"]
    assert not reading_rules.row(rule, rule.verified_on + timedelta(days=365)).stale
    assert reading_rules.row(rule, rule.verified_on + timedelta(days=367)).stale


def test_only_addresses_of_the_web_become_links() -> None:
    links = [link for rule in TABLE.rules for link in reading_rules.row(rule, TODAY).links]
    assert all(link.address.startswith(reading_rules.WEB) and link.host for link in links)
