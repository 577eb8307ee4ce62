"""May this person be reached this way, for this, now? The order of precedence is the same in every country.

1 objection or suppression, 2 do-not-contact lists, 3 special categories and minors, 4 consent, 5 soft opt-in,
6 otherwise. docs/law.md explains each step. An answer is no legal advice.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC

from worthmore.law.case import Case
from worthmore.law.standards import Standard, standard
from worthmore.law.steps import STEPS, otherwise
from worthmore.law.table import RuleTable
from worthmore.vocabulary.permission import Audience, Question, Relation, Subject, Verdict


def may(table: RuleTable, question: Question, subject: Subject) -> Verdict:
    """One answer. For many people and one question, prepare a `resolver` once."""
    return resolver(table, question)(subject)


def resolver(table: RuleTable, question: Question) -> Callable[[Subject], Verdict]:
    """A function from a person to the answer; the rows in force are looked up once per country, audience, relation.

    `question.at` needs a time zone (ValueError otherwise); the day that counts is that of the person's country.
    """
    if question.at.tzinfo is None:
        raise ValueError(f"question.at {question.at.isoformat()} has no time zone; give it one")
    # Rows change at midnight and every zone used is whole hours from UTC: questions of one hour share a standard.
    hourly = replace(question, at=question.at.astimezone(UTC).replace(minute=0, second=0, microsecond=0))
    prepared: dict[tuple[str, Audience, Relation], Standard] = {}

    def asked_of(seat: tuple[str, Audience, Relation]) -> Standard:
        found = prepared.get(seat)
        if found is None:
            found = prepared[seat] = standard(table, hourly, *seat)
        return found

    # Of most people of a large audience nothing is on record: who stands in one seat then gets one and the same answer.
    unrecorded: dict[tuple[object, ...], Verdict] = {}

    def answer(subject: Subject) -> Verdict:
        seat = (subject.country, subject.audience, subject.relation)
        if subject.statements or subject.sale_contacts or subject.list_hits or subject.suppressed:
            return judge(asked_of(seat), question, subject)
        like = (*seat, subject.minor, subject.checked_lists)
        verdict = unrecorded.get(like)
        if verdict is None:
            verdict = unrecorded[like] = judge(asked_of(seat), question, subject)
        return verdict

    return answer


def judge(asked: Standard, question: Question, subject: Subject) -> Verdict:
    """Walk the steps in order; the first that decides, answers."""
    try:
        case = Case(asked, question, subject)
        for step in STEPS:
            verdict = step(case)
            if verdict is not None:
                return verdict
        return otherwise(case)
    except TypeError as error:
        if "offset-naive" not in str(error):
            raise
        return _unordered()


def _unordered() -> Verdict:
    reason = "a time on record has no time zone, so what came first cannot be known"
    return Verdict(False, "default", 6, reason, would_change=("recording that time with its time zone",))
