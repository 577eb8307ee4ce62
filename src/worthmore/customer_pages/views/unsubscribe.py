"""One-click unsubscribing as RFC 8058 has it: a POST acts, without cookie, login, redirect or question; a GET never."""

from __future__ import annotations

from math import ceil

from django.http import HttpRequest, HttpResponse
from django.http.request import RawPostDataException
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from worthmore.consent import operations
from worthmore.consent.values import LinkKind, OpenedLink, Proof
from worthmore.customer_pages import answering, forms
from worthmore.customer_pages.channels import by
from worthmore.customer_pages.languages import language_of
from worthmore.customer_pages.links import held_up, language_for, language_of_form, link_of, owner
from worthmore.customer_pages.seller import seller_of
from worthmore.shop.queries import policy
from worthmore.vocabulary.clock import now

KEY, VALUE = "List-Unsubscribe", "One-Click"
PLAIN = f"{KEY}={VALUE}".encode()
PROOF = Proof(recorded_by="customer", place="unsubscribe link", how="one click", own_act=True, source="unsubscribe")


@csrf_exempt  # a mail program has no page of ours to take anything from, and must not need one
@require_http_methods(["GET", "HEAD", "POST"])
def unsubscribe(request: HttpRequest, token: str) -> HttpResponse:
    """The page with the button; or the deed. Idempotent, and the same for people who were erased since."""
    at = now()
    link = link_of(request, token, LinkKind.UNSUBSCRIBE, at)
    if link is None:
        return _nowhere(request)
    language = language_for(request, owner(link))
    if request.method != "POST":
        return _page(request, link, language)
    said, language = _read(request, language)
    if not said:
        return _page(request, link, language, status=400)
    operations.unsubscribe(token, at, PROOF)
    return _done(request, link, language)


def _read(request: HttpRequest, language: str) -> tuple[bool, str]:
    """Whether the body says what it must, and the language of the page the button stood on."""
    try:
        fields = forms.read(request)
    except forms.UnreadableError:
        return False, language
    said = fields.get(KEY, "").strip() == VALUE or _plainly_said(request)
    return said, language_of_form(fields, language)


def _plainly_said(request: HttpRequest) -> bool:
    """The same words under another type of content, or none."""
    try:
        return request.body.strip() == PLAIN
    except RawPostDataException:  # it was read as a form already
        return False


def _page(request: HttpRequest, link: OpenedLink, language: str, status: int = 200) -> HttpResponse:
    with translation.override(language):
        text = _("Press the button, and %(seller)s sends you no more advertising %(by)s.")
        context = {"about": _filled(text, link), "wrong": status != 200}
        return answering.page(request, "unsubscribe", context, language, status)


def _done(request: HttpRequest, link: OpenedLink, language: str) -> HttpResponse:
    with translation.override(language):
        text = _("From now on %(seller)s sends you no advertising %(by)s.")
        # No other languages here: their links would open the page with the button again.
        return answering.page(request, "unsubscribed", {"about": _filled(text, link), "languages": ()}, language)


def _filled(text: str, link: OpenedLink) -> str:
    filled = text % {"seller": seller_of(policy()).called, "by": by(link.channel)}
    return filled[:1].upper() + filled[1:]


def _nowhere(request: HttpRequest) -> HttpResponse:
    """404 as long as somebody may only have lost a part of it, 429 for whoever goes on guessing."""
    language, held = language_of(request), held_up(request, now())
    if held:
        return answering.too_many(request, language, ceil(held.total_seconds()))
    return answering.nowhere(request, language)
