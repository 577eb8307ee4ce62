"""What a person said to offers, and what they were shown in vain: one indexed read on the way to every offer."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import lru_cache

from django.db import connection

from worthmore.outcomes.models import Outcome
from worthmore.shop.queries.direct import Statement, read
from worthmore.shop.queries.moments import moment

# Days are counted, not times: a page that is loaded ten times in a minute is one showing.
ANSWERED = Statement(
    "worthmore_answered",
    f"""
SELECT source, kind, product_id, outcome, offer, at FROM {Outcome._meta.db_table}
WHERE person_key = %s AND outcome IN ('declined', 'accepted')
UNION ALL
SELECT source, '', product_id, 'impression', CAST(COUNT(DISTINCT date(at)) AS text), MAX(at)
FROM {Outcome._meta.db_table} WHERE person_key = %s AND outcome = 'impression' AND at >= %s
GROUP BY source, product_id HAVING COUNT(DISTINCT date(at)) >= %s
""",  # noqa: S608 - our own table
    ("text", "text", "timestamptz", "bigint"),
)
NEVER, LONG_AGO = 2**31 - 1, datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Refused:
    """`products` of one source: id to when an offer of it was last declined, in whatever channel of that source.

    `kinds`, of all sources: an offer kind to on how many occasions (decisions) offers of it were declined since one was
    last accepted; kinds never declined since are absent. `accepted` of one source: product id to when an offer of it
    was last accepted. `shown` of one source: product id to on how many days it was shown, of those that were shown on
    as many days as asked for without an answer.
    """

    products: dict[str, datetime] = field(default_factory=dict)
    kinds: dict[str, int] = field(default_factory=dict)
    accepted: dict[str, datetime] = field(default_factory=dict)
    shown: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Shown:
    """Which showings count: those since a moment, of products shown on at least so many days; 0: none.

    Let the moment be the beginning of a day: days are counted, and the same moment again costs less.
    """

    since: datetime
    most: int


def refused(source: str, person_key: str, former_keys: Sequence[str] = (), shown: Shown | None = None) -> Refused:
    """What this person refused and accepted, and, if asked for, was shown in vain.

    `former_keys` are keys of records that turned out to be the same person; what was refused under them counts too.
    """
    keys = [key for key in (person_key, *former_keys) if key]
    since = _stored(shown.since if shown else LONG_AGO, connection.vendor)
    # Of somebody with several keys each counts a part of the days, so each is asked for all.
    most = (shown.most if len(keys) < 2 else 1) if shown and shown.most else NEVER
    rows = [row for key in keys for row in read(ANSWERED, key, key, since, most)]
    return _refused(source, [(*row[:5], moment(row[5])) for row in rows], shown) if rows else Refused()


@lru_cache(maxsize=64)
def _stored(since: datetime, vendor: str) -> object:
    """A moment as the database compares it; whoever asks by whole days asks for the same one all day."""
    return connection.ops.adapt_datetimefield_value(since)


Answer = tuple[str, str, str, str, str, datetime]


def _refused(source: str, answers: Sequence[Answer], shown: Shown | None) -> Refused:
    found, accepted, declined = Refused(), dict[str, datetime](), list[Answer]()
    for one in answers:
        where, kind, product_id, outcome, days, at = one
        if outcome == "impression":
            if where == source:
                found.shown[product_id] = found.shown.get(product_id, 0) + int(days)
        elif outcome == "accepted":
            accepted[kind] = max(at, accepted.get(kind, at))
            if where == source:
                found.accepted[product_id] = max(at, found.accepted.get(product_id, at))
        else:
            declined.append(one)
            if where == source:
                found.products[product_id] = max(at, found.products.get(product_id, at))
    if found.shown and shown:
        _only_in_vain(found, shown)
    found.kinds.update(_kinds(declined, accepted))
    return found


def _kinds(declined: Sequence[Answer], accepted: Mapping[str, datetime]) -> Counter[str]:
    """On how many occasions each kind was declined since it was last accepted."""
    occasions = {
        (kind, offer.partition(".")[0])
        for _, kind, _, _, offer, at in declined
        if kind not in accepted or at >= accepted[kind]
    }
    return Counter(kind for kind, _ in occasions)


def _only_in_vain(found: Refused, shown: Shown) -> None:
    """Leave out what was answered in that time, and what was shown on fewer days."""
    answered = {
        product for told in (found.accepted, found.products) for product, at in told.items() if at >= shown.since
    }
    for product, days in list(found.shown.items()):
        if product in answered or days < shown.most:
            del found.shown[product]
