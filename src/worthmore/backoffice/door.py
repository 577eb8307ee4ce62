"""The door of the back office: before any page, who this is and whether their role may open it.

It stands in front of every address of this room, so that no page can forget to ask. What `access` does not name is
closed.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.utils.deprecation import MiddlewareMixin
from django.utils.translation import gettext as _

from worthmore.backoffice import access
from worthmore.backoffice.access import Role
from worthmore.backoffice.queries import members
from worthmore.backoffice.roles import is_verified, role_of, user_id_of
from worthmore.backoffice.views.source import message
from worthmore.shop import queries as shop

BEFORE_THE_CODE = frozenset({"code", "logout"})


class Door(MiddlewareMixin):
    """Middleware, after the one of django-otp."""

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponse], args: Any, kwargs: Any
    ) -> HttpResponse | None:
        """None to let somebody through, else where they are sent or what they are told."""
        match = request.resolver_match
        if match is None or match.app_name != "backoffice":
            return None
        rule = access.ADDRESSES.get(match.url_name or "", access.Rule())
        if rule.public:
            return None
        stopped = self._who(request, match.url_name or "", rule) or self._role(request, match.url_name or "")
        if stopped is not None:
            add_never_cache_headers(stopped)
        return stopped

    def _who(self, request: HttpRequest, name: str, rule: access.Rule) -> HttpResponse | None:
        """Somebody who is logged in, with the code that is asked of them."""
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        if not members.device_of(user_id_of(request)):
            needed = role_of(request) is Role.OWNER and shop.policy().owners_need_two_factor
            return redirect("backoffice:two_factor") if needed and not rule.own else None
        if is_verified(request) or name in BEFORE_THE_CODE:
            return None
        wanted = request.get_full_path() if request.method == "GET" else reverse("backoffice:today")
        return redirect(f"{reverse('backoffice:code')}?{urlencode({'next': wanted})}")

    def _role(self, request: HttpRequest, name: str) -> HttpResponse | None:
        """Somebody whose role may open this, or send this form."""
        role, method = role_of(request), request.method or "GET"
        if access.may(role, name, method):
            return None
        return refused(request, role)


def refused(request: HttpRequest, role: Role | None) -> HttpResponse:
    """The page that says that the role may not do this, and who may change that."""
    if role is None:
        said = _("Your login has no role yet. Ask an owner of the shop to give you one.")
    else:
        said = _("Your role may not do this. Ask an owner of the shop if you need it.")
    return message(request, _("Not allowed"), said, 403)
