"""The login and role of whoever asks for a page, looked up once a request."""

from __future__ import annotations

from django.http import HttpRequest

from worthmore.backoffice import access
from worthmore.backoffice.access import Role
from worthmore.backoffice.queries import members


def user_id_of(request: HttpRequest) -> int:
    """The login's number; only behind the door, where somebody is logged in."""
    return int(request.user.pk or 0)


def is_verified(request: HttpRequest) -> bool:
    """Whether this session gave a code (django-otp's middleware tells)."""
    return bool(request.user.is_verified())  # type: ignore[union-attr]


def role_of(request: HttpRequest) -> Role | None:
    """The login's role; None for nobody and for a login without one."""
    if not request.user.is_authenticated:
        return None
    if not hasattr(request, "_worthmore_role"):
        request._worthmore_role = members.role_of(request.user.pk)  # type: ignore[attr-defined]
    role: Role | None = request._worthmore_role  # type: ignore[attr-defined]
    return role


def sees(request: HttpRequest, fact: str) -> bool:
    """Whether these facts are shown to whoever asks."""
    return access.sees(role_of(request), fact)


def open_to(request: HttpRequest) -> frozenset[str]:
    """The addresses they may open, for the menu and the links of a page."""
    return frozenset(name for name in access.ADDRESSES if access.may(role_of(request), name))


def may_do(request: HttpRequest) -> frozenset[str]:
    """The addresses whose forms they may send, for the buttons of a page."""
    return frozenset(name for name in access.ADDRESSES if access.may(role_of(request), name, "POST"))
