"""Everything the shop holds of one person, as plain values, for whoever asks what is known of them.

A column that is added to one of these tables has its place here too; the tests of `rights` find one that is missing.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from worthmore.shop.models import (
    Activity,
    Case,
    Contract,
    Correction,
    Customer,
    Need,
    Order,
    OrderLine,
    Owned,
    Review,
    Satisfaction,
    Usage,
)
from worthmore.shop.queries.identity import find_person

Record = Mapping[str, Any]
Sections = dict[str, list[Record]]

DETAILS = {
    "source": "source__name",
    "id": "external_id",
    "name": "name",
    "email": "email",
    "phone": "phone",
    "postcode": "postcode",
    "city": "city",
    "country": "country",
    "language": "language",
    "birth_year": "birth_year",
    "minor": "minor",
    "card": "card",
}
ACTIVITY = {
    "source": "source__name",
    "id": "external_id",
    "kind": "kind",
    "product_id": "product__external_id",
    "product": "product__name",
    "at": "at",
}
SATISFACTION = {
    "source": "source__name",
    "id": "external_id",
    "kind": "kind",
    "score": "score",
    "at": "at",
    "note": "note",
}
CASE = {
    "source": "source__name",
    "id": "external_id",
    "kind": "kind",
    "opened_at": "opened_at",
    "solved_at": "solved_at",
}
CONTRACT = {
    "source": "source__name",
    "id": "external_id",
    "product_id": "product__external_id",
    "product": "product__name",
    "started_at": "started_at",
    "renews_at": "renews_at",
    "trial_until": "trial_until",
    "ends_at": "ends_at",
    "seats": "seats",
    "unit_price": "unit_price",
    "currency": "currency",
    "covers": "covers",
    "features_tried": "features_tried",
    "last_used_at": "last_used_at",
    "use_told": "use_told",
    "totals": "used",
}
USAGE = {
    "source": "contract__source__name",
    "contract": "contract__external_id",
    "counter": "counter",
    "period": "period",
    "used": "amount",
}
NEED = {
    "source": "source__name",
    "id": "external_id",
    "text": "text",
    "language": "language",
    "category": "category",
    "product_id": "product_id",
    "concept": "concept",
    "rules": "rules",
    "told": "told",
    "told_by": "told_by",
    "at": "at",
}
REVIEW = {
    "source": "source__name",
    "id": "external_id",
    "product_id": "product_id",
    "rating": "rating",
    "text": "text",
    "language": "language",
    "name": "name",
    "written_on": "written_on",
    "may_quote": "may_quote",
    "verified": "verified",
    "quoted": "quoted",
    "average": "average",
    "count": "count",
}
STATES = ("promised_at", "delivered_at", "due_at", "paid_at", "reminded_at", "returned_at")
LINE = ("product__external_id", "product__name", "quantity", "unit_price", "discount")


def held(person_key: str) -> Sections:
    """Details, orders, activity, satisfaction and what is derived of them; empty when nobody has the key."""
    person = find_person(person_key)
    if person is None:
        return {}
    return {
        "details": _records(Customer, DETAILS, person.pk, ("source__name", "external_id")),
        "corrections": _corrections(person.pk),
        "orders": _orders(person.pk),
        "owned": _owned(person.pk),
        "activity": _records(Activity, ACTIVITY, person.pk, ("at", "pk")),
        "satisfaction": _records(Satisfaction, SATISFACTION, person.pk, ("at", "pk")),
        "contracts": _contracts(person.pk),
        "usage": _records(Usage, USAGE, person.pk, ("contract_id", "counter", "period"), "contract__person_id"),
        "cases": _records(Case, CASE, person.pk, ("opened_at", "pk")),
        "needs": _records(Need, NEED, person.pk, ("at", "pk")),
        "reviews": _records(Review, REVIEW, person.pk, ("written_on", "pk")),
    }


def _records(
    model: Any, fields: Mapping[str, str], person: int, order: tuple[str, ...], whose: str = "person_id"
) -> list[Record]:
    rows = model.objects.filter(**{whose: person}).order_by(*order).values_list(*fields.values())
    return [dict(zip(fields, row, strict=True)) for row in rows]


def _orders(person: int) -> list[Record]:
    lines = _lines(person)
    rows = Order.objects.filter(person_id=person).order_by("at", "pk")
    found = rows.values_list("pk", "source__name", "external_id", "at", "channel", "currency", *STATES)
    return [_order(row, lines.get(row[0], [])) for row in found]


def _order(row: tuple[Any, ...], lines: list[tuple[Any, ...]]) -> Record:
    _, source, order, at, channel, currency, *states = row

    def money(amount: int) -> Record:
        return {"amount": amount, "currency": currency}

    return {
        "source": source,
        "id": order,
        "at": at,
        "channel": channel,
        **dict(zip(STATES, states, strict=True)),
        "total": money(sum(quantity * price for *_, quantity, price, _ in lines)),
        "lines": [
            {
                "product_id": product,
                "product": name,
                "quantity": quantity,
                "unit_price": money(price),
                "discount": money(discount),
            }
            for product, name, quantity, price, discount in lines
        ],
    }


def _lines(person: int) -> dict[int, list[tuple[Any, ...]]]:
    """The lines of each of the person's orders."""
    rows = OrderLine.objects.filter(order__person_id=person).order_by("order_id", "pk")
    found: dict[int, list[tuple[Any, ...]]] = defaultdict(list)
    for order, *line in rows.values_list("order_id", *LINE):
        found[order].append(tuple(line))
    return found


def _owned(person: int) -> list[Record]:
    """What is derived from the orders and kept ready: per source, each product and when it was last bought."""
    rows = Owned.objects.filter(person_id=person).order_by("source__name").values_list("source__name", "products")
    return [
        {"source": source, "product_id": product, "last_bought_at": datetime.fromtimestamp(second, UTC)}
        for source, products in rows
        for product, second in json.loads(products).items()
    ]


def _contracts(person: int) -> list[Record]:
    """Contracts; what is derived from the usage and kept ready as the total of each counter."""
    found = _records(Contract, CONTRACT, person, ("started_at", "pk"))
    return [{**one, "totals": _totals(one["totals"])} for one in found]


def _totals(used: str) -> list[Record]:
    return [{"counter": name, "used": counter["total"]} for name, counter in json.loads(used).items()]


def _corrections(person: int) -> list[Record]:
    """What the person had corrected, in which source."""
    rows = Correction.objects.filter(customer__person_id=person).order_by("at", "pk")
    names = ("customer__source__name", "field", "replaced", "value", "at", "by")
    told = ("source", "field", "replaced", "value", "at", "by")
    return [dict(zip(told, row, strict=True)) for row in rows.values_list(*names)]
