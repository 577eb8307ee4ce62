"""What is said of contracts in all five languages, each by a reader's eye."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest

from tests.unit.decide.making import NOON, ago, decided
from tests.unit.decide.stories.plans import (
    INSURER,
    SOFTWARE,
    TELEPHONE,
    VERSIONS,
    account,
    caller,
    contract,
    holder,
    trying,
)
from worthmore.decide.wording import LANGUAGES
from worthmore.decide.wording.plans import PHRASES, SENTENCES
from worthmore.decide.wording.plans.phrases import PlanPhrases
from worthmore.decide.wording.telling import Telling
from worthmore.vocabulary.decision import Offer

FIELDS = {
    "filled": {"label", "amounts", "included", "period"},
    "plenty": {"label", "amount", "included", "period"},
    "months": {"count"},
    "years": {"count"},
    "periods": {"count"},
    "both": {"first", "last"},
    "tried": {"features", "anchor"},
    "trial_ends": {"count", "anchor"},
    "renews": {"count", "anchor"},
    "addition": {"anchor"},
    "new": {"anchor"},
    "more": {"amount", "label"},
    "includes": {"amount", "label"},
    "unlimited": {"label"},
    "saves": {"amount", "paid"},
    "per_month": {"price"},
    "per_year": {"price"},
    "per_months": {"price", "count"},
    "instead": {"price", "paid"},
    "milestone": {"label", "amount", "anchor"},
}


def offer(which: str) -> Offer:
    if which == "filled":
        return decided(TELEPHONE, account(caller(480, 475, 500))).offers[0]
    if which == "plenty":
        return decided(TELEPHONE, account(caller(100, 90, 120))).offers[0]
    if which == "trial":
        return decided(SOFTWARE, account(trying(used=True))).offers[0]
    if which == "renews":
        one = contract("translate", renews_at=NOON + timedelta(days=20), last_used_at=ago(1))
        return decided(SOFTWARE, account(holder(one))).offers[0]
    if which == "tried":
        one = contract("translate", last_used_at=ago(1), features_tried=("glossary",))
        return decided(SOFTWARE, account(holder(one))).offers[0]
    if which == "addition":
        return decided(INSURER, account(holder(contract("house")))).offers[0]
    return decided(VERSIONS, account(holder(contract("translator-2", last_used_at=ago(1), use_known=True)))).offers[0]


def said(which: str, language: str) -> tuple[str, str]:
    """Reason and text, also in a language the other themes do not speak yet."""
    one = offer(which)
    phrases = LANGUAGES.get(language, LANGUAGES["en"])
    telling = Telling(account(holder()), one.candidate, one.premium, phrases, language)
    reason, text = SENTENCES[one.candidate.kind]
    spaces = re.compile(r"[\xa0\u202f]")
    return spaces.sub(" ", reason(telling)), spaces.sub(" ", text(telling))


@pytest.mark.parametrize("language", PHRASES)
def test_every_phrase_has_the_facts_it_is_filled_with_and_no_others(language: str) -> None:
    for name in PlanPhrases.__slots__:
        phrase = getattr(PHRASES[language], name)
        needed = FIELDS.get(name, set())
        for text in (phrase,) if isinstance(phrase, str) else (phrase.one, phrase.many):
            found = set(re.findall(r"\{(\w+)\}", text))
            assert found <= needed, (name, text)
            assert needed - found <= {"count"}, (name, text)


@pytest.mark.parametrize(
    ("which", "language", "reason", "text"),
    [
        (
            "filled",
            "fr",
            "Minutes : vous avez utilisé 480, 475 et 500 sur 500 ces 3 derniers mois.",
            "Large: minutes : 500 de plus; 25 € par mois au lieu de 20 €",
        ),
        (
            "filled",
            "de",
            "Minutes: Sie haben in den letzten 3 Monaten 480, 475 und 500 von 500 genutzt.",
            "Large: minutes: 500 mehr; 25 € im Monat statt 20 €",
        ),
        (
            "renews",
            "fr",
            "Votre contrat est renouvelé dans 20 jours : Translate.",
            "Translate, 2 years: 216 € pour 24 mois; vous économisez 24 € par rapport à 120 € par an",
        ),
        (
            "renews",
            "de",
            "Ihr Vertrag verlängert sich in 20 Tagen: Translate.",
            "Translate, 2 years: 216 € für 24 Monate; Sie sparen 24 € gegenüber 120 € im Jahr",
        ),
        (
            "trial",
            "fr",
            "Votre essai se termine dans 4 jours : Translate Pro.",
            "Translate Pro: your own glossary; 150 € par an",
        ),
        (
            "trial",
            "de",
            "Ihre Testphase endet in 4 Tagen: Translate Pro.",
            "Translate Pro: your own glossary; 150 € im Jahr",
        ),
        (
            "addition",
            "de",
            "Lässt sich zu Ihrem Vertrag hinzunehmen: House insurance. Ohne das bleibt Ihr Vertrag, wie er ist.",
            "Contents cover: im selben Vertrag; 60 € im Jahr",
        ),
        (
            "tried",
            "fi",
            "Kokeilit tätä: oma sanasto. Se ei kuulu sopimukseesi: Translate.",
            "Translate Pro: oma sanasto; 150 € vuodessa, nyt 120 €",
        ),
        (
            "plenty",
            "fr",
            "Minutes : vous avez utilisé au plus 120 sur 500 ces 3 derniers mois. "
            "Data : vous avez utilisé au plus 3 sur 10 GB ces 3 derniers mois.",
            "Small: minutes : 200, data : 5 GB, suffisant pour ce que vous avez utilisé; 16 € par mois au lieu de 20 €",
        ),
        (
            "new",
            "de",
            "Neu für alle, die das schon haben: Translator 2.",
            "Translator 3: memory of translations; 250 €",
        ),
    ],
)
def test_it_reads_well(which: str, language: str, reason: str, text: str) -> None:
    assert said(which, language) == (reason, text)


@pytest.mark.parametrize("language", PHRASES)
@pytest.mark.parametrize("which", ["filled", "plenty", "trial", "renews", "tried", "addition", "new"])
def test_nothing_is_left_unfilled(which: str, language: str) -> None:
    reason, text = said(which, language)
    assert not re.search(r"[{}]|None", reason + text)
    assert reason.endswith(".")
