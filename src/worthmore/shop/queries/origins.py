"""Where an order's lines came from, told by their keys: lines that came in through the API carry a mark."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.db import connection

from worthmore.shop.queries.ids import possible

API = "api:"
"""What the keys of lines that came in through the API begin with."""
PART = 500

FROM_API = """
SELECT purchase.external_id FROM shop_source AS source
JOIN shop_order AS purchase ON purchase.source_id = source.id
WHERE source.name = %s AND purchase.external_id IN ({places}) AND EXISTS (
    SELECT 1 FROM shop_orderline AS line
    WHERE line.order_id = purchase.id AND substr(line.key, 1, 4) = 'api:')
"""


def orders_from_api(source: str, order_ids: Iterable[str]) -> set[str]:
    """Those of the orders that the shop itself sent, line by line, through the API."""
    distinct = [one for one in dict.fromkeys(order_ids) if possible(one)]
    parts = (distinct[start : start + PART] for start in range(0, len(distinct), PART))
    return {order for part in parts for order in _from_api(source, part)}


def _from_api(source: str, order_ids: Sequence[str]) -> set[str]:
    sql = FROM_API.format(places=", ".join(["%s"] * len(order_ids)))
    with connection.cursor() as cursor:
        cursor.execute(sql, (source, *order_ids))
        return {order for (order,) in cursor.fetchall()}
