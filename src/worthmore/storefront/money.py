"""Prices as a customer reads them."""

from __future__ import annotations

from decimal import Decimal

from babel.numbers import format_currency, format_decimal, get_currency_precision


def price(minor_units: int, currency: str, language: str) -> str:
    """An amount in the customer's language: 119000 EUR is "€ 1.190,00" in Dutch."""
    amount = Decimal(minor_units).scaleb(-get_currency_precision(currency))
    return format_currency(amount, currency, locale=language)


def number(value: float, language: str) -> str:
    """A plain number in the customer's language, at most two decimals."""
    return format_decimal(round(Decimal(str(value)), 2), locale=language)
