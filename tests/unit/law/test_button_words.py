"""The words on the buttons that order and withdraw."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from worthmore.law.button_words import (
    CONFIRM_WITHDRAWAL,
    EQUAL,
    ORDER,
    WITHDRAW,
    order_button_fault,
    pay_words_due,
    withdrawal_function_due,
)
from worthmore.law.claims import LANGUAGES
from worthmore.law.table import load

TABLE = load()


def test_every_language_has_every_button() -> None:
    for words in (ORDER, EQUAL, WITHDRAW, CONFIRM_WITHDRAWAL):
        assert set(words) == set(LANGUAGES)


@pytest.mark.rule("EU.chk.button")
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


@pytest.mark.rule("EU.chk.withdraw")
def test_the_withdrawal_function_is_due_from_19_june_2026() -> None:
    assert not withdrawal_function_due(TABLE, "BE", datetime(2026, 6, 18, 21, 59, tzinfo=UTC))
    assert withdrawal_function_due(TABLE, "BE", datetime(2026, 6, 18, 22, 0, tzinfo=UTC))
    assert withdrawal_function_due(TABLE, "FI", datetime(2026, 6, 18, 21, 0, tzinfo=UTC))
    assert withdrawal_function_due(TABLE, "", datetime(2026, 11, 21, tzinfo=UTC))
    assert not withdrawal_function_due(TABLE, "US", datetime(2026, 11, 21, tzinfo=UTC))


def test_the_order_button_has_said_so_since_2014() -> None:
    assert pay_words_due(TABLE, "NL", datetime(2014, 6, 13, tzinfo=UTC))
    assert not pay_words_due(TABLE, "NL", datetime(2014, 6, 12, 12, tzinfo=UTC))
