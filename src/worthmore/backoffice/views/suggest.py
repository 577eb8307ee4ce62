"""What the fields of *Try it* propose while somebody types."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from worthmore.backoffice.templatetags.office import language
from worthmore.backoffice.views.customers import search
from worthmore.backoffice.views.source import chosen_source, page, products_of, typed
from worthmore.shop import queries

MOST = 20
FIELDS = ("add", "product", "customer")


def suggest_products(request: HttpRequest) -> HttpResponse:
    """Products that hold what was typed."""
    source = chosen_source(request)
    known = products_of(source)
    found = queries.find_products(source, wanted(request), MOST)
    options = [(one.id, known[one.id].called(language()) if one.id in known else one.name) for one in found]
    return page(request, "backoffice/options.html", {"options": options})


def suggest_customers(request: HttpRequest) -> HttpResponse:
    """Customers that hold what was typed."""
    found, _more = search(request, wanted(request), MOST)
    return page(request, "backoffice/options.html", {"options": [(one.id, one.name) for one in found]})


def wanted(request: HttpRequest) -> str:
    """The text of whichever field was typed in."""
    return next((text for name in FIELDS if (text := typed(request, name))), "")
