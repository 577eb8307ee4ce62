"""docs/api.md says what the API does."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import msgspec
import pytest

from worthmore.api import examples
from worthmore.api.openapi import OPERATIONS
from worthmore.api.problems import KINDS
from worthmore.offering.answer import OffersAnswer

TEXT = (Path(__file__).resolve().parents[3] / "docs" / "api.md").read_text()
SHOWN = [
    json.loads(line)
    for block in re.findall(r"```json\n(.*?)```", TEXT, re.DOTALL)
    for line in re.split(r"\n(?={)", block)
]


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda operation: operation.name)
def test_every_address_is_documented(operation: Any) -> None:
    assert f"{operation.method.upper()} {operation.path}`" in TEXT


@pytest.mark.parametrize("name", KINDS)
def test_every_kind_of_problem_is_documented(name: str) -> None:
    assert f"`{name}`" in TEXT


@pytest.mark.parametrize("operation", [one for one in OPERATIONS if one.body], ids=lambda operation: operation.name)
def test_every_field_that_may_be_sent_is_documented(operation: Any) -> None:
    section = TEXT[TEXT.index(f"`POST {operation.path}`", TEXT.index("## A first call")) :].split("\n## ")[0]
    assert [field for field in operation.body.__struct_fields__ if field not in section] == []


def test_the_answers_shown_are_the_ones_of_the_types() -> None:
    for example in (
        examples.EVENTS_SAVED,
        examples.ORDER_KEPT,
        examples.HEALTH,
        examples.READY,
        examples.OFFERS_ANSWER,
    ):
        assert any(shown.keys() == example.keys() for shown in SHOWN)
    offers = next(shown for shown in SHOWN if "offers" in shown)
    assert msgspec.convert(offers, OffersAnswer).offers[0].product.id == "lock-7"
