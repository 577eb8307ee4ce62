from __future__ import annotations

import pytest

from worthmore.rights.page.why import how_long
from worthmore.rights.page.words import LANGUAGES, words
from worthmore.rights.registry import tables
from worthmore.vocabulary.policy import Policy

OTHERS = [language for language in LANGUAGES if language != "en"]


@pytest.mark.parametrize("language", OTHERS)
@pytest.mark.parametrize("part", ["texts", "sections", "fields", "values", "why"])
def test_every_language_has_the_same_words(language: str, part: str) -> None:
    assert list(getattr(words(language), part)) == list(getattr(words("en"), part))


@pytest.mark.parametrize("language", OTHERS)
def test_texts_have_the_same_places_to_fill(language: str) -> None:
    def places(text: str) -> set[str]:
        return {part.split("}")[0] for part in text.split("{")[1:]}

    for name, text in words("en").texts.items():
        assert places(words(language).texts[name]) == places(text), name
    for about, told in words("en").why.items():
        assert places(words(language).why[about]["kept"]) == places(told["kept"]), about


@pytest.mark.parametrize("language", OTHERS)
def test_texts_are_really_translated(language: str) -> None:
    english, other = words("en").texts, words(language).texts
    assert [name for name in english if english[name] == other[name]] == []


def test_every_table_of_customers_is_told_about_in_the_download() -> None:
    told = set(words("en").why)
    assert {table.about for table in tables().values() if table.of_customers} == told


def test_a_setting_of_zero_is_called_for_ever() -> None:
    assert how_long("{activity_days} days", "for ever", Policy(activity_days=0)) == "for ever"
    assert how_long("{activity_days} days", "for ever", Policy()) == "30 days"
