"""What became of offers, coming in: answers and orders that carry an offer's token."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from worthmore.offering.recorded import Notice
from worthmore.offering.recorder import Recorder

OutcomeName = Literal["impression", "accepted", "declined", "ignored"]


@dataclass(frozen=True, slots=True)
class OrderLineIn:
    """One line of a placed order. `unit_price` is what was paid for one, minor units, VAT included."""

    product_id: str
    quantity: int
    unit_price: int
    discount: int = 0
    offer: str | None = None
    name: str | None = None


@dataclass(frozen=True, slots=True)
class OrderIn:
    """A placed order. `at` None means: now."""

    id: str
    currency: str
    lines: tuple[OrderLineIn, ...]
    at: datetime | None = None
    customer: str | None = None
    channel: str = "web"


@dataclass(frozen=True, slots=True)
class OrderSaved:
    """What an order changed: lines that were new, changed or there already, and lines bought on an offer."""

    new: int
    changed: int
    unchanged: int
    attributed: int
    warnings: tuple[Notice, ...] = ()


class OutcomesIn:
    """Records answers and orders. Everything may be sent twice; the second time changes nothing."""

    def __init__(self, recorder: Recorder, secret: str) -> None:
        self.recorder = recorder
        self.secret = secret

    def record_outcome(self, token: str, outcome: str, at: datetime) -> bool:
        """Keep what happened to an offer; True if it was news.

        Raises `TokenError` (not ours), `RequestError` (unknown outcome) or `NotRecorded` (the database is gone).
        """
        raise NotImplementedError

    def record_order(self, source: str, order: OrderIn, at: datetime) -> OrderSaved:
        """Save an order and attribute the lines that carry an offer's token.

        Raises `RequestError` for an order that cannot be saved and `NotRecorded` when the database is gone.
        """
        raise NotImplementedError
