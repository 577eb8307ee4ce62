"""docs/rights.md says what is so."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.integration.rights.filling import AT, fill
from tests.integration.rights.people import shop_with_ann
from worthmore.cli.rights import rights
from worthmore.rights.documents import NAMES
from worthmore.rights.queries import download
from worthmore.rights.retention.sweeps import all_sweeps

TEXT = (Path(__file__).resolve().parents[3] / "docs" / "rights.md").read_text()
SECTIONS = {
    name: re.findall(r"`(\w+)`", fields)
    for name, fields in re.findall(r"^\| `(\w+)` \| [^|]+ \| ([^|]*)\|$", TEXT, re.M)
}


@pytest.mark.django_db
def test_every_section_of_the_download_is_documented_with_its_fields() -> None:
    ann = shop_with_ann()
    fill(ann.key, ann.id)
    content = download(ann.key, AT).content
    assert list(content) == [name for name in SECTIONS if name in content]
    for name, records in content.items():
        first = records[0] if isinstance(records, list) else records
        if isinstance(first, dict) and name != "elsewhere":
            assert list(first) == SECTIONS[name], name


def test_everything_that_grows_too_old_is_documented_with_its_setting() -> None:
    undocumented = [
        one.name for one in all_sweeps() if not re.search(rf"^\| {re.escape(one.name)} \| .*{one.setting}", TEXT, re.M)
    ]
    assert undocumented == []


def test_every_command_and_document_is_documented() -> None:
    assert [name for name in rights.commands if f"worthmore rights {name}" not in TEXT] == []
    assert [name for name in NAMES if f"worthmore rights document {name}" not in TEXT] == []
