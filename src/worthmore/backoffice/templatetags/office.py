"""How values are shown: money, shares, moments and the words for stored names, in the language of the page."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from zoneinfo import ZoneInfo

from babel.dates import format_datetime
from babel.numbers import format_decimal, format_percent
from django import template
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_noop as _

from worthmore.offering.answer import OfferOut, display
from worthmore.vocabulary.evidence import Basis, Evidence
from worthmore.vocabulary.products import Product

register = template.Library()

BASES: dict[str, str] = {
    Basis.BASKETS: _("bought together"),
    Basis.CUSTOMERS: _("bought by the same customers"),
    Basis.ATTRIBUTES: _("attributes in the catalogue"),
    Basis.SWAPS: _("bought instead by customers with similar baskets"),
    Basis.HAND: _("set by hand"),
    Basis.GAP: _("closes the gap to free delivery"),
}
KINDS = {
    "upgrade": _("better version"),
    "complement": _("goes with it"),
    "also_bought": _("also bought"),
    "threshold_filler": _("to free delivery"),
}
PLACEMENTS = {
    "product_page": _("Product page"),
    "comparison": _("Comparison"),
    "category": _("Category page"),
    "cart": _("Cart"),
    "checkout": _("Checkout"),
    "thank_you": _("Thank-you page"),
}
CHANNELS = {"web": _("webshop"), "till": _("till"), "phone": _("phone")}


def language() -> str:
    """The language of this page, without a region."""
    return (get_language() or "en").split("-")[0]


def amount(minor_units: int, currency: str) -> str:
    """Money as this page's readers write it."""
    return display(minor_units, currency, language())


@register.filter
def price(product: Product) -> str:
    """A product's price."""
    return amount(product.price, product.currency)


@register.filter
def cost(product: Product) -> str:
    """A product's known cost."""
    return amount(product.cost or 0, product.currency)


@register.filter
def margin(offer: OfferOut) -> str:
    """What the offer is expected to earn, chance included."""
    return "–" if offer.expected_margin is None else amount(round(offer.expected_margin), offer.price.currency)


@register.filter
def called(product: Product) -> str:
    """A product's name in this language."""
    return product.called(language())


@register.filter
def path(category: tuple[str, ...]) -> str:
    """A category from the widest to the narrowest."""
    return " › ".join(category)


@register.filter
def whole(count: int) -> str:
    """A count with the language's grouping."""
    return format_decimal(count, locale=language())


@register.filter
def share(value: float) -> str:
    """A share of 0 to 1 as a percentage; small ones with a digit more."""
    return format_percent(value, format="#,##0.0%" if abs(value) < 0.1 else "#,##0%", locale=language())


@register.filter
def lift(evidence: Evidence) -> str:
    """A lift with its interval, or a dash."""
    if evidence.lift is None or evidence.lift_low is None or evidence.lift_high is None:
        return "–"
    low, middle, high = (
        format_decimal(value, format="0.0", locale=language())
        for value in (evidence.lift_low, evidence.lift, evidence.lift_high)
    )
    return f"{middle} ({low}–{high})"


@register.filter
def moment(at: datetime, zone: str) -> str:
    """A moment in the shop's own zone."""
    return format_datetime(at, "medium", tzinfo=ZoneInfo(zone), locale=language())


@register.filter
def basis(evidence: object) -> str:
    """What a belief rests on."""
    return _named(BASES, getattr(evidence, "basis", ""))


@register.filter
def kind(name: str) -> str:
    """A kind of offer."""
    return _named(KINDS, name)


@register.filter
def placement(name: str) -> str:
    """A placement."""
    return _named(PLACEMENTS, name)


@register.filter
def channel(name: str) -> str:
    """A sales channel."""
    return _named(CHANNELS, name)


@register.filter
def named(product_id: str, names: Mapping[str, str]) -> str:
    """A product's name where it is known, else its number."""
    return names.get(product_id, product_id)


def _named(words: Mapping[str, str], name: str) -> str:
    return gettext(words[name]) if name in words else name
