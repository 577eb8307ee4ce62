"""Whether a product belongs to a selection."""

from __future__ import annotations

from collections.abc import Callable

from worthmore.vocabulary.hand_rules import Selection
from worthmore.vocabulary.products import Product

Selects = Callable[[Product], bool]


def selects(selection: Selection) -> Selects:
    """Ready to ask of many products. Names are compared without regard to capitals."""
    products = frozenset(selection.products)
    brands = frozenset(brand.strip().casefold() for brand in selection.brands)
    categories = tuple(_path(category) for category in selection.categories)
    if selection.everything:
        return lambda product: True

    def described(product: Product) -> bool:
        if brands and product.brand.casefold() not in brands:
            return False
        if not categories:
            return True
        path = tuple(part.casefold() for part in product.category)
        return any(path[: len(category)] == category for category in categories)

    if not (brands or categories):
        return lambda product: product.id in products
    return lambda product: product.id in products or described(product)


def _path(category: str) -> tuple[str, ...]:
    return tuple(part.strip().casefold() for part in category.split("/"))
