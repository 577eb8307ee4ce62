"""One person, taken out of everything the shop holds. Orders stay for the books, as nobody's."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import connection, transaction

from worthmore.shop.operations.revision import next_revision, publish
from worthmore.shop.queries.identity import find_person

CUT_LOOSE = "UPDATE shop_order SET person_id = NULL, cut_loose = TRUE WHERE person_id = %s"
CUSTOMERS = "DELETE FROM shop_customer WHERE person_id = %s"
BESIDES = (
    "DELETE FROM shop_owned WHERE person_id = %s",
    "DELETE FROM shop_activity WHERE person_id = %s",
    "DELETE FROM shop_satisfaction WHERE person_id = %s",
    "DELETE FROM shop_case WHERE person_id = %s",
    "DELETE FROM shop_need WHERE person_id = %s",
    "DELETE FROM shop_usage WHERE contract_id IN (SELECT id FROM shop_contract WHERE person_id = %s)",
    "DELETE FROM shop_contract WHERE person_id = %s",
    "DELETE FROM shop_formerkey WHERE person_id = %s",
    "DELETE FROM shop_correction WHERE customer_id IN (SELECT id FROM shop_customer WHERE person_id = %s)",
)
REVIEWS = "DELETE FROM shop_review WHERE person_id = %s"
PERSON = "DELETE FROM shop_person WHERE id = %s"
KEYS = "SELECT key FROM shop_person WHERE id = %s UNION SELECT key FROM shop_formerkey WHERE person_id = %s"


@dataclass(frozen=True, slots=True)
class PersonForgotten:
    """`keys` are all keys the person had, for the other rooms; `orders` were cut loose, `customers` removed."""

    keys: tuple[str, ...]
    orders: int
    customers: int


def forget_person(person_key: str) -> PersonForgotten:
    """Remove who has this key or former key, with all that only concerned them.

    Their orders and order lines stay, without a person: no name, address or customer number stands in them. Nobody
    having the key is no error: whoever erases twice has erased once. The orders are nobody's for good: importing them
    again, customer number and all, changes nothing of that. A customer who orders again under the same
    customer number is a new person, with a new key.
    """
    with transaction.atomic():
        revision = next_revision()
        person = find_person(person_key)
        if person is None:
            return PersonForgotten((), 0, 0)
        keys = _keys(person.pk)
        orders = _run(CUT_LOOSE, person.pk)
        for statement in BESIDES:
            _run(statement, person.pk)
        if _run(REVIEWS, person.pk):
            publish(revision)  # what they wrote is quoted no more
        customers = _run(CUSTOMERS, person.pk)
        _run(PERSON, person.pk)
    return PersonForgotten(keys, orders, customers)


def _keys(person: int) -> tuple[str, ...]:
    with connection.cursor() as cursor:
        cursor.execute(KEYS, (person, person))
        return tuple(sorted(key for (key,) in cursor.fetchall()))


def _run(statement: str, person: int) -> int:
    with connection.cursor() as cursor:
        cursor.execute(statement, (person,))
        return int(cursor.rowcount)
