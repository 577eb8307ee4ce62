"""`worthmore import csv`, as a person types it."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from worthmore.cli.importing import import_
from worthmore.connectors.models import ImportRun, Mapping

DUTCH = (
    "Bestellingen 2025;;;;;\n\nBestelnr.;Datum;Artikelnr;Omschrijving;Aantal;Prijs\n"
    "1001;31/12/2025;A1;Lamp;2;€ 1.234,50\n1001;31/12/2025;A2;Snoer;1;2,50\n"
    "1002;gisteren;A1;Lamp;1;5,00\nTotaal;;;;4;\n"
)


def _run(*arguments: object) -> Result:
    return CliRunner().invoke(import_, ["csv", *map(str, arguments)], env={"COLUMNS": "200"})


@pytest.fixture
def dutch(tmp_path: Path) -> Path:
    """A file as a Belgian shop has it."""
    path = tmp_path / "bestellingen.csv"
    path.write_bytes(DUTCH.encode("cp1252"))
    return path


@pytest.mark.django_db
def test_a_dry_run_shows_everything_and_imports_nothing(dutch: Path) -> None:
    shown = _run(dutch, "--dry-run")
    assert shown.exit_code == 0, shown.output
    for told in (
        "cp1252",
        "semicolon",
        "headings in row 3",
        "Bestelnr.",
        "order_id",
        "€ 1.234,50",
        "day first: its values prove it",
        "decimal comma",
        "Amounts are in EUR",
        "not a date",
        "row 6: 'gisteren'",
        "Nothing was imported",
    ):
        assert told in shown.output
    summary = json.loads(_run(dutch, "--json").stdout)
    assert (summary["rows"], summary["new"], summary["rejected"], summary["totals"]) == (4, 2, 1, 1)


@pytest.mark.django_db
def test_an_import_prints_its_numbers_and_where_the_rejects_are(dutch: Path) -> None:
    shown = _run(dutch)
    assert shown.exit_code == 0, shown.output
    assert "rows read" in shown.output
    assert "rejects/bestellingen.csv-" in shown.output.replace("\n", "")
    again = _run(dutch)
    assert "nothing has changed" in again.output
    assert "--again" in again.output


@pytest.mark.django_db
def test_json_says_the_same_for_scripts(dutch: Path, tmp_path: Path) -> None:
    shown = _run(dutch, tmp_path / "missing.csv", "--json")
    assert shown.exit_code == 1
    told = json.loads(shown.stdout)
    assert told["new"] == 2
    first, second = told["files"]
    assert (first["content"], first["source"], first["reasons"]) == ("orders", "shop", {"not a date": 1})
    assert "cannot be read" in second["error"]
    assert second["mend"]


@pytest.mark.django_db
def test_a_dry_run_as_json_tells_the_columns(dutch: Path) -> None:
    told = json.loads(_run(dutch, "--dry-run", "--json").stdout)["files"][0]
    assert told["dry_run"] is True
    assert told["columns"][0] == {"column": "Bestelnr.", "field": "order_id", "samples": ["1001", "1002", "Totaal"]}
    assert told["assumptions"] == [
        "Amounts are in EUR: their currency sign says so.",
        "There is no customer column: every order is a guest's.",
    ]


@pytest.mark.django_db
def test_a_column_can_be_named(tmp_path: Path) -> None:
    path = tmp_path / "odd.csv"
    path.write_text("Dossier,date,sku,qty,price\n1001,2025-12-31,A,1,5.00\n")
    refused = _run(path)
    assert refused.exit_code == 1
    assert '--map "Dossier=order_id"' in refused.output
    assert _run(path, "--map", "Dossier=order_id").exit_code == 0
    assert _run(path, "--dry-run").exit_code == 0


@pytest.mark.django_db
def test_nothing_good_at_all_is_a_failure(tmp_path: Path) -> None:
    path = tmp_path / "bad.csv"
    path.write_text("order,date,sku,qty,price\n1001,someday,A,1,5.00\n")
    shown = _run(path)
    assert shown.exit_code == 1
    assert "not a date" in shown.output


@pytest.mark.parametrize(
    ("option", "value", "says"),
    [
        ("--time-zone", "Mars/Olympus", "not a time zone"),
        ("--currency", "euro", "not a three-letter code"),
        ("--encoding", "klingon", "not a known encoding"),
        ("--map", "nothing", "Column=field"),
        ("--content", "invoices", "invalid choice".title()[:7]),
    ],
)
def test_a_wrong_option_is_explained(dutch: Path, option: str, value: str, says: str) -> None:
    shown = _run(dutch, option, value)
    assert shown.exit_code == 2
    assert says in shown.output


def _start(home: Path, file: Path) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-c", "from worthmore.cli import main; main()", "import", "csv", str(file), "--json"],
        env=_environment(home),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


def _environment(home: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    return {**kept, "WORTHMORE_HOME": str(home)}


def _rows_done(home: Path) -> int:
    try:
        with sqlite3.connect(home / "worthmore.sqlite3") as base:
            return int(base.execute("SELECT coalesce(max(rows_done), 0) FROM connectors_importrun").fetchone()[0])
    except sqlite3.OperationalError:
        return 0


@pytest.fixture
def many(tmp_path: Path) -> Path:
    """A file of several chunks, with a bad row here and there."""
    path = tmp_path / "many.csv"
    with path.open("w") as file:
        file.write("order,date,sku,qty,price,customer id\n")
        for number in range(45_000):
            day = "someday" if number % 9_000 == 0 else f"2025-{number % 12 + 1:02}-{number % 28 + 1:02}"
            file.write(f"{number // 3},{day},S{number % 500},{number % 3 + 1},5.00,{number // 30}\n")
    return path


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A data folder with an empty SQLite database."""
    setup = [sys.executable, "-m", "django", "migrate", "--settings", "worthmore.site.settings", "-v0", "--skip-checks"]
    folder = tmp_path / "home"
    folder.mkdir()
    subprocess.run(setup, env=_environment(folder), check=True, capture_output=True)
    return folder


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGINT])
def test_an_import_that_is_killed_goes_on_where_it_was(home: Path, many: Path, how: signal.Signals) -> None:
    first = _start(home, many)
    deadline = time.monotonic() + 120
    while not _rows_done(home) and first.poll() is None and time.monotonic() < deadline:
        time.sleep(0.01)
    first.send_signal(how)
    first.communicate(timeout=120)
    stopped_at = _rows_done(home)
    second = _start(home, many)
    told = json.loads(second.communicate(timeout=240)[0])
    assert second.returncode == 0
    assert told["files"][0]["resumed_after"] == stopped_at
    assert 0 < stopped_at < 45_001
    assert (told["rows"], told["new"], told["rejected"]) == (45_000, 44_995, 5)
    with sqlite3.connect(home / "worthmore.sqlite3") as base:
        assert base.execute("SELECT count(*) FROM shop_orderline").fetchone() == (44_995,)
        assert base.execute("SELECT count(*) FROM shop_order").fetchone() == (15_000,)
    rejects = Path(told["files"][0]["reject_file"]).read_text("utf-8-sig").splitlines()
    assert len(rejects) == 6


@pytest.mark.data
@pytest.mark.django_db
def test_the_first_days_of_online_retail_are_imported(data: Path, tmp_path: Path) -> None:
    import gzip
    from itertools import islice

    path = tmp_path / "online_retail.csv"
    with gzip.open(data / "online_retail" / "online_retail.csv.gz", "rt", encoding="utf-8", newline="") as whole:
        path.write_text("".join(islice(whole, 20_001)), encoding="utf-8", newline="")
    told = json.loads(_run(path, "--json", "--source", "online-retail").stdout)
    assert (told["rows"], told["new"] + told["rejected"]) == (20_000, 20_000)
    assert set(told["files"][0]["reasons"]) >= {"postage or carriage, not a product"}


@pytest.mark.django_db
def test_a_source_is_forgotten_when_one_is_sure(dutch: Path) -> None:
    _run(dutch, "--map", "Omschrijving=ignore")
    command = ["forget", "--source", "shop"]
    refused = CliRunner().invoke(import_, command, input="n\n")
    assert refused.exit_code == 1
    assert "1 orders, 2 products" in refused.output
    assert ImportRun.objects.exists()
    done = CliRunner().invoke(import_, [*command, "--yes"])
    assert "Removed 1 orders with 2 lines, 2 products, 0 customers" in done.output
    assert not ImportRun.objects.exists()
    assert not Mapping.objects.exists()
    again = CliRunner().invoke(import_, [*command, "--yes"])
    assert again.exit_code == 1
    assert "There is no source 'shop'. Known: none." in again.output
