"""The people of the shop: who they are, in which role, and whether they may still come in.

The shop always keeps an owner who can log in: whatever would take the last one away is refused.
"""

from __future__ import annotations

import re
from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction
from django.utils.translation import gettext as _

from worthmore.backoffice.access import Role
from worthmore.backoffice.acts import Act
from worthmore.backoffice.models import Member
from worthmore.backoffice.operations.audit import record

NAME = re.compile(r"[\w.@+-]{1,150}")


class MemberError(ValueError):
    """Something that cannot be done to a login, and why."""


@transaction.atomic
def add(name: str, role: Role, at: datetime, by: int | None = None) -> User:
    """A new login in a role, without a password: it comes in through a link. Raises `MemberError`."""
    if not NAME.fullmatch(name):
        raise MemberError(_("A name has 1 to 150 letters, digits or the signs @ . + - _ and no spaces."))
    if User.objects.filter(username__iexact=name).exists():
        raise MemberError(_("There is a login with this name already."))
    user = User.objects.create_user(name)
    Member.objects.create(user=user, role=role, since=at)
    record(Act.LOGIN_MADE, at, by, about=user.pk, detail={"role": role})
    return user


@transaction.atomic
def set_role(user_id: int, role: Role, at: datetime, by: int | None = None) -> None:
    """Give a login this role; nothing happens when it has it. Raises `MemberError` for the last owner."""
    owners = _owners_but(user_id)
    before = Member.objects.filter(user_id=user_id).values_list("role", flat=True).first()
    if before == role:
        return
    if before == Role.OWNER and not owners and _active(user_id):
        raise MemberError(_("This is the last owner. Make somebody else owner first."))
    Member.objects.update_or_create(user_id=user_id, defaults={"role": role, "since": at})
    record(Act.ROLE_CHANGED, at, by, about=user_id, detail={"from": before or "", "to": role})


@transaction.atomic
def set_active(user_id: int, active: bool, at: datetime, by: int | None = None) -> None:
    """Let a login in again, or keep it out at once. Raises `MemberError` for the last owner."""
    owners = _owners_but(user_id)
    if _active(user_id) == active:
        return
    is_owner = Member.objects.filter(user_id=user_id, role=Role.OWNER).exists()
    if not active and is_owner and not owners:
        raise MemberError(_("This is the last owner. Make somebody else owner first."))
    User.objects.filter(pk=user_id).update(is_active=active)
    record(Act.LOGIN_OPENED if active else Act.LOGIN_CLOSED, at, by, about=user_id)


def role_for_a_new_login() -> Role:
    """The least that lets the shop go on: an owner while there is none, then viewers."""
    return Role.VIEWER if _owners_but(0) else Role.OWNER


def _active(user_id: int) -> bool:
    return User.objects.filter(pk=user_id, is_active=True).exists()


def _owners_but(user_id: int) -> int:
    """How many other owners can log in. All owners are held, so that two cannot take away each other at once."""
    owners = Member.objects.select_for_update().filter(role=Role.OWNER).order_by("pk")
    held = list(owners.values_list("user_id", flat=True))
    return User.objects.filter(pk__in=held, is_active=True).exclude(pk=user_id).count()
