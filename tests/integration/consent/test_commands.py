"""`worthmore permission`, from a terminal and for a program."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tests.integration.consent.conftest import OWN, TOLD, People
from worthmore.cli.permission import permission
from worthmore.consent import operations
from worthmore.vocabulary.clock import now
from worthmore.vocabulary.permission import Channel, Purpose


@pytest.fixture
def home(tmp_path: Path, settings: object) -> Path:
    settings.WORTHMORE_HOME = tmp_path  # type: ignore[attr-defined]
    return tmp_path


def run(*arguments: str) -> Result:
    return CliRunner().invoke(permission, arguments, catch_exceptions=False)


def test_show_tells_every_channel_its_rule_and_the_ledger(jan: str) -> None:
    operations.give(jan, Channel.EMAIL, Purpose.MARKETING, now(), TOLD, now())
    told = json.loads(run("show", "jan", "--json").output)
    assert {one["channel"] for one in told["channels"]} == {channel.value for channel in Channel}
    mail = next(one for one in told["channels"] if one["channel"] == "email")
    assert (mail["allowed"], mail["rule"]) == (True, "BE.em.any")
    assert told["ledger"][0]["how"] == "checkbox"
    assert told["country"] == "BE"
    plain = run("show", "jan@example.be")
    assert plain.exit_code == 0
    assert "given" in plain.output


def test_show_of_nobody_says_so(jan: str) -> None:
    result = run("show", "piet")
    assert result.exit_code == 1
    assert "shop knows no customer 'piet'" in result.output


def test_show_of_an_address_of_many_asks_for_an_id(people: People) -> None:
    for number in range(6):
        people.add(f"c{number}", email="till@shop.be")
    assert "give a customer id" in run("show", "till@shop.be").output


def test_import_tells_what_became_of_the_rows(jan: str, home: Path) -> None:
    file = home / "consents.csv"
    file.write_text("customer id;channel;date\njan;email;01/05/2026\njan;pigeon;01/05/2026\n")
    told = json.loads(run("import", str(file), "--json").output)
    assert (told["rows"], told["new"], told["rejected"]) == (2, 1, 1)
    assert told["columns"] == {"customer_id": "customer id", "channel": "channel", "at": "date"}
    plain = run("import", str(file))
    assert plain.exit_code == 0
    assert "not a known channel" in plain.output


def test_import_of_nothing_good_fails(jan: str, home: Path) -> None:
    file = home / "consents.csv"
    file.write_text("customer id;channel;date\njan;pigeon;01/05/2026\n")
    assert run("import", str(file)).exit_code == 1
    assert "cannot be read" in run("import", str(home / "missing.csv")).output
    assert json.loads(run("import", str(home / "missing.csv"), "--json").output.splitlines()[0])["mend"]


def test_a_list_is_loaded_and_shown(db: None, home: Path) -> None:
    assert "No do-not-contact list" in run("lists").output
    file = home / "dncm.txt"
    file.write_text("0470123456\nabc\n0471123456\n")
    told = json.loads(run("list-import", "dncm", str(file), "--date", "2020-01-01", "--json").output)
    assert (told["name"], told["entries"], told["rejected"]) == ("DNCM", 2, 1)
    assert "counts already" in run("list-import", "DNCM", str(file), "--date", "2020-01-01").output
    assert "stale" in run("lists").output
    assert json.loads(run("lists", "--json").output)[0]["stale"] is True


def test_a_file_that_is_no_list_fails_with_a_sentence(db: None, home: Path) -> None:
    file = home / "words.txt"
    file.write_text("nothing\nhere\n")
    result = run("list-import", "DNCM", str(file), "--date", "2020-01-01")
    assert result.exit_code == 1
    assert "no list of telephone numbers" in result.output


def test_stop_and_resume(db: None) -> None:
    assert "is stopped" in run("stop", "--reason", "wrong price", "--by", "owner").output
    assert "stopped already" in run("stop").output
    told = json.loads(run("stop", "--json").output)
    assert (told["changed"], told["stopped"]["by"], told["stopped"]["reason"]) == (False, "owner", "wrong price")
    assert "goes on" in run("resume").output
    assert json.loads(run("resume", "--json").output) == {"changed": False, "stopped": None}


def test_show_tells_of_suggestions_switched_off(jan: str) -> None:
    operations.object_to(jan, Channel.ONSITE_PROFILE, None, now(), OWN, now())
    assert json.loads(run("show", "jan", "--json").output)["preferences"]["suggestions_off"] is True


def test_rows_of_similarity_are_set_shown_and_removed(db: None) -> None:
    assert run("similar").output == ""
    assert "not similar" in run("similar", "Bicycles/*", "Insurance/*", "--not").output
    run("similar", "bike-21", "lamp-3")
    assert run("similar").output.splitlines() == [
        "Bicycles/* → Insurance/*: not similar",
        "bike-21 → lamp-3: similar",
    ]
    assert "Removed" in run("similar", "bike-21", "lamp-3", "--remove").output
    assert "no such row" in run("similar", "bike-21", "lamp-3", "--remove").output
    assert run("similar", "/*", "x").exit_code == 1
