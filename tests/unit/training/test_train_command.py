from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from tests.unit.training.shop_of_two import save_orders, save_products
from worthmore.cli.train import remarks, train
from worthmore.training.queries import current

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def home(settings: Any, tmp_path: Path) -> Path:
    settings.WORTHMORE_HOME = tmp_path
    return tmp_path


def run(*arguments: str) -> Result:
    return CliRunner(env={"COLUMNS": "120"}).invoke(train, arguments)


def test_it_shows_a_table_and_the_version_in_use(home: Path) -> None:
    save_products()
    save_orders()
    shown = run()
    assert shown.exit_code == 0, shown.output
    version = current(home)
    assert version is not None
    for text in ("rules: what goes with what", "upgrade steps from attributes", f"Version {version.name} is in use."):
        assert text in shown.stdout


def test_it_prints_json_for_scripts(home: Path) -> None:
    save_products()
    save_orders()
    shown = json.loads(run("--json", "--source", "demo").stdout)
    assert shown["sources"]["demo"]["rules"] == 4
    assert shown["version"]


def test_a_small_shop_is_told_that_there_is_not_enough_data_yet(home: Path) -> None:
    save_products()
    save_orders(customers=3)
    shown = run().stdout
    assert "demo: not enough data yet: 12 orders of 12 customers gave 0 rules." in shown
    assert "4 of 4 products were bought by fewer than 20 different customers" in shown


def test_an_empty_installation_is_told_what_to_do(home: Path) -> None:
    shown = run()
    assert shown.exit_code == 1
    assert "import orders first" in shown.output


def test_an_engine_nobody_knows_is_named_with_those_there_are(home: Path) -> None:
    save_products()
    save_orders()
    shown = run("--engine", "abacus")
    assert shown.exit_code == 1
    assert "'abacus'; it must be local or spark" in shown.output
    assert current(home) is None


def test_an_unknown_source_is_named(home: Path) -> None:
    save_products()
    assert "no source is called shpo; there is demo" in run("--source", "shpo").output


ENOUGH: dict[str, Any] = {
    "orders": 5000,
    "customers": 3000,
    "products": 10,
    "rules": 40,
    "minimum_customers": 20,
    "products_with_enough_customers": 10,
    "products_never_bought": 0,
}


def test_where_all_is_well_nothing_is_remarked() -> None:
    assert remarks(ENOUGH) == []


def test_orders_without_customers_are_explained() -> None:
    assert "no order names its customer" in remarks(ENOUGH | {"customers": 0})[0]
    assert "no orders yet" in remarks(ENOUGH | {"orders": 0})[0]
