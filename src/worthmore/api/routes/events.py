"""POST /v1/events: what visitors did with products."""

from __future__ import annotations

import msgspec
import polars as pl
from falcon import Request, Response

from worthmore.api import moments
from worthmore.api.answers import EventsSaved
from worthmore.api.keys import Scope
from worthmore.api.reading import Reader
from worthmore.api.requests import EventsRequest
from worthmore.api.routes.base import Route
from worthmore.api.writing import write
from worthmore.offering.answer import WarningOut
from worthmore.shop.operations import save_activity
from worthmore.vocabulary.clock import now

SCHEMA = {
    "external_id": pl.String,
    "kind": pl.String,
    "product_id": pl.String,
    "at": pl.Datetime("us", "UTC"),
    "customer_id": pl.String,
}

_reader = Reader(EventsRequest)
_encode = msgspec.json.Encoder().encode


class Events(Route):
    """Tell what visitors did."""

    def on_post(self, req: Request, resp: Response) -> None:
        """Save the events; they are in the database when this answers."""
        key = self._door.enter(req, resp, Scope.SERVER)
        asked = _reader.read(req)
        at = now()
        rows = _rows(asked, at)
        known, warnings = self._known(key.source, rows)
        frame = pl.DataFrame(known, schema=ACTIVITY.schema, orient="row")
        saved = write(lambda: save_activity(key.source, frame, at)) if known else Saved(0, 0, 0)
        resp.data = _encode(EventsSaved(saved.new, saved.changed + saved.unchanged, warnings))
