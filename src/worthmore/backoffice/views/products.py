"""*Products*: find one; see what goes with it and its better versions, with the evidence."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from babel.numbers import format_decimal
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from worthmore.backoffice.expecting import cap_of, season_of
from worthmore.backoffice.templatetags.office import language
from worthmore.backoffice.views.source import (
    asks_for_part,
    chosen_source,
    message,
    page,
    products_of,
    service,
    typed,
)
from worthmore.decide.margins import unit_margin
from worthmore.offering.snapshot import Shop
from worthmore.shop import queries
from worthmore.vocabulary.attributes import AttributeKind, AttributeValue, differences
from worthmore.vocabulary.evidence import Evidence, Neighbour
from worthmore.vocabulary.policy import Policy
from worthmore.vocabulary.products import Product

MOST_FOUND = 50
BEYOND_MEASURE = 1e15


@dataclass(frozen=True)
class Listed:
    """A product in a list, under its name in the page's language."""

    found: queries.ProductFound
    name: str


@dataclass(frozen=True)
class Row:
    """A product that belongs to the one on the page."""

    product: Product
    chance: float
    base_chance: float
    evidence: Evidence


@dataclass(frozen=True)
class ShownDifference:
    """An attribute in which a step differs, ready to read."""

    label: str
    chosen: str
    offered: str
    better: bool


@dataclass(frozen=True)
class Step:
    """One better version."""

    product: Product
    premium: float
    above_cap: bool
    differences: tuple[ShownDifference, ...]
    evidence: Evidence


@dataclass(frozen=True)
class Fact:
    """One attribute of the product."""

    label: str
    value: str


def products(request: HttpRequest) -> HttpResponse:
    """Search the catalogue."""
    source, text = chosen_source(request), typed(request, "q")
    found = queries.find_products(source, text, MOST_FOUND + 1)
    template = "backoffice/products_found.html" if asks_for_part(request) else "backoffice/products.html"
    context = {"page": "products", "found": listed(found[:MOST_FOUND], source), "more": len(found) > MOST_FOUND}
    return page(request, template, {**context, "q": text})


def listed(found: list[queries.ProductFound], source: str) -> list[Listed]:
    """Found products, each under its name in this language where it has one."""
    known = products_of(source)
    return [Listed(one, known[one.id].called(language()) if one.id in known else one.name) for one in found]


def product(request: HttpRequest, product_id: str) -> HttpResponse:
    """One product."""
    source = chosen_source(request)
    snapshot = service().holder.current()
    shop = snapshot.shops.get(source) if snapshot else None
    chosen = shop.products.get(product_id) if shop else None
    if snapshot is None or shop is None or chosen is None:
        text = _("There is no product with the number %(number)s in %(source)s.")
        return message(request, _("Unknown product"), text % {"number": product_id, "source": source or "–"}, 404)
    context = {
        "page": "products",
        "product": chosen,
        "sales": queries.product(source, product_id),
        "troubles": troubles(chosen, snapshot.policy),
        "facts": facts(chosen, shop.kinds),
        "ladder": ladder(chosen, shop, snapshot.policy),
        "cap": cap_of(source, chosen, snapshot.policy.cap("upgrade", chosen.category)),
        "season": season_of(source, product_id),
        "substitutes": rows(shop.substitutes(product_id), shop),
        "complements": rows(shop.complements(product_id), shop),
        "also_bought": rows(shop.also_bought(product_id), shop),
    }
    return page(request, "backoffice/product.html", context)


def troubles(chosen: Product, policy: Policy) -> list[str]:
    """What keeps a product from being offered that only its description can mend."""
    found = []
    if chosen.cost is not None and unit_margin(chosen, chosen.price, policy) <= 0:
        found.append(
            _("Sold at a loss: the price without VAT does not exceed the cost. It is not offered until you mend that.")
        )
    if chosen.currency != policy.currency:
        text = _("Priced in %(its)s, and your shop in %(own)s: it is only offered beside what is priced alike.")
        found.append(text % {"its": chosen.currency, "own": policy.currency})
    return found


def rows(neighbours: Iterable[Neighbour], shop: Shop) -> list[Row]:
    """Neighbours with their products; one that has left the catalogue is not shown."""
    return [
        Row(shop.products[one.product_id], one.chance, one.base_chance, one.evidence)
        for one in neighbours
        if one.product_id in shop.products
    ]


def ladder(chosen: Product, shop: Shop, policy: Policy) -> list[Step]:
    """The better versions of a product, the cheapest first."""
    steps = [
        Step(
            product=better,
            premium=(better.price - chosen.price) / chosen.price,
            above_cap=(better.price - chosen.price) / chosen.price > policy.cap("upgrade", better.category),
            differences=shown_differences(chosen, better, shop.kinds),
            evidence=one.evidence,
        )
        for one in shop.upgrades(chosen.id)
        if chosen.price and (better := shop.products.get(one.product_id))
    ]
    return sorted(steps, key=lambda step: step.product.price)


def shown_differences(chosen: Product, better: Product, kinds: dict[str, AttributeKind]) -> tuple[ShownDifference, ...]:
    """What differs, in the words and numbers of the page's language."""
    return tuple(
        ShownDifference(
            difference.kind.label(language()),
            shown(difference.chosen, difference.kind.unit),
            shown(difference.offered, difference.kind.unit),
            difference.better,
        )
        for difference in differences(chosen.attributes, better.attributes, kinds)
    )


def facts(chosen: Product, kinds: dict[str, AttributeKind]) -> list[Fact]:
    """Every attribute of the product."""
    known = {name: kinds.get(name, AttributeKind(name)) for name in chosen.attributes}
    return [
        Fact(known[name].label(language()), shown(value, known[name].unit)) for name, value in chosen.attributes.items()
    ]


def shown(value: AttributeValue, unit: str) -> str:
    """A value with its unit."""
    return f"{value if isinstance(value, str) else figure(value)} {unit}".strip()


def figure(value: float) -> str:
    """A number as this page's readers write it; one beyond all measure as it stands."""
    return format_decimal(value, locale=language()) if abs(value) < BEYOND_MEASURE else f"{value:g}"
