"""Having everything erased: one page that says what happens, with two buttons of one size."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils.translation import gettext as _

from worthmore.customer_pages import answering
from worthmore.customer_pages.visit import GETS, POSTS, Visit, opens
from worthmore.rights import operations


@opens(*GETS, *POSTS)
def erase(visit: Visit) -> HttpResponse:
    """Ask once; then do it."""
    if visit.request.method in GETS:
        return visit.page("erase", {})
    answer = visit.fields.get("answer", "")
    if answer == "keep":
        return visit.back("unchanged")
    if answer != "erase":
        return answering.unread(visit.request, visit.language, visit.to("choices"))
    operations.erase(visit.key, visit.at, "customer")
    return answering.message(
        visit.request,
        _("Everything about you is erased"),
        _("We hold nothing about you any more, and nobody here writes to you again."),
        _("Orders stay in the books for as long as the law demands, without anything that leads back to you."),
        language=visit.language,
    )
