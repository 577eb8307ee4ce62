from __future__ import annotations

import pytest
from babel.messages import Message
from django.utils import translation

from worthmore.simulation.catalogue.reading import demo_assortment
from worthmore.simulation.demo import DEMO_CUSTOMERS
from worthmore.storefront import translations, words

LANGUAGES = ["fi", "nl"]
INTERNATIONAL = {*("", "Wh", "km", "Nm", "kg", "g", "ml", "l", "★", "IPX", "lux", "bar", "W", "dB", "rpm", "Pa", "lm")}
INTERNATIONAL |= {"cm", "mm", "s/l", "kg/m³", "g/m²", "Martindale"}


def sentences(language: str) -> list[Message]:
    return [message for message in translations.catalog(language) if message.id]


def test_there_is_a_file_for_every_language_but_english() -> None:
    assert translations.languages() == LANGUAGES


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sentence_of_the_pages_is_translated_and_no_other(language: str) -> None:
    said = set(translations.messages())
    known = {message.id for message in sentences(language)}
    assert known == said, "run: python -m worthmore.storefront.translations"
    missing = [m.id for m in sentences(language) if not all([m.string] if isinstance(m.string, str) else m.string)]
    assert missing == []
    assert [message.id for message in sentences(language) if message.fuzzy] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_compiled_file_is_what_the_translations_compile_to(language: str) -> None:
    assert translations.mo_file(language).read_bytes() == translations.compiled(language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_translation_keeps_the_places_for_names_and_numbers(language: str) -> None:
    for message in sentences(language):
        problems = [str(error) for error in message.check(translations.catalog(language))]
        assert problems == [], message.id


@pytest.mark.parametrize("language", LANGUAGES)
def test_django_reads_them(language: str) -> None:
    with translation.override(language):
        assert words.called("City bikes") == {"nl": "Stadsfietsen", "fi": "Kaupunkipyörät"}[language]
        assert words.called("") == ""


def test_everything_the_demo_shop_says_in_english_has_a_word_here() -> None:
    shop = demo_assortment()
    said = {part for family in shop.families for part in family.category.split("/")}
    values = {value for item in shop.items for value in item.attributes.values() if isinstance(value, str)}
    said |= {value for value in values if any(letter.islower() for letter in value.replace(" cm", ""))}
    said |= {kind.unit for kind in shop.kinds.values()} - INTERNATIONAL
    said |= {customer.story for customer in DEMO_CUSTOMERS}
    assert {part for text in said for part in ([text] if text in words.ALL else text.split(", "))} <= words.ALL
