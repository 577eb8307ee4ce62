"""The docs say what the code does: an undocumented setting, route or placement fails here."""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path

import pytest

from worthmore import placements
from worthmore.cli.main import COMMANDS
from worthmore.vocabulary.decision import OfferKind
from worthmore.vocabulary.policy import Policy

ROOT = Path(__file__).resolve().parents[3]
DOCS = ROOT / "docs"
PAGES = [*sorted(DOCS.glob("*.md")), ROOT / "README.md"]


@pytest.mark.parametrize("field", fields(Policy), ids=lambda field: field.name)
def test_every_setting_is_documented_with_its_default(field: object) -> None:
    text = (DOCS / "settings.md").read_text()
    row = re.search(rf"^\| `{field.name}` \| (\S+) \|", text, re.MULTILINE)
    assert row, f"docs/settings.md has no row for {field.name}"
    default = getattr(Policy(), field.name)
    shown = "none" if default in (None, "") else f"`{default:g}`" if isinstance(default, float) else f"`{default}`"
    assert row.group(1) == shown


def test_every_environment_variable_is_documented() -> None:
    text = (DOCS / "settings.md").read_text()
    code = "\n".join(file.read_text() for file in (ROOT / "src").rglob("*.py"))
    read = set(re.findall(r"os\.environ(?:\.get\(|\.setdefault\(|\[)\"([A-Z_]+)\"", code)) - {"DJANGO_SETTINGS_MODULE"}
    assert {name for name in read if f"`{name}`" not in text} == set()


def test_every_kind_of_offer_is_documented() -> None:
    text = (DOCS / "concepts.md").read_text()
    assert [kind for kind in OfferKind if f"`{kind}`" not in text] == []


def test_every_placement_is_documented() -> None:
    text = (DOCS / "api.md").read_text()
    assert [one.name for one in placements.ALL if f"`{one.name}`" not in text] == []


def test_every_command_is_shown_somewhere() -> None:
    text = "\n".join(page.read_text() for page in PAGES)
    assert [name for name in COMMANDS if f"worthmore {name}" not in text and f"make {name}" not in text] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_in_the_docs_leads_somewhere(page: Path) -> None:
    links = re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text())
    assert [link for link in links if not (page.parent / link).exists()] == []


def test_every_do_not_contact_list_is_documented() -> None:
    from worthmore.consent.lists import LISTS

    text = (DOCS / "permission.md").read_text()
    assert [name for name in LISTS if f"`{name}`" not in text] == []
