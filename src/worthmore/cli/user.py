"""`worthmore user`: back-office logins."""

from __future__ import annotations

import click


def save_user(name: str, password: str) -> bool:
    """Add the login or change its password; True when it is new."""
    from django.contrib.auth import get_user_model

    user, new = get_user_model().objects.get_or_create(username=name)
    user.set_password(password)
    user.save()
    return new


@click.command()
@click.argument("name")
@click.password_option(help="Asked for when not given.")
def user(name: str, password: str) -> None:
    """Add the back-office login NAME, or change its password."""
    from django.contrib.auth.password_validation import validate_password
    from django.core.exceptions import ValidationError

    try:
        validate_password(password)
    except ValidationError as error:
        raise click.ClickException(" ".join(error.messages)) from error
    new = save_user(name, password)
    click.echo(f"{'Added' if new else 'Changed the password of'} {name}.")
