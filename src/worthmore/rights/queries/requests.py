"""Who asked for what, and what is still to be done."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


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
    raise NotImplementedError
