"""Small frames of the shop's facts, with only what a test is about."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import polars as pl

from worthmore.shop.columns import ORDER_LINES

AT = datetime(2026, 3, 1, 12, tzinfo=UTC)
SHOP = "demo"


def day(number: int) -> datetime:
    return datetime(2026, 1, 1, 9, 30, tzinfo=UTC) + timedelta(days=number)


def product(product_id: str, price: int = 1000, **more: object) -> dict[str, object]:
    return {"external_id": product_id, "name": product_id.title(), "price": price, "currency": "EUR", **more}


def products(*rows: dict[str, object]) -> pl.DataFrame:
    return pl.DataFrame(rows)


def customers(*rows: dict[str, object]) -> pl.DataFrame:
    return pl.DataFrame(rows)


def line(order: str, key: str, product_id: str, quantity: int = 1, **more: object) -> dict[str, object]:
    price = more.pop("price", 1000)
    at = more.pop("at", AT)
    return {
        "order_id": order,
        "key": key,
        "product_id": product_id,
        "at": at,
        "quantity": quantity,
        "unit_price": price,
        "currency": "EUR",
        **more,
    }


def lines(*rows: dict[str, object]) -> pl.DataFrame:
    names = {name for row in rows for name in row}
    schema = {name: dtype for name, dtype in ORDER_LINES.schema.items() if name in names}
    return pl.DataFrame(rows, schema=schema)


def relations(*rows: tuple[str, str, str]) -> pl.DataFrame:
    return pl.DataFrame(rows, schema=["product_id", "other_id", "kind"], orient="row")


def bought(customer: str, *product_ids: str, order: str = "", at: datetime = AT) -> pl.DataFrame:
    order = order or f"order of {customer}"
    rows: Sequence[dict[str, object]] = [
        line(order, str(place), id_, customer_id=customer, at=at) for place, id_ in enumerate(product_ids)
    ]
    return lines(*rows)
