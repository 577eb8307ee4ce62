"""*What customers ask, and documents*: what must be answered by when, and the papers an authority asks for."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _

from worthmore.backoffice.acts import Act
from worthmore.backoffice.operations import audit
from worthmore.backoffice.roles import user_id_of
from worthmore.backoffice.staff_words import DOCUMENTS
from worthmore.backoffice.templatetags.office import language
from worthmore.backoffice.views.source import message, page, posted, typed
from worthmore.rights import documents as writing
from worthmore.rights import operations, queries
from worthmore.rights.documents.document import ENGLISH, FOR_THE_SHOP
from worthmore.vocabulary.clock import now

LONGEST_NUMBER = 18


def privacy(request: HttpRequest) -> HttpResponse:
    """Requests, the open ones first; one that was answered can be marked so."""
    if request.method == "POST":
        return settled(request, posted(request, "request", LONGEST_NUMBER))
    found = queries.requests(now())
    context = {
        "page": "privacy",
        "requests": found,
        "open": sum(one.done_at is None for one in found),
        "late": sum(one.late for one in found),
        "documents": list(DOCUMENTS),
    }
    return page(request, "backoffice/privacy.html", context)


def settled(request: HttpRequest, number: str) -> HttpResponse:
    """Mark a request as answered. An erasure is answered by erasing, not by saying so."""
    known = {str(one.id): one for one in queries.requests(now(), open_only=True)}
    if number not in known or known[number].kind == "erasure":
        text = _("There is no such open request, or it is one to be forgotten: that is answered by erasing.")
        return message(request, _("Not marked"), text, 409)
    asked, at = known[number], now()
    operations.settle(asked.id, at, request.user.get_username())
    audit.record(Act.REQUEST_SETTLED, at, user_id_of(request), asked.person_key, detail={"request": asked.kind})
    messages.success(request, _("The request is marked as answered."))
    return redirect("backoffice:privacy")


def privacy_document(request: HttpRequest, document: str) -> HttpResponse:
    """One of the documents, made of the settings as they are now: a page to keep, or Markdown to work on."""
    if document not in DOCUMENTS:
        return message(request, _("Unknown document"), _("There is no such document."), 404)
    spoken = ENGLISH if document in FOR_THE_SHOP else language()
    made = writing.document(document, now(), spoken)
    as_text = typed(request, "format") == "markdown"
    content, kind = (made.markdown, "text/markdown") if as_text else (made.as_html(), "text/html")
    answer = HttpResponse(content, content_type=f"{kind}; charset=utf-8")
    name = f"{document}-{now():%Y-%m-%d}.{'md' if as_text else 'html'}"
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    add_never_cache_headers(answer)
    return answer
