"""Confirming a permission asked for by e-mail (double opt-in): a GET shows it, a POST confirms it once."""

from __future__ import annotations

from datetime import datetime
from math import ceil

from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from worthmore.consent import operations
from worthmore.consent.queries import asked_for
from worthmore.consent.values import LinkKind, OpenedLink
from worthmore.customer_pages import answering, form_token, forms
from worthmore.customer_pages.channels import by
from worthmore.customer_pages.languages import language_of
from worthmore.customer_pages.links import from_our_page, held_up, language_for, language_of_form, link_of, owner
from worthmore.customer_pages.seller import seller_of
from worthmore.shop.queries import policy
from worthmore.vocabulary.clock import now


@csrf_exempt  # form_token.py says why, and what stands in its place
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """The permission with its button; or what became of it."""
    at, language = now(), language_of(request)
    held = held_up(request, at)
    if held:
        return answering.too_many(request, language, ceil(held.total_seconds()))
    link = link_of(request, token, LinkKind.CONFIRM, at)
    if link is None:
        return answering.nowhere(request, language)
    language = language_for(request, owner(link))
    if request.method != "POST":
        return _page(request, token, link, language)
    return _confirmed(request, token, at, language)


def _confirmed(request: HttpRequest, token: str, at: datetime, language: str) -> HttpResponse:
    """What the button does."""
    try:
        fields = forms.read(request)
    except forms.UnreadableError:
        return answering.unread(request, language, "")
    language = language_of_form(fields, language)
    if not from_our_page(request, fields, token):
        return answering.unread(request, language, "", status=403)
    return _said(request, operations.confirm(token, at).state, language)


def _page(request: HttpRequest, token: str, link: OpenedLink, language: str) -> HttpResponse:
    """What there is to confirm, if there still is."""
    if not link.person_key:
        return _said(request, "erased", language)
    if link.used_at:
        return _said(request, "already", language)
    if link.expired:
        return _said(request, "expired", language)
    with translation.override(language):
        words, spoken = _words(link, language)
        context = {"words": words, "words_language": spoken, "proof": form_token.made_for(token)}
        return answering.page(request, "confirm", context, language)


def _words(link: OpenedLink, language: str) -> tuple[str, str]:
    """The very words they saw when they gave the permission, and their language; ours where none were kept."""
    asked = asked_for(link.id)
    if asked is not None and asked.words:
        return asked.words, asked.language
    text = _("From now on %(seller)s may send you advertising of its own products %(by)s.")
    return text % {"seller": seller_of(policy()).called, "by": by(link.channel)}, language


def _said(request: HttpRequest, state: str, language: str) -> HttpResponse:
    """How it stands after the button, or without one."""
    with translation.override(language):
        if state == "erased":
            return answering.gone(request, language)
        if state == "expired":
            texts = (
                _("This confirmation came too late, so nothing was changed."),
                _("If you still want it, give the permission once more: you then get a new link."),
            )
            return answering.message(request, _("This link is no longer valid"), *texts, language=language, status=410)
        heading = _("Confirmed") if state == "confirmed" else _("Already confirmed")
        text = _("Thank you: your permission counts. You can take it back at any time, with the link in every message.")
        return answering.message(request, heading, text, language=language)
