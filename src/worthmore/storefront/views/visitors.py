"""The visitor's own switches: as whom they look around, whether suggestions may use what they bought, their choices."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from worthmore.consent.operations import new_link
from worthmore.consent.values import LinkKind
from worthmore.shop.queries import person_key_of
from worthmore.storefront.demo_customers import known
from worthmore.storefront.shelf import SOURCE
from worthmore.storefront.visit import CUSTOMER, IMPERSONAL, visit_of
from worthmore.vocabulary.clock import now


@require_POST
def become(request: HttpRequest) -> HttpResponse:
    """Look around as one of the demo customers, or as nobody."""
    customer = request.POST.get("customer", "")
    if customer and not known(customer):
        messages.error(request, _("There is no such demo customer. You look around as before."))
    else:
        request.session[CUSTOMER] = customer
    return _back(request)


@require_POST
def personal(request: HttpRequest) -> HttpResponse:
    """Personal suggestions on or off, effective at once."""
    request.session[IMPERSONAL] = request.POST.get("personal") != "on"
    return _back(request)


@require_POST
def choices(request: HttpRequest) -> HttpResponse:
    """To the own page of the demo customer one looks around as, by a link as a message to them would carry."""
    visit = visit_of(request)
    key = person_key_of(SOURCE, visit.customer) if visit.customer else None
    if key is None:
        messages.info(request, _("Look around as one of the demo customers first: then there are choices to see."))
        return _back(request)
    return redirect("customer_pages:choices", new_link(LinkKind.PAGE, key, None, now()))


def _back(request: HttpRequest) -> HttpResponse:
    """To the page the visitor came from, if it is one of this site."""
    wanted = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return redirect(wanted) if wanted.startswith("/") and safe else redirect("storefront:home")
