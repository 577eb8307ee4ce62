"""What each person owns and when they ordered, kept ready for decisions: derived anew where the order lines changed.

A few people are derived at once. An import changes thousands at a time and comes back to the same people again and
again: theirs is forgotten, which costs next to nothing, and derived once by `ready_owned` when all is in. Meanwhile
`person_facts` walks through their orders itself: slower, but never wrong.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

import polars as pl
from django.db import connection, transaction

from worthmore.shop.operations import bulk
from worthmore.shop.operations.revision import next_revision
from worthmore.shop.ordering import written

FEW = 20
PART = 500

# Net above zero: bought and kept. A return counts against what was bought before, whichever order it names.
KEPT = """
SELECT kept.person_id, kept.source_id, product.external_id, {second}
FROM (
    SELECT purchase.person_id, purchase.source_id, line.product_id, SUM(line.quantity) AS quantity,
           MAX(CASE WHEN line.quantity > 0 THEN purchase.at END) AS at
    FROM shop_order AS purchase JOIN shop_orderline AS line ON line.order_id = purchase.id
    WHERE purchase.person_id IN ({people})
    GROUP BY purchase.person_id, purchase.source_id, line.product_id
) AS kept
LEFT JOIN shop_product AS product ON product.id = kept.product_id AND kept.quantity > 0
ORDER BY kept.person_id, kept.source_id, product.external_id
"""
# Every order that was a purchase, not only the return of one.
ORDERED = """
SELECT kept.person_id, kept.source_id, '', {second} FROM shop_order AS kept
WHERE kept.person_id IN ({people})
    AND EXISTS (SELECT 1 FROM shop_orderline AS line WHERE line.order_id = kept.id AND line.quantity > 0)
ORDER BY kept.person_id, kept.source_id, kept.at
"""
SECOND = {
    "sqlite": "CAST(strftime('%%s', kept.at) AS INTEGER)",
    "postgresql": "CAST(FLOOR(EXTRACT(EPOCH FROM kept.at)) AS BIGINT)",
}
FORGET = "DELETE FROM shop_owned WHERE person_id IN ({people})"
UNREADY = """
SELECT person_id FROM shop_order WHERE source_id = {source} AND person_id IS NOT NULL
EXCEPT
SELECT person_id FROM shop_owned WHERE source_id = {source} AND ordered <> ''
"""
SOURCE = "(SELECT id FROM shop_source WHERE name = %s)"
SCHEMA = {"person_id": pl.Int64(), "source_id": pl.Int64(), "products": pl.String(), "ordered": pl.String()}


def ready_owned(source: str) -> int:
    """Derive what is not ready yet of a source's customers; gives how many people that were. For after an import.

    Each part is a transaction of its own, so that nobody who saves an order waits for all of them.
    """
    with connection.cursor() as cursor:
        cursor.execute(UNREADY.format(source=SOURCE), (source, source))
        people = sorted(person for (person,) in cursor.fetchall())
    for part in _parts(people):
        with transaction.atomic():
            next_revision()
            _renew(part)
    return len(people)


def refresh_owned(people: Iterable[int]) -> None:
    """Keep what is ready true to the orders of these people, which changed."""
    distinct = sorted(set(people))
    for part in _parts(distinct):
        if len(distinct) <= FEW:
            _renew(part)
        else:
            _run(FORGET, part)


def _parts(people: Sequence[int]) -> Iterator[Sequence[int]]:
    return (people[start : start + PART] for start in range(0, len(people), PART))


def _renew(people: Sequence[int]) -> None:
    _run(FORGET, people)
    bulk.insert("shop_owned", pl.DataFrame(list(_rows(people)), schema=SCHEMA, orient="row"))


def _rows(people: Sequence[int]) -> Iterator[tuple[int, int, str, str]]:
    """One row for each person and source with orders, even where nothing was kept."""
    kept, seconds = _run(KEPT, people), _run(ORDERED, people)
    ordered = {whose: [second for *_, second in rows] for whose, rows in groupby(seconds, key=_whose)}
    for whose, lines in groupby(kept, key=_whose):
        owned = {product: second for _, _, product, second in lines if product is not None}
        yield *whose, _json(owned), _json(written(ordered.get(whose, ())))


def _whose(row: tuple[int, int, str | None, int]) -> tuple[int, int]:
    return row[:2]


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _run(statement: str, people: Sequence[int]) -> list[tuple[int, int, str | None, int]]:
    sql = statement.format(people=", ".join(["%s"] * len(people)), second=SECOND[connection.vendor])
    with connection.cursor() as cursor:
        cursor.execute(sql, people)
        return list(cursor.fetchall()) if cursor.description else []
