"""*Audit log*: who saw or changed what. Owners only; nobody can change it."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.utils.cache import add_never_cache_headers

from worthmore.backoffice.acts import GROUPS, Act
from worthmore.backoffice.operations import audit as writing
from worthmore.backoffice.queries import audit as log
from worthmore.backoffice.queries import members
from worthmore.backoffice.queries.audit import Logged, Wanted
from worthmore.backoffice.roles import user_id_of
from worthmore.backoffice.views.source import chosen_source, page, typed
from worthmore.shop import queries as shop
from worthmore.vocabulary.clock import now

HEADINGS = ("at_utc", "who", "role", "act", "customer_key", "about", "detail")
FURTHEST_PAGE = 100_000


@dataclass(frozen=True)
class Filter:
    """The form above the log as it was filled in: texts, so that the page can show them again."""

    act: str
    who: str
    customer: str
    since: str
    until: str

    @property
    def address(self) -> str:
        """The fields that are filled in, for a link."""
        return urlencode({name: value for name, value in vars(self).items() if value})


def audit(request: HttpRequest) -> HttpResponse:
    """The log, the newest first, a page at a time."""
    writing.forget_old(now(), shop.policy().audit_days)
    asked = read(request)
    wanted = wanted_of(request, asked)
    total = log.count(wanted)
    place = min(page_asked(request), max(0, (total - 1) // log.PAGE))
    context = {
        "page": "audit",
        "asked": asked,
        "entries": log.entries(wanted, log.PAGE, place * log.PAGE),
        "total": total,
        "page_number": place + 1,
        "pages": max(1, -(-total // log.PAGE)),
        "newer": place if place else None,
        "older": place + 2 if (place + 1) * log.PAGE < total else None,
        "groups": GROUPS,
        "logins": members.colleagues(),
        "days": shop.policy().audit_days,
    }
    return page(request, "backoffice/audit.html", context)


def audit_csv(request: HttpRequest) -> StreamingHttpResponse:
    """The log as a file, filtered in the same way. Taking it along is itself written down."""
    wanted = wanted_of(request, read(request))
    writing.record(Act.AUDIT_EXPORTED, now(), user_id_of(request))
    answer = StreamingHttpResponse(lines(log.every_entry(wanted)), content_type="text/csv; charset=utf-8")
    answer.headers["Content-Disposition"] = f'attachment; filename="audit-{now():%Y-%m-%d}.csv"'
    add_never_cache_headers(answer)
    return answer


def read(request: HttpRequest) -> Filter:
    """The form's fields, whatever was sent."""
    return Filter(*(typed(request, name, 128) for name in ("act", "who", "customer", "since", "until")))


def wanted_of(request: HttpRequest, asked: Filter) -> Wanted:
    """What the fields ask for. A field that makes no sense finds nothing, rather than everything."""
    zone = ZoneInfo(shop.policy().time_zone)
    until = day_of(asked.until)
    return Wanted(
        acts=None if not asked.act else tuple(map(str, GROUPS.get(asked.act, (asked.act,)))),
        who=None if not asked.who else (members.id_of(asked.who) or -1),
        keys=() if not asked.customer else keys_of(request, asked.customer),
        since=midnight(day_of(asked.since), zone),
        until=midnight(until + timedelta(days=1) if until else None, zone),
    )


def keys_of(request: HttpRequest, customer: str) -> tuple[str, ...]:
    """The keys of the customer with this number in the chosen shop, or with this key; one that nobody has if none."""
    key = shop.person_key_of(chosen_source(request), customer) or customer
    known = shop.identity(key)
    return known.keys if known else (customer,)


def day_of(text: str) -> date | None:
    """A day as a date field sends it; None for anything else and for days at the ends of the calendar."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if 1970 <= day.year <= 9000 else None


def midnight(day: date | None, zone: ZoneInfo) -> datetime | None:
    """When a day begins in the shop."""
    return None if day is None else datetime(day.year, day.month, day.day, tzinfo=zone).astimezone(UTC)


def page_asked(request: HttpRequest) -> int:
    """Which page, counted from 0."""
    text = typed(request, "page", 9)
    return min(FURTHEST_PAGE, int(text) - 1) if text.isascii() and text.isdigit() and int(text) else 0


class Echo:
    """A file that hands back what is written to it."""

    def write(self, line: str) -> str:
        """The line itself."""
        return line


def lines(entries: Iterable[Logged]) -> Iterator[str]:
    """The log as lines of CSV, with a mark at the start by which spreadsheets know that it is UTF-8."""
    writer = csv.writer(Echo())
    yield "\ufeff"
    yield writer.writerow(HEADINGS)
    for one in entries:
        detail = "; ".join(f"{name}={value}" for name, value in one.detail.items())
        row = (f"{one.at:%Y-%m-%d %H:%M:%S}", one.who, one.role, one.act, one.person_key, one.about, detail)
        yield writer.writerow([plain(cell) for cell in row])


def plain(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if cell[:1] in tuple("=+-@\t\r") else cell
