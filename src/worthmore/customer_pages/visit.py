"""A customer on their own page: what every page and form of their link needs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import wraps
from math import ceil
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, QueryDict
from django.urls import reverse
from django.utils import translation
from django.views.decorators.csrf import csrf_exempt

from worthmore.consent.values import LinkKind, OpenedLink
from worthmore.customer_pages import answering, form_token, forms
from worthmore.customer_pages.languages import FIELD, language_of
from worthmore.customer_pages.links import (
    from_our_page,
    held_up,
    language_for,
    language_of_form,
    link_of,
    owner,
)
from worthmore.rights.queries import UnknownPersonError
from worthmore.shop.queries import PersonRecord
from worthmore.vocabulary.clock import now

GETS, POSTS = ("GET", "HEAD"), ("POST",)
LED_TO = ("choices", "offers", "correct", "erase", "everything", "everything_page", "everything_json")
ACTS = ("suggestions", "channels", "topics", "pause", "occasions", "needs", "no_to_offer", "correct", "erase")


@dataclass(frozen=True, slots=True)
class Visit:
    """One request of one known person. `at` is when it came in; `language` is the page's.

    `handed_over`: somebody of the shop saw the link, and could be the one who opened it.
    """

    request: HttpRequest
    token: str
    person: PersonRecord
    language: str
    at: datetime
    fields: QueryDict
    handed_over: bool = False

    @property
    def key(self) -> str:
        """The person's present key."""
        return self.person.keys[0]

    def to(self, name: str, **query: str) -> str:
        """The address of one of this link's pages, in the language of this one."""
        return f"{reverse(f'customer_pages:{name}', args=[self.token])}?{urlencode({FIELD: self.language, **query})}"

    def page(self, template: str, context: dict[str, Any], status: int = 200) -> HttpResponse:
        """One of this link's pages."""
        around = {
            "proof": form_token.made_for(self.token),
            "to": {name: self.to(name) for name in LED_TO},
            "act": {name: reverse(f"customer_pages:{name}", args=[self.token]) for name in ACTS},
        }
        return answering.page(self.request, template, {**around, **context}, self.language, status)

    def back(self, done: str) -> HttpResponse:
        """To the page of choices, where it says what was done."""
        return self.lead("choices", "#done", done=done)

    def lead(self, name: str, part: str = "", **query: str) -> HttpResponse:
        """To another of this link's pages."""
        answer = HttpResponse(status=303, headers={"Location": self.to(name, **query) + part})
        return answering.private(answer, self.language)


View = Callable[[Visit], HttpResponse]
Answer = Callable[[HttpRequest, str], HttpResponse]


def opens(*methods: str) -> Callable[[View], Answer]:
    """A page of somebody's own link, answering these methods. What is sent to it must come from such a page."""

    def decorate(view: View) -> Answer:
        @csrf_exempt  # form_token.py says why, and what stands in its place
        @wraps(view)
        def answer(request: HttpRequest, token: str) -> HttpResponse:
            if request.method not in (*methods, *GETS):
                return answering.private(HttpResponseNotAllowed(methods))
            visit = _visit(request, token)
            return visit if isinstance(visit, HttpResponse) else _answered(visit, view, methods)

        return answer

    return decorate


def _answered(visit: Visit, view: View, methods: tuple[str, ...]) -> HttpResponse:
    if visit.request.method not in methods:
        # A form's address opened as a page: a reload, or another language chosen after an error.
        return visit.lead("choices")
    try:
        with translation.override(visit.language):
            return view(visit)
    except UnknownPersonError:  # erased in another window, while this was under way
        return answering.gone(visit.request, visit.language)


def _visit(request: HttpRequest, token: str) -> Visit | HttpResponse:
    at, language = now(), language_of(request)
    held = held_up(request, at)
    if held:
        return answering.too_many(request, language, ceil(held.total_seconds()))
    link = link_of(request, token, LinkKind.PAGE, at)
    if link is None:
        return answering.nowhere(request, language)
    person = owner(link)
    return _known(request, token, person, link, at) if person else answering.gone(request, language)


def _known(
    request: HttpRequest, token: str, person: PersonRecord, link: OpenedLink, at: datetime
) -> Visit | HttpResponse:
    language = language_for(request, person)
    if request.method in GETS:
        return Visit(request, token, person, language, at, request.GET, link.handed_over)
    back = reverse("customer_pages:choices", args=[token])
    try:
        fields = forms.read(request)
    except forms.UnreadableError:
        return answering.unread(request, language, back)
    language = language_of_form(fields, language)
    if not from_our_page(request, fields, token):
        return answering.unread(request, language, back, status=403)
    return Visit(request, token, person, language, at, fields, link.handed_over)
