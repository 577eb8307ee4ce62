"""When a country lets reductions be announced, and when the words of the seasonal sale may be used.

Belgium closes a month before each sale to announcements on clothing, shoes and leather goods (WER VI.29) and keeps the
words of the sale for the sale itself (WER VI.25). A sale that would begin on a Sunday begins the day before, and the
closed month moves with it. Both are computed for any year from rows of the rule table; a one-off decision of the
ministers is a row of its own, in force from its first to its last day: `allow` sets the closed month aside, `forbid`
closes days that are otherwise open, and wins.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from itertools import dropwhile

from worthmore.law.countries import code, jurisdictions, local_day, start_of_day
from worthmore.law.duties import duties
from worthmore.law.table import Decision, Rule, RuleTable, Topic
from worthmore.vocabulary.permission import Audience

ANNOUNCE = "announce_reduction"
SALE_WORDS = "sale_words_outside_sale"
CATEGORIES = ("clothing", "shoes", "leather")
"""The groups of goods that the closed month is about; every other group is free of it."""
SUNDAY = 6
MOVES = "day_earlier_if_sale_starts_sunday"


@dataclass(frozen=True, slots=True)
class Season:
    """One sale and the closed time before it; first and last days, all included, in the country's calendar."""

    rule: str
    categories: frozenset[str]
    closed_first: date
    closed_last: date
    sale_first: date
    sale_last: date


@dataclass(frozen=True, slots=True)
class Announcing:
    """Whether a reduction may be announced. `rule` and `reason` say why not, `until` the last day of that."""

    allowed: bool
    rule: str = ""
    reason: str = ""
    until: date | None = None


@dataclass(frozen=True, slots=True)
class KeptWords:
    """Words that a row keeps for the sale: in any compound unless `whole`, but not in the phrases `not_meant`."""

    rule: str
    words: tuple[str, ...]
    whole: bool = False
    not_meant: tuple[str, ...] = ()


FREE = Announcing(True)


def seasons(table: RuleTable, country: str, year: int) -> tuple[Season, ...]:
    """The seasons whose sale begins in a year, by the rows of a country in force on the sale's first day."""
    rows = (rule for rule in _rows(table, ANNOUNCE, Decision.FORBID) if _seasonal(rule))
    found = (_season(table, rule.id, year) for rule in rows)
    reach = jurisdictions(code(country))
    return tuple(
        season
        for season in found
        if table[season.rule].jurisdiction in reach and table[season.rule].in_force(season.sale_first)
    )


def announcing_allowed(
    table: RuleTable, category: str, country: str, at: datetime, audience: Audience = Audience.B2C
) -> Announcing:
    """Whether a reduction on goods of a category (one of `CATEGORIES`, or anything else) may be announced at a moment.

    An unknown country is held to the rules of every country.
    """
    for rule in duties(table, Topic.PRICE, country, audience, at):
        if rule.what != ANNOUNCE or rule.decision is not Decision.FORBID or category not in _categories(rule):
            continue
        day = local_day(at, rule.jurisdiction)
        until = _closed_until(table, rule, day, category)
        if until is not None:
            return Announcing(False, rule.id, _reason(rule, category, until), until)
    return FREE


def silent_until(table: RuleTable, category: str, country: str, at: datetime) -> datetime | None:
    """When the last closed time of the year before a moment ended; None where nothing was closed."""
    if not any(category in _categories(rule) for rule in _rows(table, ANNOUNCE, Decision.FORBID)):
        return None
    before = (announcing_allowed(table, category, country, at - timedelta(days=days)) for days in range(366))
    closed = next((one for one in dropwhile(lambda one: not one.allowed, before) if not one.allowed), None)
    if closed is None or closed.until is None:
        return None
    return start_of_day(closed.until + timedelta(days=1), table[closed.rule].jurisdiction)


def forbidden_sale_words(
    table: RuleTable, country: str, at: datetime, audience: Audience = Audience.B2C
) -> tuple[KeptWords, ...]:
    """The words that are now kept for the seasonal sale, row by row; none in the sale itself."""
    return tuple(
        KeptWords(rule.id, _texts(rule, "words"), rule.values.get("whole_words") is True, _texts(rule, "not_meant"))
        for rule in duties(table, Topic.COPY, country, audience, at)
        if rule.what == SALE_WORDS and rule.decision is Decision.FORBID and not _in_sale(table, rule, at)
    )


def next_sale(table: RuleTable, country: str, at: datetime) -> Season | None:
    """The sale that is on, or else the next one; None where a country has no such calendar."""
    day = local_day(at, country)
    coming = (season for year in (day.year, day.year + 1) for season in seasons(table, country, year))
    return min((one for one in coming if one.sale_last >= day), key=lambda one: one.sale_first, default=None)


def _closed_until(table: RuleTable, rule: Rule, day: date, category: str) -> date | None:
    """The last day of the closed time that a day lies in; None on an open day."""
    if not _seasonal(rule):
        return rule.valid_to or date.max
    if _set_aside(table, rule.jurisdiction, ANNOUNCE, day, category):
        return None
    # A closed December belongs to the sale of the next year.
    for season in (_season(table, rule.id, day.year), _season(table, rule.id, day.year + 1)):
        if season.closed_first <= day <= season.closed_last:
            return season.closed_last
    return None


def _in_sale(table: RuleTable, rule: Rule, at: datetime) -> bool:
    """Whether a sale is on; in France it begins at an hour of its first day."""
    hour = rule.values.get("opens_at_hour", 0)
    opens = timedelta(hours=hour if isinstance(hour, int) else 0)
    return all(_sale_day(table, rule, local_day(moment, rule.jurisdiction)) for moment in (at, at - opens))


def _sale_day(table: RuleTable, rule: Rule, day: date) -> bool:
    if _set_aside(table, rule.jurisdiction, SALE_WORDS, day):
        return True
    return any(season.sale_first <= day <= season.sale_last for season in seasons(table, rule.jurisdiction, day.year))


def _set_aside(table: RuleTable, jurisdiction: str, what: str, day: date, category: str = "") -> bool:
    """Whether a decision of that day lets the country do what a seasonal row forbids."""
    rows = _rows(table, what, Decision.ALLOW)
    return any(
        rule.jurisdiction == jurisdiction and rule.in_force(day) and (not category or category in _categories(rule))
        for rule in rows
    )


@lru_cache(maxsize=512)
def _season(table: RuleTable, rule_id: str, year: int) -> Season:
    """The season of a row whose sale begins in a year."""
    rule = table[rule_id]
    sale_first = _day(rule, "sale_from", year)
    moved = timedelta(days=-1 if rule.values.get(MOVES) and sale_first.weekday() == SUNDAY else 0)
    closed_first, closed_last = _day(rule, "closed_from", year), _day(rule, "closed_to", year)
    if closed_first > closed_last:  # from one year into the next: 3 December to 2 January
        closed_first = _day(rule, "closed_from", year - 1)
    return Season(
        rule.id,
        _categories(rule),
        closed_first + moved,
        closed_last + moved,
        sale_first + moved,
        _day(rule, "sale_to", year),
    )


def _day(rule: Rule, name: str, year: int) -> date:
    return date.fromisoformat(f"{year:04d}-{rule.values[name]}")


def _seasonal(rule: Rule) -> bool:
    return "sale_from" in rule.values


def _categories(rule: Rule) -> frozenset[str]:
    return frozenset(_texts(rule, "categories") or CATEGORIES)


def _texts(rule: Rule, name: str) -> tuple[str, ...]:
    found = rule.values.get(name, ())
    return tuple(str(one) for one in found) if isinstance(found, Iterable) else ()


def _rows(table: RuleTable, what: str, decision: Decision) -> Iterator[Rule]:
    for topic in (Topic.PRICE, Topic.COPY):
        for rule in table.of(topic):
            if rule.what == what and rule.decision is decision:
                yield rule


def _reason(rule: Rule, category: str, until: date) -> str:
    closed = "by decision" if not _seasonal(rule) else "in the month before the sale"
    return (
        f"no reduction on {category} may be announced in {rule.jurisdiction} {closed}, up to and including "
        f"{until.isoformat()} ({rule.law})"
    )
