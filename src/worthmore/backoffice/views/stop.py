"""'Stop all marketing now': one button on every page, and the way back for an owner."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from worthmore.backoffice.acts import Act
from worthmore.backoffice.operations import audit
from worthmore.backoffice.roles import user_id_of
from worthmore.backoffice.views.source import page, posted
from worthmore.consent import operations
from worthmore.vocabulary.clock import now

LEAST_REASON = 5


def stop(request: HttpRequest) -> HttpResponse:
    """Stop at once. Opened as a page, it asks first."""
    if request.method != "POST":
        return page(request, "backoffice/stop.html", {})
    at, reason = now(), posted(request, "reason", 400)
    if operations.stop_everything(request.user.get_username(), at, reason):
        audit.record(Act.MARKETING_STOPPED, at, user_id_of(request), detail={"reason": reason} if reason else {})
        messages.success(request, _("All marketing is stopped."))
    return redirect("backoffice:today")


def resume(request: HttpRequest) -> HttpResponse:
    """Let marketing go on, with the reason."""
    if request.method != "POST":
        return page(request, "backoffice/resume.html", {})
    at, reason = now(), posted(request, "reason", 400)
    if len(reason) < LEAST_REASON:
        return page(request, "backoffice/resume.html", {"wrong": True, "reason": reason}, 400)
    if operations.resume(request.user.get_username(), at, reason):
        audit.record(Act.MARKETING_RESUMED, at, user_id_of(request), detail={"reason": reason})
        messages.success(request, _("Marketing goes on."))
    return redirect("backoffice:today")
