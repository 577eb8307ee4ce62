"""People as their sources know them, and their last purchase: what a permission is asked with. Few statements.

Names and addresses leave this room here only for whoever turns them into keyed hashes at once.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple

from worthmore.shop.queries.direct import Statement, read
from worthmore.shop.queries.ids import possible
from worthmore.shop.queries.keys import all_keys
from worthmore.shop.queries.many import ask
from worthmore.shop.queries.moments import moment

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
# A cancellation or a return alone is no sale. Looking at one line of each order, and not joining them, keeps PostgreSQL
# from reading all lines of the shop while it does not know yet how many there are.
KNOWN = """source.name, customer.external_id, customer.name, customer.email, customer.phone, customer.postcode,
    customer.country, customer.birth_year, customer.minor, CAST((
    SELECT MAX(CASE WHEN (
            SELECT 1 FROM shop_orderline AS line WHERE line.order_id = purchase.id AND line.quantity > 0 LIMIT 1
        ) = 1 THEN purchase.at END)
    FROM shop_order AS purchase WHERE purchase.person_id = customer.person_id) AS text)"""
CUSTOMERS = (
    "SELECT customer.person_id, "
    + KNOWN
    + """
FROM {given} CROSS JOIN shop_customer AS customer JOIN shop_source AS source ON source.id = customer.source_id
WHERE customer.person_id = given.value
"""
)
ONE = Statement(
    "worthmore_reach",
    "SELECT "
    + KNOWN
    + """
FROM shop_person AS person JOIN shop_customer AS customer ON customer.person_id = person.id
JOIN shop_source AS source ON source.id = customer.source_id
WHERE person.key = %s
""",
    ("text",),
)
SHARED = """
SELECT customer.email FROM {given} CROSS JOIN shop_customer AS customer
WHERE NOT (customer.email = '') AND customer.email = given.value
GROUP BY customer.email HAVING COUNT(DISTINCT customer.person_id) > 1
"""


class KnownCustomer(NamedTuple):
    """A person as one source knows them, as that source wrote it."""

    source: str
    external_id: str
    name: str
    email: str
    phone: str
    postcode: str
    country: str
    birth_year: int | None
    minor: bool | None


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
    """The people behind these keys, present or former, by the key asked for; nobody's key is left out.

    A key asked for twice, as present and as former, leads to one and the same value.
    """
    wanted = [key for key in dict.fromkeys(keys) if possible(key)]
    asked = list(ask(PRESENT, wanted))
    if len(asked) < len(wanted):
        asked += ask(ONCE, wanted)
    people = {person: Reach(key) for _, person, key in asked}
    ids = list(people)
    for person, key in ask(FORMER, ids, "bigint"):
        people[person].former_keys.append(key)
    for person, *known, sold_at in ask(CUSTOMERS, ids, "bigint"):
        one = people[person]
        one.customers.append(KnownCustomer._make(known))
        if sold_at is not None and one.last_sale_at is None:
            one.last_sale_at = moment(sold_at)
    return {given: people[person] for given, person, _ in asked}


def reach_one(key: str) -> Reach:
    """The person behind one key, on the way to an offer: two indexed reads. Nobody's key stands for itself alone."""
    present, *former = all_keys(key)
    rows = read(ONE, present) if possible(present) else []
    sold_at = rows[0][-1] if rows else None
    return Reach(
        present,
        former,
        [KnownCustomer._make(row[:-1]) for row in rows],
        None if sold_at is None else moment(sold_at),
    )


def shared_emails(emails: Iterable[str]) -> set[str]:
    """Those of the addresses that several people have, such as a till's own: they tell nobody from another."""
    return {email for (email,) in ask(SHARED, [email for email in dict.fromkeys(emails) if email])}
