"""From what the world calls people to their keys: many customer ids or e-mail addresses at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from worthmore.shop.models import Customer, Source
from worthmore.shop.queries.ids import possible
from worthmore.shop.queries.many import ask

BY_ID = """
SELECT customer.external_id, person.key FROM {{given}}
CROSS JOIN shop_customer AS customer JOIN shop_person AS person ON person.id = customer.person_id
WHERE customer.source_id = {source} AND customer.external_id = given.value
"""
BY_EMAIL = """
SELECT customer.email, person.key FROM {given}
CROSS JOIN shop_customer AS customer JOIN shop_person AS person ON person.id = customer.person_id
WHERE NOT (customer.email = '') AND customer.email = given.value
"""


def keys_by_customer(source: str, ids: Iterable[str]) -> dict[str, str]:
    """The person key of each customer id the source knows."""
    known = Source.objects.filter(name=source).values_list("pk", flat=True).first() if possible(source) else None
    if known is None:
        return {}
    statement = BY_ID.format(source=int(known))
    return dict(ask(statement, [one for one in dict.fromkeys(ids) if possible(one)]))


def customer_names(source: str, ids: Iterable[str]) -> dict[str, str]:
    """The name of each customer id the source has a name of."""
    rows = Customer.objects.filter(source__name=source, external_id__in=list(ids)).exclude(name="")
    return dict(rows.values_list("external_id", "name"))


def keys_by_email(emails: Iterable[str]) -> dict[str, frozenset[str]]:
    """The keys of everybody with each e-mail address (lower case), whatever the source; more than one for a till's."""
    found: dict[str, set[str]] = defaultdict(set)
    for email, key in ask(BY_EMAIL, [one for one in dict.fromkeys(emails) if one and possible(one)]):
        found[email].add(key)
    return {email: frozenset(keys) for email, keys in found.items()}
