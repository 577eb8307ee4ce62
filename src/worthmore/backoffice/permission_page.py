"""What may be sent to one person, channel by channel: the answers of a permission page, ready to read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime

from worthmore.backoffice.reading_verdicts import Answer, answer
from worthmore.consent.queries import judge, known
from worthmore.law.table import RuleTable
from worthmore.shop.queries import PersonRecord
from worthmore.vocabulary.bidi import isolated
from worthmore.vocabulary.permission import Channel, Purpose, Question

PURPOSE_OF: dict[Channel, Purpose] = {
    Channel.AD_AUDIENCE: Purpose.AD_AUDIENCE,
    Channel.OPEN_PIXEL: Purpose.OPEN_TRACKING,
}
"""What each channel is asked about: offers, but for those that have a purpose of their own."""
ALWAYS, SIMILAR, NEVER = "always", "similar", "never"


@dataclass(frozen=True)
class Line:
    """One channel and purpose. `state`: always, similar (own products like those bought, only) or never.

    `answer` is for anything the shop may want to offer; `similar` for own similar products, where that differs.
    """

    channel: Channel
    purpose: Purpose
    state: str
    answer: Answer
    similar: Answer | None


def lines(person_key: str, at: datetime, table: RuleTable, today: date) -> list[Line]:
    """Every channel, for its purpose."""
    person = known(person_key, at)
    found = []
    for channel in Channel:
        question = Question(channel, at, PURPOSE_OF.get(channel, Purpose.MARKETING))
        anything, alike = judge(question, person), judge(replace(question, similar=True), person)
        state = ALWAYS if anything.allowed else SIMILAR if alike.allowed else NEVER
        shown = answer(alike if state == NEVER else anything, table, today)
        other = answer(alike, table, today) if state == SIMILAR else None
        found.append(Line(channel, question.purpose, state, shown, other))
    return found


def called(person: PersonRecord, source: str) -> str:
    """How the person is called on a page: their name in the chosen shop, else in any, else their number."""
    own = sorted(person.customers, key=lambda one: one.source != source)
    return isolated(next((one.name for one in own if one.name), own[0].id if own else person.keys[0][:8]))


def language_of(person: PersonRecord, known_languages: Iterable[str]) -> str | None:
    """The language of the person among those known."""
    spoken = (one.language.split("-")[0].lower() for one in person.customers if one.language)
    return next((language for language in spoken if language in set(known_languages)), None)
