"""How prices, products and categories read in the page's language."""

from __future__ import annotations

from django import template
from django.template import Context
from django.utils.translation import get_language

from worthmore.decide.wording import reduction_in_words
from worthmore.storefront import money, pictures, words
from worthmore.storefront.visit import Visit
from worthmore.vocabulary.bidi import isolated
from worthmore.vocabulary.products import Product

register = template.Library()


@register.filter
def price(minor_units: int, currency: str) -> str:
    """An amount with its currency."""
    return money.price(minor_units, currency, _language())


@register.filter
def earned(minor_units: float, currency: str) -> str:
    """What something earns, in whole minor units."""
    return money.price(round(minor_units), currency, _language())


@register.filter
def percent(share: float) -> str:
    """A share as a percentage with at most one decimal."""
    return f"{money.number(round(100 * share, 1), _language())} %"


@register.inclusion_tag("storefront/_former_price.html", takes_context=True)
def former_price(context: Context, product: Product) -> dict[str, str]:
    """What a product cost before, where that may be announced; nothing else tells a former price."""
    visit: Visit = context["visit"]
    told = visit.reduction(product)
    return {"told": "" if told is None else reduction_in_words(told, _language())}


register.filter("isolated", isolated)


@register.filter
def called(product: Product) -> str:
    """A product's name."""
    return product.spoken(_language())


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
