from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest
from click.testing import CliRunner, Result
from django.conf import LazySettings

from tests.unit.offering.small_shop import NOON
from worthmore.cli.main import worthmore
from worthmore.outcomes.models import Decision
from worthmore.shop import operations

Ask = Callable[..., Result]

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def ask(settings: LazySettings, tmp_path: Path) -> Ask:
    settings.WORTHMORE_HOME = tmp_path

    def run(*arguments: str) -> Result:
        return CliRunner().invoke(worthmore, ["offer", *arguments])

    return run


@pytest.fixture
def shop() -> None:
    products = {"external_id": ["bike", "lock", "crown"], "name": ["City bike", "Folding [lock]", "Golden crown"]}
    prices = {"price": [100_000, 5_995, 900_000], "currency": ["EUR"] * 3}
    operations.save_products("demo", pl.DataFrame(products | prices), NOON)
    pairs = {"product_id": ["bike"] * 2, "other_id": ["lock", "crown"], "kind": ["accessory"] * 2}
    operations.save_relations("demo", pl.DataFrame(pairs), NOON)


def test_a_cart_is_answered_with_a_table(ask: Ask, shop: None) -> None:
    result = ask("--cart", "bike:2,X1", "--language", "nl")
    assert result.exit_code == 0
    assert "Folding [lock]" in result.stdout
    assert "€\xa059,95" in result.stdout
    assert "crown" not in result.stdout
    assert "cart[1].product: product 'X1' is not in the catalogue" in result.stderr
    assert "worthmore train" in result.stderr
    assert Decision.objects.count() == 1


def test_explain_names_every_refusal_with_its_guard(ask: Ask, shop: None) -> None:
    result = ask("--cart", "bike", "--explain")
    assert "Golden crown" in result.stdout
    assert "premium" in result.stdout


def test_json_is_the_shape_of_the_api(ask: Ask, shop: None) -> None:
    result = ask("--cart", "bike", "--json", "--explain")
    answer = json.loads(result.stdout)
    assert set(answer) == {"decision", "offers", "refused", "warnings"}
    assert answer["offers"][0]["product"]["id"] == "lock"
    assert answer["refused"][0]["guard"] == "premium"


def test_nothing_fitting_is_said(ask: Ask, shop: None) -> None:
    result = ask("--cart", "lock")
    assert (result.exit_code, "No offer." in result.stdout) == (0, True)


def test_the_source_that_knows_the_products_is_asked(ask: Ask, shop: None) -> None:
    other = {"external_id": ["kettle"], "name": ["Kettle"], "price": [4_000], "currency": ["EUR"]}
    operations.save_products("kitchen", pl.DataFrame(other), NOON)
    assert "Folding" in ask("--cart", "bike").stdout
    unclear = ask("--cart", "nothing known")
    assert unclear.exit_code == 1
    assert "--source" in unclear.stderr
    assert "demo, kitchen" in unclear.stderr
    assert "no source 'x'" in ask("--cart", "bike", "--source", "x").stderr
    assert "No offer" in ask("--cart", "bike", "--source", "kitchen").stdout


@pytest.mark.parametrize("arguments", [("--cart", "bike:0"), ("--placement", "moon"), ("--limit", "-1")])
def test_what_makes_no_sense_is_refused_with_what_would(ask: Ask, arguments: tuple[str, ...]) -> None:
    result = ask(*arguments)
    assert result.exit_code == 2
    assert arguments[0] in result.stderr


def test_an_empty_database_says_what_to_do(ask: Ask) -> None:
    result = ask("--cart", "bike")
    assert result.exit_code == 1
    assert "worthmore import" in result.stderr
