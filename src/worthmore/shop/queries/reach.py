"""Many people as their sources know them, and their last purchase: what a permission is asked with. Few statements.

Names and addresses leave this room here only for whoever turns them into keyed hashes at once.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice
from typing import Any, NamedTuple

from django.db import connection

from worthmore.shop.queries.ids import possible
from worthmore.shop.queries.moments import moment

SLICE = 20_000
GIVEN = {"sqlite": "json_each(%s) AS given", "postgresql": "unnest(%s::{type}[]) AS given (value)"}
PRESENT = """
SELECT given.value, person.id, person.key FROM {given} CROSS JOIN shop_person AS person WHERE person.key = given.value
"""
ONCE = """
SELECT given.value, person.id, person.key FROM {given} CROSS JOIN shop_formerkey AS former
JOIN shop_person AS person ON person.id = former.person_id WHERE former.key = given.value
"""
FORMER = """
SELECT former.person_id, former.key FROM {given} CROSS JOIN shop_formerkey AS former
WHERE former.person_id = given.value ORDER BY former.id
"""
CUSTOMERS = """
SELECT customer.person_id, source.name, customer.external_id, customer.name, customer.email, customer.phone,
    customer.postcode, customer.city, customer.country
FROM {given} CROSS JOIN shop_customer AS customer JOIN shop_source AS source ON source.id = customer.source_id
WHERE customer.person_id = given.value
"""
# A cancellation or a return alone is no sale.
SALES = """
SELECT purchase.person_id, MAX(purchase.at) FROM {given} CROSS JOIN shop_order AS purchase
WHERE purchase.person_id = given.value AND EXISTS (
    SELECT 1 FROM shop_orderline AS line WHERE line.order_id = purchase.id AND line.quantity > 0)
GROUP BY purchase.person_id
"""


class KnownCustomer(NamedTuple):
    """A person as one source knows them, as that source wrote it."""

    source: str
    external_id: str
    name: str
    email: str
    phone: str
    postcode: str
    city: str
    country: str


@dataclass(slots=True)
class Reach:
    """One person: keys, customers, and when something was last sold to them (None: never)."""

    key: str
    former_keys: list[str] = field(default_factory=list)
    customers: list[KnownCustomer] = field(default_factory=list)
    last_sale_at: datetime | None = None

    @property
    def keys(self) -> tuple[str, ...]:
        """Every key they have or had, the present one first."""
        return (self.key, *self.former_keys)


def reach(keys: Iterable[str]) -> dict[str, Reach]:
    """The people behind these keys, present or former, by the key asked for; nobody's key is left out."""
    found: dict[str, Reach] = {}
    left = iter(dict.fromkeys(key for key in keys if possible(key)))
    while part := list(islice(left, SLICE)):
        found.update(_reach(part))
    return found


def _reach(keys: list[str]) -> dict[str, Reach]:
    """Of one slice. A key asked for twice, as present and as former, leads to one and the same value."""
    asked = _ask(PRESENT, keys, "text")
    if len(asked) < len(keys):
        asked += _ask(ONCE, keys, "text")
    people = {person: Reach(key) for _, person, key in asked}
    ids = list(people)
    for person, key in _ask(FORMER, ids, "bigint"):
        people[person].former_keys.append(key)
    for person, *known in _ask(CUSTOMERS, ids, "bigint"):
        people[person].customers.append(KnownCustomer._make(known))
    for person, at in _ask(SALES, ids, "bigint"):
        people[person].last_sale_at = moment(at)
    return {given: people[person] for given, person, _ in asked}


def _ask(sql: str, values: Sequence[object], kind: str) -> list[tuple[Any, ...]]:
    """All rows of a statement joined to the values given."""
    if not values:
        return []
    given = GIVEN[connection.vendor].format(type=kind)
    with connection.cursor() as cursor:
        cursor.execute(
            sql.format(given=given), (json.dumps(values) if connection.vendor == "sqlite" else list(values),)
        )
        return list(cursor.fetchall())
