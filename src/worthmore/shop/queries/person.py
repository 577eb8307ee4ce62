"""What a decision may know of one customer: the hot path, one indexed read and no objects in between.

Where what they own is not ready, just after an import, a second read walks through their orders.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from worthmore.shop.queries.direct import Statement, read
from worthmore.shop.queries.ids import possible
from worthmore.shop.queries.moments import moment


class Moments(Mapping[str, datetime]):
    """Seconds since 1970 read as moments, each only when asked for: a decision asks for few of what a person owns."""

    __slots__ = ("_seconds",)

    def __init__(self, seconds: dict[str, int]) -> None:
        self._seconds = seconds

    def __getitem__(self, key: str) -> datetime:
        return datetime.fromtimestamp(self._seconds[key], UTC)

    def get(self, key: str, default: Any = None) -> Any:
        """The moment, or `default`; without the exception that Mapping's own would raise and catch."""
        second = self._seconds.get(key)
        return default if second is None else datetime.fromtimestamp(second, UTC)

    def __iter__(self) -> Iterator[str]:
        return iter(self._seconds)

    def __len__(self) -> int:
        return len(self._seconds)


@dataclass(frozen=True, slots=True)
class PersonFacts:
    """One person as a source's customer.

    `owned` maps the ids of that source's products to when they were last bought; what was wholly returned is not
    there. `satisfaction` is the most recent record, whatever source it came from. `former_keys` are the keys this
    person had before two turned out to be one: outcomes recorded under those are theirs as well.
    """

    key: str
    owned: Mapping[str, datetime]
    satisfaction: float | None = None
    satisfaction_at: datetime | None = None
    former_keys: tuple[str, ...] = ()


PERSON = Statement(
    "worthmore_person",
    """
SELECT person.id, source.id, person.key, owned.products, happy.score, happy.at, former.key
FROM shop_source AS source
JOIN shop_customer AS customer ON customer.source_id = source.id AND customer.external_id = %s
JOIN shop_person AS person ON person.id = customer.person_id
LEFT JOIN shop_owned AS owned ON owned.person_id = person.id AND owned.source_id = source.id
LEFT JOIN shop_satisfaction AS happy ON happy.id = (
    SELECT id FROM shop_satisfaction WHERE person_id = person.id ORDER BY at DESC, id DESC LIMIT 1)
LEFT JOIN shop_formerkey AS former ON former.person_id = person.id
WHERE source.name = %s
""",
    ("text", "text"),
)

# For who has just been imported, before what they own was made ready. Net above zero: bought and kept. A return counts
# against what was bought before, whichever order it names.
OWNED = Statement(
    "worthmore_owned",
    """
SELECT product.external_id, kept.at
FROM (
    SELECT line.product_id, MAX(CASE WHEN line.quantity > 0 THEN purchase.at END) AS at
    FROM shop_order AS purchase JOIN shop_orderline AS line ON line.order_id = purchase.id
    WHERE purchase.person_id = %s AND purchase.source_id = %s
    GROUP BY line.product_id HAVING SUM(line.quantity) > 0
) AS kept
JOIN shop_product AS product ON product.id = kept.product_id
""",
    ("bigint", "bigint"),
)


def person_facts(source: str, customer_id: str) -> PersonFacts | None:
    """What is known of this customer; None when the source does not know them."""
    found = read(PERSON, customer_id, source) if possible(customer_id) else []
    if not found:
        return None
    person, source_key, key, products, score, scored_at, _ = found[0]
    owned = Moments(_walked(person, source_key) if products is None else json.loads(products))
    former = tuple(row[6] for row in found if row[6] is not None)
    return PersonFacts(key, owned, score, None if scored_at is None else moment(scored_at), former)


def _walked(person: int, source: int) -> dict[str, int]:
    """What the person owns by the second, straight from the order lines."""
    return {product: int(moment(at).timestamp()) for product, at in read(OWNED, person, source)}
