"""How many units of each product were sold, and how many came back or were cancelled."""

from __future__ import annotations

from collections.abc import Mapping

from django.db.models import Case, F, IntegerField, Sum, Value, When

from worthmore.shop.models import OrderLine


def returned_units(source: str) -> Mapping[str, tuple[int, int]]:
    """(sold, returned) of every product of a source that was ever in an order, by product id."""
    sold = Case(When(quantity__gt=0, then=F("quantity")), default=Value(0), output_field=IntegerField())
    back = Case(When(quantity__lt=0, then=-F("quantity")), default=Value(0), output_field=IntegerField())
    rows = (
        OrderLine.objects.filter(product__source__name=source)
        .values("product__external_id")
        .annotate(sold=Sum(sold), back=Sum(back))
        .order_by()
    )
    named = rows.values_list("product__external_id", "sold", "back")
    return {product_id: (int(sold), int(back)) for product_id, sold, back in named}
