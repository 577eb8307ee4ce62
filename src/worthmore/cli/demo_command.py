"""`worthmore demo`: more shops to look at, beside the one that `worthmore run` sets up."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from worthmore.vocabulary.clock import now

if TYPE_CHECKING:
    from datetime import datetime

    from worthmore.simulation.contracts import ContractShop


@click.group("demo")
def demo() -> None:
    """Set up more shops to look at."""


@demo.command("plans")
@click.option("--files-only", is_flag=True, help="Write the files, import nothing.")
def plans(files_only: bool) -> None:
    """Three shops that live by contracts: a telephone shop, a seller of software, an insurer.

    Their files are written to the data folder, as such shops export them, and imported as anybody's would be. Running
    it again on another day moves everything to that day.
    """
    from django.conf import settings

    from worthmore.simulation.contracts import SHOPS

    at = now()
    for shop in SHOPS:
        folder = Path(settings.WORTHMORE_HOME) / "demo-plans" / shop.name
        paths = _write(shop, folder, at)
        click.echo(f"{shop.name}: {len(paths)} files in {folder}")
        if not files_only:
            _import(shop, paths, at)
        for somebody in shop.people:
            click.echo(f"  {somebody.id}: {somebody.story}")
    if not files_only:
        click.echo("Try: worthmore offer --source telephone --placement account --customer nora --explain")


def _write(shop: ContractShop, folder: Path, at: datetime) -> list[Path]:
    from worthmore.simulation.contracts import files

    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for content, text in files(shop, at.date()).items():
        path = folder / f"{content}.csv"
        path.write_text(text, encoding="utf-8")
        paths.append(path)
    return paths


def _import(shop: ContractShop, paths: list[Path], at: datetime) -> None:
    from django.conf import settings

    from worthmore.connectors.csv.importing import import_file, plan_for
    from worthmore.connectors.csv.recognising.recognise import Wishes
    from worthmore.simulation.contracts import introduce

    introduce(shop, at)
    for path in paths:
        plan = plan_for(path, Wishes(source=shop.name, content=path.stem, currency="EUR"), at)
        summary = import_file(plan, Path(settings.WORTHMORE_HOME), True, lambda progress: None)
        counts = summary.counts
        click.echo(f"  {path.name}: {counts.imported} of {counts.rows} rows")
