"""The words on the buttons that order and withdraw."""

from __future__ import annotations

import pytest

from worthmore.law.button_words import (
    CONFIRM_WITHDRAWAL,
    EQUAL,
    ORDER,
    WITHDRAW,
    order_button_fault,
)
from worthmore.law.claims import LANGUAGES


def test_every_language_has_every_button() -> None:
    for words in (ORDER, EQUAL, WITHDRAW, CONFIRM_WITHDRAWAL):
        assert set(words) == set(LANGUAGES)


@pytest.mark.rule("EU.chk.button", "UK.chk.button")
@pytest.mark.parametrize(
    ("language", "words"),
    [
        *(
            ("nl", words)
            for words in ("Bestelling plaatsen", "Bestelling plaatsen (niets te betalen)", "Verder", "Klaar")
        ),
        *(
            ("en", words)
            for words in ("Place the order", "Complete booking", "Order with obligation to pay and win", "")
        ),
        *(("fi", words) for words in ("Lähetä tilaus", "Jatka")),
        *(("fr", words) for words in ("Valider", "Passer la commande", "Finaliser la réservation")),
        *(("de", words) for words in ("Bestellung abschicken", "Buchung abschließen", "Weiter", ORDER["en"])),
    ],
)
def test_words_that_do_not_say_it_are_refused_with_those_that_do(language: str, words: str) -> None:
    assert ORDER[language] in order_button_fault(words, language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_words_of_the_law_and_equal_ones_are_right_however_they_are_set(language: str) -> None:
    for words in (ORDER[language], ORDER[language].upper(), f"  {ORDER[language]}\n", *EQUAL[language]):
        assert order_button_fault(words, language) == ""
