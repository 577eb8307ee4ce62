"""What products cost before, of those that now cost less than they once did: what an announced reduction stands on."""

from __future__ import annotations

from itertools import groupby
from operator import itemgetter

from django.db import connection

from worthmore.law.reductions import needed
from worthmore.shop.queries.moments import moment
from worthmore.vocabulary.prices import PriceChange

Prices = dict[str, tuple[PriceChange, ...]]

# A price that was only seen in an order is what one customer paid, not what was asked of everybody: a product that was
# first known from orders (`seen_at`) has a history from the first price the shop itself told.
FALLEN = """
SELECT product.external_id, price.from_at, price.amount, price.currency
FROM shop_product AS product
JOIN shop_price AS price ON price.product_id = product.id
WHERE product.source_id = (SELECT id FROM shop_source WHERE name = %s) AND product.revision > %s AND product.described
  AND (product.seen_at IS NULL OR price.from_at > product.seen_at)
  AND EXISTS (
    SELECT 1 FROM shop_price AS dearer WHERE dearer.product_id = product.id AND dearer.amount > product.price)
ORDER BY product.id, price.from_at
"""


def price_histories(source: str, after_revision: int = 0) -> Prices:
    """The histories of a source's products that cost less now than once, the oldest price first; by product id.

    Only of products changed after a revision, and only as far back as an announcement may need.
    """
    with connection.cursor() as cursor:
        cursor.execute(FALLEN, (source, after_revision))
        rows = cursor.fetchall()
    told = (
        (product, needed([PriceChange(moment(at), amount, currency) for _, at, amount, currency in history]))
        for product, history in groupby(rows, key=itemgetter(0))
    )
    return {product: history for product, history in told if len(history) > 1}
