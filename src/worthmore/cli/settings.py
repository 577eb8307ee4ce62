"""`worthmore settings`: what the shop has set."""

from __future__ import annotations

import json
from dataclasses import asdict

import click

from worthmore.vocabulary.clock import now


@click.group(invoke_without_command=True)
@click.option("--json", "as_json", is_flag=True, help="Print as JSON.")
@click.pass_context
def settings(ctx: click.Context, as_json: bool) -> None:
    """Show every setting; `set` and `reset` change one. docs/settings.md explains each."""
    if ctx.invoked_subcommand is None:
        _show(as_json)


@settings.command("set")
@click.argument("name")
@click.argument("value")
def set_(name: str, value: str) -> None:
    """Set NAME to VALUE. A VALUE that is JSON is read as such, so 0.2, null and {"upgrade": 0.3} work."""
    from worthmore.backoffice.operations.settings import change_setting

    try:
        change_setting(name, _read(value), now())
    except ValueError as error:
        raise click.ClickException(str(error)) from error
    click.echo(f"{name} is now {value}.")


@settings.command("reset")
@click.argument("name")
def reset(name: str) -> None:
    """Give NAME its default again."""
    from worthmore.backoffice.operations.settings import reset_setting

    try:
        reset_setting(name, now())
    except ValueError as error:
        raise click.ClickException(str(error)) from error
    click.echo(f"{name} has its default again.")


def _read(value: str) -> object:
    try:
        parsed: object = json.loads(value)
    except json.JSONDecodeError:
        return value
    return parsed


def _show(as_json: bool) -> None:
    from rich.console import Console
    from rich.table import Table

    from worthmore.shop import queries
    from worthmore.vocabulary.policy import Policy

    set_now, default = asdict(queries.policy()), asdict(Policy())
    if as_json:
        click.echo(json.dumps(set_now))
        return
    table = Table("setting", "value", "default")
    for name, value in set_now.items():
        shown = json.dumps(value)
        table.add_row(name, f"[bold]{shown}[/bold]" if value != default[name] else shown, json.dumps(default[name]))
    Console().print(table)
