"""A small shop in the database, for training."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import polars as pl

from worthmore.shop import operations
from worthmore.shop.columns import ORDER_LINES

AT = datetime(2026, 3, 1, 12, tzinfo=UTC)
SHOP = "demo"


def save_products(source: str = SHOP) -> None:
    """A bicycle and a better one, a lock, a bell that is no longer sold, and postage."""
    frame = pl.DataFrame(
        {
            "external_id": ["bike", "better", "lock", "bell", "post"],
            "name": ["City bike", "Better city bike", "Lock", "Bell", "Postage"],
            "price": [50_000, 60_000, 4_000, 900, 500],
            "currency": ["EUR"] * 5,
            "category": ["Bicycles", "Bicycles", "Locks", "Bells", ""],
            "attributes": ['{"gears": 3}', '{"gears": 7}', "{}", "{}", "{}"],
            "active_until": [None, None, None, date(2026, 2, 1), None],
        }
    )
    operations.save_products(source, frame, AT)
    gears = {"name": ["gears"], "unit": [""], "direction": ["higher"], "need": [False], "labels": ["{}"]}
    operations.save_attributes(source, pl.DataFrame(gears), AT)


def save_orders(source: str = SHOP, customers: int = 30, *, guests: bool = False) -> None:
    """Each customer buys bike, lock, bell and postage; as many others buy postage and the better bike."""
    carts = [("bike", "lock", "bell", "post")] * customers + [("better", "post")] * customers * 3
    rows = [
        {
            "order_id": str(number),
            "key": str(place),
            "product_id": product_id,
            "at": AT - timedelta(days=number % 90 + 1),
            "quantity": 1,
            "unit_price": 1_000,
            "currency": "EUR",
            "customer_id": None if guests else f"customer {number}",
        }
        for number, cart in enumerate(carts)
        for place, product_id in enumerate(cart)
    ]
    schema = {name: dtype for name, dtype in ORDER_LINES.schema.items() if name in rows[0]}
    operations.save_order_lines(source, pl.DataFrame(rows, schema=schema), AT)
