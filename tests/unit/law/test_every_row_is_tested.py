"""A deny, forbid or require row without a test that tries to break it does not get in.

A test says which rows it tries to break with `@pytest.mark.rule("BE.sper.winter")`, anywhere in the tests; the lines
of `EDGES` in test_duties.py count for the dates, countries and capacities of a duty.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.unit.law.making import TABLE
from tests.unit.law.test_duties import EDGES
from worthmore.law.table import Decision, Status

TESTS = Path(__file__).resolve().parents[2]
MUST = (Decision.DENY, Decision.FORBID, Decision.REQUIRE)


def marked() -> set[str]:
    """The rows named by `pytest.mark.rule` in any test file."""
    return {name for file in TESTS.rglob("test_*.py") for name in _marks(ast.parse(file.read_text(encoding="utf-8")))}


def _marks(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "pytest.mark.rule":
            yield from (ast.literal_eval(argument) for argument in node.args)


def test_every_deny_forbid_and_require_row_has_a_test_that_tries_to_break_it() -> None:
    must = {rule.id for rule in TABLE.rules if rule.decision in MUST and rule.status is Status.LAW}
    assert must - marked() - {edge[0] for edge in EDGES} == set()


def test_the_tests_name_rows_that_exist() -> None:
    known = {rule.id for rule in TABLE.rules}
    assert (marked() | {edge[0] for edge in EDGES}) - known == set()
