"""What a thing that needs less energy saves in a year, where both labels and the tariff are known."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_FLOOR, Decimal

from worthmore.vocabulary.attributes import Difference

YEARLY = frozenset(
    f"kwh/{year}" for year in ("year", "yr", "y", "a", "annum", "jaar", "jr", "j", "jahr", "an", "vuosi", "v")
)
"""How kWh a year are spelled as a unit, in small letters and without spaces."""


def yearly_saving(differences: Sequence[Difference], tariff: float | None) -> int | None:
    """Minor units a year, rounded down; None where the tariff or a label is unknown, or nothing is saved.

    `tariff` is in cents a kWh. A label that says what a product needs is read as lower is better, whatever else.
    """
    if tariff is None:
        return None
    for difference in differences:
        if difference.kind.unit.replace(" ", "").lower() in YEARLY:
            less = Decimal(str(difference.chosen)) - Decimal(str(difference.offered))
            saved = int((less * Decimal(str(tariff))).to_integral_value(ROUND_FLOOR))
            return saved if saved > 0 else None
    return None
