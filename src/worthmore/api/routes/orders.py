"""POST /v1/orders: a placed order, with the offers its lines were bought on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

import msgspec
from falcon import Request, Response

from worthmore.api import moments
from worthmore.api.answers import OrderKept
from worthmore.api.cards import customer_named
from worthmore.api.keys import Key, Scope
from worthmore.api.problems import INVALID_VALUE, WRONG_SCOPE, ProblemError
from worthmore.api.reading import Reader
from worthmore.api.requests import MOMENTS, OrderRequest
from worthmore.api.routes.base import Route
from worthmore.api.writing import write
from worthmore.offering.answer import WarningOut
from worthmore.offering.outcomes_in import OrderIn, OrderLineIn
from worthmore.offering.requests import RequestError
from worthmore.vocabulary.clock import now

TILL_SALE = "till-"
"""How the ids of sales begin that tills tell of."""
_reader = Reader(OrderRequest)
_encode = msgspec.json.Encoder().encode


class Orders(Route):
    """Tell of a placed order."""

    def on_post(self, req: Request, resp: Response) -> None:
        """Save the order; it is in the database when this answers."""
        key = self._door.enter(req, resp, Scope.TILL)
        asked = _reader.read(req)
        _own(key, asked)
        at = now()
        state = moments.told(asked, MOMENTS, "", at)
        order = _order(asked, moments.checked(asked.at, "at", at), state)
        try:
            saved = write(lambda: self._service().outcomes.record_order(key.source, _whose(key, order), at))
        except RequestError as error:
            raise ProblemError(INVALID_VALUE, f"{error.message}.", error.field or None) from None
        warnings = tuple(WarningOut(notice.code, notice.field, notice.message) for notice in saved.warnings)
        resp.data = _encode(OrderKept(asked.id, saved.new, saved.changed, saved.unchanged, saved.attributed, warnings))


def _whose(key: Key, order: OrderIn) -> OrderIn:
    """The order of the customer whose card was scanned."""
    customer = customer_named(key, order.customer)
    return order if customer == order.customer else replace(order, customer=customer)


def _own(key: Key, asked: OrderRequest) -> None:
    """A till tells of its own sales alone: another order could be written over with its id."""
    if key.is_server:
        return
    if not asked.id.startswith(TILL_SALE):
        raise ProblemError(WRONG_SCOPE, f"The id of a till's sale begins with {TILL_SALE!r}.", "id")
    if asked.channel != "till":
        raise ProblemError(WRONG_SCOPE, "A till key may only tell of sales at the till.", "channel", "Send `till`.")


def _order(asked: OrderRequest, at: datetime, state: Mapping[str, datetime | None]) -> OrderIn:
    return OrderIn(
        id=asked.id,
        currency=asked.currency,
        lines=tuple(
            OrderLineIn(line.product, line.quantity, line.unit_price, line.discount, line.offer, line.name)
            for line in asked.lines
        ),
        at=at,
        customer=asked.customer,
        channel=asked.channel,
        state=state,
        voucher=asked.voucher,
    )
