"""Looking around: home, category, product, comparison."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.staticfiles.storage import staticfiles_storage
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from worthmore.storefront import listing
from worthmore.storefront.cart import room
from worthmore.storefront.design import MOST_LETTERS
from worthmore.storefront.pictures import picture_of
from worthmore.storefront.properties import comparison, properties
from worthmore.storefront.visit import visit_of
from worthmore.vocabulary.products import Product

BESIDE = ("cart", "category")
"""What may stand beside a product once something is in the cart; of these at most one appears."""
FEWEST_COMPARED, MOST_COMPARED = 2, 4


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The categories."""
    visit = visit_of(request)
    return visit.page("home", offers=visit.offers("category"))


@require_safe
def category(request: HttpRequest, slug: str) -> HttpResponse:
    """The products of one category."""
    visit = visit_of(request)
    found = visit.shelf.by_slug.get(slug.strip("/"))
    if found is None:
        return visit.missing(_("There is no such category in this shop."))
    chosen = listing.read(request.GET)
    products = listing.arrange(visit.shelf.within(found.slug), chosen, get_language() or "en")
    trail = [step for step in map(visit.shelf.by_slug.get, listing.parents(found.slug)) if step]
    return visit.page(
        "category",
        category=found,
        trail=trail,
        products=products,
        chosen=chosen,
        sorts=listing.sorts(),
        offers=visit.offers("category"),
    )


@require_safe
def product(request: HttpRequest, product_id: str) -> HttpResponse:
    """One product."""
    visit = visit_of(request)
    found = visit.shelf.products.get(product_id)
    if found is None:
        return visit.missing(_("This product is not, or no longer, in this shop."))
    language = get_language() or "en"
    trail = [step for step in map(visit.shelf.by_slug.get, listing.trail(visit.shelf.slugs[found.id])) if step]
    return visit.page(
        "product",
        product=found,
        trail=trail,
        room=room(found),
        made_to_order=visit.shelf.made_to_order(found),
        most_letters=MOST_LETTERS,
        properties=properties(found, visit.shelf.kinds, language),
        alternatives=visit.shelf.alternatives(found, MOST_COMPARED - 1),
        offers=visit.offers("product_page", product=found.id),
        beside=[one for one in map(visit.beside, BESIDE) if one] if visit.cart.lines else [],
    )


@require_safe
def compare(request: HttpRequest) -> HttpResponse:
    """Two to four products side by side."""
    visit = visit_of(request)
    asked = list(dict.fromkeys(request.GET.getlist("product")))
    products: list[Product] = [visit.shelf.products[wanted] for wanted in asked if wanted in visit.shelf.products]
    if len(products) < FEWEST_COMPARED:
        messages.warning(request, _("Choose at least two products to compare."))
        return redirect(_back(request, products))
    if len(products) > MOST_COMPARED:
        messages.warning(request, _("Four products fit side by side; these are the first four you chose."))
    products = products[:MOST_COMPARED]
    return visit.page(
        "compare",
        products=products,
        rows=comparison(products, visit.shelf.kinds, get_language() or "en"),
        offers=visit.offers("comparison", product=products[0].id),
    )


@require_safe
def picture(request: HttpRequest, product_id: str) -> HttpResponse:
    """To the picture of a product, by its id alone: what the offers script knows."""
    found = visit_of(request).shelf.products.get(product_id)
    response = HttpResponseRedirect(staticfiles_storage.url(picture_of(found.category if found else ())))
    response["Cache-Control"] = "max-age=3600"
    return response


@require_safe
def nowhere(request: HttpRequest) -> HttpResponse:
    """Any other address under the shop."""
    return visit_of(request).missing(_("There is no such page in this shop."))


def _back(request: HttpRequest, products: list[Product]) -> str:
    return reverse("storefront:product", args=[products[0].id]) if products else reverse("storefront:home")
