"""`worthmore evaluate`: a file of order lines in, a table with intervals out; what cannot be read is said plainly."""

from __future__ import annotations

import json
from importlib.util import find_spec
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from worthmore.cli.evaluate import evaluate
from worthmore.cli.evaluation_data import KNOWN, load


def run(*arguments: str) -> Result:
    return CliRunner().invoke(evaluate, list(arguments))


@pytest.fixture
def orders(tmp_path: Path) -> str:
    """Forty customers buy bread every time, and something else that nobody could guess."""
    lines = ["person,day,item,price,category"]
    for person in range(40):
        for week in range(4):
            lines.append(f"c{person},2026-01-{1 + 7 * week:02},bread,2.50,food")
            lines.append(f"c{person},2026-01-{1 + 7 * week:02},thing {person}-{week},9.00,things")
    path = tmp_path / "orders.csv"
    path.write_text("\n".join(lines))
    return str(path)


def test_the_table_says_what_each_model_found(orders: str) -> None:
    result = run("--data", orders, "--models", "popular,personal", "--json")
    assert result.exit_code == 0, result.output
    content = json.loads(result.output)
    popular, personal = content["models"]
    assert popular["metrics"]["recall@10"]["mean"] == personal["metrics"]["recall@10"]["mean"] == 0.5
    assert personal["metrics"]["repeat@10"] == {"mean": 1.0, "low": 1.0, "high": 1.0, "persons": 40}
    assert personal["metrics"]["explore@10"]["mean"] == 0.0
    assert personal["metrics"]["price_recall@10"]["mean"] == pytest.approx(2.5 / 11.5, abs=1e-6)
    assert 0 < personal["metrics"]["diversity@10"]["mean"] < 1
    assert content["leaks"] == ""
    assert "too small to be sure of" in content["verdicts"]["personal"]


def test_people_read_a_table_and_files_get_json(orders: str, tmp_path: Path) -> None:
    written = tmp_path / "table.json"
    result = run("--data", orders, "--models", "popular,tifu", "--write", str(written))
    assert "| tifu | 0.5000 (0.5000–0.5000) |" in result.output
    assert [row["model"] for row in json.loads(written.read_text())["models"]] == ["popular", "tifu"]


def test_ours_is_among_the_models(orders: str) -> None:
    assert "| next_basket | 0.5000" in run("--data", orders, "--models", "next_basket").output


def test_an_unknown_model_is_named_with_the_known_ones(orders: str) -> None:
    result = run("--data", orders, "--models", "oracle")
    assert result.exit_code == 2
    assert "oracle: choose from popular" in result.output


def test_an_unknown_data_set_is_named_with_the_known_ones() -> None:
    result = run("--data", "nowhere")
    assert result.exit_code == 1
    assert "nowhere is neither a file nor one of: tafeng" in result.output


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("person,day\n1,2026-01-01\n", "has no column item"),
        ("person,item\n1,2\n", "has no column day or order"),
        ("person,item,day\n,2,2026-01-01\n", "no line that names both person and item"),
        ("person,item,day\n1,2,soon\n", "could be read as a date"),
        ("person,item,day\n1,2,2026-01-01\n", "nobody has three baskets"),
        ("", "could not be read"),
    ],
)
def test_what_cannot_be_used_is_said_plainly(content: str, reason: str, tmp_path: Path) -> None:
    path = tmp_path / "orders.csv"
    path.write_text(content)
    result = run("--data", str(path), "--models", "popular")
    assert result.exit_code == 1
    assert reason in result.output
    assert "Traceback" not in result.output


def test_order_numbers_do_instead_of_days(tmp_path: Path) -> None:
    path = tmp_path / "orders.csv"
    path.write_text("person,order,item\n" + "\n".join(f"{p},{p * 10 + n},x" for p in range(5) for n in range(3)))
    assert '"mean": 1.0' in run("--data", str(path), "--models", "popular", "--json").output


@pytest.mark.data
@pytest.mark.parametrize("name", ["dnntsp_dc", "dunnhumby"])
def test_known_sets_ask_for_baskets_that_are_not_known(name: str, data: Path) -> None:
    (split,) = load(name, data).splits
    assert name in KNOWN
    assert len(split.persons) > 500
    assert (split.wanted.sizes > 0).all()
    assert bool(split.leaks) == name.startswith("dnntsp")


def test_when_customers_come_back_is_asked_beside_plain_habits(orders: str) -> None:
    result = run("--data", orders, "--when", "--json")
    assert result.exit_code == 0, result.output
    ours, own, _ = json.loads(result.output)["models"]
    assert (ours["model"], own["model"]) == ("next_order", "own habit")
    assert own["off"]["mean"] == 0.0
    assert ours["off"]["mean"] < 1.0
    assert "came within" in run("--data", orders, "--when").output


def test_margins_of_a_file_weigh_what_was_found(tmp_path: Path) -> None:
    lines = ["person,day,item,margin"]
    lines += [f"c{person},2026-01-{day:02},bread,{0.5 + day / 100}" for person in range(40) for day in (1, 8, 15)]
    path = tmp_path / "margins.csv"
    path.write_text("\n".join(lines))
    found = json.loads(run("--data", str(path), "--models", "popular", "--json").output)
    assert found["models"][0]["metrics"]["margin_recall@10"]["mean"] == 1.0


def test_a_peer_stands_beside_ours_or_says_how_to_get_it(orders: str) -> None:
    shown = run("--data", orders, "--models", "popular,implicit_bm25", "--json")
    if find_spec("implicit") is None:
        assert shown.exit_code == 1
        assert "implicit is not installed; install it with `pip install implicit`" in shown.output
    else:
        assert [one["model"] for one in json.loads(shown.output)["models"]] == ["popular", "implicit_bm25"]
