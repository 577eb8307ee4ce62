"""What the law demands of what is done: rows that require, forbid or warn. They add up; they do not compete."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from worthmore.law.countries import ANY, EEA, EU, code, jurisdictions, local_day
from worthmore.law.table import DUTIES, Rule, RuleTable, Topic
from worthmore.vocabulary.permission import Audience


def duties(table: RuleTable, topic: Topic | str, country: str, audience: Audience, at: datetime) -> tuple[Rule, ...]:
    """The require, forbid and warn rows of a topic in force for a country and audience at a moment, in table order.

    `country` is ISO 3166; unknown ("" or one the table has no rows for, outside the EEA) means the duties of every
    country together. `at` needs a time zone; the day is the country's own. Rows that another row of the same country
    derogates from are left out.
    """
    rows = [
        rule for rule in table.rules if rule.topic == topic and rule.decision in DUTIES and audience in rule.audiences
    ]
    reached = code(country)
    if reached in EEA or any(rule.jurisdiction == reached for rule in table.rules if reached not in ("", EU, ANY)):
        return _of_country(rows, reached, at)
    everywhere = {rule.jurisdiction for rule in rows}
    found = {rule.id for place in everywhere for rule in _of_country(rows, place, at)}
    return tuple(rule for rule in rows if rule.id in found)


def _of_country(rows: Iterable[Rule], country: str, at: datetime) -> tuple[Rule, ...]:
    reach = jurisdictions(country)
    day = local_day(at, country)
    held = [rule for rule in rows if rule.jurisdiction in reach and rule.in_force(day)]
    set_aside = {name for rule in held for name in rule.derogates}
    return tuple(rule for rule in held if rule.id not in set_aside)
