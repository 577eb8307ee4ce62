"""How prices, products and categories read in the page's language."""

from __future__ import annotations

from django import template
from django.utils.translation import get_language

from worthmore.storefront import money, pictures, words
from worthmore.vocabulary.products import Product

register = template.Library()


@register.filter
def price(minor_units: int, currency: str) -> str:
    """An amount with its currency."""
    return money.price(minor_units, currency, _language())


@register.filter
def called(product: Product) -> str:
    """A product's name."""
    return product.called(_language())


@register.filter
def category_name(name: str) -> str:
    """A category's name."""
    return words.called(name)


@register.filter
def picture(category: tuple[str, ...]) -> str:
    """The static file that pictures a category."""
    return pictures.picture_of(category)


def _language() -> str:
    return get_language() or "en"
