"""The rows of the rule table as a shopkeeper reads them: what, for whom, what the law says, and how sure that is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import product
from urllib.parse import urlsplit

from django.utils.translation import gettext, ngettext

from worthmore.backoffice import law_words
from worthmore.backoffice.labels import label
from worthmore.law.countries import ANY, EU, jurisdictions
from worthmore.law.staleness import is_stale
from worthmore.law.table import DUTIES, Rule, RuleTable, Status, Topic, When
from worthmore.vocabulary.permission import Audience, Channel, Relation

WEB = ("https://", "http://")
EVERYWHERE = frozenset({When.ALWAYS, When.BASKET_ONLY, When.IMPERSONAL_ADDRESS})
"""Circumstances that are given wherever their row is looked at: the channel or the audience is the circumstance."""
TO_ONE_DEVICE = frozenset({Channel.SMS, Channel.MESSAGE_APP, Channel.PUSH})


@dataclass(frozen=True)
class Asked:
    """Which rows: those of a country with what reaches it from the Union, of a channel, of a topic, on a day.

    Empty leaves nothing out; `day` None shows rows of every time, proposals too.
    """

    country: str = ""
    channel: Channel | None = None
    topic: Topic | None = None
    day: date | None = None


@dataclass(frozen=True)
class Link:
    """Where a row can be read."""

    address: str
    host: str


@dataclass(frozen=True)
class Row:
    """One row, ready to read. `text` is what it says, in full, where the heading is not that already."""

    rule: Rule
    heading: str
    who: str
    stale: bool
    proposed: bool
    links: tuple[Link, ...]
    text: str
    lists: tuple[str, ...]


def wanted(table: RuleTable, asked: Asked) -> list[Rule]:
    """The rows asked for, in the table's order; of a country, without those that its own set aside on that day."""
    reach = jurisdictions(asked.country) if asked.country else None
    rows = [
        rule
        for rule in table.rules
        if (reach is None or rule.jurisdiction in reach)
        and (asked.day is None or rule.in_force(asked.day))
        and (asked.topic is None or rule.topic is asked.topic)
        and (asked.channel is None or _speaks_of(rule, asked.channel))
    ]
    return [rule for rule in rows if not (asked.country and asked.day and _set_aside(rule, rows))]


def _set_aside(rule: Rule, rows: list[Rule]) -> bool:
    """Whether others among the rows set it aside for everybody it speaks of; not where they do for some only."""
    nearer = [one for one in rows if rule.id in one.derogates and one.when in EVERYWHERE]
    left = _reached(rule)
    for one in nearer:
        left -= _reached(one)
    return bool(nearer) and not left


def _reached(rule: Rule) -> set[tuple[Channel, Audience, Relation]]:
    """Whom a row speaks of, and how; nobody texts a company's general address."""
    every = product(rule.channels, rule.audiences, rule.relations)
    return {one for one in every if one[1] is not Audience.B2B_GENERIC or one[0] not in TO_ONE_DEVICE}


def _speaks_of(rule: Rule, channel: Channel) -> bool:
    """A row that holds for every channel alike says nothing about one, unless it is about reaching people."""
    return channel in rule.channels and (rule.topic is Topic.PERMISSION or len(rule.channels) < len(Channel))


def countries(table: RuleTable) -> list[tuple[str, str]]:
    """The countries that have rows of their own, with their names, as the page sorts them; then the unions."""
    named = {rule.jurisdiction for rule in table.rules} - {EU, ANY}
    return sorted(((code, law_words.country_name(code)) for code in named), key=lambda one: one[1])


def row(rule: Rule, today: date) -> Row:
    """A row, ready to read."""
    return Row(
        rule=rule,
        heading=heading(rule),
        who=who(rule),
        stale=is_stale(rule, today),
        proposed=rule.status is Status.PROPOSED,
        links=tuple(
            Link(url, urlsplit(url).hostname or url) for url in rule.links if url.startswith(("https:", "http:"))
        ),
        text=gettext(rule.summary) if about_reaching(rule) else "",
        lists=tuple(map(law_words.list_name, rule.lists)),
    )


def about_reaching(rule: Rule) -> bool:
    """Whether the row answers "may we?"; the others say what must or must not be done."""
    return rule.topic is Topic.PERMISSION and rule.decision not in DUTIES


def heading(rule: Rule) -> str:
    """What the row is about: the channels, or what is required or forbidden."""
    if not about_reaching(rule):
        return gettext(rule.summary)
    return sentence(several(rule.channels, Channel, law_words.CHANNELS) or gettext("every channel"))


def who(rule: Rule) -> str:
    """For whom, in which relation, and under which circumstance; "" where it holds for everybody always."""
    parts = [
        several(rule.audiences, Audience, law_words.AUDIENCES),
        several(rule.relations, Relation, law_words.RELATIONS),
        label(law_words.WHENS, rule.when) if rule.when else "",
        label(law_words.PURPOSES, rule.purpose) if rule.purpose else "",
    ]
    return sentence("; ".join(filter(None, parts)))


def several(given: Iterable[str], every: Iterable[str], words: dict[str, str]) -> str:
    """Names in the order they are known, with commas; "" when it is all of them."""
    held, known = set(given), list(every)
    return "" if held == set(known) else ", ".join(label(words, one) for one in known if one in held)


def sentence(text: str) -> str:
    """With a capital in front."""
    return text[:1].upper() + text[1:]


def counted(number: int) -> str:
    """How many rows."""
    return ngettext("%(number)s rule", "%(number)s rules", number) % {"number": number}
