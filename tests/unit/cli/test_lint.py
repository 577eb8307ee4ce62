from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from worthmore.cli.lint import lint
from worthmore.shop import operations
from worthmore.vocabulary.clock import now

pytestmark = pytest.mark.django_db


def run(*arguments: str, given: str | bytes = "") -> Result:
    return CliRunner().invoke(lint, list(arguments), input=given)


def test_a_claim_is_told_with_its_place_its_rule_and_how_to_mend_it() -> None:
    result = run("--text", "Dag Els,\nLaatste kans!", "--language", "nl")
    assert result.exit_code == 1
    first, second = result.output.splitlines()
    assert first == "2:1: urgency: “Laatste kans” (EU.urgency)"
    assert "{end_date}" in second


def test_an_honest_text_ends_well() -> None:
    result = run("--text", "Nog {stock} op voorraad.", "--language", "nl", "--bound", "stock")
    assert (result.exit_code, result.output) == (0, "")


def test_a_file_and_standard_input_are_read_alike(tmp_path: Path) -> None:
    file = tmp_path / "mail.html"
    file.write_text("<p>Only 3 left</p>", "utf-8")
    for result in (run(str(file), "--json"), run("-", "--json", given="<p>Only 3 left</p>")):
        (one,) = json.loads(result.output)
        assert (one["claim"], one["matched"], one["line"], one["column"]) == ("stock", "Only 3 left", 1, 4)
        assert set(one) == {
            "start", "end", "matched", "claim", "language", "rule", "why", "mend", "line", "column",
        }  # fmt: skip


def test_the_shops_country_holds_unless_another_is_given() -> None:
    text = ("--text", "De solden zijn er", "--language", "nl", "--date", "2026-12-10", "--json")
    claims = {one["claim"] for one in json.loads(run(*text).output)}
    assert claims == {"sale_words", "saving"}
    operations.set_policy("country", "NL", now())
    assert {one["claim"] for one in json.loads(run(*text).output)} == {"saving"}
    assert {one["claim"] for one in json.loads(run(*text, "--country", "be").output)} == claims


def test_the_day_decides_what_the_law_forbids() -> None:
    text = ("--text", "Eco-friendly", "--language", "en", "--date")
    assert run(*text, "2026-09-26").exit_code == 0
    assert run(*text, "2026-09-27").exit_code == 1


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((), "Give a FILE or --text"),
        (("x", "--text", "y"), "and not both"),
        (("/nowhere/at/all",), "cannot be read: No such file"),
        (("/tmp",), "cannot be read"),
        (("--text", "x", "--language", "sv"), "'sv' is not one of nl, en, fi, fr, de"),
        (("--text", "x", "--country", "Belgium"), "is not a country in two letters such as BE"),
        (("--text", "x", "--date", "tomorrow"), "does not match the format"),
    ],
)
def test_what_cannot_be_linted_is_said_with_how_to_mend_it(arguments: tuple[str, ...], said: str) -> None:
    result = run(*arguments)
    assert result.exit_code == 2
    assert said in result.output


def test_a_file_that_is_no_text_or_far_too_large_is_refused() -> None:
    assert "is not UTF-8 text (byte 2)" in run("-", given=b"ab\xff").output
    assert "larger than 2 MB" in run("-", given=b"a" * 2_000_001).output
