"""Products for the back office: found by text, and one on its own page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import connection

from worthmore.shop import models
from worthmore.shop.queries.catalogue import category_path, find_product
from worthmore.shop.queries.moments import moment
from worthmore.shop.queries.searching import exactly, matching
from worthmore.vocabulary.policy import LANGUAGES
from worthmore.vocabulary.products import Product, RelationKind

PAGE = 50
MOST = 1_000


@dataclass(frozen=True, slots=True)
class ProductFound:
    """One product in a list. `price` is minor units; `described` False: only known from orders."""

    id: str
    name: str
    category: tuple[str, ...]
    brand: str
    price: int
    currency: str
    stock: int | None
    described: bool


@dataclass(frozen=True, slots=True)
class PricePoint:
    """What a product cost from a moment on, minor units."""

    from_at: datetime
    amount: int
    currency: str


@dataclass(frozen=True, slots=True)
class ProductPage:
    """One product with what the shop knows of it: prices (newest first), relations, and how it sold.

    `units` is net of returns; `orders` and `customers` count those that bought it; guests are no customers.
    """

    product: Product
    described: bool
    prices: tuple[PricePoint, ...]
    relations: tuple[tuple[RelationKind, str], ...]
    units: int
    orders: int
    customers: int
    last_sold_at: datetime | None


SOLD = """
SELECT COALESCE(SUM(line.quantity), 0),
       COUNT(DISTINCT CASE WHEN line.quantity > 0 THEN purchase.id END),
       COUNT(DISTINCT CASE WHEN line.quantity > 0 THEN purchase.person_id END),
       MAX(CASE WHEN line.quantity > 0 THEN purchase.at END)
FROM shop_orderline AS line JOIN shop_order AS purchase ON purchase.id = line.order_id
WHERE line.product_id = %s
"""


def find_products(source: str, text: str = "", limit: int = PAGE, offset: int = 0) -> list[ProductFound]:
    """Products whose id, brand or name (in any language) hold every word of the text; that very id first."""
    fields = ("external_id", "name", "brand", *(f"names__{language}" for language in LANGUAGES))
    rows = models.Product.objects.filter(matching(text, fields), source__name=source)
    ordered = rows.order_by(exactly("external_id", text), "name", "external_id")
    names = ("external_id", "name", "category", "brand", "price", "currency", "stock", "described")
    listed = ordered.values_list(*names)[offset : offset + min(limit, MOST)]
    return [ProductFound(id_, name, category_path(category), *rest) for id_, name, category, *rest in listed]


def product(source: str, product_id: str) -> ProductPage | None:
    """One product with its prices, relations and sales; None when the source has no such product."""
    found = find_product(source, product_id)
    if found is None:
        return None
    row = models.Product.objects.values("pk", "described").get(source__name=source, external_id=product_id)
    units, orders, customers, last = _sold(row["pk"])
    return ProductPage(
        product=found,
        described=row["described"],
        prices=_prices(row["pk"]),
        relations=_relations(row["pk"]),
        units=units,
        orders=orders,
        customers=customers,
        last_sold_at=None if last is None else moment(last),
    )


def _sold(pk: int) -> tuple[int, int, int, datetime | str | None]:
    with connection.cursor() as cursor:
        cursor.execute(SOLD, (pk,))
        units, orders, customers, last = cursor.fetchone()
    return int(units), orders, customers, last


def _prices(pk: int) -> tuple[PricePoint, ...]:
    rows = models.Price.objects.filter(product_id=pk).order_by("-from_at")[:MOST]
    return tuple(PricePoint(row.from_at, row.amount, row.currency) for row in rows)


def _relations(pk: int) -> tuple[tuple[RelationKind, str], ...]:
    rows = models.Relation.objects.filter(product_id=pk).order_by("position", "pk")
    return tuple((RelationKind(kind), other) for kind, other in rows.values_list("kind", "other__external_id"))
