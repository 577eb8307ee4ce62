"""Logging in, slowly for whoever guesses."""

from __future__ import annotations

from math import ceil
from typing import Any

from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.views import LoginView
from django.http import HttpRequest, HttpResponse

from worthmore.backoffice.attempts import Attempts
from worthmore.vocabulary.clock import now


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
        context = self.get_context_data(form=empty, minutes=ceil(wait.total_seconds() / 60))
        answer = self.render_to_response(context, status=429)
        answer.headers["Retry-After"] = str(ceil(wait.total_seconds()))
        return answer

    def form_valid(self, form: AuthenticationForm) -> HttpResponse:
        """Right: whatever went wrong before is forgotten."""
        self._attempts().succeeded()
        return super().form_valid(form)

    def form_invalid(self, form: AuthenticationForm) -> HttpResponse:
        """Wrong: it counts."""
        self._attempts().failed(now())
        return super().form_invalid(form)

    def _attempts(self) -> Attempts:
        return Attempts(self.request.POST.get("username", "")[:150], self.request.META.get("REMOTE_ADDR", ""))
