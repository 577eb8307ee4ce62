"""Who asked for what, and what is still to be done."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import F

from worthmore.rights.models import RightsRequest
from worthmore.rights.ports import Record


@dataclass(frozen=True, slots=True)
class RequestKept:
    """One request. `done_at` None: open; `late` when it is open and its month is over."""

    id: int
    kind: str
    person_key: str
    at: datetime
    due_at: datetime
    done_at: datetime | None
    by: str
    note: str
    late: bool


def requests(
    at: datetime, person_key: str | None = None, open_only: bool = False, limit: int = 200
) -> list[RequestKept]:
    """Requests: the open ones first, the one that is due first before others, then the done ones, newest first."""
    rows = RightsRequest.objects.all() if person_key is None else RightsRequest.objects.filter(person_key=person_key)
    waiting = list(rows.filter(done_at=None).order_by("due_at", "pk")[:limit])
    done = [] if open_only else rows.exclude(done_at=None).order_by(F("done_at").desc(), "-pk")[: limit - len(waiting)]
    return [_kept(row, at) for row in (*waiting, *done)]


def _kept(row: RightsRequest, at: datetime) -> RequestKept:
    return RequestKept(
        id=row.pk,
        kind=row.kind,
        person_key=row.person_key,
        at=row.at,
        due_at=row.due_at,
        done_at=row.done_at,
        by=row.by,
        note=row.note,
        late=row.done_at is None and row.due_at < at,
    )


def held(person_keys: Sequence[str]) -> list[Record]:
    """What the person asked, for their download."""
    rows = RightsRequest.objects.filter(person_key__in=[key for key in person_keys if key]).order_by("at", "pk")
    names = ("kind", "at", "due_at", "done_at", "by", "note")
    return [dict(zip(names, row, strict=True)) for row in rows.values_list(*names)]
