"""POST /v1/order-states: how far orders are delivered and paid."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import datetime

import msgspec
import polars as pl
from django.db import transaction
from falcon import Request, Response

from worthmore.api import moments
from worthmore.api.answers import StatesSaved
from worthmore.api.keys import Scope
from worthmore.api.reading import Reader
from worthmore.api.requests import MOMENTS, OrderStatesRequest
from worthmore.api.routes.base import Route
from worthmore.api.writing import write
from worthmore.offering.answer import WarningOut
from worthmore.shop.columns import ORDER_STATES
from worthmore.shop.operations import Saved, save_order_states
from worthmore.vocabulary.clock import now

_reader = Reader(OrderStatesRequest)
_encode = msgspec.json.Encoder().encode

States = Mapping[tuple[str, ...], list[dict[str, datetime | str | None]]]


class OrderStates(Route):
    """Tell how far orders are."""

    def on_post(self, req: Request, resp: Response) -> None:
        """Save the states; they are in the database when this answers."""
        key = self._door.enter(req, resp, Scope.SERVER)
        asked = _reader.read(req)
        at = now()
        told = _told(asked, at)
        saved = write(lambda: _save(key.source, told, at))
        resp.data = _encode(StatesSaved(saved.changed, saved.unchanged, _unknown(asked, saved.unknown)))


def _told(asked: OrderStatesRequest, at: datetime) -> States:
    """The states by what they tell: a moment that is not given is to stay, one that is null is to go."""
    found: dict[tuple[str, ...], list[dict[str, datetime | str | None]]] = defaultdict(list)
    for place, state in enumerate(asked.states):
        given = moments.told(state, MOMENTS, f"states[{place}].", at)
        found[tuple(given)].append({"order_id": state.order, **given})
    return found


def _save(source: str, told: States, at: datetime) -> Saved:
    saved = Saved()
    with transaction.atomic():
        for names, rows in told.items():
            schema = {name: ORDER_STATES.schema[name] for name in ("order_id", *names)}
            saved += save_order_states(source, pl.DataFrame(rows, schema=schema), at)
    return saved


def _unknown(asked: OrderStatesRequest, orders: tuple[str, ...]) -> tuple[WarningOut, ...]:
    """One warning for each order the shop has not told of, at its first place."""
    first = {state.order: place for place, state in reversed(list(enumerate(asked.states)))}
    return tuple(
        WarningOut("unknown_order", f"states[{first[order]}].order", f"no order {order!r} is known; it was ignored")
        for order in orders
    )
