"""Withdrawing from a contract: what of an order can still go back, and what Worthmore and the customer are told.

Nothing is delivered in the demo shop, so the fourteen days after delivery have never begun and every order may go back.
A withdrawal is told to Worthmore as an order of its own whose lines are below zero.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from worthmore.shop import queries
from worthmore.shop.queries import OrderFound
from worthmore.storefront.models import UnsentOrder
from worthmore.storefront.orders import PlacedOrder
from worthmore.storefront.shelf import SOURCE

ORDER_ID = re.compile(r"W[0-9]{6}-[0-9A-F]{8}")
MOST_PARTS = 100


@dataclass(frozen=True, slots=True)
class OpenLine:
    """A product of an order, of which so many can still go back; `price` is what was paid for one, minor units.

    `goes_along`: insurance or another service sold with the goods, which ends when no goods are left.
    """

    product: str
    name: str
    quantity: int
    price: int
    goes_along: bool = False


@dataclass(frozen=True, slots=True)
class Contract:
    """An order somebody may withdraw from, wholly or in part. `part` is the number of the next withdrawal."""

    id: str
    currency: str
    customer: str
    lines: tuple[OpenLine, ...]
    part: int = 1


def find(order_id: str, placed: PlacedOrder | None) -> Contract | None:
    """The contract of an order number; `placed` is the order this browser just placed, which may not be sent yet."""
    wanted = order_id.strip().upper()
    if not ORDER_ID.fullmatch(wanted):
        return None
    kept = queries.order(SOURCE, wanted)
    if kept is None and (placed is None or placed.id != wanted):
        return None
    earlier = list(_earlier(wanted))
    gone = sum((Counter(one) for one in earlier), Counter[str]())
    bought = _kept_lines(kept) if kept is not None else _placed_lines(placed)
    lines = tuple(
        OpenLine(line.product, line.name, line.quantity - gone[line.product], line.price)
        for line in bought
        if line.quantity > gone[line.product]
    )
    customer = kept.customer if kept is not None else placed.customer if placed is not None else ""
    currency = kept.currency if kept is not None else "EUR"
    return Contract(wanted, currency, customer, lines, len(earlier) + 1)


def whole(contract: Contract, taken: Mapping[str, int]) -> dict[str, int]:
    """What goes back: what the customer said, and with the last of the goods what was sold along with them."""
    goods_left = any(line.quantity > taken.get(line.product, 0) for line in contract.lines if not line.goes_along)
    if goods_left or not any(taken.get(line.product, 0) for line in contract.lines if not line.goes_along):
        return dict(taken)
    return {**taken, **{line.product: line.quantity for line in contract.lines if line.goes_along}}


def message(contract: Contract, taken: Mapping[str, int], at: datetime) -> str:
    """The withdrawal as `POST /v1/orders` wants it."""
    lines = [
        {"product": line.product, "quantity": -taken[line.product], "unit_price": line.price}
        for line in contract.lines
        if taken.get(line.product, 0) > 0
    ]
    body = {
        "id": f"{contract.id}-W{contract.part}",
        "at": at.isoformat(),
        "channel": "web",
        "currency": contract.currency,
        "lines": lines,
    }
    return json.dumps({**body, "customer": contract.customer} if contract.customer else body)


def _earlier(order_id: str) -> Iterator[Mapping[str, int]]:
    """What earlier withdrawals of the order took back, by product, whether Worthmore has heard of them yet or not."""
    waiting = {body["id"]: body for body in map(json.loads, UnsentOrder.objects.values_list("body", flat=True))}
    for part in range(1, MOST_PARTS + 1):
        name = f"{order_id}-W{part}"
        kept = queries.order(SOURCE, name)
        if kept is not None:
            yield _together((line.product_id, -line.quantity) for line in kept.lines)
        elif name in waiting:
            yield _together((line["product"], -line["quantity"]) for line in waiting[name]["lines"])
        else:
            return


def _together(lines: Iterator[tuple[str, int]]) -> Counter[str]:
    found: Counter[str] = Counter()
    for product, quantity in lines:
        found[product] += quantity
    return found


def _kept_lines(kept: OrderFound) -> list[OpenLine]:
    quantities = _together((line.product_id, line.quantity) for line in kept.lines)
    first = {line.product_id: line for line in reversed(kept.lines)}
    return [
        OpenLine(product, first[product].product_name, quantity, first[product].unit_price)
        for product, quantity in quantities.items()
        if quantity > 0
    ]


def _placed_lines(placed: PlacedOrder | None) -> list[OpenLine]:
    lines = placed.lines if placed is not None else ()
    quantities = _together((line.product.id, line.quantity) for line in lines)
    first = {line.product.id: line for line in reversed(lines)}
    return [
        OpenLine(product, first[product].product.name, quantity, first[product].product.price)
        for product, quantity in quantities.items()
    ]
