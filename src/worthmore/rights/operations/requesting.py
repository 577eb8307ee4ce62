"""Writing down what people ask for, so that no answer is late."""

from __future__ import annotations

import calendar
from datetime import datetime

from worthmore.rights.models import RightsRequest

KINDS = ("access", "rectification", "objection", "erasure")
LONGEST_NOTE = 200
LONGEST_NAME = 150


def ask(kind: str, person_key: str, at: datetime, by: str, note: str = "") -> int:
    """Write down a request (access, rectification, objection or erasure); its id. The answer is due in one month.

    `note` says in few words what was asked and is cut at 200 characters; names and addresses do not belong there.
    """
    if kind not in KINDS:
        raise ValueError(f"there is no right to {kind!r}; there are {', '.join(KINDS)}")
    row = RightsRequest.objects.create(
        kind=kind,
        person_key=person_key,
        at=at,
        due_at=one_month_after(at),
        by=by[:LONGEST_NAME],
        note=note.strip()[:LONGEST_NOTE],
    )
    return row.pk


def settle(request_id: int, at: datetime, by: str) -> None:
    """Note that a request was answered. Settling it again changes nothing; `ValueError` when there is no such request.

    An open erasure is settled by erasing, not by saying so.
    """
    row = RightsRequest.objects.filter(pk=request_id).first()
    if row is None:
        raise ValueError(f"there is no request {request_id}")
    if row.kind == "erasure" and row.done_at is None:
        raise ValueError(f"request {request_id} is an erasure; it is settled when the person is erased")
    RightsRequest.objects.filter(pk=request_id, done_at=None).update(done_at=at, by=by[:LONGEST_NAME])


def one_month_after(at: datetime) -> datetime:
    """The same day of the next month, or its last day (Regulation 1182/71, art. 3(2)(c))."""
    year, month = (at.year, at.month + 1) if at.month < 12 else (at.year + 1, 1)
    return at.replace(year=year, month=month, day=min(at.day, calendar.monthrange(year, month)[1]))
