"""What one country's row says of announcing reductions, read from its figures."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from worthmore.law.table import Rule

PERISHABLE, NEW_GOODS = "perishable", "new_goods"


@dataclass(frozen=True, slots=True)
class Terms:
    """The terms of one row.

    `window_days` is how long before the reduction the lowest price is looked for; `new_window_days` the shorter time
    for goods that were on sale less long than that, None where there is none. `progressive` says whether a reduction
    that grows without a break keeps the price before its first step, at most `progressive_most_days` or
    `progressive_most_months` after that step (None: no limit). `forbid_on_new`: nothing new is called reduced.
    `announce_most_days` is how long one unbroken reduction may be announced at all.
    """

    rule: str
    window_days: int = 30
    new_window_days: int | None = None
    perishable_exempt: bool = False
    new_exempt: bool = False
    forbid_on_new: bool = False
    progressive: bool = False
    progressive_most_days: int | None = None
    progressive_most_months: int | None = None
    announce_most_days: int | None = None

    def keeps_first_price(self, first: date, today: date) -> bool:
        """Whether a reduction whose first step was on a day is still one and the same reduction today."""
        if not self.progressive:
            return False
        days, months = self.progressive_most_days, self.progressive_most_months
        within_days = days is None or (today - first).days < days
        return within_days and (months is None or today < months_after(first, months))


HOUSE = Terms("house.lowest_price")
"""Where no country's row holds: the strictest, as our own rule."""


def terms_of(rule: Rule) -> Terms:
    """The terms a row states; what it does not state is the strict answer."""
    exempt = rule.values.get("exempt", ())
    exempt = frozenset(exempt) if isinstance(exempt, Collection) else frozenset()
    return Terms(
        rule=rule.id,
        window_days=_days(rule, "window_days") or HOUSE.window_days,
        new_window_days=_days(rule, "new_goods_window_days"),
        perishable_exempt=PERISHABLE in exempt,
        new_exempt=NEW_GOODS in exempt,
        forbid_on_new=rule.values.get("forbid_on_new_goods") is True,
        progressive=rule.values.get("progressive") is True,
        progressive_most_days=_days(rule, "progressive_most_days"),
        progressive_most_months=_days(rule, "progressive_most_months"),
        announce_most_days=_days(rule, "announce_most_days"),
    )


def months_after(day: date, months: int) -> date:
    """The same day some calendar months later; the month's last day where it has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _days(rule: Rule, name: str) -> int | None:
    found = rule.values.get(name)
    return found if isinstance(found, int) and not isinstance(found, bool) else None
