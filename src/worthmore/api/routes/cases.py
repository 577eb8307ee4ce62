"""POST /v1/cases: complaints, late parcels, withdrawals and questions, and when they were solved."""

from __future__ import annotations

from datetime import datetime

import msgspec
import polars as pl
from django.db import transaction
from falcon import Request, Response

from worthmore.api import moments
from worthmore.api.answers import CasesSaved
from worthmore.api.keys import Scope
from worthmore.api.problems import INVALID_VALUE, ProblemError
from worthmore.api.reading import Reader
from worthmore.api.requests import Case, CasesRequest
from worthmore.api.routes.base import Route
from worthmore.api.writing import write
from worthmore.shop.columns import CASES
from worthmore.shop.operations import Saved, save_cases
from worthmore.vocabulary.clock import now

_reader = Reader(CasesRequest)
_encode = msgspec.json.Encoder().encode
SOLVED = "solved_at"


class Cases(Route):
    """Tell of complaints and other cases."""

    def on_post(self, req: Request, resp: Response) -> None:
        """Save the cases; they are in the database when this answers."""
        key = self._door.enter(req, resp, Scope.SERVER)
        asked = _reader.read(req)
        at = now()
        frames = _frames(asked, at)
        saved = write(lambda: _save(key.source, frames, at))
        resp.data = _encode(CasesSaved(saved.new, saved.changed, saved.unchanged))


def _save(source: str, frames: list[pl.DataFrame], at: datetime) -> Saved:
    with transaction.atomic():
        return sum((save_cases(source, frame, at) for frame in frames), Saved())


def _frames(asked: CasesRequest, at: datetime) -> list[pl.DataFrame]:
    """The cases that tell when they were solved, or that they are not, and those that tell nothing of it."""
    rows = [_row(case, place, at) for place, case in enumerate(asked.cases)]
    found = []
    for tells in (True, False):
        some = [row for row in rows if (SOLVED in row) is tells]
        schema = {name: dtype for name, dtype in CASES.schema.items() if tells or name != SOLVED}
        if some:
            found.append(pl.DataFrame(some, schema=schema))
    return found


def _row(case: Case, place: int, at: datetime) -> dict[str, datetime | str | None]:
    where = f"cases[{place}]."
    opened = None if case.opened_at is None else moments.checked(case.opened_at, f"{where}opened_at", at)
    told = moments.told(case, (SOLVED,), where, at)
    solved = told.get(SOLVED)
    if solved is not None and opened is not None and solved < opened:
        raise ProblemError(
            INVALID_VALUE,
            f"{where}{SOLVED}: {solved.isoformat()} lies before the case was opened.",
            f"{where}{SOLVED}",
            "Check both times, and their time zones.",
        )
    return {"external_id": case.id, "customer_id": case.customer, "kind": case.kind, "opened_at": opened, **told}
