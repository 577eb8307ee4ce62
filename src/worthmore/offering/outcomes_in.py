"""What became of offers, coming in: answers and orders that carry an offer's token."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal, get_args

import polars as pl
from django.db import Error, connection, transaction

from worthmore.offering.owners import of_the_living
from worthmore.offering.recorded import Notice
from worthmore.offering.recorder import Recorder, RecordingError
from worthmore.offering.requests import RequestError
from worthmore.offering.resolving import added, quoted
from worthmore.offering.tokens import OfferToken, TokenError, read
from worthmore.outcomes.operations import attribute, recognise
from worthmore.outcomes.rows import AttributionRow, OutcomeRow
from worthmore.shop.column_checks import faults
from worthmore.shop.columns import ORDER_LINES, ORDER_STATES
from worthmore.shop.operations import Redeemed, redeem, save_order_lines, save_order_states
from worthmore.shop.queries import API, person_facts

log = logging.getLogger(__name__)

OutcomeName = Literal["impression", "accepted", "declined", "ignored", "not_asked"]
OUTCOMES: tuple[str, ...] = get_args(OutcomeName)


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
    """A placed order. `at` None means: now. `state` has the moments of delivery and payment that were told, by name."""

    id: str
    currency: str
    lines: tuple[OrderLineIn, ...]
    at: datetime | None = None
    customer: str | None = None
    channel: str = "web"
    state: Mapping[str, datetime | None] = field(default_factory=dict)
    voucher: str | None = None


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

    def record_outcome(
        self,
        token: str,
        outcome: str,
        at: datetime,
        timeout: float = 2.0,
        customer: str | None = None,
        occasion: str = "",
    ) -> bool:
        """Keep what happened to an offer; True if it was news.

        With `customer`, an offer that was made to nobody in particular turns out to be theirs: what was and is recorded
        of it counts as their answer, everywhere. An offer that was made to somebody stays that person's.

        With `occasion`, the sale at which a suggestion was made that had been handed out beforehand: it is made many
        times, and each counts by itself.

        Raises `TokenError` (not ours), `RequestError` (unknown outcome, or no occasion where one is needed) or
        `RecordingError` (the database is gone).
        """
        if outcome not in OUTCOMES:
            raise RequestError("outcome", f"outcome {quoted(outcome)} is not one of {', '.join(OUTCOMES)}")
        told = _made(read(token, self.secret), occasion)
        row = _outcome_row(told, outcome, at)
        key = _key(told.source, customer) if customer and not told.person_key else ""
        new = self.recorder.happened(row._replace(person_key=key) if key else row, timeout)
        if key:
            recognise({told.offer: key})
        return new

    def record_order(self, source: str, order: OrderIn, at: datetime) -> OrderSaved:
        """Save an order and attribute the lines that carry an offer's token.

        An order sent again replaces what was sent of it before, attribution and all.

        Raises `RequestError` for an order that cannot be saved and `RecordingError` when the database is gone.
        """
        when = order.at or at
        frame = _frame(order, when)
        warnings: list[Notice] = []
        bought = self._attributions(source, order, when, warnings)
        try:
            with transaction.atomic():
                saved = save_order_lines(source, frame, at, whole=True)
                if order.state:
                    save_order_states(source, _state(order), at)
                warnings += _redeemed(source, order, when)
                news = attribute(of_the_living(_by_customer(source, order, bought)), (source, order.id))
        except Error as error:
            log.warning("order %s cannot be saved: %s", quoted(order.id), error)
            if not connection.in_atomic_block:
                connection.close()
            raise RecordingError("the database does not answer; send the order again later") from error
        return OrderSaved(saved.new, saved.changed, saved.unchanged, len(news), tuple(warnings))

    def _attributions(
        self, source: str, order: OrderIn, when: datetime, warnings: list[Notice]
    ) -> list[AttributionRow]:
        """One row an offer: the lines of an order that were bought on the same offer count together."""
        found: dict[str, AttributionRow] = {}
        for place, line in enumerate(order.lines):
            token = self._token(source, order.id, place, line, warnings) if line.offer else None
            if token is not None:
                row = _attribution(token, order, line, when)
                before = found.get(row.offer)
                found[row.offer] = _together(before, row) if before else row
        return _without_returned(order, found.values())

    def _token(
        self, source: str, order: str, place: int, line: OrderLineIn, warnings: list[Notice]
    ) -> OfferToken | None:
        field = f"lines[{place}].offer"
        try:
            token = read(line.offer or "", self.secret).made_at(order)
        except TokenError as error:
            warnings.append(Notice("bad_offer_token", field, f"{error}; the line was saved without it"))
            return None
        if token.source == source and token.product == line.product_id:
            return token
        text = f"the token is of an offer of {quoted(token.product)} in {quoted(token.source)}; saved without it"
        warnings.append(Notice("foreign_offer_token", field, text))
        return None


def _redeemed(source: str, order: OrderIn, when: datetime) -> list[Notice]:
    """Redeem the code of an order; what is wrong with it is told, and the sale stays what it was."""
    if not order.voucher:
        return []
    code, found = quoted(order.voucher), redeem(source, order.voucher, order.id, when)
    said = {
        Redeemed.YES: "",
        Redeemed.AGAIN: f"the code {code} had been redeemed before; the sale is kept",
        Redeemed.UNKNOWN: f"there is no code {code}; the sale is kept without it",
    }[found]
    return [Notice(found.value, "voucher", said)] if said else []


def _made(token: OfferToken, occasion: str) -> OfferToken:
    """The offer as it was made, at the sale that is named."""
    if token.reusable and not occasion:
        raise RequestError("occasion", "this suggestion was handed out beforehand; name the sale at which it was made")
    return token.made_at(occasion)


def _key(source: str, customer: str) -> str:
    """The key of a customer; "" when the source does not know them."""
    facts = person_facts(source, customer)
    return facts.key if facts else ""


def _outcome_row(token: OfferToken, outcome: str, at: datetime) -> OutcomeRow:
    return OutcomeRow(
        offer=token.offer,
        outcome=outcome,
        at=at,
        source=token.source,
        placement=token.placement,
        kind=token.kind,
        product_id=token.product,
        anchor_id=token.anchor or "",
        person_key=token.person_key,
        extra=token.extra,
        currency=token.currency,
    )


def _attribution(token: OfferToken, order: OrderIn, line: OrderLineIn, when: datetime) -> AttributionRow:
    amount = line.quantity * line.unit_price
    extra = added(token.kind, token.extra, line.quantity, amount)
    return AttributionRow(
        offer=token.offer,
        source=token.source,
        order_id=order.id,
        product_id=token.product,
        at=when,
        quantity=line.quantity,
        amount=amount,
        currency=order.currency,
        kind=token.kind,
        placement=token.placement,
        person_key=token.person_key,
        extra=extra,
    )


def _by_customer(source: str, order: OrderIn, bought: list[AttributionRow]) -> list[AttributionRow]:
    """Whose order it is, the order tells best; where it names nobody, whoever the offer was made to.

    Offers that were made to nobody turn out to be theirs, with all that was answered to them.
    """
    key = _key(source, order.customer) if bought and order.customer else ""
    if not key:
        return bought
    recognise({row.offer: key for row in bought if not row.person_key})
    return [row._replace(person_key=key) for row in bought]


def _without_returned(order: OrderIn, bought: Iterable[AttributionRow]) -> list[AttributionRow]:
    """What the customer kept of it: lines of the order below zero take back what was bought of their product."""
    net: Counter[str] = Counter()
    for line in order.lines:
        net[line.product_id] += line.quantity
    kept = (_part(row, min(row.quantity, net[row.product_id])) for row in bought)
    return [row for row in kept if row.quantity > 0]


def _part(row: AttributionRow, quantity: int) -> AttributionRow:
    if quantity == row.quantity or quantity <= 0:
        return row._replace(quantity=quantity)
    amount, extra = (value * quantity // row.quantity for value in (row.amount, row.extra))
    return row._replace(quantity=quantity, amount=amount, extra=extra)


def _together(one: AttributionRow, other: AttributionRow) -> AttributionRow:
    return one._replace(
        quantity=one.quantity + other.quantity, amount=one.amount + other.amount, extra=one.extra + other.extra
    )


def _frame(order: OrderIn, when: datetime) -> pl.DataFrame:
    """The order as the shop takes it; `RequestError` naming the field that it would not take."""
    if not order.lines:
        raise RequestError("lines", "an order has at least one line")
    rows = [
        {
            "order_id": order.id,
            "key": f"{API}{place}",
            "product_id": line.product_id,
            "at": when,
            "quantity": line.quantity,
            "unit_price": line.unit_price,
            "currency": order.currency,
            "customer_id": order.customer,
            "discount": line.discount,
            "channel": order.channel,
            "product_name": line.name,
        }
        for place, line in enumerate(order.lines)
    ]
    try:
        frame = pl.DataFrame(rows, schema=ORDER_LINES.schema, orient="row")
        found = faults(frame, ORDER_LINES)
    except (pl.exceptions.PolarsError, TypeError, ValueError, OverflowError) as error:
        raise RequestError("order", f"the order holds a value no shop can keep: {error}") from error
    if found.height:
        fault = found.row(0, named=True)
        field = _FIELDS[fault["column"]].format(fault["row"])
        raise RequestError(field, f"{quoted(str(fault['value']))} {fault['reason']}")
    return frame


def _state(order: OrderIn) -> pl.DataFrame:
    """What was told of the order's delivery and payment, and nothing else."""
    row = {"order_id": order.id, **order.state}
    return pl.DataFrame([row], schema={name: ORDER_STATES.schema[name] for name in row})


_FIELDS = {
    "order_id": "id",
    "key": "lines",
    "product_id": "lines[{}].product",
    "at": "at",
    "quantity": "lines[{}].quantity",
    "unit_price": "lines[{}].unit_price",
    "currency": "currency",
    "customer_id": "customer",
    "discount": "lines[{}].discount",
    "channel": "channel",
    "product_name": "lines[{}].name",
}
"""Where in the order each column of the shop comes from."""
