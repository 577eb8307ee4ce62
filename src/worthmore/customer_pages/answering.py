"""How every page of this room goes out: in one language, kept by nobody, telling no other site where it came from."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from worthmore.customer_pages.languages import LANGUAGES
from worthmore.customer_pages.seller import seller_of
from worthmore.shop.queries import policy

POLICY = (
    "default-src 'none'; style-src 'self'; img-src data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
"""No script at all, and nothing but our own style."""
HEADERS = {
    "Cache-Control": "no-store, private",
    "Content-Security-Policy": POLICY,
    "Referrer-Policy": "no-referrer",
    "X-Robots-Tag": "noindex, nofollow",
    "X-Content-Type-Options": "nosniff",
}


def page(
    request: HttpRequest, template: str, context: dict[str, Any], language: str, status: int = 200
) -> HttpResponse:
    """One page in one language."""
    around = {"language": language, "languages": LANGUAGES, "here": request.path, "seller": seller_of(policy())}
    with translation.override(language):
        text = render_to_string(f"customer_pages/{template}.html", {**around, **context})
    return private(HttpResponse(text, status=status), language)


def message(
    request: HttpRequest, heading: str, *texts: str, language: str, status: int = 200, back: str = ""
) -> HttpResponse:
    """A page that only says something."""
    context = {"heading": heading, "texts": texts, "back": back}
    return page(request, "message", context, language, status)


def private(response: HttpResponse, language: str = "") -> HttpResponse:
    """The same answer with this room's headers."""
    for name, value in HEADERS.items():
        response.headers[name] = value
    if language:
        response.headers["Content-Language"] = language
    return response


def nowhere(request: HttpRequest, language: str) -> HttpResponse:
    """A link that leads nowhere: the same words whatever is wrong with it."""
    with translation.override(language):
        return message(
            request,
            _("This link does not work"),
            _("Perhaps a part of it was lost on the way: copy the whole link from the message, or open it from there."),
            _("Nothing was changed. The shop gladly sends you a new link."),
            language=language,
            status=404,
        )


def too_many(request: HttpRequest, language: str, seconds: int) -> HttpResponse:
    """Too many links that lead nowhere came from there."""
    with translation.override(language):
        answer = message(
            request,
            _("One moment, please"),
            _("Too many links that do not work were opened from where you are. Try again in a quarter of an hour."),
            _("Nothing was changed. Unsubscribing works all the same."),
            language=language,
            status=429,
        )
    answer.headers["Retry-After"] = str(max(1, seconds))
    return answer


def gone(request: HttpRequest, language: str) -> HttpResponse:
    """The page of somebody who was erased: polite, and nothing to see."""
    with translation.override(language):
        return message(
            request,
            _("There is nothing here any more"),
            _("This link once led to somebody's choices. We hold nothing about them now, and send them nothing."),
            language=language,
        )


def unread(request: HttpRequest, language: str, back: str, status: int = 400) -> HttpResponse:
    """A form that cannot be read, or that was on no page of ours."""
    with translation.override(language):
        return message(
            request,
            _("Nothing was changed"),
            _("What was sent could not be read as coming from this page. Open the page again and try once more."),
            language=language,
            status=status,
            back=back,
        )
