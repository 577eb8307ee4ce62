"""The table of pages in docs/back-office.md is the table of `access`."""

from __future__ import annotations

import re
from pathlib import Path

from django.urls import URLPattern

from worthmore.backoffice.access import ADDRESSES, Role, may
from worthmore.backoffice.urls import urlpatterns

TEXT = (Path(__file__).resolve().parents[3] / "docs" / "back-office.md").read_text()
ROWS = re.findall(r"^\| [^|]+ \| `([^`|]*)` \| (.*) \|$", TEXT.replace("| `` |", "| `.` |"), re.MULTILINE)


def documented() -> dict[str, list[str]]:
    return {address.replace(".", "", 1) if address == "." else address: cells.split("|") for address, cells in ROWS}


def address(pattern: URLPattern) -> str:
    return re.sub(r"<[^>]+>", "…", str(pattern.pattern))


def expected(name: str) -> list[str]:
    rule = ADDRESSES[name]
    if rule.public or rule.own:
        return ["open to all" if rule.public else "own login", "", "", ""]
    return ["do" if may(role, name, "POST") else "see" if may(role, name) else "" for role in Role]


def test_every_page_is_documented_with_what_each_role_may_do() -> None:
    found = {key: [cell.strip() for cell in cells] for key, cells in documented().items()}
    patterns = [pattern for pattern in urlpatterns if isinstance(pattern, URLPattern)]
    wanted = {address(pattern): expected(str(pattern.name)) for pattern in patterns}
    assert found == wanted
