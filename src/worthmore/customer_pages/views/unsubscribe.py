"""One-click unsubscribing as RFC 8058 has it: a POST acts, without cookie, login, redirect or question; a GET never."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from worthmore.consent import operations
from worthmore.consent.values import LinkKind, OpenedLink, Proof
from worthmore.customer_pages import answering, forms, guesses
from worthmore.customer_pages.channels import by
from worthmore.customer_pages.languages import language_of
from worthmore.customer_pages.seller import seller_of
from worthmore.customer_pages.visit import language_of_form, link_of
from worthmore.shop.queries import identity, policy
from worthmore.vocabulary.clock import now

KEY, VALUE = "List-Unsubscribe", "One-Click"
PLAIN = f"{KEY}={VALUE}".encode()


@csrf_exempt  # a mail program has no page of ours to take anything from, and must not need one
@require_http_methods(["GET", "HEAD", "POST"])
def unsubscribe(request: HttpRequest, token: str) -> HttpResponse:
    """The page with the button; or the deed. Idempotent, and the same for people who were erased since."""
    at = now()
    link = link_of(request, token, LinkKind.UNSUBSCRIBE, at)
    if link is None:
        return _nowhere(request)
    language = _language(request, link)
    if request.method != "POST":
        return _page(request, link, language)
    try:
        fields = forms.read(request)
    except forms.UnreadableError:
        return _page(request, link, language, wrong=True)
    language = language_of_form(fields, language)
    if fields.get(KEY, "").strip() != VALUE and not _plainly_said(request):
        return _page(request, link, language, wrong=True)
    proof = Proof(recorded_by="customer", place="unsubscribe link", how="one click", own_act=True, source="unsubscribe")
    operations.unsubscribe(token, at, proof)
    return _done(request, link, language)


def _plainly_said(request: HttpRequest) -> bool:
    """The same words under another type of content, or none."""
    try:
        return request.body.strip() == PLAIN
    except Exception:  # read as a form already
        return False


def _page(request: HttpRequest, link: OpenedLink, language: str, wrong: bool = False) -> HttpResponse:
    with translation.override(language):
        text = _("Press the button, and %(seller)s sends you no more advertising %(by)s.")
        context = {"about": _filled(text, link), "wrong": wrong}
        return answering.page(request, "unsubscribe", context, language, 400 if wrong else 200)


def _done(request: HttpRequest, link: OpenedLink, language: str) -> HttpResponse:
    with translation.override(language):
        text = _("From now on %(seller)s sends you no advertising %(by)s.")
        return answering.page(request, "unsubscribed", {"about": _filled(text, link), "languages": ()}, language)


def _filled(text: str, link: OpenedLink) -> str:
    return text % {"seller": seller_of(policy()).called, "by": by(link.channel)}


def _language(request: HttpRequest, link: OpenedLink) -> str:
    person = identity(link.person_key) if link.person_key else None
    return language_of(request, *(one.language for one in person.customers)) if person else language_of(request)


def _nowhere(request: HttpRequest) -> HttpResponse:
    """404 as long as somebody may only have lost a part of it, 429 for whoever goes on guessing."""
    language = language_of(request)
    held = guesses.wait(guesses.visitor(request.META), now())
    return (
        answering.too_many(request, language, int(held.total_seconds()))
        if held
        else answering.nowhere(request, language)
    )
