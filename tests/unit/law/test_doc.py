"""docs/law.md says what the table and the reader say."""

from __future__ import annotations

import re
from enum import StrEnum
from pathlib import Path

import pytest

from tests.unit.law.making import TABLE
from worthmore.law import reading
from worthmore.law.steps import REASK_AFTER_MONTHS, STEPS
from worthmore.law.table import Confidence, Decision, Proof, Status, Topic, When

DOC = (Path(__file__).resolve().parents[3] / "docs" / "law.md").read_text(encoding="utf-8")


def section(title: str) -> str:
    return DOC.split(f"\n## {title}\n", 1)[1].split("\n## ", 1)[0]


def first_cells(text: str) -> set[str]:
    return {
        name
        for line in text.splitlines()
        if line.startswith("| `")
        for name in re.findall(r"`(\w[\w-]*)`", line.split("|")[1])
    }


def test_every_column_of_a_row_is_explained_and_no_other() -> None:
    source = Path(reading.__file__).read_text(encoding="utf-8")
    asked = set(re.findall(r'row\.\w+\(\s*"(\w+)"', source)) - {"question", "rules"}
    assert first_cells(section("The columns")) == asked


@pytest.mark.parametrize("words", [Topic, Decision, Status, Confidence, When, Proof], ids=lambda kind: kind.__name__)
def test_every_word_a_column_may_hold_is_explained(words: type[StrEnum]) -> None:
    text = section("The columns")
    assert [word for word in words if word and f"`{word}`" not in text] == []


def test_every_list_is_named_with_whether_it_must_be_checked() -> None:
    text = section("The lists")
    lists = {name: rule.lists_obligatory for rule in TABLE.rules for name in rule.lists}
    assert first_cells(text) == set(lists)
    for name, obligatory in lists.items():
        line = next(line for line in text.splitlines() if f"`{name}`" in line)
        assert line.split("|")[4].strip().startswith("yes") is obligatory, name


def test_every_question_for_counsel_is_named() -> None:
    assert first_cells(section("What counsel must check")) == {one.id for one in TABLE.counsel}


def test_every_row_the_page_names_exists() -> None:
    named = set(re.findall(r"\b(?:EU|BE|NL|FI|DE|FR|UK|US|MBX)\.[a-z]+(?:\.[a-z]+)*\b", DOC)) - {"BE.new"}
    assert named
    assert [name for name in named if TABLE.get(name) is None] == []


def test_the_steps_are_those_of_the_program() -> None:
    steps = re.findall(r"^\| (\d) \|", section("The order of precedence"), re.MULTILINE)
    assert [int(step) for step in steps] == list(range(1, len(STEPS) + 2))
    assert f"{REASK_AFTER_MONTHS} months without a purchase" in DOC


def test_the_page_says_that_it_is_no_legal_advice() -> None:
    assert "not legal advice" in DOC
    assert "Not legal advice" in (Path(reading.__file__).with_name("rules.toml")).read_text(encoding="utf-8")[:400]
