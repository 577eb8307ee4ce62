"""What a person looked at of late, for the few decisions that ask what they never saw."""

from __future__ import annotations

from worthmore.shop.queries.direct import Statement, read

MOST = 500

# Removing something from a cart is having seen it as well.
VIEWED = Statement(
    "worthmore_viewed",
    f"""
SELECT product.external_id FROM shop_activity AS activity
JOIN shop_person AS person ON person.id = activity.person_id
JOIN shop_source AS source ON source.id = activity.source_id
JOIN shop_product AS product ON product.id = activity.product_id
WHERE person.key = %s AND source.name = %s ORDER BY activity.at DESC LIMIT {MOST}
""",  # noqa: S608 - a number of ours
    ("text", "text"),
)


def viewed(source: str, person_key: str) -> frozenset[str]:
    """The ids of the products of a source that a person looked at or had in their cart, as long as that is kept."""
    return frozenset(product for (product,) in read(VIEWED, person_key, source))
