"""Prices and numbers as a customer reads them, written the same way as in the offers beside them."""

from __future__ import annotations

from decimal import Decimal

from worthmore.decide import amounts


def price(minor_units: int, currency: str, language: str) -> str:
    """An amount in the customer's language: 119000 EUR is "€ 1.190" in Dutch."""
    return amounts.amount(minor_units, currency, language)


def number(value: float, language: str) -> str:
    """A plain number in the customer's language."""
    return amounts.number(Decimal(str(value)), language)
