"""Customers for the back office: found by text, one on its own page, and their orders."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from django.db import connection
from django.db.models import QuerySet

from worthmore.shop import models
from worthmore.shop.queries.ids import possible
from worthmore.shop.queries.moments import moment
from worthmore.shop.queries.searching import exactly, matching

PAGE = 50
MOST = 1_000


@dataclass(frozen=True, slots=True)
class CustomerFound:
    """One customer in a list."""

    id: str
    name: str
    email: str
    city: str
    person_key: str


@dataclass(frozen=True, slots=True)
class KnownAs:
    """A person as one source knows them."""

    source: str
    id: str


@dataclass(frozen=True, slots=True)
class SatisfactionRecord:
    """How happy the person was, 0 to 1, and what said so."""

    at: datetime
    score: float
    kind: str
    note: str


@dataclass(frozen=True, slots=True)
class CustomerPage:
    """One customer with what the shop knows of them as a person, over all sources.

    `orders` counts those with something bought; `spent` is minor units per currency, net of returns.
    """

    id: str
    name: str
    email: str
    phone: str
    postcode: str
    city: str
    country: str
    language: str
    person_key: str
    known_as: tuple[KnownAs, ...]
    orders: int
    first_order_at: datetime | None
    last_order_at: datetime | None
    spent: dict[str, int]
    satisfaction: tuple[SatisfactionRecord, ...]


@dataclass(frozen=True, slots=True)
class OrderedLine:
    """One line of an order; `quantity` below zero is a return."""

    product_id: str
    product_name: str
    quantity: int
    unit_price: int
    discount: int


@dataclass(frozen=True, slots=True)
class OrderFound:
    """One order of a person with its lines; `total` is minor units.

    `customer` is whose it is by the number of its own source, told where one order is asked for; "" a guest's.
    """

    source: str
    id: str
    at: datetime
    channel: str
    currency: str
    total: int
    lines: tuple[OrderedLine, ...]
    customer: str = ""


BOUGHT = """
SELECT purchase.currency, COUNT(DISTINCT CASE WHEN line.quantity > 0 THEN purchase.id END),
       SUM(line.quantity * line.unit_price), MIN(CASE WHEN line.quantity > 0 THEN purchase.at END),
       MAX(CASE WHEN line.quantity > 0 THEN purchase.at END)
FROM shop_order AS purchase JOIN shop_orderline AS line ON line.order_id = purchase.id
WHERE purchase.person_id = %s
GROUP BY purchase.currency ORDER BY purchase.currency
"""


def find_customers(source: str, text: str = "", limit: int = PAGE, offset: int = 0) -> list[CustomerFound]:
    """Customers whose id, name or e-mail hold every word of the text; the one with exactly that id first."""
    rows = models.Customer.objects.filter(matching(text, ("external_id", "name", "email")), source__name=source)
    ordered = rows.order_by(exactly("external_id", text), "name", "external_id")
    listed = ordered.values_list("external_id", "name", "email", "city", "person__key")
    return [CustomerFound(*row) for row in listed[offset : offset + min(limit, MOST)]]


def customer(source: str, customer_id: str) -> CustomerPage | None:
    """One customer with the person's orders, spending and satisfaction; None when the source does not know them."""
    row = _known(source, customer_id).select_related("person").first()
    if row is None:
        return None
    bought = _bought(row.person_id)
    return CustomerPage(
        id=row.external_id,
        name=row.name,
        email=row.email,
        phone=row.phone,
        postcode=row.postcode,
        city=row.city,
        country=row.country,
        language=row.language,
        person_key=row.person.key,
        known_as=_known_as(row.person_id),
        orders=sum(orders for _, orders, *_ in bought),
        first_order_at=min((moment(first) for *_, first, _ in bought if first is not None), default=None),
        last_order_at=max((moment(last) for *_, last in bought if last is not None), default=None),
        spent={currency: int(spent) for currency, _, spent, *_ in bought},
        satisfaction=_satisfaction(row.person_id),
    )


def orders_of(source: str, customer_id: str, limit: int = PAGE, offset: int = 0) -> list[OrderFound]:
    """The orders of the person this customer is, in whatever source, newest first."""
    people = _known(source, customer_id).values("person_id")
    orders = models.Order.objects.filter(person_id__in=people).select_related("source")
    page = list(orders.order_by("-at", "-pk")[offset : offset + min(limit, MOST)])
    lines = _lines(order.pk for order in page)
    return [_order(order, tuple(lines.get(order.pk, ()))) for order in page]


def order(source: str, order_id: str) -> OrderFound | None:
    """One order with its lines; None when the source has no such order."""
    orders = models.Order.objects.filter(source__name=source, external_id=order_id).select_related("source")
    row = orders.first() if possible(order_id) else None
    if row is None:
        return None
    whose = "" if row.person_id is None else _customer_of(row.source_id, row.person_id)
    return replace(_order(row, tuple(_lines([row.pk]).get(row.pk, ()))), customer=whose)


def _customer_of(source: int, person: int) -> str:
    people = models.Customer.objects.filter(source_id=source, person_id=person).order_by("pk")
    return people.values_list("external_id", flat=True).first() or ""


def _known(source: str, customer_id: str) -> QuerySet[models.Customer]:
    if not possible(customer_id):
        return models.Customer.objects.none()
    return models.Customer.objects.filter(source__name=source, external_id=customer_id)


def _order(order: models.Order, lines: tuple[OrderedLine, ...]) -> OrderFound:
    total = sum(line.quantity * line.unit_price for line in lines)
    return OrderFound(order.source.name, order.external_id, order.at, order.channel, order.currency, total, lines)


def _lines(orders: Iterable[int]) -> dict[int, list[OrderedLine]]:
    rows = models.OrderLine.objects.filter(order_id__in=list(orders)).order_by("order_id", "pk")
    names = ("order_id", "product__external_id", "product__name", "quantity", "unit_price", "discount")
    found: dict[int, list[OrderedLine]] = defaultdict(list)
    for order, *line in rows.values_list(*names):
        found[order].append(OrderedLine(*line))
    return found


def _bought(person: int) -> list[tuple[str, int, int, datetime | str | None, datetime | str | None]]:
    with connection.cursor() as cursor:
        cursor.execute(BOUGHT, (person,))
        return list(cursor.fetchall())


def _known_as(person: int) -> tuple[KnownAs, ...]:
    rows = models.Customer.objects.filter(person_id=person).order_by("source__name", "external_id")
    return tuple(KnownAs(source, id_) for source, id_ in rows.values_list("source__name", "external_id")[:MOST])


def _satisfaction(person: int) -> tuple[SatisfactionRecord, ...]:
    rows = models.Satisfaction.objects.filter(person_id=person).order_by("-at", "-pk")[:PAGE]
    return tuple(SatisfactionRecord(row.at, row.score, row.kind, row.note) for row in rows)
