"""The reject file."""

from __future__ import annotations

import csv
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from worthmore.connectors.csv.rejects import HEADINGS, append, reject_file, safe
from worthmore.connectors.csv.trouble import Problem, Reject

BAD = Problem("not a number", "Write 12.50.")


def _reject(row: int, value: str = "x") -> Reject:
    return Reject(row, "price", value, BAD)


def _read(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


def test_a_reject_says_row_column_value_reason_and_mend(tmp_path: Path) -> None:
    path = tmp_path / "rejects" / "a.csv"
    append(path, [_reject(7), Reject(8, "phone", "4E+8", BAD, whole_row=False)], ",", 0)
    assert _read(path) == [
        list(HEADINGS),
        ["7", "price", "x", "not a number", "Write 12.50.", "the row was not imported"],
        ["8", "phone", "4E+8", "not a number", "Write 12.50.", "the row was imported without this cell"],
    ]


def test_nothing_rejected_makes_no_file(tmp_path: Path) -> None:
    assert append(tmp_path / "a.csv", [], ",", 0) == 0
    assert not (tmp_path / "a.csv").exists()


def test_what_an_interrupted_import_wrote_too_much_is_dropped(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    kept = append(path, [_reject(1)], ",", 0)
    append(path, [_reject(2)], ",", kept)
    append(path, [_reject(3)], ",", kept)
    assert [row[0] for row in _read(path)] == ["row", "1", "3"]


def test_an_interrupted_import_that_kept_nothing_begins_anew(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    append(path, [_reject(1)], ",", 0)
    append(path, [_reject(2)], ",", 0)
    assert [row[0] for row in _read(path)] == ["row", "2"]


@pytest.mark.parametrize("cell", ["=1+1", "+31", "-5", "@cmd", "\t=1", "\r=1"])
def test_no_cell_is_a_formula(cell: str) -> None:
    assert safe(cell) == "'" + cell


def test_the_file_is_named_after_its_source_and_stays_in_its_folder(tmp_path: Path) -> None:
    at = datetime(2026, 6, 1, 12, tzinfo=UTC)
    path = reject_file(tmp_path, "../../etc/orders 2025.csv", at)
    assert path.parent == tmp_path / "rejects"
    assert path.name == "..-..-etc-orders-2025.csv-2026-06-01-120000-000000.csv"


@given(st.text(max_size=30))
@settings(max_examples=100, deadline=None)
def test_any_value_can_be_written_and_none_begins_a_formula(
    tmp_path_factory: pytest.TempPathFactory, value: str
) -> None:
    path = tmp_path_factory.mktemp("rejects") / "a.csv"
    append(path, [_reject(1, value)], ";", 0)
    assert not safe(value).startswith(("=", "+", "-", "@"))
