"""`worthmore permission`: who may be reached how, and the files that say so."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from worthmore.vocabulary.clock import now
from worthmore.vocabulary.permission import Act, Channel, Purpose

if TYPE_CHECKING:
    from worthmore.connectors.csv.trouble import CannotImportError

AS_JSON = click.option("--json", "as_json", is_flag=True, help="Print as JSON.")
BY = click.option("--by", default="command line", show_default=True, help="Who does it; kept with the fact.")


@click.group()
def permission() -> None:
    """Show who may be reached how; take over permissions and do-not-contact lists; stop everything."""


@permission.command("show")
@click.argument("customer")
@click.option("--source", default="shop", show_default=True, help="The shop whose customer id it is.")
@AS_JSON
def show(customer: str, source: str, as_json: bool) -> None:
    """What CUSTOMER (an id or an e-mail address) may be sent, by which rule, with all that was said."""
    from worthmore.cli import permission_tables
    from worthmore.shop.queries import keys_by_email, person_key_of

    key = person_key_of(source, customer)
    if key is None and "@" in customer:
        found = keys_by_email([customer.strip().lower()]).get(customer.strip().lower(), frozenset())
        if len(found) > 1:
            raise click.ClickException(f"{len(found)} people have the address {customer}; give a customer id.")
        key = next(iter(found), None)
    if key is None:
        raise click.ClickException(f"{source} knows no customer {customer!r}.")
    told = permission_tables.of_person(key, now())
    click.echo(json.dumps(told, indent=2, ensure_ascii=False)) if as_json else permission_tables.show_person(told)


def _maps(ctx: click.Context, parameter: click.Parameter, values: Sequence[str]) -> dict[str, str]:
    found = {}
    for value in values:
        heading, divided, field = value.partition("=")
        if not divided or not heading.strip():
            raise click.BadParameter(f'{value!r} is not of the form "Column=field".')
        found[heading.strip()] = field.strip()
    return found


@permission.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--source", default="shop", show_default=True, help="The shop whose customer ids the file names.")
@click.option("--map", "maps", multiple=True, callback=_maps, help='Say what a column is: "Column=field".')
@click.option(
    "--act", type=click.Choice([act.value for act in Act if act is not Act.LIFTED]), help="Of the whole file."
)
@click.option("--channel", type=click.Choice([one.value for one in Channel]), help="Where no column names it.")
@click.option(
    "--purpose",
    type=click.Choice([one.value for one in Purpose]),
    default=Purpose.MARKETING.value,
    show_default=True,
    help="Where no column names it.",
)
@click.option("--country", default="", help="Of telephone numbers without a prefix: two letters.")
@click.option("--day-first/--month-first", default=None, help="How 1/2/2026 is read where no value proves it.")
@AS_JSON
def import_(file: Path, as_json: bool, **wished: Any) -> None:
    """Take over the permissions and objections of a CSV or Excel FILE, with their proof.

    Rows that cannot be taken go to a reject file with the reason. The same file again changes nothing, and nothing in
    it lifts an objection. docs/permission.md explains the columns.
    """
    from django.conf import settings

    from worthmore.cli import permission_tables
    from worthmore.connectors.csv.permissions.importing import Wishes, import_file
    from worthmore.connectors.csv.trouble import CannotImportError

    for name, kind in (("act", Act), ("channel", Channel), ("purpose", Purpose)):
        wished[name] = kind(wished[name]) if wished[name] else None
    try:
        summary = import_file(file, Wishes(**wished), Path(settings.WORTHMORE_HOME), now())
    except CannotImportError as error:
        raise _cannot(error, as_json) from error
    click.echo(
        json.dumps(summary.as_json(), indent=2, ensure_ascii=False)
    ) if as_json else permission_tables.show_import(summary)
    if summary.rows and summary.rejected == summary.rows:
        sys.exit(1)


@permission.command("list-import")
@click.argument("name")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--date", "list_date", type=click.DateTime(["%Y-%m-%d"]), required=True, help="The day the list is of.")
@click.option("--shorter", is_flag=True, help="It may have less than half the entries of the one before.")
@AS_JSON
def list_import(name: str, file: Path, list_date: datetime, shorter: bool, as_json: bool) -> None:
    """Load the do-not-contact list NAME from a CSV, text or Excel FILE.

    Names: DNCM, ROBINSON_BE, POSTFILTER, ROBINSON_FI_PHONE, ROBINSON_FI_POST, TPS, CTPS, MPS, BLOCTEL,
    ROBINSON_FR, DNC.

    It takes the place of the one before when all of it is there. Interrupted, the same command goes on where it was.
    """
    from django.conf import settings

    from worthmore.cli import permission_tables
    from worthmore.connectors.csv.permissions.lists import ListWish, load_list
    from worthmore.connectors.csv.trouble import CannotImportError

    try:
        wish = ListWish(name.upper(), list_date.date(), shorter)
        loaded = load_list(file, wish, Path(settings.WORTHMORE_HOME), now())
    except CannotImportError as error:
        raise _cannot(error, as_json) from error
    told = permission_tables.of_list(loaded)
    click.echo(json.dumps(told, indent=2, ensure_ascii=False)) if as_json else permission_tables.show_list(told)


@permission.command("lists")
@AS_JSON
def lists(as_json: bool) -> None:
    """The do-not-contact lists that are loaded, with their age."""
    from worthmore.cli import permission_tables
    from worthmore.consent.queries import lists as loaded

    found = loaded(now())
    if as_json:
        told = [
            {"name": one.name, "date": one.list_date.isoformat(), "entries": one.entries, "stale": one.stale}
            for one in found
        ]
        click.echo(json.dumps(told, indent=2))
    else:
        permission_tables.show_lists(found)


@permission.command("similar")
@click.argument("bought", required=False)
@click.argument("offered", required=False)
@click.option("--not", "differs", is_flag=True, help="They are not similar.")
@click.option("--remove", is_flag=True, help="Take the row away: the catalogue speaks again.")
@click.option("--source", default="shop", show_default=True, help="The shop whose products they are.")
@BY
def similar(bought: str | None, offered: str | None, differs: bool, remove: bool, source: str, by: str) -> None:
    """Say that OFFERED is similar to BOUGHT: each a product's id, a category such as "Bicycles/*", or "*".

    Without them, show the rows there are. docs/permission.md says what is similar without any.
    """
    from worthmore.consent.operations import ConsentError, remove_similar, set_similar
    from worthmore.consent.queries import similar_rows
    from worthmore.consent.values import SimilarRow

    if bought is None or offered is None:
        for row in similar_rows(source):
            click.echo(f"{row.bought} → {row.offered}: {'similar' if row.similar else 'not similar'}")
        return
    if remove:
        gone = remove_similar(source, bought, offered)
        click.echo("Removed." if gone else "There was no such row.")
        return
    try:
        set_similar([SimilarRow(source, bought, offered, not differs)], by, now())
    except ConsentError as error:
        raise click.ClickException(f"{error}.") from error
    click.echo(f"{offered} is {'not ' if differs else ''}similar to {bought}.")


@permission.command("stop")
@click.option("--reason", default="", help="Why; kept with the stop.")
@BY
@AS_JSON
def stop(reason: str, by: str, as_json: bool) -> None:
    """Stop all marketing now: nothing more is sent to anybody until `resume`."""
    from worthmore.consent.operations import stop_everything

    _told(
        stop_everything(by, now(), reason), "All marketing is stopped.", "All marketing was stopped already.", as_json
    )


@permission.command("resume")
@click.option("--reason", default="", help="Why; kept with the fact.")
@BY
@AS_JSON
def resume(reason: str, by: str, as_json: bool) -> None:
    """Let marketing go on after a stop."""
    from worthmore.consent.operations import resume as go_on

    _told(go_on(by, now(), reason), "Marketing goes on.", "Nothing was stopped.", as_json)


def _told(changed: bool, done: str, before: str, as_json: bool) -> None:
    from worthmore.consent.queries import stopped

    held = stopped()
    if not as_json:
        click.echo(done if changed else before)
        return
    since = {"by": held.by, "at": held.at.isoformat(), "reason": held.reason} if held else None
    click.echo(json.dumps({"changed": changed, "stopped": since}))


def _cannot(error: CannotImportError, as_json: bool) -> click.ClickException:
    if as_json:
        click.echo(json.dumps({"error": error.what, "mend": error.mend}, ensure_ascii=False))
    return click.ClickException(f"{error.what}\n{error.mend}")
