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
    known = models.Source.objects.filter(name=source).values_list("pk", flat=True).first() or 0
    orders = models.Order.objects.filter(source_id=known)
    span = orders.aggregate(first=Min("at"), last=Max("at"))
    products = models.Product.objects.filter(source_id=known)
    return Counts(
        products=products.count(),
        described=products.filter(described=True).count(),
        customers=models.Customer.objects.filter(source_id=known).count(),
        orders=orders.count(),
        lines=models.OrderLine.objects.filter(order__source_id=known).count(),
        activity=models.Activity.objects.filter(source_id=known).count(),
        satisfaction=models.Satisfaction.objects.filter(source_id=known).count(),
        first_order_at=span["first"],
        last_order_at=span["last"],
    )
