"""Where people run into a problem: what they wait for, and what lies unused."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import connection

CASES = """
SELECT kind, COUNT(DISTINCT person_id) FROM shop_case AS told
JOIN shop_source AS source ON source.id = told.source_id AND source.name = %s
WHERE opened_at >= %s GROUP BY kind ORDER BY kind
"""
UNUSED = """
SELECT product.external_id, COUNT(DISTINCT person_id),
    COUNT(DISTINCT CASE WHEN last_used_at IS NULL OR last_used_at < %s THEN person_id END)
FROM shop_contract AS contract
JOIN shop_source AS source ON source.id = contract.source_id AND source.name = %s
JOIN shop_product AS product ON product.id = contract.product_id
WHERE use_told AND started_at < %s AND (ends_at IS NULL OR ends_at > %s)
GROUP BY product.external_id ORDER BY 3 DESC, 1
"""


@dataclass(frozen=True, slots=True)
class UnusedContracts:
    """Of a product that people have a contract for: how many people, and how many of them do not use it."""

    product_id: str
    people: int
    unused: int


def cases_since(source: str, since: datetime) -> dict[str, int]:
    """How many people had a case opened since a moment, by its kind."""
    with connection.cursor() as cursor:
        cursor.execute(CASES, (source, connection.ops.adapt_datetimefield_value(since)))
        return dict(cursor.fetchall())


def unused_contracts(
    source: str, unused_since: datetime, begun_before: datetime, at: datetime
) -> list[UnusedContracts]:
    """Contracts in force that began before a moment, of which the shop tells of use: the most unused first."""
    adapt = connection.ops.adapt_datetimefield_value
    with connection.cursor() as cursor:
        cursor.execute(UNUSED, (adapt(unused_since), source, adapt(begun_before), adapt(at)))
        return [UnusedContracts(*row) for row in cursor.fetchall()]
