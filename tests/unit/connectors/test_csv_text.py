"""Codes, names, addresses and words in cells."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from worthmore.connectors.csv.cells.text import code, email, plain, postcode, text_of
from worthmore.connectors.csv.cells.words import channel, country, flag, language, state
from worthmore.connectors.csv.trouble import Problem


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("  001234 ", "001234"),
        ('="001234"', "001234"),
        ("'001234", "001234"),
        ("17850.0", "17850"),
        ("85123A", "85123A"),
        ("1E5", "1E5"),
        ("#1001", "#1001"),
        ("#N/A", None),
        ("NULL", None),
        ("", None),
        ("a\x00b", "a b"),
    ],
)
def test_a_code_is_kept_as_written_without_what_the_spreadsheet_added(cell: str, value: str | None) -> None:
    assert code(cell) == value


@pytest.mark.parametrize("cell", ["4,70E+08", "4.00638E+12", "4E+12"])
def test_a_shortened_code_is_refused_with_the_way_to_mend_it(cell: str) -> None:
    found = code(cell)
    assert isinstance(found, Problem)
    assert "Text" in found.mend


def test_a_code_too_long_to_be_one_is_refused() -> None:
    assert isinstance(code("x" * 129), Problem)


def test_an_apostrophe_that_belongs_to_a_name_stays() -> None:
    assert plain("'s-Hertogenbosch") == "'s-Hertogenbosch"
    assert plain("'+31612345678") == "+31612345678"
    assert postcode("'SW1A 1AA") == "SW1A 1AA"


def test_a_text_is_one_line_of_bounded_length() -> None:
    assert text_of("a\n b\t c", 10) == "a b c"
    assert text_of("x" * 20, 10) == "x" * 10


def test_the_first_of_several_addresses_counts() -> None:
    assert email("Marie@Example.be; jan@example.be") == "marie@example.be"
    assert email("Marie <marie@example.be>") == "marie@example.be"
    assert isinstance(email("marie at example"), Problem)
    assert email("") is None


@pytest.mark.parametrize("cell", ["ja", "X", "1", "oui", "✓", "Kyllä", "TRUE", "yes", "wahr"])
def test_yes_has_many_words(cell: str) -> None:
    assert flag(cell) is True


@pytest.mark.parametrize("cell", ["nee", "0", "non", "Ei", "FALSE", "no", "nein", "-"])
def test_no_has_many_words(cell: str) -> None:
    assert flag(cell) is False


def test_what_is_neither_yes_nor_no_is_said() -> None:
    assert isinstance(flag("perhaps"), Problem)
    assert flag("") is None


def test_a_country_is_known_in_five_languages() -> None:
    assert {country(name) for name in ("Finland", "Suomi", "Finlande", "Finnland", "FI", "fi")} == {"FI"}
    assert country("United Kingdom") == "GB"
    assert country("Atlantis") == "Atlantis"


def test_a_language_is_two_letters() -> None:
    assert [language(name) for name in ("nl-BE", "Nederlands", "Dutch", "suomi", "FR")] == [
        "nl",
        "nl",
        "nl",
        "fi",
        "fr",
    ]
    assert language("Klingon of a kind") is None


def test_a_channel_is_one_of_three() -> None:
    assert [channel(name) for name in ("POS", "Webshop", "winkel", "puhelin", "")] == [
        "till",
        "web",
        "till",
        "phone",
        None,
    ]
    assert isinstance(channel("pigeon"), Problem)


def test_an_unknown_state_is_a_sale_and_a_draft_is_none() -> None:
    assert [
        state(name)
        for name in ("wc-completed", "Geannuleerd", "peruttu", "refunded", "draft", "offerte", "primary order accepted")
    ] == [
        "sale",
        "cancelled",
        "cancelled",
        "cancelled",
        "no_sale",
        "no_sale",
        "sale",
    ]


@given(st.text(max_size=40))
@settings(max_examples=300, deadline=None)
def test_no_text_makes_the_reading_of_words_fail(text: str) -> None:
    for read in (code, email, postcode, flag, channel, state, country, language):
        value = read(text)
        if isinstance(value, str):
            assert value
            value.encode()
