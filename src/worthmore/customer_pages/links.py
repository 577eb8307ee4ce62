"""Opening a link, and the language its owner reads."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.http import HttpRequest, QueryDict

from worthmore.consent.operations import LinkError, open_link
from worthmore.consent.values import LinkKind, OpenedLink
from worthmore.customer_pages import form_token, guesses
from worthmore.customer_pages.addresses import TOKEN
from worthmore.customer_pages.languages import FIELD, language_of, spoken
from worthmore.shop.queries import PersonRecord, identity


def link_of(request: HttpRequest, token: str, kind: LinkKind, at: datetime) -> OpenedLink | None:
    """What the token opens, if it is a link of this kind; a miss is counted."""
    try:
        found = open_link(token, at) if TOKEN.fullmatch(token) else None
    except LinkError:
        found = None
    if found is None or found.kind is not kind:
        guesses.missed(guesses.visitor(request.META), at)
        return None
    return found


def held_up(request: HttpRequest, at: datetime) -> timedelta:
    """How long whoever sent this must wait, because of links that led nowhere."""
    return guesses.wait(guesses.visitor(request.META), at)


def owner(link: OpenedLink) -> PersonRecord | None:
    """Whose link it is; None once they were erased."""
    return identity(link.person_key) if link.person_key else None


def language_for(request: HttpRequest, person: PersonRecord | None) -> str:
    """The language chosen on the page, else the person's own, else the browser's."""
    return language_of(request, *(one.language for one in person.customers)) if person else language_of(request)


def language_of_form(fields: QueryDict, otherwise: str) -> str:
    """The language of the page a form stood on."""
    return spoken((fields.get(FIELD, ""), otherwise)) or otherwise


def from_our_page(request: HttpRequest, fields: QueryDict, token: str) -> bool:
    """Whether a form was on a page of this link."""
    elsewhere = request.headers.get("Sec-Fetch-Site", "") in ("cross-site", "same-site")
    return not elsewhere and form_token.fits(fields.get(form_token.FIELD, ""), token)
