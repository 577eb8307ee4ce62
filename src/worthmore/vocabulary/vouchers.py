"""A code that takes something off at the till."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from worthmore.vocabulary.hand_rules import EVERYTHING, Selection

_CODE = re.compile(r"[A-Z0-9][A-Z0-9-]{2,38}[A-Z0-9]")


class Once(StrEnum):
    """How often a code may be redeemed. The stored name, and the API's."""

    ALL = "all"  # once altogether
    CUSTOMER = "customer"  # once by each customer, who shows a card
    ANY = "any"  # as often as people come


class VoucherError(ValueError):
    """A code that cannot be meant; the message says what is wrong and how to mend it."""


@dataclass(frozen=True, slots=True)
class Voucher:
    """One code: `percent` off each product it covers, or `amount` (minor units) off all of them together.

    An amount needs `from_total`: what the covered products must cost together. It holds from the first to the last
    day, both included, in the shop's own time. `covers` selects products; empty: all. `above_cost`: it takes nothing
    off a product that would then be sold at a loss.
    """

    code: str
    currency: str
    percent: int = 0
    amount: int = 0
    from_total: int = 0
    from_date: date | None = None
    until_date: date | None = None
    once: Once = Once.ANY
    covers: Selection = EVERYTHING
    above_cost: bool = True

    def __post_init__(self) -> None:
        if not _CODE.fullmatch(self.code):
            raise VoucherError(f"code {self.code!r}: write 4 to 40 capitals, digits and hyphens, such as SUMMER-15")
        if bool(self.percent) == bool(self.amount):
            raise VoucherError(f"{self.code}: give a percent or an amount, one of the two")
        if self.percent and not 1 <= self.percent <= 100:
            raise VoucherError(f"{self.code}: {self.percent} percent; it lies between 1 and 100")
        if self.amount < 0 or (self.amount and self.from_total < self.amount):
            raise VoucherError(f"{self.code}: an amount needs a total from which it holds, at least as large itself")
        if self.from_date and self.until_date and self.until_date < self.from_date:
            raise VoucherError(f"{self.code}: the last day lies before the first; exchange them")

    @property
    def share(self) -> float:
        """The largest share of a product's price it can take off."""
        return self.percent / 100 if self.percent else self.amount / self.from_total

    def holds_on(self, day: date) -> bool:
        """Whether it holds on a day."""
        return (self.from_date is None or self.from_date <= day) and (self.until_date is None or day <= self.until_date)


def code_of(typed: str) -> str:
    """A code as somebody scanned or typed it, as it is kept."""
    return typed.strip().upper()
