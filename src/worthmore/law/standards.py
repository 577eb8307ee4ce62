"""What the rows in force demand for one country, audience and relation: the standard an answer is measured by."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from worthmore.law.countries import jurisdictions, local_day
from worthmore.law.selection import in_force, reached, without_derogated
from worthmore.law.staleness import decision_of, doubts
from worthmore.law.table import DUTIES, PERMISSIONS, Decision, Proof, Rule, RuleTable, Topic, When
from worthmore.vocabulary.permission import Audience, Purpose, Question, Relation

_TOPICS = (Topic.PERMISSION, Topic.MAIL)
"""Where rows stand that answer "may we?" or demand something of a message."""
_HINTS = {
    When.NOT_PERSONALISED: "sending the same to everybody, not chosen from this person's data",
    When.ABOUT_WORK: "a message about the person's work",
}


@dataclass(frozen=True, slots=True)
class Standard:
    """What must hold. `rule` None: no row speaks of it, and what no row allows is denied.

    `purposes` are those a consent must be for, every one of them. `hints` say which other content a milder row would
    allow. `duties` are the ids of the rows that demand something of the message. `country` is "" where it is not
    known and this is the strictest of all countries taken together.
    """

    country: str
    decision: Decision
    purposes: frozenset[Purpose]
    rule: Rule | None = None
    proofs: frozenset[Proof] = frozenset()
    lists: tuple[str, ...] = ()
    obligatory: frozenset[str] = frozenset()
    exempt_from: frozenset[str] = frozenset()
    consent_beats_list: bool = False
    max_age_months: int | None = None
    negotiations_count: bool = False
    similar_narrow: bool = False
    special: Rule | None = None
    hints: tuple[str, ...] = ()
    duties: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """The id of the deciding row, or "default"."""
        return self.rule.id if self.rule else "default"


@dataclass(frozen=True, slots=True)
class Seat:
    """Where somebody stands before the law: country as the table writes it, capacity, and relation to the seller."""

    country: str
    audience: Audience
    relation: Relation


@lru_cache(maxsize=8192)
def standard(table: RuleTable, question: Question, country: str, audience: Audience, relation: Relation) -> Standard:
    """The standard for a question; unknown country → the strictest demand of every country, taken together."""
    places = reached(table, country, question.at)
    found = [_of_country(table, question, Seat(place, audience, relation)) for place in places]
    return found[0] if len(found) == 1 else strictest(found)


def _of_country(table: RuleTable, question: Question, seat: Seat) -> Standard:
    day = local_day(question.at, seat.country)
    rows = (rule for topic in _TOPICS for rule in table.of(topic))
    held = [rule for rule in in_force(rows, seat.country, day) if _concerns(rule, question, seat)]
    asked = [rule for rule in held if rule.decision not in DUTIES and rule.topic is Topic.PERMISSION]
    ruling = without_derogated(rule for rule in asked if applies(rule.when, question))
    plain = Standard(
        country=seat.country,
        decision=Decision.DENY,
        purposes=frozenset({question.purpose}),
        special=next((rule for rule in asked if rule.when is When.SPECIAL_CATEGORY), None),
        hints=tuple(
            dict.fromkeys(
                _HINTS[rule.when] for rule in asked if rule.when in _HINTS and not applies(rule.when, question)
            )
        ),
        duties=tuple(rule.id for rule in without_derogated(rule for rule in held if _binds(rule))),
    )
    return _merged(plain, ruling, question, day) if ruling else plain


def _concerns(rule: Rule, question: Question, seat: Seat) -> bool:
    return question.channel in rule.channels and seat.audience in rule.audiences and seat.relation in rule.relations


def _binds(rule: Rule) -> bool:
    return rule.decision in (Decision.REQUIRE, Decision.FORBID)


def applies(when: When, question: Question) -> bool:
    """Whether a row's circumstance is given. Objections and special categories are steps of their own.

    The session channel *is* the suggestion from the basket alone, and a generic business address *is* the impersonal
    one, so those two hold wherever their row is looked at.
    """
    if when is When.NOT_PERSONALISED:
        return not question.personalised
    if when is When.ABOUT_WORK:
        return question.about_work
    return when not in (When.OBJECTED, When.SPECIAL_CATEGORY)


def _merged(plain: Standard, rows: list[Rule], question: Question, day: date) -> Standard:
    """The strictest decision, and every demand of every row that holds."""
    decided = {rule.id: decision_of(rule, day) for rule in rows}
    decision = min(decided.values(), key=PERMISSIONS.index)
    ruling = [rule for rule in rows if decided[rule.id] is decision]
    rule = min(ruling, key=lambda one: jurisdictions(plain.country).index(one.jurisdiction))
    purposes = frozenset(one.purpose for one in rows if one.purpose)
    if question.purpose is not Purpose.MARKETING and question.purpose not in purposes:
        # What a row lets us do for marketing it does not let us do for anything else: that needs a consent of its own.
        purposes |= {question.purpose}
        decision = min(decision, Decision.CONSENT, key=PERMISSIONS.index)
    soft = [one for one in rows if one.decision is Decision.SOFT]
    return replace(
        plain,
        decision=decision,
        rule=rule,
        purposes=purposes or plain.purposes,
        proofs=frozenset(one.proof for one in rows if one.proof),
        lists=tuple(dict.fromkeys(name for one in rows for name in one.lists)),
        obligatory=frozenset(name for one in rows if one.lists_obligatory for name in one.lists),
        exempt_from=frozenset.union(*(one.exempt_from for one in rows)),
        consent_beats_list=rule.consent_beats_list,
        max_age_months=min((one.max_age_months for one in soft if one.max_age_months), default=None),
        negotiations_count=all(one.negotiations_count for one in soft),
        similar_narrow=any(one.similar_narrow for one in soft),
        warnings=tuple(doubt for one in rows for doubt in doubts(one, day)),
    )


def strictest(found: list[Standard]) -> Standard:
    """Every demand of several countries at once: nothing is allowed that one of them would deny."""
    leading = min(found, key=lambda one: PERMISSIONS.index(one.decision))
    ages = [one.max_age_months for one in found if one.max_age_months]
    return Standard(
        country="",
        decision=leading.decision,
        rule=leading.rule,
        purposes=frozenset().union(*(one.purposes for one in found)),
        proofs=frozenset().union(*(one.proofs for one in found)),
        lists=tuple(dict.fromkeys(name for one in found for name in one.lists)),
        obligatory=frozenset().union(*(one.obligatory for one in found)),
        exempt_from=frozenset.intersection(*(one.exempt_from for one in found)),
        consent_beats_list=all(one.consent_beats_list for one in found),
        max_age_months=min(ages, default=None),
        negotiations_count=all(one.negotiations_count for one in found),
        similar_narrow=any(one.similar_narrow for one in found),
        hints=leading.hints,
        special=leading.special or next((one.special for one in found if one.special), None),
        duties=tuple(dict.fromkeys(name for one in found for name in one.duties)),
        warnings=(
            "the country is not known: the strictest rule of all countries holds",
            *dict.fromkeys(warning for one in found for warning in one.warnings),
        ),
    )
