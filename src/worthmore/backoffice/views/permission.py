"""*Permission* of one person: what may be sent, by which rule, with the proof; what they prefer and asked for."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from worthmore.backoffice.acts import Act
from worthmore.backoffice.operations import audit
from worthmore.backoffice.permission_page import called, lines
from worthmore.backoffice.roles import sees, user_id_of
from worthmore.backoffice.views.rules import today_in_the_shop
from worthmore.backoffice.views.source import chosen_source, message, page
from worthmore.consent import queries as consent
from worthmore.law import table as law
from worthmore.rights import queries as rights
from worthmore.shop import queries as shop
from worthmore.shop.queries import PersonRecord
from worthmore.vocabulary.clock import now


def permission(request: HttpRequest, key: str) -> HttpResponse:
    """The page."""
    return with_person(request, key, shown)


def with_person(
    request: HttpRequest, key: str, view: Callable[[HttpRequest, PersonRecord], HttpResponse]
) -> HttpResponse:
    """A page of a person the shop knows, under their present key or a former one."""
    person = shop.identity(key)
    if person is None:
        text = _("Nobody here has this key: there never was such a person, or they were erased.")
        return message(request, _("Unknown customer"), text, 404)
    return view(request, person)


def shown(request: HttpRequest, person: PersonRecord) -> HttpResponse:
    """Everything about their permissions."""
    at, key, table = now(), person.keys[0], law.load()
    audit.record(Act.PERMISSION_SEEN, at, user_id_of(request), key)
    context = about(request, person) | {
        "lines": lines(key, at, table, today_in_the_shop()),
        "ledger": consent.ledger(key),
        "preferences": consent.preferences(key),
        "paused": consent.preferences(key).paused(at),
        "requests": rights.requests(at, key),
        "compiled": table.compiled,
        "shows_evidence": sees(request, "evidence"),
    }
    return page(request, "backoffice/permission.html", context)


def about(request: HttpRequest, person: PersonRecord) -> dict[str, Any]:
    """Who the page is about, for its head."""
    source = chosen_source(request)
    here = next((one.id for one in person.customers if one.source == source), None)
    return {
        "page": "customers",
        "key": person.keys[0],
        "called": called(person, source),
        "number_here": here,
        "country": next((one.country for one in person.customers if one.country), ""),
    }
