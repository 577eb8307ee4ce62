"""The audit log, to read: filtered, a page at a time, or all of it for a file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Q, QuerySet

from worthmore.backoffice.acts import DETAILS
from worthmore.backoffice.models import Entry

PAGE = 100
LONGEST_DAYS = 366_000  # a thousand years: for ever


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which entries. Empty fields leave nothing out; `acts` None is all of them, `until` is not included.

    `keys` are a person's present key and former ones.
    """

    acts: tuple[str, ...] | None = None
    who: int | None = None
    keys: tuple[str, ...] = ()
    since: datetime | None = None
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Logged:
    """One entry as it is read. `who` and `about` are the names of logins, "" for none."""

    at: datetime
    who: str
    role: str
    act: str
    person_key: str
    about: str
    detail: dict[str, str]


def entries(wanted: Wanted, limit: int = PAGE, offset: int = 0) -> list[Logged]:
    """The newest that are wanted."""
    return [_logged(row) for row in _found(wanted)[offset : offset + limit]]


def every_entry(wanted: Wanted) -> Iterator[Logged]:
    """All that are wanted, the newest first, few at a time in memory."""
    for row in _found(wanted).iterator(chunk_size=1_000):
        yield _logged(row)


def count(wanted: Wanted) -> int:
    """How many are wanted."""
    return _found(wanted).count()


def older(at: datetime, days: int) -> QuerySet[Entry]:
    """What is older than so many days; nothing for zero. For this room's own use."""
    if not days:
        return Entry.objects.none()
    return Entry.objects.filter(at__lt=at - timedelta(days=min(days, LONGEST_DAYS)))


def count_older(at: datetime, days: int) -> int:
    """How many entries are older than so many days; zero days keeps everything."""
    return older(at, days).count()


def about_person(keys: Sequence[str]) -> list[Logged]:
    """Everything that was seen or changed of one person."""
    return entries(Wanted(keys=tuple(keys)), limit=100_000) if keys else []


def _found(wanted: Wanted) -> QuerySet[Entry]:
    found = Q()
    if wanted.acts is not None:
        found &= Q(act__in=wanted.acts)
    if wanted.who is not None:
        found &= Q(who_id=wanted.who)
    if wanted.keys:
        found &= Q(person_key__in=wanted.keys)
    if wanted.since is not None:
        found &= Q(at__gte=wanted.since)
    if wanted.until is not None:
        found &= Q(at__lt=wanted.until)
    return Entry.objects.filter(found).select_related("who", "about").order_by("-at", "-pk")


def _logged(row: Entry) -> Logged:
    who, about = (one.get_username() if one else "" for one in (row.who, row.about))
    detail = {name: row.detail[name] for name in sorted(row.detail, key=_place)}
    return Logged(row.at, who, row.role, row.act, row.person_key, about, detail)


def _place(name: str) -> int:
    return DETAILS.index(name) if name in DETAILS else len(DETAILS)
