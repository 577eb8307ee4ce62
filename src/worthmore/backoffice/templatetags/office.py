"""How values are shown: money, shares, moments and the words for stored names, in the language of the page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import format_date, format_time
from babel.numbers import format_decimal, format_percent
from django import template
from django.utils.translation import get_language, gettext

from worthmore.backoffice import labels
from worthmore.offering.answer import OfferOut, RefusalOut, display
from worthmore.vocabulary.evidence import Evidence
from worthmore.vocabulary.products import Product

register = template.Library()
DATES = {"en": "en_GB"}  # plain "en" would be American: month first, no 24 hours


def language() -> str:
    """The language of this page, without a region."""
    return (get_language() or "en").split("-")[0]


def amount(minor_units: int, currency: str) -> str:
    """Money as this page's readers write it."""
    return display(minor_units, currency, language())


def about(minor_units: int, currency: str) -> str:
    """Money that was estimated: three digits, because the rest would only look exact."""
    return amount(int(float(f"{minor_units:.3g}")), currency)


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
def worth_sum(offer: OfferOut) -> str:
    """The sum behind the expected margin, term by term; terms that are nothing are left out."""
    worth, currency = offer.worth, offer.price.currency
    if worth is None:
        return "–"
    chance = share(worth.chance)
    if worth.base_chance:
        chance = gettext("(%(chance)s − %(anyway)s who buy it anyway)") % {
            "chance": chance,
            "anyway": share(worth.base_chance),
        }
    unit = gettext("%(amount)s margin") % {"amount": amount(round(worth.margin), currency)}
    if worth.return_chance:
        unit = gettext("%(unit)s × (1 − %(back)s that come back)") % {"unit": unit, "back": share(worth.return_chance)}
    if worth.given_up:
        given_up = amount(round(worth.given_up), currency)
        unit = gettext("(%(unit)s − %(given_up)s given up)") % {"unit": unit, "given_up": given_up}
    said = f"{chance} × {whole(worth.quantity)} × {unit}" if worth.quantity != 1 else f"{chance} × {unit}"
    for cost, words in ((worth.contact_cost, gettext("contact")), (worth.pressure, gettext("pressure"))):
        said += f" − {amount(cost, currency)} {words}" if cost else ""
    said += f" = {amount(round(worth.total), currency)}"
    if worth.lever == 1:
        return said
    factor = format_decimal(worth.lever, format="0.##", locale=language())
    return gettext("%(sum)s; your levers and rules let it count %(factor)s times") % {"sum": said, "factor": factor}


@register.filter
def called(product: Product) -> str:
    """A product's name in this language."""
    return product.spoken(language())


@register.filter
def path(category: tuple[str, ...]) -> str:
    """A category from the widest to the narrowest."""
    return " › ".join(category)


@register.filter
def whole(count: int) -> str:
    """A count with the language's grouping."""
    return _decimal(count, "#,##0", language())


@register.filter
def share(value: float) -> str:
    """A share of 0 to 1 as a percentage; small ones with a digit more."""
    return _percent(round(value, 4), language())


@register.filter
def lift(evidence: Evidence) -> str:
    """A lift with its interval, or a dash."""
    if evidence.lift is None or evidence.lift_low is None or evidence.lift_high is None:
        return "–"
    low, middle, high = (
        _decimal(value, "0.0", language()) for value in (evidence.lift_low, evidence.lift, evidence.lift_high)
    )
    return f"{middle} ({low}–{high})"


@register.filter
def moment(at: datetime, zone: str) -> str:
    """A moment in the shop's own zone, to the minute."""
    locale, local = DATES.get(language(), language()), at.astimezone(ZoneInfo(zone))
    return f"{format_date(local, 'medium', locale=locale)} {format_time(local, 'short', locale=locale)}"


@register.filter
def tally(refused: Sequence[RefusalOut]) -> list[tuple[str, int]]:
    """How many candidates each guard refused, the most first."""
    return Counter(guard(refusal.guard) for refusal in refused).most_common()


@register.filter
def basis(evidence: object) -> str:
    """What a belief rests on."""
    return labels.label(labels.BASES, getattr(evidence, "basis", ""))


@register.filter
def kind(name: str) -> str:
    """A kind of offer."""
    return labels.label(labels.KINDS, name)


@register.filter
def placement(name: str) -> str:
    """A placement."""
    return labels.label(labels.PLACEMENTS, name)


@register.filter
def channel(name: str) -> str:
    """A sales channel."""
    return labels.label(labels.CHANNELS, name)


@register.filter
def guard(name: str) -> str:
    """Why a candidate was refused, in a few words."""
    return labels.label(labels.GUARDS, name)


@register.filter
def warned(code: str) -> str:
    """What was wrong with a question."""
    return labels.label(labels.WARNINGS, code)


@register.filter
def said_by(record: str) -> str:
    """What told how satisfied a customer is."""
    return labels.label(labels.SATISFACTION, record)


@register.filter
def evidence(name: str) -> str:
    """A piece of evidence of how satisfied a customer is."""
    return labels.label(labels.EVIDENCE, name)


@register.filter
def case_kind(name: str) -> str:
    """What somebody waits for."""
    return labels.label(labels.CASES, name)


@register.filter
def grade(name: str) -> str:
    """How satisfied a customer is."""
    return labels.label(labels.GRADES, name)


@register.filter
def stage(name: str) -> str:
    """Where a customer stands."""
    return labels.label(labels.STAGES, name)


@register.filter
def waits(name: str) -> str:
    """What the next offer waits for."""
    return labels.label(labels.WAITS, name)


@register.filter
def told_at(name: str) -> str:
    """Where something was told."""
    return labels.label(labels.TOLD_AT, name)


@register.filter
def named(product_id: str, names: Mapping[str, str]) -> str:
    """A product's name where it is known, else its number."""
    return names.get(product_id, product_id)


@lru_cache(maxsize=4096)
def _decimal(value: float, pattern: str, locale: str) -> str:
    return format_decimal(value, format=pattern, locale=locale)


@lru_cache(maxsize=4096)
def _percent(value: float, locale: str) -> str:
    pattern: str = Locale.parse(locale).percent_formats[None].pattern  # with a space before the sign where one belongs
    if 0 < abs(value) < 0.0995:
        pattern = pattern.replace("##0", "##0.0")
    return format_percent(value, format=pattern, locale=locale)
