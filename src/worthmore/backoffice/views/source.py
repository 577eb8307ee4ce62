"""Which source the pages speak of, the engine they ask, and how a page or a part of one is answered."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _

from worthmore.backoffice.roles import may_do, open_to, role_of
from worthmore.consent.queries import stopped
from worthmore.offering.service import Service, shared_service
from worthmore.shop import queries
from worthmore.vocabulary.products import Product


def service() -> Service:
    """The process's engine, shared with the API."""
    return shared_service(Path(settings.WORTHMORE_HOME), settings.SECRET_KEY)


def products_of(source: str) -> dict[str, Product]:
    """The products of a source by id, as decisions see them now; empty while nothing could be loaded."""
    snapshot = service().holder.current()
    shop = snapshot.shops.get(source) if snapshot else None
    return shop.products if shop else {}


def chosen_source(request: HttpRequest) -> str:
    """The source this person looks at; the first one until they choose; "" while there is none."""
    known = queries.sources()
    kept = str(request.session.get("source", ""))
    return kept if kept in known else (known[0] if known else "")


def page(request: HttpRequest, template: str, context: dict[str, Any], status: int = 200) -> HttpResponse:
    """A page of the back office, or the part of it that htmx asked for.

    Nothing of it is kept in the browser: after logging out at a shared till, the Back button shows no customer.
    """
    shared = {
        "sources": queries.sources(),
        "source": chosen_source(request),
        "zone": queries.policy().time_zone,
        "part": asks_for_part(request),
        "role": role_of(request),
        "open_to": open_to(request),
        "may_do": may_do(request),
        "stopped": stopped() if request.user.is_authenticated else None,
    }
    answer = render(request, template, {**shared, **context}, status=status)
    add_never_cache_headers(answer)
    return answer


def message(request: HttpRequest, heading: str, text: str, status: int) -> HttpResponse:
    """A page that only says something."""
    return page(request, "backoffice/message.html", {"heading": heading, "text": text}, status)


def asks_for_part(request: HttpRequest) -> bool:
    """Whether htmx asks for a part of the page; a step back in the browser asks for the whole."""
    return "HX-Request" in request.headers and "HX-History-Restore-Request" not in request.headers


def typed(request: HttpRequest, name: str, most: int = 100) -> str:
    """What was typed in a field, without what no database can hold."""
    return request.GET.get(name, "").replace("\x00", "").strip()[:most]


def posted(request: HttpRequest, name: str, most: int = 200) -> str:
    """What was typed in a field of a form that was sent, without what no database can hold."""
    return request.POST.get(name, "").replace("\x00", "").strip()[:most]


def choose_source(request: HttpRequest) -> HttpResponse:
    """Remember the source in the session."""
    if request.method != "POST":  # somebody reloads, or changes the language after a choice that failed
        return redirect("backoffice:today")
    wanted = request.POST.get("source", "")
    if wanted not in queries.sources():
        return message(request, _("No such shop"), _("Choose one of the list at the top of the page."), 404)
    request.session["source"] = wanted
    return redirect("backoffice:today")
