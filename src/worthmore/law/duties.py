"""What the law demands of what is done: rows that require, forbid or warn. They add up; they do not compete."""

from __future__ import annotations

from datetime import datetime

from worthmore.law.countries import code, local_day
from worthmore.law.selection import in_force, reached, without_derogated
from worthmore.law.table import DUTIES, Rule, RuleTable, Topic
from worthmore.vocabulary.permission import Audience


def duties(table: RuleTable, topic: Topic | str, country: str, audience: Audience, at: datetime) -> tuple[Rule, ...]:
    """The require, forbid and warn rows of a topic in force for a country and audience at a moment, in table order.

    `country` is ISO 3166; unknown ("" or one the table has no rows for, outside the EEA) means the duties of every
    country together. `at` needs a time zone; the day is the country's own. Rows that another row of the same country
    derogates from are left out.
    """
    rows = [rule for rule in table.of(Topic(topic)) if rule.decision in DUTIES and audience in rule.audiences]
    found = {
        rule.id
        # A country without permission rows that day still owes what its own rows demand.
        for place in {*reached(table, country, at), code(country)}
        for rule in without_derogated(in_force(rows, place, local_day(at, place)))
    }
    return tuple(rule for rule in rows if rule.id in found)
