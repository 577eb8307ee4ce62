"""Everything the law can say is said in every language of the pages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from zoneinfo import ZoneInfo

import numpy as np
import pytest
from django.utils import translation

from worthmore.backoffice import law_sentences, law_words, reading_verdicts, simulating
from worthmore.backoffice.sentences import Kind, Sentences
from worthmore.law.permission import may
from worthmore.law.table import load
from worthmore.vocabulary.permission import Audience, Channel, Purpose, Relation, Verdict

TODAY = date(2026, 11, 21)
ZONE = ZoneInfo("Europe/Brussels")
MANY = 4_000
CHOICES: dict[str, list[str]] = {
    "country": ["BE", "NL", "FI", "DE", "FR", "GB", "US", "LU", "unknown", "XX"],
    "audience": list(Audience),
    "relation": list(Relation),
    "channel": list(Channel),
    "purpose": list(Purpose),
    "on": ["2026-11-21", "2028-12-30", "2019-05-05", "1995-01-01"],
    "consent": list(simulating.CONSENTS),
    "consent_on": ["2026-01-01", "2020-01-01", "2029-01-01"],
    "no": ["none", "none", "none", *simulating.NOES],
    "no_on": ["2026-02-01", "2019-01-01"],
    "listed": list(simulating.LISTS),
    "list_on": ["2026-11-10", "2026-01-01", "2029-01-01"],
    "sale": list(simulating.SALES),
    "sale_on": ["2026-05-01", "2020-01-01"],
    "minor": list(simulating.MINORS),
}
FLAGS = [*simulating.SWITCHES, "special", "about_work"]


@pytest.fixture(scope="module")
def verdicts() -> list[Verdict]:
    """Answers to thousands of situations, drawn over everything the simulator offers."""
    dice, table, found = np.random.default_rng(3), load(), []
    for _ in range(MANY):
        given = {"asked": "1"} | {name: str(dice.choice(words)) for name, words in CHOICES.items()}
        given |= {name: "on" for name in FLAGS if dice.random() < 0.5}
        given |= {"suppressed": "on"} if dice.random() < 0.1 else {}
        form = simulating.read(given, TODAY)
        found.append(may(table, simulating.question(form, ZONE), simulating.subject(form, table, ZONE)))
    return found


def sentences(verdicts: list[Verdict]) -> Iterator[str]:
    for verdict in verdicts:
        yield verdict.reason
        yield from verdict.would_change
        yield from verdict.warnings
        yield from (condition.detail for condition in verdict.conditions)


def test_every_sentence_of_the_law_has_its_pattern(verdicts: list[Verdict]) -> None:
    said = set(sentences(verdicts))
    assert len(said) > 200
    assert sorted(one for one in said if not law_sentences.known(one)) == []


@pytest.mark.parametrize("language", ["nl", "fi"])
def test_no_english_is_left_in_another_language(verdicts: list[Verdict], language: str) -> None:
    english = re.compile(r"\b(the|this|person|consent|and|not|seller|address)\b")
    with translation.override(language):
        said = {law_sentences.said(one) for one in set(sentences(verdicts))}
    assert sorted(one for one in said if english.search(one)) == []


def test_every_condition_and_every_decider_that_is_no_row_has_words(verdicts: list[Verdict]) -> None:
    names = {one.name for verdict in verdicts for one in verdict.conditions}
    assert {name for name in names if not name.startswith("list:")} <= set(law_words.CONDITIONS)
    rules = {verdict.rule for verdict in verdicts if load().get(verdict.rule) is None}
    assert rules <= set(reading_verdicts.NO_ROW)


def test_a_sentence_of_several_is_said_part_by_part() -> None:
    english = "the customer exception does not hold: not obtained in a sale; no opt-out was offered then"
    with translation.override("nl"):
        said = law_sentences.said(english)
    assert said == "de klantuitzondering geldt niet: niet bij een verkoop verkregen; toen is geen uitweg aangeboden"


def test_days_and_channels_in_a_sentence_are_said_too() -> None:
    with translation.override("fi"):
        said = law_sentences.said("consent of 2026-05-01 to text messages")
    assert said == "suostumus tähän kanavaan (tekstiviesti), 1. toukokuuta 2026"


@pytest.mark.parametrize("strange", ["", "something new", "consent of yesterday to e-mail", "%(day)s", "%s %d %"])
def test_a_sentence_nobody_knows_is_shown_as_it_stands(strange: str) -> None:
    assert law_sentences.said(strange) == strange


def test_what_stands_at_a_place_is_never_taken_for_a_pattern() -> None:
    patterns = Sentences(("%(who)s came (once)",), {"who": Kind(".+")})
    assert patterns.said("%(who)s came (once)") == "%(who)s came (once)"
    assert not patterns.knows("she came once")
