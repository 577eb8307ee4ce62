"""docs/import.md names every field and every option."""

from __future__ import annotations

from pathlib import Path

import click

from worthmore.cli.importing import import_
from worthmore.connectors.csv.columns import RELATIONS
from worthmore.connectors.csv.layouts import ALL
from worthmore.connectors.csv.recognising.words import CONTENTS, words

TEXT = (Path(__file__).resolve().parents[3] / "docs" / "import.md").read_text()


def test_every_field_is_documented() -> None:
    fields = {field for content in CONTENTS for field in words(content)} | set(RELATIONS)
    assert {field for field in fields if f"`{field}`" not in TEXT} == set()


def test_every_option_is_documented() -> None:
    assert isinstance(import_, click.Group)
    options = [
        option
        for parameter in import_.commands["csv"].params
        for option in (*parameter.opts, *parameter.secondary_opts)
    ]
    assert [option for option in options if option.startswith("--") and f"`{option}" not in TEXT] == []


def test_every_known_layout_is_documented() -> None:
    for layout in ALL:
        assert layout.title.split()[0] in TEXT
