"""The parts of the shop, as its customers walk in: the first step of every category."""

from __future__ import annotations

from collections.abc import Iterable

from worthmore.shop.models import Product


def departments(sources: Iterable[str]) -> list[str]:
    """The first step of each category these sources sell in, in order; none that holds sensitive products only."""
    sold = Product.objects.filter(source__name__in=list(sources), sensitive=False).exclude(category="")
    paths = sold.order_by().values_list("category", flat=True).distinct()
    return sorted({path.split("/")[0].strip() for path in paths} - {""})
