"""Who a person key stands for: every name and number under which the shop knows them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from worthmore.shop.models import Customer, FormerKey, Order, Person
from worthmore.shop.queries.ids import possible


@dataclass(frozen=True, slots=True)
class CustomerRecord:
    """A person as one source knows them."""

    source: str
    id: str
    name: str
    email: str
    phone: str
    postcode: str
    city: str
    country: str
    language: str
    card: str = ""


@dataclass(frozen=True, slots=True)
class PersonRecord:
    """One person. `keys` are the present key and then all former ones; `orders` are (source, order id)."""

    keys: tuple[str, ...]
    customers: tuple[CustomerRecord, ...]
    orders: tuple[tuple[str, str], ...]


def identity(person_key: str) -> PersonRecord | None:
    """The person with this key or former key; None when there is none."""
    person = find_person(person_key)
    if person is None:
        return None
    former = FormerKey.objects.filter(person=person).order_by("id").values_list("key", flat=True)
    orders = Order.objects.filter(person=person).order_by("at", "id").values_list("source__name", "external_id")
    customers = Customer.objects.filter(person=person).order_by("source__name", "external_id")
    fields = (
        "source__name",
        "external_id",
        "name",
        "email",
        "phone",
        "postcode",
        "city",
        "country",
        "language",
        "card",
    )
    return PersonRecord(
        (person.key, *former), tuple(CustomerRecord(*row) for row in customers.values_list(*fields)), tuple(orders)
    )


def known_keys(person_keys: Iterable[str]) -> set[str]:
    """Those of the keys that are, or were, some person's."""
    asked = list({key for key in person_keys if possible(key)})
    found: set[str] = set()
    for start in range(0, len(asked), PART):
        part = asked[start : start + PART]
        found.update(Person.objects.filter(key__in=part).values_list("key", flat=True))
        found.update(FormerKey.objects.filter(key__in=part).values_list("key", flat=True))
    return found


def person_key_of(source: str, customer_id: str) -> str | None:
    """The key of the person whom a source knows by this id."""
    if not possible(customer_id):
        return None
    return (
        Customer.objects.filter(source__name=source, external_id=customer_id)
        .values_list("person__key", flat=True)
        .first()
    )


def find_person(person_key: str) -> Person | None:
    """The row of a person by key or former key. For this room's own use."""
    if not possible(person_key):
        return None
    direct = Person.objects.filter(key=person_key).first()
    return direct or Person.objects.filter(former_keys__key=person_key).first()


PART = 500
