"""How much the shop knows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Max, Min

from worthmore.shop import models


@dataclass(frozen=True, slots=True)
class Counts:
    """How many of each a source has, and between which moments it was ordered from."""

    products: int
    described: int
    customers: int
    orders: int
    lines: int
    activity: int
    satisfaction: int
    first_order_at: datetime | None
    last_order_at: datetime | None


def counts(source: str) -> Counts:
    """Counts of one source; an unknown source has nothing."""
    known = models.Source.objects.filter(name=source).values_list("pk", flat=True).first()
    if known is None:
        return Counts(0, 0, 0, 0, 0, 0, 0, None, None)
    orders = models.Order.objects.filter(source_id=known)
    span = orders.aggregate(first=Min("at"), last=Max("at"))
    products = models.Product.objects.filter(source_id=known)
    return Counts(
        products=products.count(),
        described=products.filter(described=True).count(),
        customers=models.Customer.objects.filter(source_id=known).count(),
        orders=orders.count(),
        lines=_lines(known),
        activity=models.Activity.objects.filter(source_id=known).count(),
        satisfaction=models.Satisfaction.objects.filter(source_id=known).count(),
        first_order_at=span["first"],
        last_order_at=span["last"],
    )


def _lines(source: int) -> int:
    """With one source, as most shops have, the database counts without looking up each line's order."""
    lines = models.OrderLine.objects.all()
    alone = not models.Source.objects.exclude(pk=source).exists()
    return lines.count() if alone else lines.filter(order__source_id=source).count()
