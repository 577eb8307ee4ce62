"""`worthmore user`: back-office logins."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from worthmore.vocabulary.clock import now

if TYPE_CHECKING:
    from worthmore.backoffice.access import Role

ROLES = ("owner", "marketer", "assistant", "viewer")


def save_user(name: str, password: str, role: Role | None = None) -> bool:
    """Add the login or change its password; True when it is new. The first login of all is the owner."""
    from django.contrib.auth import get_user_model
    from django.db import transaction

    from worthmore.backoffice.operations import members
    from worthmore.backoffice.queries.members import id_of

    with transaction.atomic():
        new = id_of(name) is None
        if new:
            members.add(name, role or members.role_for_a_new_login(), now())
        user = get_user_model().objects.get(username=name)
        user.set_password(password)
        user.save()
        if role and not new:
            members.set_role(user.pk, role, now())
    return new


@click.command()
@click.argument("name")
@click.option(
    "--role", type=click.Choice(ROLES), help="What NAME may do. The first login is the owner, others viewers."
)
@click.option("--reset-two-factor", is_flag=True, help="Take the second factor away: the password alone is asked.")
@click.option("--open", "open_", is_flag=True, help="Let a login that was closed come in again.")
@click.option("--password", help="Asked for when not given.")
def user(name: str, role: str | None, reset_two_factor: bool, open_: bool, password: str | None) -> None:
    """Add the back-office login NAME, or change its password, role or second factor."""
    from worthmore.backoffice.access import Role
    from worthmore.backoffice.operations.members import MemberError
    from worthmore.backoffice.queries.members import id_of

    wanted = Role(role) if role else None
    known = id_of(name)
    try:
        if known is not None and password is None and (wanted or reset_two_factor or open_):
            _change(name, known, wanted, reset_two_factor, open_)
        else:
            _with_password(name, password or _asked(), wanted)
            if known is not None:
                _change(name, known, None, reset_two_factor, open_)
    except MemberError as error:
        raise click.ClickException(str(error)) from error


def _asked() -> str:
    typed: str = click.prompt("Password", hide_input=True, confirmation_prompt=True)
    return typed


def _with_password(name: str, password: str, role: Role | None) -> None:
    from django.contrib.auth.password_validation import validate_password
    from django.core.exceptions import ValidationError

    from worthmore.backoffice.queries.members import id_of, role_of

    try:
        validate_password(password)
    except ValidationError as error:
        raise click.ClickException(" ".join(error.messages)) from error
    new = save_user(name, password, role)
    has = role_of(id_of(name) or 0) or "no role"
    click.echo(f"{'Added' if new else 'Changed the password of'} {name} ({has}).")


def _change(name: str, known: int, role: Role | None, reset: bool, open_: bool) -> None:
    from worthmore.backoffice.operations import members, twofactor

    if role:
        members.set_role(known, role, now())
        click.echo(f"{name} is now {role}.")
    if reset:
        taken = twofactor.switch_off(known, now())
        click.echo(f"The second factor of {name} is taken away." if taken else f"{name} has no second factor.")
    if open_:
        members.set_active(known, True, now())
        click.echo(f"{name} may come in.")
