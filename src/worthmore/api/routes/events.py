"""POST /v1/events: what visitors did with products."""

from __future__ import annotations

from datetime import datetime

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
from worthmore.shop.columns import ACTIVITY
from worthmore.shop.operations import save_activity
from worthmore.vocabulary.clock import now

_reader = Reader(EventsRequest)
_encode = msgspec.json.Encoder().encode


class Events(Route):
    """Tell what visitors did."""

    def on_post(self, req: Request, resp: Response) -> None:
        """Save the events; they are in the database when this answers."""
        key = self._door.enter(req, resp, Scope.SERVER)
        asked = _reader.read(req)
        at = now()
        frame = _frame(asked, at)
        saved = write(lambda: save_activity(key.source, frame, at))
        resp.data = _encode(EventsSaved(saved.new, saved.changed + saved.unchanged, _unknown(asked, saved.unknown)))


def _unknown(asked: EventsRequest, products: tuple[str, ...]) -> tuple[WarningOut, ...]:
    """One warning for each product the shop does not have, at its first event."""
    first = {event.product: place for place, event in reversed(list(enumerate(asked.events)))}
    return tuple(
        WarningOut(
            "unknown_product", f"events[{first[product]}].product", f"{product!r} is not in the catalogue; ignored"
        )
        for product in products
    )


def _frame(asked: EventsRequest, at: datetime) -> pl.DataFrame:
    """The events as the shop's own bulk frame; of one that is named twice the first counts."""
    rows = [
        (event.id, event.type, event.product, moments.checked(event.at, f"events[{place}].at", at), event.customer)
        for place, event in enumerate(asked.events)
    ]
    columns = ("external_id", "kind", "product_id", "at", "customer_id")
    schema = {name: ACTIVITY.schema[name] for name in columns}
    return pl.DataFrame(rows, schema=schema, orient="row").unique("external_id", keep="first", maintain_order=True)
