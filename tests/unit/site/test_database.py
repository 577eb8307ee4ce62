"""How the one database is reached."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from worthmore.site.database import POSTGRES_OPTIONS, configuration

POSTGRES = "postgres://ann:secret@db.example:5432/shop"


@pytest.fixture(autouse=True)
def bare(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("WORTHMORE_POOLED", "WORTHMORE_STATEMENT_TIMEOUT_MS"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("DATABASE_URL", POSTGRES)


def test_without_an_address_it_is_a_file_in_the_data_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("DATABASE_URL")
    assert configuration(tmp_path)["NAME"] == str(tmp_path / "worthmore.sqlite3")


def test_a_server_that_vanished_is_noticed(tmp_path: Path) -> None:
    found = configuration(tmp_path)
    assert found["OPTIONS"] == {**POSTGRES_OPTIONS, "options": "-c jit=off"}
    assert (found["CONN_HEALTH_CHECKS"], found["DISABLE_SERVER_SIDE_CURSORS"]) == (True, False)


def test_the_address_may_set_other_options(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("DATABASE_URL", f"{POSTGRES}?connect_timeout=9&sslmode=require")
    options = configuration(tmp_path)["OPTIONS"]
    assert (int(options["connect_timeout"]), options["sslmode"], options["keepalives"]) == (9, "require", 1)


def test_a_pooler_keeps_nothing_on_a_connection(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("WORTHMORE_POOLED", "1")
    assert configuration(tmp_path)["DISABLE_SERVER_SIDE_CURSORS"] is True


def test_statements_end_when_the_process_says_so(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("WORTHMORE_STATEMENT_TIMEOUT_MS", "2000")
    assert configuration(tmp_path)["OPTIONS"]["options"] == "-c jit=off -c statement_timeout=2000"
    monkeypatch.setenv("DATABASE_URL", f"{POSTGRES}?options=-c%20search_path%3Dshop")
    assert configuration(tmp_path)["OPTIONS"]["options"] == "-c jit=off -c search_path=shop -c statement_timeout=2000"


@pytest.mark.parametrize("text", ["2s", "-1", "٣"])
def test_a_timeout_that_is_no_number_is_said(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, text: str) -> None:
    monkeypatch.setenv("WORTHMORE_STATEMENT_TIMEOUT_MS", text)
    with pytest.raises(ImproperlyConfigured, match="WORTHMORE_STATEMENT_TIMEOUT_MS"):
        configuration(tmp_path)
