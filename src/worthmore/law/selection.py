"""Which rows hold for a country on a day, and which countries the table knows."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from worthmore.law.countries import ANY, EEA, EU, code, jurisdictions, local_day
from worthmore.law.table import Rule, RuleTable, Topic


def reached(table: RuleTable, country: str, at: datetime) -> tuple[str, ...]:
    """Whose law must be kept: the country's own, or every country's when it is not known.

    A country is known when it belongs to the EEA or has a permission row in force that day; a row of the future makes
    no country known before its time.
    """
    asked = code(country)
    if asked in EEA:
        return (asked,)
    known = known_countries(table, at)
    return (asked,) if asked in known else (*known, EU)


def known_countries(table: RuleTable, at: datetime) -> tuple[str, ...]:
    """The countries with permission rows of their own in force at a moment, in alphabetical order."""
    rows = table.of(Topic.PERMISSION)
    days = {place: local_day(at, place) for place in {rule.jurisdiction for rule in rows} - {EU, ANY}}
    held = {rule.jurisdiction for rule in rows if rule.jurisdiction in days and rule.in_force(days[rule.jurisdiction])}
    return tuple(sorted(held))


def in_force(rules: Iterable[Rule], country: str, day: date) -> list[Rule]:
    """The rows whose law reaches a country and that hold on a day of its calendar."""
    reach = jurisdictions(country)
    return [rule for rule in rules if rule.jurisdiction in reach and rule.in_force(day)]


def without_derogated(rows: Iterable[Rule]) -> list[Rule]:
    """The rows that no other row among them sets aside."""
    kept = list(rows)
    set_aside = {name for rule in kept for name in rule.derogates}
    return [rule for rule in kept if rule.id not in set_aside]
