"""The `worthmore` command. Each subcommand is a file of its own, loaded when it is asked for."""

from __future__ import annotations

import os
import sys
from importlib import import_module

import click

from worthmore import __version__

COMMANDS = {
    "run": ("worthmore.cli.run", "run", "Set up the demo shop if there is none, then serve everything on one port."),
    "serve": ("worthmore.cli.serve", "serve", "Serve the pages and the API, or one of them."),
    "demo": ("worthmore.cli.demo_command", "demo", "Set up more shops to look at: three that live by contracts."),
    "import": ("worthmore.cli.importing", "import_", "Bring orders, products and customers in from files."),
    "train": ("worthmore.cli.train", "train", "Learn from the orders and publish what was learned."),
    "offer": ("worthmore.cli.offer", "offer", "Decide on offers for a cart, and say why."),
    "rules": ("worthmore.cli.rules", "rules", "Count exactly which products are bought together."),
    "evaluate": ("worthmore.cli.evaluate", "evaluate", "Compare models on what customers bought next."),
    "permission": ("worthmore.cli.permission", "permission", "Show and take over who may be reached how; stop all."),
    "lint": ("worthmore.cli.lint", "lint", "Find claims in a text that it may not make."),
    "settings": ("worthmore.cli.settings", "settings", "Show and change what the shop has set."),
    "keys": ("worthmore.cli.keys", "keys", "Create, list and revoke API keys."),
    "vouchers": ("worthmore.cli.vouchers", "vouchers", "Make codes for the till, and see where they were redeemed."),
    "user": ("worthmore.cli.user", "user", "Add a back-office login or change its password."),
    "link": ("worthmore.cli.link", "link", "Make the address of a customer's own page."),
    "rights": ("worthmore.cli.rights", "rights", "Give people their data, forget them, print what the law asks for."),
    "retention": ("worthmore.cli.retention", "retention", "Let go of what is older than the shop keeps it."),
    "setup": ("worthmore.cli.setup", "setup", "Create or update the database tables."),
}


class Commands(click.Group):
    """Loads a command only when it is used, so that `worthmore --help` is instant."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Names in the order a newcomer needs them."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command object, with Django ready before it runs."""
        if cmd_name not in COMMANDS:
            return None
        module, attribute, _ = COMMANDS[cmd_name]
        _make_django_ready()
        command: click.Command = getattr(import_module(module), attribute)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """One line a command, without loading any."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, text) for name, (_, _, text) in COMMANDS.items()])


def _make_django_ready() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "worthmore.site.settings")
    import django
    from django.apps import apps

    if not apps.ready:
        django.setup()


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__)
def worthmore() -> None:
    """Upselling and cross-selling to the customers a shop already has."""


def main() -> None:
    """Entry point: what can be said in a sentence is said in a sentence, without a traceback."""
    from django.db.utils import OperationalError, ProgrammingError

    try:
        worthmore(prog_name="worthmore")
    except (OperationalError, ProgrammingError) as error:
        reason = str(error).strip().splitlines()[0]
        click.echo(f"The database did not answer: {reason}", err=True)
        click.echo("Check DATABASE_URL, and run `worthmore setup` if the tables are not there yet.", err=True)
        sys.exit(1)
