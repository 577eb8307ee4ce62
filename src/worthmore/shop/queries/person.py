"""What a decision may know of one customer: the hot path, one indexed read and no objects in between.

Where what they own is not ready, just after an import, other reads walk through their orders. Who told how satisfied
they are, has a case, or an order that is awaited, owed or sent back, costs one read more; so does who told a need.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import msgspec

from worthmore.decide.person.journey import ordered_of
from worthmore.shop.ordering import read_back
from worthmore.shop.queries.direct import Statement, read
from worthmore.shop.queries.ids import possible
from worthmore.shop.queries.moments import moment
from worthmore.shop.queries.needs import needs_of
from worthmore.shop.queries.reach import KnownCustomer, Reach
from worthmore.vocabulary.journey import LATEST, NEVER, Ordered
from worthmore.vocabulary.moments import Moments
from worthmore.vocabulary.needs import Need
from worthmore.vocabulary.satisfaction import Told
from worthmore.vocabulary.standing import CLEAR, Case, CaseKind, OrderState, Standing


@dataclass(frozen=True, slots=True)
class PersonFacts:
    """One person as a source's customer.

    `owned` maps the ids of that source's products to when they were last bought; what was wholly returned is not
    there. `told` is what they told of how satisfied they are, newest first, whatever source it came from.
    `former_keys` are the keys this person had before two turned out to be one: outcomes recorded under those are theirs
    as well. `reach` is what a permission is asked with; its last sale leaves out what is a return and nothing else.
    `ordered` is when they ordered of this source, `needs` what they told they need, newest first.
    """

    key: str
    owned: Mapping[str, datetime]
    told: tuple[Told, ...] = ()
    former_keys: tuple[str, ...] = ()
    standing: Standing = CLEAR
    reach: Reach = field(default_factory=lambda: Reach(""))
    ordered: Ordered = NEVER
    needs: tuple[Need, ...] = ()

    def bought_since(self, moment: datetime) -> Mapping[str, datetime]:
        """What of `owned` was bought from that moment on."""
        if isinstance(self.owned, Moments):
            return self.owned.since(moment)
        return {product: at for product, at in self.owned.items() if at >= moment}

    @property
    def satisfaction(self) -> float | None:
        """The last score they told, 0 (unhappy) to 1 (happy)."""
        return self.told[0].score if self.told else None

    @property
    def satisfaction_at(self) -> datetime | None:
        """When they told it."""
        return self.told[0].at if self.told else None


PERSON = Statement(
    "worthmore_person",
    """
SELECT person.id, source.id, person.key, owned.products, owned.ordered, former.key, (
    SELECT MAX(at) FROM shop_order AS purchase
    WHERE person_id = person.id AND (returned_at IS NULL OR returned_at <> at OR EXISTS (
        SELECT 1 FROM shop_orderline AS line WHERE line.order_id = purchase.id AND line.quantity > 0))
), EXISTS (SELECT 1 FROM shop_case WHERE person_id = person.id)
    OR EXISTS (SELECT 1 FROM shop_order WHERE person_id = person.id AND watched)
    OR EXISTS (SELECT 1 FROM shop_satisfaction WHERE person_id = person.id),
    EXISTS (SELECT 1 FROM shop_need WHERE person_id = person.id),
    known_by.name, known.external_id, known.name, known.email, known.phone, known.postcode, known.country,
    known.birth_year, known.minor
FROM shop_source AS source
JOIN shop_customer AS customer ON customer.source_id = source.id AND customer.external_id = %s
JOIN shop_person AS person ON person.id = customer.person_id
LEFT JOIN shop_owned AS owned ON owned.person_id = person.id AND owned.source_id = source.id
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


# Of an order no kind and its six moments; of a case its kind, when it was opened and solved; of what they told how
# satisfied they are its kind, when, and the score.
STANDING = Statement(
    "worthmore_standing",
    """
SELECT '', promised_at, delivered_at, due_at, paid_at, reminded_at, returned_at, CAST(NULL AS double precision)
FROM shop_order WHERE person_id = %s AND watched
UNION ALL
SELECT kind, opened_at, solved_at, NULL, NULL, NULL, NULL, NULL FROM shop_case WHERE person_id = %s
UNION ALL
SELECT kind, at, NULL, NULL, NULL, NULL, NULL, score FROM (
    SELECT kind, at, score FROM shop_satisfaction WHERE person_id = %s ORDER BY at DESC, id DESC LIMIT 20) AS told
""",
    ("bigint", "bigint", "bigint"),
)

# For who has just been imported, before when they ordered was made ready.
ORDERED = Statement(
    "worthmore_ordered",
    """
SELECT at FROM shop_order AS purchase WHERE person_id = %s AND source_id = %s
    AND EXISTS (SELECT 1 FROM shop_orderline AS line WHERE line.order_id = purchase.id AND line.quantity > 0)
ORDER BY at
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
    person, source_key, key, products, ordered, _, ordered_at, told_of, needs, *_ = found[0]
    reach = _reach(key, found, _moment(ordered_at))
    told, standing = _standing(person, reach.last_sale_at) if told_of else ((), Standing(ordered_at=reach.last_sale_at))
    return PersonFacts(
        key,
        Moments(_walked(person, source_key) if products is None else _owned(products)),
        told,
        tuple(reach.former_keys),
        standing,
        reach,
        read_back(ordered) if ordered else _walked_orders(person, source_key),
        needs_of(person) if needs else (),
    )


def _reach(key: str, found: list[tuple[Any, ...]], sold_at: datetime | None) -> Reach:
    """Every customer and former key of the person: the rows are each with each, nearly always one."""
    former = dict.fromkeys(row[5] for row in found if row[5] is not None)
    customers = dict.fromkeys(row[CUSTOMER:] for row in found)
    return Reach(key, list(former), [KnownCustomer._make(one) for one in customers], sold_at)


def _standing(person: int, ordered_at: datetime | None) -> tuple[tuple[Told, ...], Standing]:
    told, cases, orders = [], [], []
    for kind, first, *others, score in read(STANDING, person, person, person):
        if score is not None:
            told.append(Told(kind, score, moment(first)))
        elif kind:
            cases.append(Case(CaseKind(kind), moment(first), _moment(others[0])))
        else:
            orders.append(OrderState(*map(_moment, (first, *others))))
    return tuple(told), Standing(tuple(cases), tuple(orders), ordered_at)


def _moment(value: Any) -> datetime | None:
    return None if value is None else moment(value)


def _walked(person: int, source: int) -> dict[str, int]:
    """What the person owns by the second, straight from the order lines."""
    return {product: int(moment(at).timestamp()) for product, at in read(OWNED, person, source)}


def _walked_orders(person: int, source: int) -> Ordered:
    """When the person ordered, straight from the orders."""
    return ordered_of((moment(at) for (at,) in read(ORDERED, person, source)), LATEST)


_owned = msgspec.json.Decoder(dict[str, int]).decode
