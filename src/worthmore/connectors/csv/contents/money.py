"""From millionths to minor units, in bulk and in whole numbers."""

from __future__ import annotations

import polars as pl
from babel.numbers import get_currency_precision

MILLION = 1_000_000


def minor_units(millionths: pl.Expr, currency: pl.Expr, currencies: pl.Series) -> pl.Expr:
    """Millionths of a currency in its minor units, halves away from zero. `currencies` are those that occur."""
    factors = {name: 10 ** get_currency_precision(name) for name in currencies.unique().drop_nulls().to_list()}
    factor = currency.replace_strict(factors, default=100, return_dtype=pl.Int64) if factors else pl.lit(100, pl.Int64)
    size = (millionths.abs() * factor + MILLION // 2) // MILLION
    return size * millionths.sign()


def gross(net: pl.Expr, vat_rate: pl.Expr) -> pl.Expr:
    """A net amount with VAT, in the unit it came in."""
    return (net * (1 + vat_rate)).round().cast(pl.Int64)
