"""Which reduction may be announced: the price now against the lowest of the thirty days before it fell.

Whoever announces a reduction names the lowest price of the at least thirty days before it and counts the percentage
from that price, not from any other (Directive 98/6 art. 6a; Court of Justice C-330/23). Countries add their own:
perishables, goods new on sale, reductions that grow step by step. Those stand as figures in the rule table. Where no
country's row holds, the same thirty days are this product's own rule.

Days are whole calendar days of the customer's country: for a price that fell on 31 January at ten in the morning, the
window runs from midnight before 1 January to ten in the morning of the 31st. That is never shorter than thirty days.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache

from worthmore.law.countries import local_day, start_of_day
from worthmore.law.duties import duties
from worthmore.law.table import Decision, Rule, RuleTable, Topic
from worthmore.law.terms import HOUSE, Terms, terms_of
from worthmore.vocabulary.permission import Audience
from worthmore.vocabulary.prices import NotAllowed, PriceChange, Reduction

LOWEST = frozenset({"lowest_price_30d_as_base", "show_lowest_price_30d"})
LONGEST_WINDOW = timedelta(days=32)
"""Thirty whole days and the part of the day a price fell on, wherever the day began."""


@dataclass(frozen=True, slots=True)
class Telling:
    """How a shop tells reductions, which says whether one that grew was told without a break.

    A fall is told for `most_days`; 0 tells none. Sixty is our own choice: a price that has stood for two months is the
    price. A fall by less than the share `least` is not told. Up to `silent_until` nothing could be told: a closed month
    ended there.
    """

    most_days: int = 60
    least: float = 0.0
    silent_until: datetime | None = None


USUAL = Telling()


@dataclass(frozen=True, slots=True)
class Goods:
    """What of a product matters here. `on_sale_from` is the first day it was sold; None: not known."""

    perishable: bool = False
    on_sale_from: date | None = None


ORDINARY = Goods()


def announced_reduction(
    table: RuleTable,
    history: Sequence[PriceChange],
    now_price: int,
    at: datetime,
    country: str,
    goods: Goods = ORDINARY,
    telling: Telling = USUAL,
) -> Reduction | NotAllowed:
    """The reduction that may be announced to consumers on a price, or why none may.

    `history` holds the prices asked on one sales channel; those that begin after `at` do not count. An unknown country
    is held to the rules of every country: all must allow it, and the lowest former price is told. Whether the moment
    is open to announcements is for `law.sale_calendar`.
    """
    steps = _steps(history, at)
    fault = _no_fall(steps, now_price)
    if fault is not None:
        return fault
    found = [_Case(terms, steps, at, country, goods, telling).answer() for terms in _terms(table, country, _hour(at))]
    refused = next((one for one in found if isinstance(one, NotAllowed)), None)
    return refused or min((one for one in found if isinstance(one, Reduction)), key=lambda one: one.was)


@dataclass(frozen=True, slots=True)
class _Case:
    """One row's answer about one fallen price."""

    terms: Terms
    steps: Sequence[PriceChange]
    at: datetime
    country: str
    goods: Goods
    telling: Telling

    def answer(self) -> Reduction | NotAllowed:
        start = len(self.steps) - 1
        grown = self._grown_since(_first_fall(self.steps), start)
        told_enough = self._told_long_enough(grown, self.terms.announce_most_days)
        if told_enough or self._told_long_enough(start, self.telling.most_days):
            return self._no("its price fell too long ago; that is its price now")
        if self._silent(start):
            return self._no("it cost the same in the closed month before; that is its price now")
        if self.terms.keeps_first_price(self._day(grown), local_day(self.at, self.country)):
            start = grown
        new = self._new(start)
        if new and self.terms.forbid_on_new:
            return self._no("it is new on sale, and what is new may not be called reduced")
        if (new and self.terms.new_exempt) or (self.goods.perishable and self.terms.perishable_exempt):
            return self._reduction(start, self.steps[start - 1].amount, None)
        days = (self.terms.new_window_days if new else None) or self.terms.window_days
        lowest = self._lowest(start, days)
        if isinstance(lowest, NotAllowed):
            return lowest
        return self._reduction(start, lowest, lowest if days >= HOUSE.window_days else None)

    def _grown_since(self, first: int, last: int) -> int:
        """The step from which the reduction was told without a break, growing, up to the last one."""
        start = last
        while start > first and self._still_told(start):
            start -= 1
        while start < last and self._fell_by(start) < self.telling.least:
            start += 1
        return start

    def _still_told(self, step: int) -> bool:
        """Whether the step before was still told when a step began."""
        days = (self._day(step) - self._day(step - 1)).days
        return days < self.telling.most_days and not self._silent(step - 1)

    def _silent(self, step: int) -> bool:
        return self.telling.silent_until is not None and self.steps[step].from_at < self.telling.silent_until

    def _fell_by(self, step: int) -> float:
        before = self.steps[step - 1].amount
        return (before - self.steps[step].amount) / before

    def _lowest(self, start: int, days: int) -> int | NotAllowed:
        """The lowest price of so many whole days before a step."""
        before, now = self.steps[:start], self.steps[-1]
        window = start_of_day(self._day(start) - timedelta(days=days), self.country)
        if before[0].from_at > window:
            since = before[0].from_at.date()
            return self._no(f"its price is known only since {since}; {days} whole days before it fell are needed")
        asked = [one for one, end in zip(before, self.steps[1:], strict=False) if end.from_at > window]
        if any(one.currency != now.currency for one in asked):
            return self._no(f"within the {days} days before it fell it was priced in another currency")
        lowest = min(asked, key=lambda one: one.amount)
        if lowest.amount <= now.amount:
            since = lowest.from_at.date()
            return self._no(f"within the {days} days before it fell it cost no more than now, from {since} on")
        return lowest.amount

    def _reduction(self, start: int, was: int, lowest: int | None) -> Reduction | NotAllowed:
        now = self.steps[-1]
        percent = (was - now.amount) * 100 // was
        if percent < 1:
            return self._no("it costs less than one per cent less than before")
        return Reduction(was, now.amount, now.currency, lowest, percent, self.steps[start].from_at, self.terms.rule)

    def _told_long_enough(self, step: int, most_days: int | None) -> bool:
        return most_days is not None and (local_day(self.at, self.country) - self._day(step)).days >= most_days

    def _new(self, start: int) -> bool:
        """Whether it was on sale for less than the window when its price fell."""
        on_sale = self.goods.on_sale_from
        return on_sale is not None and (self._day(start) - on_sale).days < self.terms.window_days

    def _day(self, step: int) -> date:
        return local_day(self.steps[step].from_at, self.country)

    def _no(self, reason: str) -> NotAllowed:
        return NotAllowed(reason, self.terms.rule)


def needed(history: Sequence[PriceChange]) -> tuple[PriceChange, ...]:
    """The part of a history, the oldest first, that `announced_reduction` may look at, whatever the country.

    It reaches from the price in force a window before the first of the last unbroken falls to the price now.
    """
    steps = _steps(history, history[-1].from_at) if history else []
    if len(steps) < 2:
        return tuple(steps)
    window = steps[_first_fall(steps)].from_at - LONGEST_WINDOW
    older = [place for place, one in enumerate(steps) if one.from_at <= window]
    return tuple(steps[older[-1] if older else 0 :])


@lru_cache(maxsize=1024)
def _terms(table: RuleTable, country: str, hour: datetime) -> tuple[Terms, ...]:
    """The terms in force. Laws begin and end at midnights, which in every country of the table are whole hours."""
    rows = duties(table, Topic.PRICE, country, Audience.B2C, hour)
    return tuple(terms_of(rule) for rule in rows if _asks_lowest(rule)) or (HOUSE,)


def _asks_lowest(rule: Rule) -> bool:
    return rule.decision is Decision.REQUIRE and rule.what in LOWEST


def _hour(at: datetime) -> datetime:
    return at.replace(minute=0, second=0, microsecond=0)


def _steps(history: Sequence[PriceChange], at: datetime) -> list[PriceChange]:
    """The real changes up to a moment, the oldest first: a price noted again is no change."""
    kept: list[PriceChange] = []
    for one in sorted(history, key=lambda change: change.from_at):
        if one.from_at <= at and (not kept or (one.amount, one.currency) != (kept[-1].amount, kept[-1].currency)):
            kept.append(one)
    return kept


def _no_fall(steps: Sequence[PriceChange], now_price: int) -> NotAllowed | None:
    """Why there is nothing to announce whatever the country; None where the price did fall."""
    if not steps:
        return NotAllowed("no earlier price is known")
    last = steps[-1]
    if last.amount != now_price:
        return NotAllowed("the price asked is not the last one in its history, so what it cost before is not certain")
    if len(steps) == 1:
        return NotAllowed(f"its price is known only since {last.from_at.date()} and has not changed since")
    if steps[-2].currency != last.currency:
        return NotAllowed(f"before, it was priced in {steps[-2].currency}")
    return (
        None if steps[-2].amount > last.amount else NotAllowed("its price has not fallen: the last change was a rise")
    )


def _first_fall(steps: Sequence[PriceChange]) -> int:
    """Where the unbroken row of falls that led to the price now begins."""
    place = len(steps) - 1
    while place > 1 and _fell(steps[place - 2], steps[place - 1]):
        place -= 1
    return place


def _fell(before: PriceChange, after: PriceChange) -> bool:
    return before.currency == after.currency and before.amount > after.amount
