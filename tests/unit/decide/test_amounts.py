"""Money is written as Babel writes it, only faster and without needless cents."""

from __future__ import annotations

from decimal import Decimal

import pytest
from babel.numbers import format_currency, get_currency_precision
from hypothesis import given
from hypothesis import strategies as st

from worthmore.decide.amounts import amount, number

LANGUAGES = ["nl", "en", "fi"]


@given(
    minor=st.integers(-(10**12), 10**12),
    currency=st.sampled_from(["EUR", "USD", "GBP", "JPY", "SEK", "BHD", "CHF"]),
    language=st.sampled_from(LANGUAGES),
)
def test_amounts_are_written_as_babel_writes_them(minor: int, currency: str, language: str) -> None:
    digits = get_currency_precision(currency)
    value = Decimal(minor).scaleb(-digits)
    if minor % 10**digits == 0:
        pattern = {"en": "¤#,##0", "nl": "¤\xa0#,##0;¤\xa0-#,##0", "fi": "#,##0\xa0¤"}[language]
        babels = format_currency(value, currency, format=pattern, locale=language, currency_digits=False)
    else:
        babels = format_currency(value, currency, locale=language)
    assert amount(minor, currency, language) == babels


@pytest.mark.parametrize(
    ("language", "whole", "cents"),
    [("nl", "€\xa01.190", "€\xa09,50"), ("en", "€1,190", "€9.50"), ("fi", "1\xa0190\xa0€", "9,50\xa0€")],
)
def test_whole_amounts_leave_the_cents_out(language: str, whole: str, cents: str) -> None:
    assert amount(119_000, "EUR", language) == whole
    assert amount(950, "EUR", language) == cents


def test_numbers_keep_their_own_decimals() -> None:
    assert number(Decimal("1234.5"), "en") == "1,234.5"
    assert number(Decimal("1234.5"), "nl") == "1.234,5"
    assert number(Decimal("3.20"), "fi") == "3,2"
