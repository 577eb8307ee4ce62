from __future__ import annotations

import re
from pathlib import Path

import pytest
from babel.messages import Catalog, Message
from django.conf import settings
from django.utils import translation

from worthmore.customer_pages.languages import CODES
from worthmore.site.translations import ROOMS, Translations

LANGUAGES = {name: ["fi", "nl"] for name in ROOMS} | {"customer_pages": ["de", "fi", "fr", "nl"]}
EACH = [pytest.param(ROOMS[name], one, id=f"{name}-{one}") for name, spoken in LANGUAGES.items() for one in spoken]
UPDATE = "run: python -m worthmore.site.translations"
PLACES = re.compile(r"%\(\w+\)s|%%")


def sentences(catalog: Catalog) -> list[Message]:
    return [message for message in catalog if message.id]


def forms(text: object) -> list[str]:
    return [text] if isinstance(text, str) else list(text)  # type: ignore[call-overload]


@pytest.mark.parametrize("name", ROOMS)
def test_there_is_a_file_for_every_language_but_english(name: str) -> None:
    assert ROOMS[name].languages == LANGUAGES[name]


@pytest.mark.parametrize("name", ["backoffice", "storefront"])
def test_a_browser_is_served_only_languages_that_a_room_speaks(name: str) -> None:
    assert sorted(code for code, _ in settings.LANGUAGES) == sorted(["en", *LANGUAGES[name]])


def test_the_customers_pages_speak_what_their_own_list_says() -> None:
    assert sorted(CODES) == sorted(["en", *LANGUAGES["customer_pages"]])


@pytest.mark.parametrize("language", LANGUAGES["customer_pages"])
def test_no_room_changes_the_words_of_the_customers_pages(language: str) -> None:
    """All rooms' sentences share one list: of two translations of the same sentence, only one is shown."""
    room = ROOMS["customer_pages"]
    with translation.override(language):
        shown = {
            message.id: translation.gettext(message.id)
            for message in sentences(room.catalog(language))
            if isinstance(message.id, str)
        }
    said = {message.id: message.string for message in sentences(room.catalog(language))}
    assert {id_: text for id_, text in shown.items() if text != said[id_]} == {}


@pytest.mark.parametrize(("room", "language"), EACH)
def test_every_sentence_of_the_pages_is_translated_and_no_other(room: Translations, language: str) -> None:
    catalog = room.catalog(language)
    assert {message.id for message in sentences(catalog)} == set(room.messages()), UPDATE
    assert [message.id for message in sentences(catalog) if not all(forms(message.string))] == []
    assert [message.id for message in sentences(catalog) if message.fuzzy] == []


@pytest.mark.parametrize(("room", "language"), EACH)
def test_the_compiled_file_is_what_the_translations_compile_to(room: Translations, language: str) -> None:
    assert room.mo_file(language).read_bytes() == room.compiled(language), UPDATE


@pytest.mark.parametrize(("room", "language"), EACH)
def test_every_translation_keeps_the_places_for_names_and_numbers(room: Translations, language: str) -> None:
    catalog = room.catalog(language)
    for message in sentences(catalog):
        assert [str(error) for error in message.check(catalog)] == [], message.id
        places = {tuple(sorted(PLACES.findall(text))) for text in forms(message.id)}
        assert {tuple(sorted(PLACES.findall(text))) for text in forms(message.string)} <= places, message.id


def test_an_update_adds_new_sentences_drops_old_ones_and_keeps_what_was_translated(tmp_path: Path) -> None:
    room = Translations(tmp_path, "A room")
    room.po_file("nl").parent.mkdir(parents=True)
    room.po_file("nl").write_text(
        'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n\n'
        'msgid "Cart"\nmsgstr "Mandje"\n\nmsgid "Gone"\nmsgstr "Weg"\n'
    )
    (tmp_path / "page.html").write_text('{% load i18n %}{% translate "Cart" %} {% translate "New" %}')
    (tmp_path / "many.py").write_text('ngettext("%(n)s day", "%(n)s days", 2)\n')
    room.update("nl")
    said = {message.id: message.string for message in sentences(room.catalog("nl"))}
    assert said == {"Cart": "Mandje", "New": "", ("%(n)s day", "%(n)s days"): ("", "")}
    assert room.mo_file("nl").read_bytes() == room.compiled("nl")
    before = room.po_file("nl").read_bytes()
    room.update("nl")
    assert room.po_file("nl").read_bytes() == before
