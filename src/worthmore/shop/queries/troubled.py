"""Customers of whom something tells that all is not well: those whose satisfaction is worth weighing first."""

from __future__ import annotations

from datetime import datetime

from django.db import connection

TROUBLED = """
SELECT customer.external_id FROM shop_customer AS customer
JOIN shop_source AS source ON source.id = customer.source_id AND source.name = %s
JOIN (
    SELECT person_id, MAX(at) AS at FROM (
        SELECT person_id, at FROM shop_satisfaction WHERE at >= %s AND score < %s
        UNION ALL
        SELECT person_id, opened_at FROM shop_case WHERE kind <> 'question' AND (solved_at IS NULL OR solved_at >= %s)
        UNION ALL
        SELECT person_id, promised_at FROM shop_order WHERE watched AND person_id IS NOT NULL AND promised_at >= %s
            AND promised_at < %s AND (delivered_at IS NULL OR delivered_at > promised_at)
        UNION ALL
        SELECT person_id, started_at FROM shop_contract
        WHERE (last_used_at IS NULL OR last_used_at < %s) AND (ends_at IS NULL OR ends_at > %s)
    ) AS told GROUP BY person_id
) AS troubled ON troubled.person_id = customer.person_id
ORDER BY troubled.at DESC, customer.id LIMIT %s
"""


def troubled(source: str, since: datetime, below: float, unused_since: datetime, at: datetime, most: int) -> list[str]:
    """The numbers of up to so many customers of a source, those with the newest trouble first.

    Told less than `below` since a moment, a case open or solved since, an order late, or a contract unused since
    another moment. Whether it weighs enough is not decided here.
    """
    adapt = connection.ops.adapt_datetimefield_value
    first, now, unused = adapt(since), adapt(at), adapt(unused_since)
    with connection.cursor() as cursor:
        cursor.execute(TROUBLED, (source, first, below, first, first, now, unused, now, most))
        return [number for (number,) in cursor.fetchall()]
