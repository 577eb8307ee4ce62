"""`worthmore rules`: exact association rules of a source, on request."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from worthmore.vocabulary.clock import now

COLUMNS = (
    "product", "name", "also", "also_name", "baskets", "baskets_with_product", "baskets_with_also", "all_baskets",
    "customers", "support", "confidence", "lift",
)  # fmt: skip


@click.command("rules")
@click.option("--source", help="The source; may be left out where there is one.")
@click.option("--product", "product_id", help="Only rules that begin with this product.")
@click.option("--baskets", default=10, show_default=True, type=click.IntRange(1), help="At least so many hold both.")
@click.option("--customers", type=click.IntRange(0), help="At least so many customers bought both; default: setting.")
@click.option("--most", default=30, show_default=True, type=click.IntRange(1), help="How many rules to print.")
@click.option("--write", type=click.Path(path_type=Path, dir_okay=False), help="Write every rule to this CSV file.")
@click.option("--json", "as_json", is_flag=True, help="Print as JSON.")
def rules(
    source: str | None,
    product_id: str | None,
    baskets: int,
    customers: int | None,
    most: int,
    write: Path | None,
    as_json: bool,
) -> None:
    """Who buys this also buys that: support, confidence and lift, counted exactly, the highest lift first."""
    found = list(_rules(_source(source), product_id, baskets, customers))
    if write is not None:
        _write(write, found)
    if as_json:
        click.echo(json.dumps(found[:most], ensure_ascii=False))
    else:
        _show(found, most)


def _source(named: str | None) -> str:
    from worthmore.shop import queries

    known = queries.sources()
    if named is None and len(known) == 1:
        return known[0]
    if named not in known:
        told = f"there is {', '.join(known)}" if known else "import orders first"
        raise click.BadParameter(f"{'which source?' if named is None else f'no source {named}'}; {told}")
    return named


def _rules(source: str, product_id: str | None, baskets: int, customers: int | None) -> Iterator[dict[str, Any]]:
    from worthmore.learn.association_rules import association_rules
    from worthmore.shop import queries
    from worthmore.training.reading import read

    policy = queries.policy()
    material = read(source, now(), policy.model_months)
    products = material.products
    if product_id is not None and product_id not in {one.id for one in products}:
        raise click.BadParameter(f"{source} has no product {product_id}", param_hint="--product")
    least = policy.minimum_customers if customers is None else customers
    for rule in association_rules(material.baskets, baskets, least):
        one, other = products[rule["item"]], products[rule["other"]]
        if product_id in (None, one.id):
            counts = [int(rule[name]) for name in ("both", "one", "with_other")]
            figures = [float(rule[name]) for name in ("support", "confidence", "lift")]
            whole = [*counts, material.baskets.count, int(rule["customers"])]
            yield dict(zip(COLUMNS, (one.id, one.name, other.id, other.name, *whole, *figures), strict=True))


def _write(path: Path, found: list[dict[str, Any]]) -> None:
    try:
        with path.open("w", newline="", encoding="utf-8") as file:
            writer = csv.DictWriter(file, COLUMNS)
            writer.writeheader()
            writer.writerows(found)
    except OSError as error:
        raise click.ClickException(f"{path} could not be written: {error.strerror}") from error


def _show(found: list[dict[str, Any]], most: int) -> None:
    from rich.console import Console
    from rich.markup import escape
    from rich.table import Table

    console = Console()
    if not found:
        console.print("No rule has so many baskets and customers; ask for fewer with --baskets and --customers.")
        return
    table = Table("who buys", "also buys", "baskets", "customers", "support", "confidence", "lift")
    for column in table.columns[2:]:
        column.justify = "right"
    for rule in found[:most]:
        names = (escape(rule["name"] or rule["product"]), escape(rule["also_name"] or rule["also"]))
        figures = (f"{rule['support']:.2%}", f"{rule['confidence']:.1%}", f"{rule['lift']:.1f}")
        table.add_row(*names, f"{rule['baskets']:,}", f"{rule['customers']:,}", *figures)
    console.print(table)
    console.print(f"{len(found):,} rules; {min(most, len(found)):,} shown.")
