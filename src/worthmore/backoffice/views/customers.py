"""*Customers*: find one; see the orders, what would be offered now, and why or why not."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from worthmore import placements
from worthmore.backoffice.templatetags.office import amount, language
from worthmore.backoffice.views.source import (
    asks_for_part,
    chosen_source,
    message,
    page,
    products_of,
    service,
    typed,
)
from worthmore.backoffice.views.try_it import answered
from worthmore.offering.requests import OfferRequest, RequestedLine
from worthmore.shop import queries
from worthmore.vocabulary.clock import now

MOST_FOUND = 50
MOST_ORDERS = 50


@login_required
def customers(request: HttpRequest) -> HttpResponse:
    """Search the customers."""
    text = typed(request, "q")
    found = queries.find_customers(chosen_source(request), text, MOST_FOUND + 1)
    template = "backoffice/customers_found.html" if asks_for_part(request) else "backoffice/customers.html"
    context = {"page": "customers", "found": found[:MOST_FOUND], "more": len(found) > MOST_FOUND, "q": text}
    return page(request, template, context)


@login_required
def customer(request: HttpRequest, customer_id: str) -> HttpResponse:
    """One customer."""
    source = chosen_source(request)
    known = queries.customer(source, customer_id)
    if known is None:
        text = _("There is no customer with the number %(number)s in %(source)s.")
        return message(request, _("Unknown customer"), text % {"number": customer_id, "source": source or "–"}, 404)
    orders = queries.orders_of(source, customer_id, MOST_ORDERS)
    context = {
        "page": "customers",
        "customer": known,
        "also": [other for other in known.known_as if (other.source, other.id) != (source, known.id)],
        "spent": [amount(minor, currency) for currency, minor in known.spent.items()],
        "orders": [(order, amount(order.total, order.currency)) for order in orders],
        "more_orders": known.orders > len(orders),
        "bought_names": bought_names(source, orders),
        "satisfaction": known.satisfaction[0] if known.satisfaction else None,
    }
    return page(request, "backoffice/customer.html", context | offered_now(source, known.id, orders))


def bought_names(source: str, orders: list[queries.OrderFound]) -> dict[str, str]:
    """What was ordered here, in this language; a product that is no longer known goes by its name in the order."""
    lines = [line for order in orders if order.source == source for line in order.lines]
    ordered = {line.product_id: line.product_name for line in lines if line.product_name}
    known = products_of(source)
    return ordered | {
        one.product_id: known[one.product_id].called(language()) for one in lines if one.product_id in known
    }


def offered_now(source: str, customer_id: str, orders: list[queries.OrderFound]) -> dict[str, Any]:
    """What the thank-you page of the latest order would show now; nothing for one who never ordered here."""
    latest = next((order for order in orders if order.source == source and any(bought(order))), None)
    if latest is None:
        return {}
    question = OfferRequest(
        placement=placements.find("thank_you"),
        language=language(),
        customer=customer_id,
        cart=tuple(RequestedLine(line.product_id, line.quantity, max(0, line.unit_price)) for line in bought(latest)),
    )
    recorded = service().engine.preview(source, question, now())
    return {**answered(recorded, source, language()), "latest": latest}


def bought(order: queries.OrderFound) -> list[queries.OrderedLine]:
    """The lines of an order without its returns."""
    return [line for line in order.lines if line.quantity > 0]
