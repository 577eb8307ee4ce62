"""`worthmore import`: orders, products, customers, plans, contracts and usage from files."""

from __future__ import annotations

import codecs
import json
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, Any

import click

from worthmore.vocabulary.clock import now

if TYPE_CHECKING:
    from worthmore.connectors.csv.importing import Progress as Step
    from worthmore.connectors.csv.recognising.recognise import Plan, Wishes

NUMBERS = (
    "rows",
    "new",
    "changed",
    "unchanged",
    "rejected",
    "cancelled",
    "duplicates",
    "collapsed",
    "known",
    "totals",
    "cells",
    "remarks",
)

CONTENTS = ["orders", "products", "customers", "plans", "contracts", "usage"]


@click.group("import")
def import_() -> None:
    """Bring orders, products, customers, plans, contracts and usage in from files."""


def _maps(ctx: click.Context, parameter: click.Parameter, values: Sequence[str]) -> dict[str, str]:
    """Column=field, as often as it is given; the first = divides."""
    found = {}
    for value in values:
        heading, divided, field = value.partition("=")
        if not divided or not heading.strip():
            raise click.BadParameter(f'{value!r} is not of the form "Column=field".')
        found[heading.strip()] = field.strip()
    return found


def _time_zone(ctx: click.Context, parameter: click.Parameter, value: str | None) -> str | None:
    from zoneinfo import ZoneInfo

    try:
        return value if value is None else ZoneInfo(value).key
    except (KeyError, ValueError, OSError) as error:
        raise click.BadParameter(f"{value!r} is not a time zone such as Europe/Helsinki.") from error


def _currency(ctx: click.Context, parameter: click.Parameter, value: str | None) -> str | None:
    if value is not None and not (len(value) == 3 and value.isascii() and value.isalpha()):
        raise click.BadParameter(f"{value!r} is not a three-letter code such as EUR.")
    return value.upper() if value else None


def _encoding(ctx: click.Context, parameter: click.Parameter, value: str | None) -> str | None:
    try:
        return value if value is None else codecs.lookup(value).name
    except LookupError as error:
        raise click.BadParameter(f"{value!r} is not a known encoding such as utf-8 or cp1252.") from error


@import_.command("csv")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--source", default="shop", show_default=True, help="The shop the files belong to; ids are its own.")
@click.option("--content", type=click.Choice(CONTENTS), help="What the files hold.")
@click.option("--dry-run", is_flag=True, help="Show how the files would be read; import nothing.")
@click.option("--map", "maps", multiple=True, callback=_maps, help='Say what a column is: "Column=field". Remembered.')
@click.option("--currency", callback=_currency, help="What amounts are in where the file does not say.")
@click.option("--time-zone", callback=_time_zone, help="Where times without a zone were written.")
@click.option("--sheet", help="The sheet of a workbook, where the first that fits is not the one.")
@click.option("--decimal-comma/--decimal-point", default=None, help="How 1.234 is read where no value proves it.")
@click.option("--day-first/--month-first", default=None, help="How 1/2/2026 is read where no value proves it.")
@click.option("--encoding", callback=_encoding, help="The files' characters, where they are not recognised.")
@click.option("--again", is_flag=True, help="Read a file that was already imported once more.")
@click.option("--json", "as_json", is_flag=True, help="Print the summary as JSON.")
def csv(files: Sequence[Path], dry_run: bool, again: bool, as_json: bool, **wished: Any) -> None:
    """Import CSV and Excel FILES (.csv, .txt, .tsv, also .gz; .xlsx).

    Columns are recognised by their names in Dutch, English, Finnish, French and German. Good rows are imported;
    the others go to a reject file with the reason and how to mend them. Importing the same rows again changes nothing.
    docs/import.md explains everything.
    """
    from worthmore.connectors.csv.recognising.recognise import Wishes

    wishes = Wishes(**wished)
    told = []
    with _stoppable() as stop:
        for file in files:
            told.append(_one(file, wishes, dry_run, again, as_json, stop))
            if stop():
                break
    if as_json:
        click.echo(json.dumps(_together(told), indent=2, ensure_ascii=False))
    if any(_failed(one) for one in told):
        sys.exit(1)


@import_.command("forget")
@click.option("--source", required=True, help="The source whose facts are to go.")
@click.option("--yes", is_flag=True, help="Do not ask.")
def forget(source: str, yes: bool) -> None:
    """Remove everything a source brought: orders, products, customers, and the people nobody else knows.

    What was remembered of its imports and columns goes too. It cannot be undone; importing its files again brings it
    back.
    """
    from worthmore.connectors import operations
    from worthmore.shop.queries import counts, sources

    if source not in sources():
        raise click.ClickException(f"There is no source {source!r}. Known: {', '.join(sources()) or 'none'}.")
    known = counts(source)
    if not yes:
        click.echo(f"{source}: {known.orders:,} orders, {known.products:,} products, {known.customers:,} customers.")
        click.confirm("Remove all of it for good?", abort=True)
    gone = operations.forget(source)
    click.echo(
        f"Removed {gone.orders:,} orders with {gone.lines:,} lines, {gone.products:,} products, "
        f"{gone.customers:,} customers and {gone.people:,} people nobody else knows."
    )


def _one(
    file: Path, wishes: Wishes, dry_run: bool, again: bool, as_json: bool, stop: Callable[[], bool]
) -> dict[str, Any]:
    """One file: its summary, or what stopped it, printed unless as JSON."""
    from worthmore.connectors.csv.trouble import CannotImportError
    from worthmore.connectors.operations import RunTakenError

    try:
        return _read(file, wishes, dry_run, again, as_json, stop)
    except CannotImportError as error:
        told = {"file": file.name, "error": error.what, "mend": error.mend}
    except RunTakenError:
        mend = "Wait until it is done; then run the same command again."
        told = {"file": file.name, "error": f"{file.name} is being imported by another process.", "mend": mend}
    if not as_json:
        click.secho(told["error"], fg="red", err=True)
        click.echo(told["mend"], err=True)
    return told


def _read(
    file: Path, wishes: Wishes, dry_run: bool, again: bool, as_json: bool, stop: Callable[[], bool]
) -> dict[str, Any]:
    from django.conf import settings

    from worthmore.cli import import_tables
    from worthmore.connectors.csv import importing
    from worthmore.connectors.csv.preview import preview

    _keep_memory_flat()
    plan = importing.plan_for(file, wishes, now())
    with _progress(plan, quiet=as_json) as watch:
        if dry_run:
            summary = importing.dry_run(plan, watch, stop)
        else:
            summary = importing.import_file(plan, Path(settings.WORTHMORE_HOME), again, watch, stop)
    shown = preview(plan) if dry_run else None
    if not as_json:
        import_tables.show(summary, shown)
    return {**(shown.as_json() if shown else {}), **summary.as_json(), "dry_run": dry_run}


def _keep_memory_flat() -> None:
    """SQLite maps its file into memory, where it counts as ours; an import gains nothing by that."""
    from django.db import connection

    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA mmap_size=0")


@contextmanager
def _progress(plan: Plan, quiet: bool) -> Iterator[Callable[[Step], None]]:
    """A bar with rows, rate and time left; nothing where nobody watches."""
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

    console = Console(stderr=True)
    if quiet or not console.is_terminal:
        yield lambda step: None
        return
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.percentage:>3.0f}%"),
        TextColumn("{task.fields[rows]:,} rows"),
        TextColumn("{task.fields[rate]:,.0f}/s"),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task(plan.table.path.name, total=None, rows=0, rate=0)

        def watch(step: Step) -> None:
            elapsed = bar.tasks[0].elapsed or 0
            rate = step.rows / elapsed if elapsed else 0
            bar.update(task, completed=step.read, total=step.size or None, rows=step.rows, rate=rate)

        yield watch


@contextmanager
def _stoppable() -> Iterator[Callable[[], bool]]:
    """Ctrl-C asks to stop after the rows in hand; a second one stops at once (nothing saved is lost either way)."""
    asked: list[int] = []

    def ask(number: int, frame: FrameType | None) -> None:
        if asked:
            raise KeyboardInterrupt
        asked.append(number)
        click.echo("Stopping after the rows in hand; press Ctrl-C again to stop at once.", err=True)

    before = signal.signal(signal.SIGINT, ask)
    try:
        yield lambda: bool(asked)
    finally:
        signal.signal(signal.SIGINT, before)


def _together(told: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """The numbers of all files, and each file's own."""
    return {**{name: sum(one.get(name, 0) for one in told) for name in NUMBERS}, "files": list(told)}


def _failed(told: dict[str, Any]) -> bool:
    """Unreadable, or not one row of it good."""
    return "error" in told or (told["finished"] and told["rows"] - told["rejected"] - told["totals"] <= 0)


@import_.command("reviews")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--source", default="shop", show_default=True, help="The shop whose products the file names.")
@click.option("--json", "as_json", is_flag=True, help="Print the summary as JSON.")
def reviews(file: Path, source: str, as_json: bool) -> None:
    """Import what customers wrote of products from a CSV or Excel FILE, to be quoted beside offers.

    Rows that cannot be taken go to a reject file with the reason. A row with "deleted" takes its review out.
    docs/words.md explains the columns.
    """
    from django.conf import settings

    from worthmore.connectors.csv.reviews import import_file
    from worthmore.connectors.csv.trouble import CannotImportError

    try:
        summary = import_file(file, source, Path(settings.WORTHMORE_HOME), now())
    except CannotImportError as error:
        raise click.ClickException(str(error)) from error
    told = summary.as_json()
    click.echo(json.dumps(told, ensure_ascii=False) if as_json else "\n".join(f"{name}: {told[name]}" for name in told))
    if summary.rows and summary.rejected == summary.rows:
        sys.exit(1)
