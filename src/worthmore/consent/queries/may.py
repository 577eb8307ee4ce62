"""The answer: may this be sent to this person, or used, at this moment?

Three things come before the law: the switch that stops everything, a pause the person asked for, and that who wants no
personal suggestions wants none by e-mail either. They hold for what is sent; suggestions in the shop itself are not.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime

from worthmore.consent.queries.stopped import stopped
from worthmore.consent.queries.subjects import Known, known, known_many
from worthmore.consent.queries.suppression import Rows, SecretChangedError, every_row
from worthmore.consent.values import Stop
from worthmore.law.permission import resolver
from worthmore.law.statements import said
from worthmore.law.table import load
from worthmore.shop.queries.many import large_reads
from worthmore.vocabulary.permission import Act, Channel, Condition, Purpose, Question, Subject, Verdict

NO = (Act.OBJECTED, Act.WITHDRAWN)
SLICE = 20_000
MANY = 5_000
OBJECTION = 1
NOT_SENT = frozenset({Channel.ONSITE_SESSION, Channel.ONSITE_PROFILE})


def may(question: Question, person_key: str) -> Verdict:
    """The answer for one person; nobody's key gets the answer the law gives of somebody unknown."""
    return _asker(question)(known(person_key, question.at, question.channel))


def may_many(question: Question, keys: Iterable[str]) -> dict[str, Verdict]:
    """The answers for many people, by the keys asked for, in few reads whatever their number."""
    ask, asked = _asker(question), list(dict.fromkeys(keys))
    answers: dict[str, Verdict] = {}
    with _uncollected(), large_reads():
        everything = _every_row() if len(asked) > MANY else None
        # In slices: what was read of some is let go before the next are read.
        for start in range(0, len(asked), SLICE):
            known_now = known_many(asked[start : start + SLICE], question.at, question.channel, everything)
            answers.update((key, ask(one)) for key, one in known_now.items())
    return answers


def _every_row() -> Rows | None:
    """All of the suppression list; None where it is too long, or cannot be compared, which each slice finds out."""
    try:
        return every_row()
    except SecretChangedError:
        return None


@contextmanager
def _uncollected() -> Iterator[None]:
    """Without Python looking for cycles among many small values that have none: that takes a third of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def judge(question: Question, person: Known) -> Verdict:
    """The answer for somebody who was read already (`queries.known`)."""
    return _asker(question)(person)


def _asker(question: Question) -> Callable[[Known], Verdict]:
    return asker(question, stopped() if question.channel not in NOT_SENT else None)


def asker(question: Question, stop: Stop | None) -> Callable[[Known], Verdict]:
    """One question made ready for many people, by a switch that was read already; reads nothing."""
    sent = question.channel not in NOT_SENT
    law_says = resolver(load(), question)

    def ask(person: Known) -> Verdict:
        if stop is not None and sent:
            return _stopped(stop)
        if sent and person.paused_until is not None and question.at < person.paused_until:
            return _paused(person.paused_until)
        verdict = law_says(person.subject)
        if verdict.step == OBJECTION:
            return verdict
        if sent and question.personalised and wants_no_suggestions(person.subject, question.at):
            return _impersonal()
        return verdict if verdict.allowed or not person.ran_out else _told(verdict, person, question)

    return ask


def wants_no_suggestions(person: Subject, at: datetime) -> bool:
    """Whether they switched personal suggestions off, and not on again since."""
    if Channel.ONSITE_PROFILE in person.suppressed or None in person.suppressed:
        return True
    if not any(one.act in NO for one in person.statements):
        return False
    return said(person.statements, Channel.ONSITE_PROFILE, Purpose.MARKETING, at, frozenset()).objection is not None


def _stopped(stop: Stop) -> Verdict:
    reason = f"all marketing was stopped by {stop.by} on {stop.at.date()}"
    return Verdict(
        False, "stopped", 1, reason, (Condition("not_stopped", False, reason),), ("letting marketing go on",)
    )


def _paused(until: datetime) -> Verdict:
    reason = f"the person asked for silence until {until.date()}"
    return Verdict(False, "pause", 1, reason, (Condition("no_pause", False, reason),), ("waiting until then",))


def _impersonal() -> Verdict:
    reason = "the person wants no personal suggestions, and this is chosen from their data"
    change = "sending the same to everybody, not chosen from this person's data"
    return Verdict(False, "suggestions_off", 1, reason, (Condition("suggestions_on", False, reason),), (change,))


def _told(verdict: Verdict, person: Known, question: Question) -> Verdict:
    """A no that has an old permission behind it says so."""
    old = [one for one in person.ran_out if one.channel is question.channel and one.purpose is question.purpose]
    if not old:
        return verdict
    latest = max(one.at for one in old)
    detail = f"the permission of {latest.date()} has run out: no purchase and no renewal since (setting consent_months)"
    condition = Condition("consent_not_run_out", False, detail)
    change = "a renewed permission of this person, or a purchase"
    return replace(verdict, conditions=(*verdict.conditions, condition), would_change=(*verdict.would_change, change))
