"""`worthmore train`: learn from the orders and publish what was learned."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Mapping
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from worthmore.vocabulary.clock import now

if TYPE_CHECKING:
    from worthmore.training.queries import Published

FEW_ORDERS = 1000


@click.command("train")
@click.option("--source", "sources", multiple=True, help="Only this source; may be given more than once.")
@click.option("--json", "as_json", is_flag=True, help="Print as JSON.")
@click.option("--incremental", is_flag=True, help="Fold in what came in since; everything only where that is due.")
@click.option("--full-after", default=7, show_default=True, help="Days after which everything is learned all the same.")
@click.option("--engine", help="Where pairs are counted: local or spark.")
def train(sources: tuple[str, ...], as_json: bool, incremental: bool, full_after: int, engine: str | None) -> None:
    """Learn from the orders of every source and publish the result; the version before stays in use until then."""
    from worthmore.training.engines import EngineError
    from worthmore.training.files import PublishedError
    from worthmore.training.train import NothingToLearnError

    try:
        published = _train(sources, engine, timedelta(days=full_after) if incremental else None)
    except (NothingToLearnError, PublishedError, EngineError) as error:
        raise click.ClickException(str(error)) from error
    except OSError as error:
        raise click.ClickException(f"what was learned could not be written: {error}") from error
    if as_json:
        click.echo(json.dumps(_as_json(published), ensure_ascii=False))
    else:
        _show(published)


def _train(sources: tuple[str, ...], engine: str | None, full_after: timedelta | None) -> Published:
    from django.conf import settings
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    from worthmore.training.engines import engine as counting
    from worthmore.training.train import train as run

    folder = Path(os.environ.get("WORTHMORE_SPARK_FOLDER") or settings.WORTHMORE_HOME / "spark")
    count = counting(
        engine or os.environ.get("WORTHMORE_ENGINE", "local"),
        os.environ.get("WORTHMORE_SPARK_MASTER", "local[*]"),
        folder,
    )
    columns = (TextColumn("{task.description}", markup=False), BarColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("Learning", total=1.0)
        return run(
            settings.WORTHMORE_HOME,
            now(),
            sources or None,
            lambda text, share: progress.update(task, description=text, completed=share),
            count,
            full_after,
        )


def _as_json(published: Published) -> dict[str, Any]:
    return {
        "version": published.name,
        "published_at": published.published_at.isoformat(),
        "checksum": published.checksum,
        "sources": published.summary,
    }


ROWS: tuple[tuple[str, Callable[[Mapping[str, Any]], int]], ...] = (
    ("orders", lambda entry: entry["orders"]),
    ("customers", lambda entry: entry["customers"]),
    ("products", lambda entry: entry["products"]),
    ("products with complements", lambda entry: entry["products_with_complements"]),
    ("rules: what goes with what", lambda entry: entry["rules"]),
    ("rules lent to products with few sales", lambda entry: entry.get("rules_lent", 0)),
    ("rules: what is taken in place of what", lambda entry: entry.get("substitutes", 0)),
    ("rules: customers also bought", lambda entry: entry["also_bought"]),
    ("upgrade steps from attributes", lambda entry: entry["upgrades"]["attributes"]),
    ("upgrade steps from swaps", lambda entry: entry["upgrades"]["swaps"]),
    ("upgrade steps set by hand", lambda entry: entry["upgrades"]["hand"]),
    ("answers to offers", lambda entry: entry["answers"]),
)


def _show(published: Published) -> None:
    from rich.console import Console
    from rich.markup import escape
    from rich.table import Table

    summary = published.summary
    table = Table("", *(escape(name) for name in summary))
    for column in table.columns[1:]:
        column.justify = "right"
    for title, count in ROWS:
        table.add_row(title, *(f"{count(entry):,}" for entry in summary.values()))
    table.add_row("seconds", *(f"{entry['seconds']:.1f}" for entry in summary.values()))
    console = Console()
    console.print(table)
    for name, entry in summary.items():
        for remark in [*judged(entry), *remarks(entry)]:
            console.print(f"[bold]{escape(name)}[/bold]: {remark}")
    console.print(f"Version {published.name} is in use.")


def judged(entry: Mapping[str, Any]) -> list[str]:
    """How what goes with what did beside best sellers, in plain words; nothing of orders that were never judged."""
    found = entry.get("complements")
    if not entry["orders"] or not entry["customers"] or found is None:
        return []
    if found["verdict"] == "too few":
        return [
            f"whether what goes with what does better than best sellers cannot be told yet: {found['customers']:,} "
            f"customers of the newest orders could judge, {found['needed']} are needed. It is used: every rule is of "
            f"{entry['minimum_customers']} different customers or more."
        ]
    figures = (
        f"of products bought together in the newest orders, its first {found['shown']} suggestions name "
        f"{_share(found['found'])}, as many best sellers {_share(found['best_sellers'])} "
        f"({found['customers']:,} customers, 95 % sure)"
    )
    if found["verdict"] == "better":
        return [f"what goes with what: {figures}."]
    if found["kept_from"]:
        kept = f"What was learned on {found['kept_from'][:10]} stays in use."
    else:
        kept = "Offers come from the catalogue and from what you set by hand."
    return [f"what goes with what was learned but is not used, because best sellers do no worse: {figures}. {kept}"]


def _share(interval: Mapping[str, float]) -> str:
    return f"{interval['mean']:.0%} ({interval['low']:.0%} to {interval['high']:.0%})"


def remarks(entry: Mapping[str, Any]) -> list[str]:
    """What a person should know of one source's figures, in plain words; nothing where all is well."""
    least, products = entry["minimum_customers"], entry["products"]
    if not entry["orders"]:
        return ["no orders yet: nothing could be learned from baskets."]
    if not entry["customers"]:
        return [
            "no order names its customer, so nothing can be said of different customers; "
            "import orders with a customer number or an e-mail address."
        ]
    found = []
    if entry["orders"] < FEW_ORDERS or not entry["rules"]:
        found.append(
            f"not enough data yet: {entry['orders']:,} orders of {entry['customers']:,} customers gave "
            f"{entry['rules']:,} rules. Offers come from the catalogue and from what you set by hand meanwhile."
        )
    few = products - entry["products_with_enough_customers"]
    if few:
        found.append(
            f"{few:,} of {products:,} products were bought by fewer than {least} different customers "
            f"({entry['products_never_bought']:,} never): too few to say what goes with them "
            "(setting minimum_customers)."
        )
    return found
