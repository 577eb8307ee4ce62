"""`worthmore setup`: the tables."""

from __future__ import annotations

import click


def migrate() -> None:
    """Create or update the tables; quick and silent when there is nothing to do."""
    from django.core.management import call_command

    call_command("migrate", verbosity=0, interactive=False)


@click.command()
def setup() -> None:
    """Create or update the database tables. Safe to repeat."""
    migrate()
    click.echo("The database is ready.")
