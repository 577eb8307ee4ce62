"""*Rules*: what the law says, in words a shopkeeper reads, with where it stands and how sure that is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TypeVar
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse

from worthmore.backoffice import reading_rules
from worthmore.backoffice.reading_rules import Asked
from worthmore.backoffice.views.audit import day_of
from worthmore.backoffice.views.source import page, typed
from worthmore.law import table as law
from worthmore.law.table import Topic
from worthmore.shop import queries as shop
from worthmore.vocabulary.clock import now
from worthmore.vocabulary.permission import Channel

Named = TypeVar("Named", bound=StrEnum)


@dataclass(frozen=True)
class Chapter:
    """The rows of one topic."""

    topic: Topic
    rows: list[reading_rules.Row]


def rules(request: HttpRequest) -> HttpResponse:
    """The rows that are asked for, by topic. Without a question: everything in force today."""
    table, today = law.load(), today_in_the_shop()
    every_time = typed(request, "when") == "all"
    asked = Asked(
        country=known_country(table, typed(request, "country", 8)),
        channel=chosen(Channel, typed(request, "channel")),
        topic=chosen(Topic, typed(request, "topic")),
        day=None if every_time else (day_of(typed(request, "on")) or today),
    )
    found = reading_rules.wanted(table, asked)
    context = {
        "page": "rules",
        "asked": asked,
        "every_time": every_time,
        "chapters": chapters(found, today),
        "counted": reading_rules.counted(len(found)),
        "countries": reading_rules.countries(table),
        "topics": [topic for topic in Topic if table.of(topic)],
        "channels": list(Channel),
        "compiled": table.compiled,
        "today": today,
    }
    return page(request, "backoffice/rules.html", context)


def chapters(found: list[law.Rule], today: date) -> list[Chapter]:
    """Rows under their topics, in the order of the topics."""
    under = {topic: [reading_rules.row(rule, today) for rule in found if rule.topic is topic] for topic in Topic}
    return [Chapter(topic, rows) for topic, rows in under.items() if rows]


def today_in_the_shop() -> date:
    """The day on the shop's own calendar."""
    return now().astimezone(ZoneInfo(shop.policy().time_zone)).date()


def known_country(table: law.RuleTable, code: str) -> str:
    """The country if the table has rows of its own for it."""
    return code if code in {known for known, _name in reading_rules.countries(table)} else ""


def chosen(names: type[Named], text: str) -> Named | None:
    """The one of the names that was chosen; None when it is none of them."""
    return names(text) if text in set(names) else None
