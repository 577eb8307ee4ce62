"""Logging in, slowly for whoever guesses: a password and, where it is asked, a code."""

from __future__ import annotations

from datetime import timedelta
from math import ceil
from typing import Any

import django_otp
from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.views import LoginView, LogoutView
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from worthmore.backoffice.acts import Act
from worthmore.backoffice.attempts import Attempts
from worthmore.backoffice.operations import audit, twofactor
from worthmore.backoffice.operations.twofactor import Result
from worthmore.backoffice.queries import members
from worthmore.backoffice.roles import is_verified, user_id_of
from worthmore.backoffice.views.source import page
from worthmore.vocabulary.clock import now

LONGEST_CODE = 40
OUTSIDE: dict[str, Any] = {"role": None, "may_do": (), "open_to": (), "stopped": None}
"""What a page shows around itself before the code: no menu, no banner."""


class Login(LoginView):
    """The login page. While somebody must wait, not even the right password is looked at."""

    template_name = "backoffice/login.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The form; a part of a page asked for after the session ended leads the whole browser here."""
        if "HX-Request" in request.headers:
            return HttpResponse(status=204, headers={"HX-Redirect": request.get_full_path()})
        return super().get(request, *args, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Try a name and password, unless it is too soon."""
        wait = self._attempts().wait(now())
        if not wait:
            return super().post(request, *args, **kwargs)
        empty = AuthenticationForm(request)  # one that was filled in would look at the password
        return too_soon(self.render_to_response(self.get_context_data(form=empty, minutes=minutes(wait))), wait)

    def form_valid(self, form: AuthenticationForm) -> HttpResponse:
        """Right: whatever went wrong before is forgotten. A code may still be asked, by the door."""
        self._attempts().succeeded()
        answer = super().form_valid(form)
        if members.device_of(user_id_of(self.request)) is None:
            audit.record(Act.LOGGED_IN, now(), user_id_of(self.request))
        return answer

    def form_invalid(self, form: AuthenticationForm) -> HttpResponse:
        """Wrong: it counts. A name that nobody has is not kept: it may be a password in the wrong field."""
        self._attempts().failed(now())
        audit.record(Act.LOGIN_FAILED, now(), about=members.id_of(form.data.get("username", "")))
        return super().form_invalid(form)

    def _attempts(self) -> Attempts:
        return Attempts(self.request.POST.get("username", "")[:150], self.request.META.get("REMOTE_ADDR", ""))


class Logout(LogoutView):
    """Logging out, by a form only."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """End the session."""
        audit.record(Act.LOGGED_OUT, now(), user_id_of(request))
        return super().post(request, *args, **kwargs)


def code(request: HttpRequest) -> HttpResponse:
    """The code after the password. Whoever gave it already, or needs none, goes on."""
    device = members.device_of(user_id_of(request))
    if device is None or is_verified(request):
        return HttpResponseRedirect(wanted_next(request))
    if "HX-Request" in request.headers:
        return HttpResponse(status=204, headers={"HX-Redirect": request.get_full_path()})
    if request.method != "POST":
        return page(request, "backoffice/code.html", OUTSIDE | {"next": wanted_next(request)})
    result = twofactor.check(device.user_id, request.POST.get("code", "")[:LONGEST_CODE], now())
    if result in (Result.RIGHT, Result.RECOVERY):
        return let_in(request, device)
    wait = members.code_wait(device.user_id, now())
    context = {"next": wanted_next(request), "wrong": True, "minutes": minutes(wait)}
    answer = page(request, "backoffice/code.html", OUTSIDE | context)
    return too_soon(answer, wait) if result is Result.TOO_SOON else answer


def let_in(request: HttpRequest, device: Any) -> HttpResponse:
    """The code was right: this session, under a new key, counts as fully logged in."""
    request.session.cycle_key()
    django_otp.login(request, device)
    audit.record(Act.LOGGED_IN, now(), user_id_of(request))
    return HttpResponseRedirect(wanted_next(request))


def wanted_next(request: HttpRequest) -> str:
    """The page that was wanted, if it is one of ours."""
    wanted = request.POST.get("next", request.GET.get("next", ""))
    ours = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    if ours and wanted.startswith("/"):
        return wanted
    return reverse("backoffice:today")


def minutes(wait: timedelta) -> int:
    """Whole minutes to wait, counted as people do."""
    return ceil(wait.total_seconds() / 60)


def too_soon(answer: HttpResponse, wait: timedelta) -> HttpResponse:
    """The answer to one who does not wait."""
    answer.status_code = 429
    answer.headers["Retry-After"] = str(ceil(wait.total_seconds()))
    return answer
