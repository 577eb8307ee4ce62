"""How we choose what to suggest: for everybody to read, written from the shop's settings as they are."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_safe

from worthmore.customer_pages import answering
from worthmore.customer_pages.languages import language_of
from worthmore.rights.documents import document
from worthmore.vocabulary.clock import now


@require_safe
def how_we_choose(request: HttpRequest) -> HttpResponse:
    """The document, in the reader's language."""
    language = language_of(request)
    found = document("how-we-choose", now(), language)
    # Its tags are made there, of our own words; what a shop has set stands in it escaped (tests try).
    context = {"document": found, "text": mark_safe(found.body_html())}  # noqa: S308
    answer = answering.page(request, "how_we_choose", context, language)
    del answer.headers["X-Robots-Tag"]
    return answer
