from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tests.unit.training.shop_of_two import SHOP, save_orders, save_products
from worthmore.cli.rules import rules

pytestmark = pytest.mark.django_db(transaction=True)


def run(*arguments: str) -> Result:
    return CliRunner(env={"COLUMNS": "140"}).invoke(rules, arguments)


@pytest.fixture
def shop(transactional_db: None) -> None:
    save_products()
    save_orders()


def test_it_prints_the_counts(shop: None) -> None:
    found = json.loads(run("--json", "--product", "bike").stdout)
    lock = next(one for one in found if one["also"] == "lock")
    counts = [
        lock[name] for name in ("baskets", "baskets_with_product", "baskets_with_also", "all_baskets", "customers")
    ]
    assert counts == [30, 30, 30, 120, 30]
    assert (lock["support"], lock["confidence"], lock["lift"]) == (0.25, 1.0, 4.0)
    assert {one["product"] for one in found} == {"bike"}


def test_it_shows_a_table_and_writes_every_rule(shop: None, tmp_path: Path) -> None:
    shown = run("--most", "1", "--write", str(tmp_path / "rules.csv"))
    assert shown.exit_code == 0, shown.output
    assert "City bike" in shown.stdout
    assert "6 rules; 1 shown." in shown.stdout
    with (tmp_path / "rules.csv").open(encoding="utf-8") as file:
        assert len(list(csv.DictReader(file))) == 6


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--baskets", "31"), "ask for fewer with --baskets and --customers"),
        (("--product", "boat"), "demo has no product boat"),
        (("--source", "shpo"), "no source shpo; there is demo"),
        (("--write", "/nowhere/rules.csv"), "/nowhere/rules.csv could not be written"),
    ],
)
def test_what_cannot_be_is_said_plainly(shop: None, arguments: tuple[str, ...], said: str) -> None:
    assert said in run(*arguments).output.replace("\n", " ")


def test_an_empty_installation_is_told_what_to_do(transactional_db: None) -> None:
    assert "import orders first" in run().output
    assert SHOP not in run().output
