"""`worthmore retention`: what is too old goes."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from worthmore.vocabulary.clock import now

if TYPE_CHECKING:
    from worthmore.rights.retention.running import Swept


@click.group()
def retention() -> None:
    """Let go of what is older than the shop keeps it. Run it every night; a server may run beside it."""


@retention.command("run")
@click.option("--dry-run", is_flag=True, help="Count what is too old; change nothing.")
@click.option("--json", "as_json", is_flag=True, help="Print the result as JSON.")
def run(dry_run: bool, as_json: bool) -> None:
    """Remove or thin everything that is too old, and finish erasures that were interrupted.

    Stopped half-way, the next run goes on. docs/rights.md says what is kept how long.
    """
    from worthmore.rights.retention import running

    with _progress() as watch:
        swept = running.run(now(), dry_run, watch)
    if as_json:
        click.echo(json.dumps([asdict(one) for one in swept], indent=1))
    else:
        _show(swept, dry_run)


def _show(swept: list[Swept], dry_run: bool) -> None:
    from rich.console import Console
    from rich.table import Table

    table = Table("what", "kept", "too old", "would go" if dry_run else "gone")
    for one in swept:
        table.add_row(one.name, _kept(one), f"{one.too_old:,}", f"{one.too_old if dry_run else one.gone:,}")
    Console().print(table)


def _kept(one: Swept) -> str:
    """How long, and by which setting."""
    if one.kept is None:
        return ""
    unit = "months" if one.setting.endswith("_months") else "days"
    return f"for ever ({one.setting})" if one.kept == 0 else f"{one.kept} {unit} ({one.setting})"


@contextmanager
def _progress() -> Iterator[Callable[[str, int, int], None]]:
    """What is being swept and how far that is, where somebody watches."""
    from rich.console import Console
    from rich.progress import Progress, TaskID

    console = Console(stderr=True)
    if not (console.is_terminal and sys.stderr.isatty()):
        yield lambda name, done, of: None
        return
    with Progress(console=console, transient=True) as bar:
        tasks: dict[str, TaskID] = {}

        def watch(name: str, done: int, of: int) -> None:
            if name not in tasks:
                tasks[name] = bar.add_task(name, total=of)
            bar.update(tasks[name], completed=done, total=max(of, done))

        yield watch
