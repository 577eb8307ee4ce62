"""What the rows in force demand for one country, audience and relation: the standard an answer is measured by."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from worthmore.law.countries import ANY, EEA, EU, code, jurisdictions, local_day
from worthmore.law.staleness import decision_of, doubts
from worthmore.law.table import DUTIES, PERMISSIONS, Decision, Proof, Rule, RuleTable, Topic, When
from worthmore.vocabulary.permission import Audience, Purpose, Question, Relation

_DUTY_TOPICS = frozenset({Topic.PERMISSION, Topic.MAIL})


@dataclass(frozen=True, slots=True)
class Standard:
    """What must hold. `rule` None: no row speaks of it, and what no row allows is denied.

    `purposes` are those a consent must be for, every one of them. `country` is "" where it is not known and this is
    the strictest of all countries taken together.
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
    known = _known(table, question)
    reached = code(country)
    if reached in EEA or reached in known:
        return _of_country(table, question, Seat(reached, audience, relation))
    places = [*sorted(known), EU]
    return strictest([_of_country(table, question, Seat(place, audience, relation)) for place in places])


def _known(table: RuleTable, question: Question) -> set[str]:
    """Countries with a permission row in force that day; a row of the future makes no country known before it."""
    named = {rule.jurisdiction for rule in table.rules if rule.topic is Topic.PERMISSION} - {EU, ANY}
    return {place for place in named if _permissions(table, place, local_day(question.at, place))}


def _permissions(table: RuleTable, place: str, day: date) -> list[Rule]:
    return [rule for rule in table.of(Topic.PERMISSION) if rule.jurisdiction == place and rule.in_force(day)]


def _of_country(table: RuleTable, question: Question, seat: Seat) -> Standard:
    day, reach = local_day(question.at, seat.country), jurisdictions(seat.country)
    held = [
        rule
        for rule in table.rules
        if rule.jurisdiction in reach and rule.in_force(day) and _concerns(rule, question, seat)
    ]
    asked = [rule for rule in held if rule.decision not in DUTIES and rule.topic is Topic.PERMISSION]
    rows = _without_derogated([rule for rule in asked if applies(rule.when, question)])
    owed = _without_derogated([rule for rule in held if rule.decision is Decision.REQUIRE])
    duties = tuple(rule.id for rule in owed if rule.topic in _DUTY_TOPICS)
    special = next((rule for rule in asked if rule.when is When.SPECIAL_CATEGORY), None)
    if not rows:
        return Standard(seat.country, Decision.DENY, frozenset({question.purpose}), special=special, duties=duties)
    return _merged(rows, question, seat.country, day, duties, special)


def _concerns(rule: Rule, question: Question, seat: Seat) -> bool:
    return question.channel in rule.channels and seat.audience in rule.audiences and seat.relation in rule.relations


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


def _without_derogated(rows: Iterable[Rule]) -> list[Rule]:
    kept = list(rows)
    set_aside = {name for rule in kept for name in rule.derogates}
    return [rule for rule in kept if rule.id not in set_aside]


def _merged(
    rows: list[Rule], question: Question, country: str, day: date, duties: tuple[str, ...], special: Rule | None
) -> Standard:
    decided = {rule.id: decision_of(rule, day) for rule in rows}
    decision = min(decided.values(), key=PERMISSIONS.index)
    ruling = [rule for rule in rows if decided[rule.id] is decision]
    rule = min(ruling, key=lambda one: jurisdictions(country).index(one.jurisdiction))
    purposes = frozenset(one.purpose for one in rows if one.purpose)
    if question.purpose is not Purpose.MARKETING and question.purpose not in purposes:
        purposes |= {question.purpose}
        decision = min(decision, Decision.CONSENT, key=PERMISSIONS.index)
    soft = [one for one in rows if one.decision is Decision.SOFT]
    return Standard(
        country=country,
        decision=decision,
        rule=rule,
        purposes=purposes or frozenset({question.purpose}),
        proofs=frozenset(one.proof for one in rows if one.proof),
        lists=tuple(dict.fromkeys(name for one in rows for name in one.lists)),
        obligatory=frozenset(name for one in rows if one.lists_obligatory for name in one.lists),
        exempt_from=frozenset.union(*(one.exempt_from for one in rows)),
        consent_beats_list=rule.consent_beats_list,
        max_age_months=min((one.max_age_months for one in soft if one.max_age_months), default=None),
        negotiations_count=all(one.negotiations_count for one in soft),
        similar_narrow=any(one.similar_narrow for one in soft),
        special=special,
        duties=duties,
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
        special=leading.special or next((one.special for one in found if one.special), None),
        duties=tuple(dict.fromkeys(name for one in found for name in one.duties)),
        warnings=(
            "the country is not known: the strictest rule of all countries holds",
            *dict.fromkeys(warning for one in found for warning in one.warnings),
        ),
    )
