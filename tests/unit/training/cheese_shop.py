"""A shop whose customers' rhythm, liking and way of choosing a person can see."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import polars as pl

from tests.unit.training.shop_of_two import AT, SHOP
from worthmore.shop import operations
from worthmore.shop.columns import ORDER_LINES

__all__ = ["AT", "SHOP", "save_orders", "save_products"]

MONTHS = 14


def save_products() -> None:
    """Two cheeses, one a fifth dearer, a wine and a sun hat."""
    frame = pl.DataFrame(
        {
            "external_id": ["mild", "old", "wine", "hat"],
            "name": ["Mild cheese", "Old cheese", "Red wine", "Sun hat"],
            "price": [1_000, 1_200, 800, 2_000],
            "category": ["Cheese", "Cheese", "Wine", "Hats"],
        }
    )
    operations.save_products(SHOP, frame.with_columns(currency=pl.lit("EUR")), AT)


def carts(people: int) -> Iterator[tuple[str, int, str, int]]:
    """Customer, days ago, product and price: half love cheese and come monthly, half love wine and came in spring."""
    for person in range(people):
        for month in range(MONTHS):
            ago = 30 * month + person % 20 + 1
            if person % 2 == 0:
                yield f"c{person}", ago, "old" if month % 3 == 0 else "mild", 1_200 if month % 3 == 0 else 1_000
            elif month >= 10:
                yield f"c{person}", ago, "wine", 800


def save_orders(people: int, currency: str = "EUR") -> None:
    rows = [
        {
            "order_id": f"{customer}-{ago}",
            "key": "0",
            "product_id": product_id,
            "at": AT - timedelta(days=ago),
            "quantity": 1,
            "unit_price": price,
            "currency": currency,
            "customer_id": customer,
        }
        for customer, ago, product_id, price in carts(people)
    ]
    schema = {name: dtype for name, dtype in ORDER_LINES.schema.items() if name in rows[0]}
    operations.save_order_lines(SHOP, pl.DataFrame(rows, schema=schema), AT)
