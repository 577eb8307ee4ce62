"""The people of the shop, to read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.contrib.auth.models import User
from django_otp.plugins.otp_static.models import StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

from worthmore.backoffice.access import Role, known_role
from worthmore.backoffice.models import Member
from worthmore.backoffice.waiting import wait_of
from worthmore.shop.queries.ids import possible


@dataclass(frozen=True, slots=True)
class Colleague:
    """Somebody of the shop. `role` None: a login that may do nothing."""

    id: int
    name: str
    role: Role | None
    active: bool
    has_password: bool
    two_factor: bool
    last_login: datetime | None


def colleagues() -> list[Colleague]:
    """Everybody, who may come in first, by name."""
    roles = dict(Member.objects.values_list("user_id", "role"))
    guarded = set(TOTPDevice.objects.filter(confirmed=True).values_list("user_id", flat=True))
    return [
        Colleague(
            id=user.pk,
            name=user.get_username(),
            role=known_role(roles.get(user.pk, "")),
            active=user.is_active,
            has_password=user.has_usable_password(),
            two_factor=user.pk in guarded,
            last_login=user.last_login,
        )
        for user in User.objects.order_by("-is_active", "username")
    ]


def colleague(user_id: int) -> Colleague | None:
    """One of them."""
    return next((one for one in colleagues() if one.id == user_id), None)


def role_of(user_id: int) -> Role | None:
    """The role of a login; None when it has none."""
    return known_role(Member.objects.filter(user_id=user_id).values_list("role", flat=True).first() or "")


def names() -> dict[int, str]:
    """The name of every login."""
    return dict(User.objects.values_list("pk", "username"))


def id_of(name: str) -> int | None:
    """The login with this name; None when there is none, or no database could hold it."""
    if not possible(name):
        return None
    return User.objects.filter(username=name).values_list("pk", flat=True).first()


def device_of(user_id: int) -> TOTPDevice | None:
    """The authenticator of a login; None while two-factor login is off."""
    return TOTPDevice.objects.filter(user_id=user_id, confirmed=True).first()


def code_wait(user_id: int, at: datetime) -> timedelta:
    """How long the next code of this login must wait."""
    device = device_of(user_id)
    return wait_of(device, at) if device else timedelta()


def recovery_codes_left(user_id: int) -> int:
    """How many recovery codes still work."""
    return int(StaticToken.objects.filter(device__user_id=user_id).count())
