"""`worthmore keys`: who may call the API."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import click

from worthmore.vocabulary.clock import now

if TYPE_CHECKING:
    from worthmore.api.queries import KeySummary

SERVER_WARNING = "A server key is a secret: never put it in a page or an app."
TILL_HINT = "Open /till/ on the till and give it this key, once."
NO_ORIGIN_WARNING = "Without --origin no web page may use this key; only a server may."


@click.group()
def keys() -> None:
    """Create, list and revoke API keys. docs/api.md says what each scope may do."""


@keys.command()
@click.argument("name")
@click.option(
    "--scope",
    type=click.Choice(["storefront", "till", "server"]),
    default="storefront",
    show_default=True,
    help="storefront: offers and answers only, may stand in a page. till: also its own sales, stays on the till. "
    "server: everything, a secret.",
)
@click.option("--source", help="The shop it speaks of; may be left out while there is only one.")
@click.option("--origin", "origins", multiple=True, help="A web origin that may use it, https://shop.example; repeat.")
@click.option("--json", "as_json", is_flag=True, help="Print as JSON.")
def create(name: str, scope: str, source: str | None, origins: tuple[str, ...], as_json: bool) -> None:
    """Make a key called NAME. It is shown once: only its hash is kept."""
    from worthmore.api.operations import KeyRefusedError, create_key, read_origin

    chosen = source_of(source)
    try:
        allowed = [read_origin(origin) for origin in origins]
        plain = create_key(name, scope, chosen, allowed, now())
    except KeyRefusedError as error:
        raise click.ClickException(str(error)) from error
    if as_json:
        click.echo(json.dumps({"key": plain, "name": name, "scope": scope, "source": chosen, "origins": allowed}))
        return
    click.echo(plain)
    click.echo(f"Keep it now; it is not shown again. It speaks of the source {chosen!r}.", err=True)
    if scope == "server":
        click.echo(SERVER_WARNING, err=True)
    elif scope == "till":
        click.echo(TILL_HINT, err=True)
    elif not origins:
        click.echo(NO_ORIGIN_WARNING, err=True)


@keys.command("list")
@click.option("--all", "with_revoked", is_flag=True, help="Revoked ones too.")
@click.option("--json", "as_json", is_flag=True, help="Print as JSON.")
def list_(with_revoked: bool, as_json: bool) -> None:
    """Show the keys by their first letters."""
    from worthmore.api.queries import list_keys

    shown = [key for key in list_keys() if with_revoked or key.revoked_at is None]
    if as_json:
        click.echo(json.dumps([_as_json(key) for key in shown]))
    elif shown:
        _print(shown)
    else:
        click.echo("There are no keys. Make one: worthmore keys create NAME --scope storefront --origin ADDRESS")


@keys.command()
@click.argument("key")
@click.option("--json", "as_json", is_flag=True, help="Print as JSON.")
def revoke(key: str, as_json: bool) -> None:
    """Revoke KEY, given whole or by its first letters. Running servers stop taking it within a second."""
    from worthmore.api.operations import KeyRefusedError, revoke_key

    try:
        name = revoke_key(key, now())
    except KeyRefusedError as error:
        raise click.ClickException(str(error)) from error
    click.echo(json.dumps({"revoked": name}) if as_json else f"Revoked {name}.")


def source_of(named: str | None) -> str:
    """The source a key, or a code, is of: the named one, or the only one there is."""
    from worthmore.shop.queries import sources

    known = sources()
    if named is not None:
        if known and named not in known:
            click.echo(f"Note: there is no source {named!r} yet; there is {', '.join(known)}.", err=True)
        return named
    if len(known) == 1:
        return known[0]
    hint = f"one of {', '.join(known)}" if known else "the name the shop's data will be imported under"
    raise click.UsageError(f"Say which shop it is of with --source: {hint}.")


def _as_json(key: KeySummary) -> dict[str, Any]:
    revoked = key.revoked_at.isoformat() if key.revoked_at else None
    return {**asdict(key), "created_at": key.created_at.isoformat(), "revoked_at": revoked}


def _print(keys: list[KeySummary]) -> None:
    from rich.console import Console
    from rich.markup import escape
    from rich.table import Table

    table = Table(box=None, pad_edge=False)
    for heading in ("begins with", "scope", "made", "source", "name", "origins"):
        table.add_column(heading, no_wrap=heading in ("begins with", "scope", "made"), overflow="fold")
    for key in keys:
        name = f"{key.name} (revoked {key.revoked_at:%Y-%m-%d})" if key.revoked_at else key.name
        made = f"{key.created_at:%Y-%m-%d}"
        table.add_row(key.prefix, key.scope, made, escape(key.source), escape(name), "\n".join(key.origins))
    Console().print(table)
