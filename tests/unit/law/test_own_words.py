"""What we ask of others' words we ask of our own: phrases of offers, pages and translations."""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Iterable
from datetime import UTC, datetime

import pytest

from tests.unit.decide.test_wording import sentences
from worthmore.decide.wording import LANGUAGES
from worthmore.law.claims import CLAIMS, Finding, lint
from worthmore.law.table import load
from worthmore.site.translations import PACKAGE, ROOMS, Translations

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
BOUND = ("count", "percent", "was", "lowest_30_days", "gap", "amount", "price", "stock")
"""Fields that the product fills from data, or does not show at all."""
FREE_DELIVERY = "free_delivery"
"""Told only where delivery of this very cart costs nothing."""
TOLD = frozenset(claim.name for claim in CLAIMS) - {"tone", "shame"}
"""What the back office tells the shop's own people, often quoting the law's own examples; no customer reads it."""
RIGHTS_ARE_FREE = "GDPR 12(5): answering a person about their data costs them nothing"
ALLOWED = {
    "C’est gratuit et sans motif à donner.": RIGHTS_ARE_FREE,
    "la réponse est gratuite": RIGHTS_ARE_FREE,
    "De antwoorden zijn gratis": RIGHTS_ARE_FREE,
}


def faults(texts: Iterable[tuple[str, str]], bound: Collection[str], but: Collection[str] = ()) -> list[str]:
    """Every finding in texts of a language, but those of some kinds and those allowed above."""
    return [
        f"{language}: {text!r}: {one.claim} {one.matched!r}"
        for language, text in texts
        for one in lint(text, load(), NOW, "", (language,), bound)
        if one.claim not in but and not _allowed(text, one)
    ]


def _allowed(text: str, one: Finding) -> bool:
    return any(text.find(part) <= one.start < text.find(part) + len(part) for part in ALLOWED if part in text)


def test_no_phrase_of_an_offer_claims_more_than_its_fields() -> None:
    texts = [
        (language, text.replace("1 ", "{count} ", 1) if name.endswith(".one") else text)
        for language, phrases in LANGUAGES.items()
        for name, text in sentences(phrases).items()
    ]
    assert len(texts) > 70
    assert faults(texts, (*BOUND, FREE_DELIVERY)) == []
    assert len(faults(texts, ())) > 20  # without their fields they would claim a lot


def _translated(room: Translations) -> list[tuple[str, str]]:
    found = []
    for language in room.languages:
        for message in room.catalog(language):
            if message.id:
                for said, code in ((message.id, "en"), (message.string, language)):
                    found += [(code, text) for text in ([said] if isinstance(said, str) else said)]
    return found


@pytest.mark.parametrize("name", ROOMS)
def test_no_translation_claims_what_it_may_not(name: str) -> None:
    texts = _translated(ROOMS[name])
    assert len(texts) > 100
    bound = (*BOUND, FREE_DELIVERY) if name == "storefront" else ()
    assert faults(texts, bound, TOLD if name == "backoffice" else ()) == []


@pytest.mark.parametrize("name", ROOMS)
def test_no_page_claims_what_it_may_not(name: str) -> None:
    pages = sorted((PACKAGE / name / "templates").rglob("*.html"))
    assert pages
    texts = [("en", page.read_text("utf-8")) for page in pages]
    bound = (*BOUND, FREE_DELIVERY) if name == "storefront" else ()
    assert faults(texts, bound, TOLD if name == "backoffice" else ()) == []


def _strings(value: object) -> Iterable[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for one in value.values() if isinstance(value, dict) else value:
            yield from _strings(one)


def test_no_other_words_of_ours_claim_what_they_may_not() -> None:
    files = [path for path in PACKAGE.rglob("*.toml") if path.stem in LANGUAGES and path.parent.name != "phrases"]
    texts = [(path.stem, text) for path in files for text in _strings(tomllib.loads(path.read_text("utf-8")))]
    assert len(texts) > 100
    assert faults(texts, BOUND, TOLD) == []
