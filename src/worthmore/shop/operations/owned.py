"""What each person owns, kept ready for decisions: derived anew from the order lines of whoever they changed for."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

import polars as pl
from django.db import connection

from worthmore.shop.operations import bulk

PART = 500

# Net above zero: bought and kept. A return counts against what was bought before, whichever order it names.
KEPT = """
SELECT kept.person_id, kept.source_id, product.external_id, kept.second
FROM (
    SELECT purchase.person_id, purchase.source_id, line.product_id,
           MAX(CASE WHEN line.quantity > 0 THEN {second} END) AS second
    FROM shop_order AS purchase JOIN shop_orderline AS line ON line.order_id = purchase.id
    WHERE purchase.person_id IN ({people})
    GROUP BY purchase.person_id, purchase.source_id, line.product_id HAVING SUM(line.quantity) > 0
) AS kept
JOIN shop_product AS product ON product.id = kept.product_id
ORDER BY kept.person_id, kept.source_id, product.external_id
"""
SECOND = {
    "sqlite": "CAST(strftime('%%s', purchase.at) AS INTEGER)",
    "postgresql": "CAST(FLOOR(EXTRACT(EPOCH FROM purchase.at)) AS BIGINT)",
}
FORGET = "DELETE FROM shop_owned WHERE person_id IN ({people})"
SCHEMA = {"person_id": pl.Int64(), "source_id": pl.Int64(), "products": pl.String()}


def renew_owned(people: Iterable[int]) -> None:
    """Derive anew what these people own, of every source."""
    distinct = sorted(set(people))
    for start in range(0, len(distinct), PART):
        part = distinct[start : start + PART]
        _run(FORGET, part)
        bulk.insert("shop_owned", pl.DataFrame(list(_rows(part)), schema=SCHEMA, orient="row"))


def _rows(people: Sequence[int]) -> Iterator[tuple[int, int, str]]:
    kept = _run(KEPT, people)
    for (person, source), lines in groupby(kept, key=lambda row: (row[0], row[1])):
        owned = {product: second for _, _, product, second in lines}
        yield person, source, json.dumps(owned, ensure_ascii=False, separators=(",", ":"))


def _run(statement: str, people: Sequence[int]) -> list[tuple[int, int, str, int]]:
    sql = statement.format(people=", ".join(["%s"] * len(people)), second=SECOND[connection.vendor])
    with connection.cursor() as cursor:
        cursor.execute(sql, people)
        return list(cursor.fetchall()) if cursor.description else []
