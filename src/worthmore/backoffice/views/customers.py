"""*Customers*: find one; see the orders, what would be offered now, and why or why not."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from worthmore import placements
from worthmore.backoffice.acts import Act
from worthmore.backoffice.covering import cover_email, cover_phone
from worthmore.backoffice.expecting import expected_of
from worthmore.backoffice.operations import audit
from worthmore.backoffice.roles import sees, user_id_of
from worthmore.backoffice.templatetags.office import amount, language
from worthmore.backoffice.views.contracts import ContractShown, contracts_shown
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
from worthmore.decide.person.saying import in_words
from worthmore.offering.knowing import known_person
from worthmore.offering.requests import OfferRequest, RequestedLine
from worthmore.shop import queries
from worthmore.vocabulary.clock import now

MOST_FOUND, MOST_FOUND_WHEN_ASKED = 50, 10
LEAST_TYPED = 3
MOST_ORDERS = 50


def customers(request: HttpRequest) -> HttpResponse:
    """Search the customers."""
    text = typed(request, "q")
    found, more = search(request, text)
    if not sees(request, "contact_data"):
        found = [replace(one, email=cover_email(one.email)) for one in found]
    template = "backoffice/customers_found.html" if asks_for_part(request) else "backoffice/customers.html"
    context = {"page": "customers", "found": found, "more": more, "q": text, "too_short": too_short(request, text)}
    return page(request, template, context)


def search(request: HttpRequest, text: str, most: int = MOST_FOUND) -> tuple[list[queries.CustomerFound], bool]:
    """The customers found, and whether there are more. Some roles must know whom they look for, and see few.

    Who was shown to whom is written down.
    """
    most = most if sees(request, "all_customers") else min(most, MOST_FOUND_WHEN_ASKED)
    found = queries.find_customers(chosen_source(request), text, most + 1)
    if too_short(request, text):
        found = [one for one in found[:1] if one.id == text]
    audit.record_found(now(), user_id_of(request), {one.person_key for one in found[:most]})
    return found[:most], len(found) > most


def too_short(request: HttpRequest, text: str) -> bool:
    """Whether more must be typed before anybody is shown."""
    return len(text) < LEAST_TYPED and not sees(request, "all_customers")


def covered(request: HttpRequest, known: queries.CustomerPage) -> queries.CustomerPage:
    """The customer with the contact data that this role may see."""
    if sees(request, "contact_data"):
        return known
    return replace(known, email=cover_email(known.email), phone=cover_phone(known.phone), postcode="")


def customer(request: HttpRequest, customer_id: str) -> HttpResponse:
    """One customer."""
    source = chosen_source(request)
    known = queries.customer(source, customer_id)
    if known is None:
        text = _("There is no customer with the number %(number)s in %(source)s.")
        return message(request, _("Unknown customer"), text % {"number": customer_id, "source": source or "–"}, 404)
    audit.record(Act.CUSTOMER_SEEN, now(), user_id_of(request), known.person_key)
    orders = queries.orders_of(source, customer_id, MOST_ORDERS)
    contracts = contracts_shown(source, known.person_key, now())
    context = {
        "page": "customers",
        "customer": covered(request, known),
        "also": [other for other in known.known_as if (other.source, other.id) != (source, known.id)],
        "spent": [amount(minor, currency) for currency, minor in known.spent.items()],
        "orders": [(order, amount(order.total, order.currency)) for order in orders],
        "more_orders": known.orders > len(orders),
        "bought_names": bought_names(source, orders),
        "satisfaction": known.satisfaction[0] if known.satisfaction else None,
        "stands": known_person(source, known.id, now(), queries.policy(), products_of(source).get),
        "contracts": contracts,
        "expected": expected_of(source, known.id, now().date()),
        "needs": [(told, in_words(told.need.constraints)) for told in queries.told_needs(known.person_key)],
    }
    return page(request, "backoffice/customer.html", context | offered_now(source, known.id, orders, contracts))


def bought_names(source: str, orders: list[queries.OrderFound]) -> dict[str, str]:
    """What was ordered here, in this language; a product that is no longer known goes by its name in the order."""
    lines = [line for order in orders if order.source == source for line in order.lines]
    ordered = {line.product_id: line.product_name for line in lines if line.product_name}
    known = products_of(source)
    return ordered | {
        one.product_id: known[one.product_id].called(language()) for one in lines if one.product_id in known
    }


def offered_now(
    source: str, customer_id: str, orders: list[queries.OrderFound], contracts: list[ContractShown]
) -> dict[str, Any]:
    """What the account page would show now to somebody with a contract; to others the thank-you page of the latest
    order, and nothing for one who never ordered here."""
    if any(one.runs for one in contracts):
        asked = OfferRequest(placements.find("account"), language(), customer_id)
        return answered(service().engine.preview(source, asked, now()), source, language())
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
