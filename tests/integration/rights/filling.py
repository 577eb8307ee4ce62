"""A person in every table: each text of theirs a mark of its own, so that one can see where it turns up again.

Rows are built from the tables as they are, so a table or column that is new tomorrow is filled too.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from itertools import count
from typing import Any

from django.apps import apps
from django.contrib.sessions.backends.db import SessionStore
from django.db import models

from worthmore.outcomes.refusals_text import write_refusals
from worthmore.rights.registry import Table, tables
from worthmore.shop.queries import identity
from worthmore.vocabulary.decision import OfferKind, Refusal

AT = datetime(2026, 3, 1, 12, tzinfo=UTC)
SHORTEST_MARK = 16
MARKED = ("personal", "pseudonymous")

# Columns whose texts are written in a certain way: made from the mark.
SPELLED: dict[tuple[str, str], Callable[[str], Any]] = {
    ("shop_owned", "products"): lambda mark: json.dumps({mark: 1_770_000_000}),
    ("outcomes_decision", "saw"): lambda mark: json.dumps({"language": "nl", "chosen": mark}),
    ("outcomes_decision", "offers"): lambda mark: json.dumps([{"price": 995, "currency": "EUR", "reason": mark}]),
    ("outcomes_decision", "refused"): lambda mark: write_refusals(
        [Refusal(product_id="lock", kind=OfferKind.COMPLEMENT, guard="premium", detail=mark)]
    ),
    ("shop_correction", "replaced"): lambda mark: [mark],
    ("shop_contract", "used"): lambda mark: json.dumps({mark: {"total": 12.5, "last": []}}),
}
# Columns whose texts must be a code; they cannot hold a mark.
CODES = {
    ("shop_activity", "kind"): "view",
    ("shop_case", "kind"): "complaint",
    ("shop_owned", "ordered"): '{"count":1,"first":1770000000,"latest":[1770000000]}',
    ("shop_need", "rules"): "[]",
    ("shop_need", "told"): "form",
    ("shop_need", "concept"): "small_kitchen",
    ("shop_correction", "field"): "city",
    ("consent_entry", "act"): "objected",
    ("consent_entry", "channel"): "email",
    ("consent_entry", "purpose"): "marketing",
    ("consent_salecontact", "channel"): "email",
    ("consent_capacity", "audience"): "b2c",
    ("consent_preference", "frequency"): "monthly",
    ("consent_preference", "skipped"): {"mothers_day": 2026},
    ("consent_link", "kind"): "page",
    ("outcomes_contact", "channel"): "email",
    ("outcomes_contact", "purpose"): "marketing",
    ("rights_rightsrequest", "kind"): "access",
}
# Tables that are not filled by a row that names the person, and why.
ELSEWHERE = {
    "shop_person": "there already",
    "shop_order": "there already",
    "shop_orderline": "filled with its order",
    "consent_erasing": "empty but within an erasure",
    "consent_suppression": "what stays",
    "consent_listentry": "not of persons",
}


@dataclass
class Filled:
    """Where each mark was put."""

    marks: dict[str, tuple[str, str]] = field(default_factory=dict)

    def of(self, *without: str) -> dict[str, tuple[str, str]]:
        """The marks, but for those in some tables."""
        return {mark: place for mark, place in self.marks.items() if place[0] not in without}


def fill(person_key: str, customer: str) -> Filled:
    """Put the person into every table that may speak of a customer."""
    filled, numbers = Filled(), count(secrets.randbelow(10**10) * 1000)
    for table in tables().values():
        if table.of_customers and table.name not in ELSEWHERE:
            for column, value, mark in _row(table, person_key, customer, numbers):
                filled.marks[mark] = (table.name, column)
                assert value is not None
    return filled


def _row(table: Table, person_key: str, customer: str, numbers: Iterator[int]) -> list[tuple[str, Any, str]]:
    model = next(one for one in apps.get_models() if one._meta.db_table == table.name)
    if table.name in FLOWS:
        return FLOWS[table.name](model, person_key, customer, f"mk{next(numbers):x}x")
    marked: list[tuple[str, Any, str]] = []
    values: dict[str, Any] = {}
    for one in model._meta.concrete_fields:
        if one.primary_key and isinstance(one, models.AutoField):
            continue
        value, mark = _value(table, one, person_key, customer, numbers)
        values[one.attname] = value
        if mark:
            marked.append((one.column, value, mark))
    _make_room(model, values)
    model.objects.create(**values)
    return marked


def _make_room(model: Any, values: dict[str, Any]) -> None:
    """Real flows may have left a row that this one would be a second of."""
    unique = [[one.attname] for one in model._meta.concrete_fields if one.unique and not one.primary_key]
    together = [
        [model._meta.get_field(name).attname for name in constraint.fields]
        for constraint in model._meta.constraints
        if isinstance(constraint, models.UniqueConstraint)
    ]
    for names in (*unique, *together):
        model.objects.filter(**{name: values[name] for name in names}).delete()


def _value(table: Table, one: Any, person_key: str, customer: str, numbers: Iterator[int]) -> tuple[Any, str]:
    place = (table.name, one.column)
    if one.name == "person_key":
        return person_key, ""
    if isinstance(one, models.ForeignKey):
        return _parent(one, person_key, customer), ""
    if place in CODES:
        return CODES[place], ""
    if table.columns[one.column] not in MARKED or not _is_text(one):
        return _plain(one, numbers), ""
    mark = f"mk{next(numbers):x}x"
    if place in SPELLED:
        return SPELLED[place](mark), mark
    return ({"said": mark} if isinstance(one, models.JSONField) else mark), mark


def _is_text(one: Any) -> bool:
    if isinstance(one, models.JSONField | models.TextField):
        return True
    return isinstance(one, models.CharField) and (one.max_length or SHORTEST_MARK) >= SHORTEST_MARK


def _parent(one: Any, person_key: str, customer: str) -> Any:
    """What a row points at: the person, their customer, or anything else of the kind that is there."""
    related = one.related_model
    table = related._meta.db_table
    if table == "shop_person":
        return related.objects.get(key=person_key).pk
    if table == "shop_customer":
        return related.objects.get(person__key=person_key, external_id=customer).pk
    if one.null:
        return None
    return related.objects.order_by("pk").first().pk


def _plain(one: Any, numbers: Iterator[int]) -> Any:
    """Any value the column takes."""
    if one.has_default():
        return one.get_default()
    for kind, value in PLAIN:
        if isinstance(one, kind):
            return None if one.null else value
    most = one.max_length or 64
    return f"{next(numbers)}"[-most:] if most < SHORTEST_MARK else f"kp{next(numbers):x}"


PLAIN: tuple[tuple[Any, Any], ...] = (
    (models.BooleanField, False),
    (models.DateTimeField, AT),
    (models.DateField, date(2026, 3, 1)),
    (models.FloatField, 0.5),
    (models.IntegerField, 1),
    (models.JSONField, {}),
)


def _waiting_order(model: Any, key: str, customer: str, mark: str) -> list[tuple[str, Any, str]]:
    body = {"id": "W1", "customer": customer, "lines": [{"product": "lock", "quantity": 1, "unit_price": 995}]}
    row = model.objects.create(body=json.dumps(body), placed_at=AT)
    return [("body", row.body, f'"customer": "{customer}"')]


def _session(model: Any, key: str, customer: str, mark: str) -> list[tuple[str, Any, str]]:
    data = {"customer": customer, "order": {"id": "W1", "customer": customer, "name": mark, "lines": []}}
    model.objects.create(session_key=mark, session_data=SessionStore().encode(data), expire_date=AT)
    return [("session_data", data, mark)]


def _import(model: Any, key: str, customer: str, mark: str) -> list[tuple[str, Any, str]]:
    name = f"export of {_name(key)}.csv"
    model.objects.create(
        connector="csv",
        source="demo",
        content="customers",
        file_name=name,
        fingerprint="f" * 64,
        started_at=AT,
        counts={"examples": {"not a number": [[4, "qty", customer], [5, "qty", "many"]]}},
        reject_file="",
    )
    return [("file_name", name, name), ("counts", customer, f'"{customer}"')]


def _name(key: str) -> str:
    known = identity(key)
    assert known is not None
    return known.customers[0].name


FLOWS: dict[str, Callable[[Any, str, str, str], list[tuple[str, Any, str]]]] = {
    "storefront_unsentorder": _waiting_order,
    "django_session": _session,
    "connectors_importrun": _import,
}
