"""How often offers were made, shown, accepted and declined."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import connection
from django.db.models import Count, Sum

from worthmore.outcomes.models import AttributedOrder, Decision, Outcome


@dataclass(frozen=True, slots=True)
class AcceptanceCount:
    """Of one product offered as one kind: how many offers were shown, and how many of those were accepted."""

    kind: str
    product_id: str
    shown: int
    accepted: int


@dataclass(frozen=True, slots=True)
class KindTotals:
    """One kind's share of `Totals`."""

    kind: str
    offers: int
    shown: int
    accepted: int
    declined: int


@dataclass(frozen=True, slots=True)
class Totals:
    """What happened since a moment. Money per currency, minor units.

    `revenue` is what lines bought on an offer cost; `extra` what the offers added of it (for an upgrade only the
    difference). It says nothing of what would have been bought anyway: that takes the control group.
    """

    decisions: int
    offers: int
    shown: int
    accepted: int
    declined: int
    revenue: Mapping[str, int]
    extra: Mapping[str, int]
    kinds: tuple[KindTotals, ...]


NOT_ASKED = "not_asked"
"""Of a question that an assistant did not put: nobody was shown anything."""


def acceptance_counts(source: str) -> list[AcceptanceCount]:
    """Per kind and product, counting each offer once.

    An offer whose impression was lost but that was answered or bought counts as shown; one that was bought counts as
    accepted even if nobody reported the answer.
    """
    # Only the names of this room's own tables are put into the text.
    statement = (
        "SELECT kind, product_id, COUNT(DISTINCT offer), COUNT(DISTINCT CASE WHEN yes = 1 THEN offer END) FROM ("  # noqa: S608
        f"SELECT kind, product_id, offer, CASE WHEN outcome = 'accepted' THEN 1 ELSE 0 END AS yes "
        f"FROM {Outcome._meta.db_table} WHERE source = %s AND outcome <> '{NOT_ASKED}' UNION ALL "
        f"SELECT kind, product_id, offer, 1 AS yes FROM {AttributedOrder._meta.db_table} WHERE source = %s"
        ") AS answers GROUP BY kind, product_id ORDER BY kind, product_id"
    )
    with connection.cursor() as cursor:
        cursor.execute(statement, (source, source))
        return [AcceptanceCount(*row) for row in cursor.fetchall()]


def totals(since: datetime, source: str | None = None) -> Totals:
    """What happened since a moment, of one source or of all."""
    decisions, offers = _made(since, source)
    shown, accepted, declined = _answered(since, source)
    orders = AttributedOrder.objects.filter(at__gte=since, **_of(source))
    money = list(orders.values("currency").annotate(amount=Sum("amount"), added=Sum("extra")).order_by("currency"))
    return Totals(
        decisions=decisions,
        offers=offers.total(),
        shown=shown.total(),
        accepted=accepted.total(),
        declined=declined.total(),
        revenue={row["currency"]: row["amount"] for row in money},
        extra={row["currency"]: row["added"] for row in money},
        kinds=tuple(
            KindTotals(kind, offers[kind], shown[kind], accepted[kind], declined[kind])
            for kind in sorted({*offers, *shown, *accepted, *declined})
        ),
    )


def _of(source: str | None) -> dict[str, str]:
    return {"source": source} if source else {}


def _made(since: datetime, source: str | None) -> tuple[int, Counter[str]]:
    """How many decisions, and how many offers of each kind they made."""
    rows = Decision.objects.filter(at__gte=since, **_of(source)).values("offer_kinds").annotate(times=Count("id"))
    decisions, offers = 0, Counter[str]()
    for row in rows:
        decisions += row["times"]
        for part in filter(None, row["offer_kinds"].split(",")):
            kind, _, count = part.partition(":")
            offers[kind] += int(count) * row["times"]
    return decisions, offers


def _answered(since: datetime, source: str | None) -> tuple[Counter[str], Counter[str], Counter[str]]:
    """How many different offers of each kind were shown, accepted and declined, by what was reported or bought."""
    moment = connection.ops.adapt_datetimefield_value(since)
    choice, values = (" AND source = %s", [moment, source]) if source else ("", [moment])
    statement = (
        "SELECT kind, COUNT(DISTINCT offer), COUNT(DISTINCT CASE WHEN outcome = 'accepted' THEN offer END), "  # noqa: S608
        "COUNT(DISTINCT CASE WHEN outcome = 'declined' THEN offer END) FROM ("
        f"SELECT kind, offer, outcome FROM {Outcome._meta.db_table} WHERE at >= %s{choice} "
        f"AND outcome <> '{NOT_ASKED}' UNION ALL "
        f"SELECT kind, offer, 'accepted' AS outcome FROM {AttributedOrder._meta.db_table} WHERE at >= %s{choice}"
        ") AS answers GROUP BY kind"
    )
    with connection.cursor() as cursor:
        cursor.execute(statement, [*values, *values])
        rows = cursor.fetchall()
    shown, accepted, declined = (Counter({row[0]: row[place] for row in rows}) for place in (1, 2, 3))
    return shown, accepted, declined
