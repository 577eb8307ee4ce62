"""Story 13, its second half: congratulations on 5,000 translated words, then advice, then the function that helps."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta

import pytest

from tests.unit.decide.making import NOON, ago, decided, offered, refused
from tests.unit.decide.stories.plans import SOFTWARE, account, contract, holder, months
from worthmore.decide.sources.milestone import highest
from worthmore.vocabulary.decision import Decision, OfferKind
from worthmore.vocabulary.policy import Policy
from worthmore.vocabulary.satisfaction import Grade, Satisfaction
from worthmore.vocabulary.situation import Person

ADVICE = Policy(
    milestone_advice={
        "words/en": "Tip: translate whole chapters at once.",
        "words/nl": "Tip: vertaal hele hoofdstukken in één keer.",
        "words/fi": "Vinkki: käännä kokonaisia lukuja kerralla.",
        "words/fr": "Conseil : traduisez des chapitres entiers.",
        "words/de": "Tipp: Übersetzen Sie ganze Kapitel auf einmal.",
    }
)


def translator(total: float = 5_400, lately: float = 900, **known: object) -> Person:
    one = contract(
        "translate",
        renews_at=NOON + timedelta(days=200),
        usage={"words": months(1_200, lately)},
        totals={"words": total},
        use_known=True,
        last_used_at=ago(2),
    )
    return holder(one, **{"satisfaction": 0.9, "satisfaction_at": ago(30), **known})


def said(decision: Decision) -> list[tuple[str, str]]:
    spaces = re.compile(r"[\xa0\u202f]")
    return [(spaces.sub(" ", one.words.reason), spaces.sub(" ", one.words.text)) for one in decision.offers]


@pytest.mark.parametrize(
    ("language", "reason", "text"),
    [
        (
            "en",
            "Congratulations: 5,000 words with Translate. Tip: translate whole chapters at once.",
            "Translate Pro: your own glossary; €150 a year instead of €120",
        ),
        (
            "nl",
            "Gefeliciteerd: 5.000 woorden met Translate. Tip: vertaal hele hoofdstukken in één keer.",
            "Translate Pro: je eigen woordenlijst; € 150 per jaar in plaats van € 120",
        ),
        (
            "fi",
            "Onnittelut! Sanat: 5 000 (Translate). Vinkki: käännä kokonaisia lukuja kerralla.",
            "Translate Pro: oma sanasto; 150 € vuodessa, nyt 120 €",
        ),
        (
            "fr",
            "Félicitations ! Words : 5 000, avec Translate. Conseil : traduisez des chapitres entiers.",
            "Translate Pro: your own glossary; 150 € par an au lieu de 120 €",
        ),
        (
            "de",
            "Glückwunsch! Words: 5.000, mit Translate. Tipp: Übersetzen Sie ganze Kapitel auf einmal.",
            "Translate Pro: your own glossary; 150 € im Jahr statt 120 €",
        ),
    ],
)
def test_congratulations_advice_and_the_function_that_helps(language: str, reason: str, text: str) -> None:
    decision = decided(SOFTWARE, account(translator(), language), ADVICE)
    assert [one.candidate.kind for one in decision.offers] == [OfferKind.MILESTONE]
    assert said(decision) == [(reason, text)]


def test_without_advice_of_the_shop_there_is_none() -> None:
    assert said(decided(SOFTWARE, account(translator())))[0][0] == "Congratulations: 5,000 words with Translate."


def test_it_is_said_when_it_is_passed_and_not_ever_after() -> None:
    assert decided(SOFTWARE, account(translator(total=7_000))) == Decision()
    assert decided(SOFTWARE, account(translator(total=4_999))) == Decision()
    assert decided(SOFTWARE, account(translator(), at=NOON + timedelta(days=90))) == Decision()


def test_who_has_the_function_already_is_offered_nothing() -> None:
    best = replace(translator().contracts[0], product_id="pro")
    assert decided(SOFTWARE, account(holder(best, satisfaction=0.9, satisfaction_at=ago(30)))) == Decision()


def test_the_lukewarm_are_congratulated_by_people_not_by_an_offer() -> None:
    assert decided(SOFTWARE, account(translator(satisfaction=0.5))) == Decision()
    unhappy = translator(satisfaction=0.1, satisfaction_at=ago(1), felt=Satisfaction(Grade.DISSATISFIED, 0.1))
    assert decided(SOFTWARE, account(unhappy)) == Decision()


@pytest.mark.parametrize(
    ("cap", "known", "guard"),
    [
        (0.2, {}, "premium"),
        (0.25, {"refused": {"pro": ago(3)}}, "refused_recently"),
        (0.25, {"refused_kinds": {"milestone": 2}}, "refused_type"),
        (0.25, {"permission": None}, "permission"),
    ],
)
def test_its_guards(cap: float, known: dict[str, object], guard: str) -> None:
    decision = decided(SOFTWARE, account(translator(**known)), Policy(premium_cap=cap))
    assert (offered(decision), refused(decision)) == ([], {"pro": guard})


@pytest.mark.parametrize(
    ("total", "milestone"), [(0, 0), (99, 0), (100, 100), (499, 100), (5_000, 5_000), (9_999, 5_000), (10_000, 10_000)]
)
def test_milestones_are_round(total: float, milestone: int) -> None:
    assert highest(total) == milestone
