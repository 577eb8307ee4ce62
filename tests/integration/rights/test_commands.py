from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from django.conf import LazySettings

from tests.integration.rights.people import Ann, shop_with_ann
from worthmore.cli.main import worthmore
from worthmore.shop import queries

pytestmark = pytest.mark.django_db


@pytest.fixture
def ann(settings: LazySettings, tmp_path: Path) -> Ann:
    settings.WORTHMORE_HOME = tmp_path
    return shop_with_ann()


def call(*arguments: str, typed: str | None = None) -> Result:
    return CliRunner().invoke(worthmore, arguments, input=typed)


def rights(*arguments: str, typed: str | None = None) -> Result:
    return call("rights", *arguments, typed=typed)


def test_a_download_goes_to_a_file_that_only_its_owner_reads(ann: Ann, tmp_path: Path) -> None:
    path = tmp_path / "ann.json"
    done = rights("download", ann.id, "--source", "demo", "--output", str(path))
    assert done.exit_code == 0, done.output
    assert json.loads(path.read_bytes())["person"]["key"] == ann.key
    assert path.stat().st_mode & 0o077 == 0
    assert "access" in rights("requests").output


def test_a_download_can_be_a_page_in_any_of_the_languages(ann: Ann) -> None:
    done = rights("download", ann.id, "--source", "demo", "--format", "html", "--language", "fi")
    assert '<html lang="fi">' in done.output


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["nobody", "--source", "demo"], "demo knows no customer 'nobody'"),
        (["C-00c0ffee"], "Say in which source with --source: demo, till"),
        (["C-00c0ffee", "--source", "elsewhere"], "elsewhere knows no customer"),
        (["C-00c0ffee", "--source", "demo", "--output", "/nowhere/at/all"], "cannot be written"),
        (["a\0b", "--source", "demo"], "demo knows no customer"),
    ],
)
def test_what_cannot_be_downloaded_is_said_in_a_sentence(ann: Ann, arguments: list[str], message: str) -> None:
    done = rights("download", *arguments)
    assert done.exit_code == 1
    assert message in done.output
    assert "Traceback" not in done.output


def test_an_erasure_shows_whom_it_concerns_and_asks(ann: Ann) -> None:
    asked = rights("erase", ann.id, "--source", "demo", typed="n\n")
    assert asked.exit_code == 1
    assert ann.email in asked.output
    assert "2 orders stay for the books" in asked.output
    assert queries.identity(ann.key) is not None
    done = rights("erase", ann.id, "--source", "demo", typed="y\n")
    assert done.exit_code == 0, done.output
    assert "Erase the customer in demo, till too" in done.output
    assert queries.identity(ann.key) is None


def test_requests_are_written_down_listed_and_settled(ann: Ann) -> None:
    assert "Nobody has asked" in rights("requests").output
    asked = rights("ask", ann.id, "access", "--source", "demo", "--note", "copy").output
    number = re.search(r"Request (\d+) is written down", asked)
    assert number
    assert "copy" in rights("requests", "--open").output
    assert rights("settle", number[1]).exit_code == 0
    assert "Nobody waits" in rights("requests", "--open").output
    assert "no request 987654" in rights("settle", "987654").output


def test_an_objection_names_a_channel_that_exists(ann: Ann) -> None:
    wrong = rights("object", ann.id, "--source", "demo", "--channel", "pigeon", "--heard", "phone")
    assert wrong.exit_code == 1
    assert "no channel 'pigeon'" in wrong.output
    assert (
        "Stopped at once: email."
        in rights("object", ann.id, "--source", "demo", "--channel", "email", "--heard", "phone").output
    )
    assert (
        "Stopped at once: every channel." in rights("object", ann.id, "--source", "demo", "--heard", "counter").output
    )


def test_details_are_corrected_by_name(ann: Ann) -> None:
    assert "Corrected: city" in rights("rectify", ann.id, "--source", "demo", "--set", "city=Gent").output
    assert "right already" in rights("rectify", ann.id, "--source", "demo", "--set", "city=Gent").output
    for wrong in ("shoe=43", "email=nonsense", "city"):
        done = rights("rectify", ann.id, "--source", "demo", "--set", wrong)
        assert "Traceback" not in done.output
        assert done.exit_code == 1


@pytest.mark.parametrize("name", ["register", "interests", "screening", "how-we-choose"])
def test_documents_are_printed_or_written(ann: Ann, tmp_path: Path, name: str) -> None:
    assert rights("document", name).output.startswith("# ")
    path = tmp_path / "page.html"
    assert rights("document", name, "--format", "html", "--output", str(path)).exit_code == 0
    assert path.read_text().startswith("<!doctype html>")
    assert rights("document", "secrets").exit_code == 1
    assert rights("document", "register", "--language", "nl").exit_code == 1


def test_retention_says_what_is_kept_how_long_and_what_went(ann: Ann) -> None:
    found = json.loads(call("retention", "run", "--json").output)
    assert {"name": "activity", "setting": "activity_days", "kept": 30, "too_old": 0, "gone": 0} in found
    assert "30 days" in call("retention", "run", "--dry-run").output
    call("settings", "set", "activity_days", "0")
    assert "for ever" in call("retention", "run", "--dry-run").output
