"""What a product cost and when, and what may be said of a price that fell."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class PriceChange:
    """The price of one unit from a moment on, minor units of `currency`, VAT included. `from_at` is in UTC."""

    from_at: datetime
    amount: int
    currency: str


@dataclass(frozen=True, slots=True)
class Reduction:
    """A reduction that may be announced. Minor units; words and pages show a former price from here and nowhere else.

    `was` is the price the reduction is counted from, `now` the price asked. `lowest_30_days` is the lowest price of
    the thirty whole days before the reduction began; None where the law exempts the product from naming it
    (perishables) or measures a shorter time. `percent` is whole and rounded down, so that it never promises more.
    `rule` is the row of the rule table that allowed it.
    """

    was: int
    now: int
    currency: str
    lowest_30_days: int | None
    percent: int
    began_at: datetime
    rule: str

    def __post_init__(self) -> None:
        if not 0 <= self.now < self.was:
            raise ValueError(f"a reduction leads from a higher price to a lower one, not from {self.was} to {self.now}")

    @property
    def saved(self) -> int:
        """What one unit costs less, minor units."""
        return self.was - self.now


@dataclass(frozen=True, slots=True)
class NotAllowed:
    """Why no reduction may be announced: a plain sentence without a full stop, and the rule that says so."""

    reason: str
    rule: str = ""
