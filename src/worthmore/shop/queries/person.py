"""What a decision may know of one customer: the hot path, one indexed read and no objects in between.

Where what they own is not ready, just after an import, a second read walks through their orders. Who has an open case,
or an order that is awaited, owed or sent back, costs one read more.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import msgspec

from worthmore.shop.queries.direct import Statement, read
from worthmore.shop.queries.ids import possible
from worthmore.shop.queries.moments import moment
from worthmore.shop.queries.reach import KnownCustomer, Reach
from worthmore.vocabulary.standing import CLEAR, Case, CaseKind, OrderState, Standing


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
    person had before two turned out to be one: outcomes recorded under those are theirs as well. `reach` is what a
    permission is asked with; its last sale leaves out what is a return and nothing else.
    """

    key: str
    owned: Mapping[str, datetime]
    satisfaction: float | None = None
    satisfaction_at: datetime | None = None
    former_keys: tuple[str, ...] = ()
    standing: Standing = CLEAR
    reach: Reach = field(default_factory=lambda: Reach(""))


PERSON = Statement(
    "worthmore_person",
    """
SELECT person.id, source.id, person.key, owned.products, happy.score, happy.at, former.key, (
    SELECT MAX(at) FROM shop_order AS purchase
    WHERE person_id = person.id AND (returned_at IS NULL OR returned_at <> at OR EXISTS (
        SELECT 1 FROM shop_orderline AS line WHERE line.order_id = purchase.id AND line.quantity > 0))
), EXISTS (SELECT 1 FROM shop_case WHERE person_id = person.id)
    OR EXISTS (SELECT 1 FROM shop_order WHERE person_id = person.id AND watched),
    known_by.name, known.external_id, known.name, known.email, known.phone, known.postcode, known.country,
    known.birth_year, known.minor
FROM shop_source AS source
JOIN shop_customer AS customer ON customer.source_id = source.id AND customer.external_id = %s
JOIN shop_person AS person ON person.id = customer.person_id
LEFT JOIN shop_owned AS owned ON owned.person_id = person.id AND owned.source_id = source.id
LEFT JOIN shop_satisfaction AS happy ON happy.id = (
    SELECT id FROM shop_satisfaction WHERE person_id = person.id ORDER BY at DESC, id DESC LIMIT 1)
LEFT JOIN shop_formerkey AS former ON former.person_id = person.id
JOIN shop_customer AS known ON known.person_id = person.id
JOIN shop_source AS known_by ON known_by.id = known.source_id
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


# Of a case its kind, when it was opened and solved; of an order no kind and its six moments.
STANDING = Statement(
    "worthmore_standing",
    """
SELECT kind, opened_at, solved_at, NULL, NULL, NULL, NULL FROM shop_case WHERE person_id = %s
UNION ALL
SELECT '', promised_at, delivered_at, due_at, paid_at, reminded_at, returned_at FROM shop_order
WHERE person_id = %s AND watched
""",
    ("bigint", "bigint"),
)
CUSTOMER = 9
"""Where in a row of `PERSON` the person's customers begin, in the order of `KnownCustomer`."""


def person_facts(source: str, customer_id: str) -> PersonFacts | None:
    """What is known of this customer; None when the source does not know them."""
    found = read(PERSON, customer_id, source) if possible(customer_id) else []
    if not found:
        return None
    person, source_key, key, products, score, scored_at, _, ordered_at, held_back, *_ = found[0]
    owned = Moments(_walked(person, source_key) if products is None else _owned(products))
    reach = _reach(key, found, _moment(ordered_at))
    standing = _standing(person, reach.last_sale_at) if held_back else Standing(ordered_at=reach.last_sale_at)
    return PersonFacts(key, owned, score, _moment(scored_at), tuple(reach.former_keys), standing, reach)


def _reach(key: str, found: list[tuple[Any, ...]], sold_at: datetime | None) -> Reach:
    """Every customer and former key of the person: the rows are each with each, nearly always one."""
    former = dict.fromkeys(row[6] for row in found if row[6] is not None)
    customers = dict.fromkeys(row[CUSTOMER:] for row in found)
    return Reach(key, list(former), [KnownCustomer._make(one) for one in customers], sold_at)


def _standing(person: int, ordered_at: datetime | None) -> Standing:
    cases, orders = [], []
    for kind, first, *others in read(STANDING, person, person):
        if kind:
            cases.append(Case(CaseKind(kind), moment(first), _moment(others[0])))
        else:
            orders.append(OrderState(*map(_moment, (first, *others))))
    return Standing(tuple(cases), tuple(orders), ordered_at)


def _moment(value: Any) -> datetime | None:
    return None if value is None else moment(value)


def _walked(person: int, source: int) -> dict[str, int]:
    """What the person owns by the second, straight from the order lines."""
    return {product: int(moment(at).timestamp()) for product, at in read(OWNED, person, source)}


_owned = msgspec.json.Decoder(dict[str, int]).decode
