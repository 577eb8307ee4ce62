"""The visitor's own switches: as whom they look around, and whether suggestions may use what they bought before."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from worthmore.storefront.demo_customers import known
from worthmore.storefront.visit import CUSTOMER, IMPERSONAL


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


def _back(request: HttpRequest) -> HttpResponse:
    """To the page the visitor came from, if it is one of this site."""
    wanted = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return redirect(wanted) if wanted.startswith("/") and safe else redirect("storefront:home")
