"""Everything that leads back to one person, gathered before anything of it goes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from django.conf import settings

from worthmore.rights.ports import CustomerId, Identity
from worthmore.shop.queries import CustomerRecord, PersonRecord
from worthmore.shop.queries import identity as known

SHORTEST_NAME = 4
SHORTEST_ID = 5
SHORTEST_PHONE = 6


def identity_of(person_key: str) -> Identity | None:
    """Who has this key or former key; None when nobody has."""
    record = known(person_key)
    return None if record is None else _identity(record)


def nobody(person_key: str) -> Identity:
    """A key whose person the shop has forgotten already: all that can still be looked for is the key."""
    return Identity(keys=(person_key,), words=(person_key,), home=home())


def home() -> Path:
    """The data folder."""
    return Path(settings.WORTHMORE_HOME)


def _identity(record: PersonRecord) -> Identity:
    words = dict.fromkeys(word for customer in record.customers for word in _words(customer))
    return Identity(
        keys=record.keys,
        customers=tuple(CustomerId(one.source, one.id) for one in record.customers),
        orders=tuple(CustomerId(source, order) for source, order in record.orders),
        words=tuple(_longest_first({**words, **dict.fromkeys(record.keys)})),
        exact=frozenset(text for one in record.customers for text in (one.id, one.name) if text),
        home=home(),
    )


def _words(customer: CustomerRecord) -> Iterator[str]:
    """What tells this customer from all others in a text. A short name or number would take others' words away."""
    if len(customer.name) >= SHORTEST_NAME:
        yield customer.name
    if customer.email:
        yield customer.email
    if sum(letter.isdigit() for letter in customer.phone) >= SHORTEST_PHONE:
        yield customer.phone
    for number in (customer.id, customer.card):
        if len(number) >= SHORTEST_ID:
            yield number


def _longest_first(words: Iterable[str]) -> list[str]:
    return sorted(words, key=lambda word: (-len(word), word))
