"""Customers of the running application, each with links of their own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.journeys.conftest import LiveApplication

PEOPLE = Path(__file__).with_name("people.py")
WANTED = [*(f"{language}-BE" for language in ("nl", "en", "fi", "fr", "de") for _ in range(16)), "nl-NL"]


@dataclass(frozen=True)
class Links:
    """The addresses a customer was given."""

    page: str
    unsubscribe: str
    confirm: str


Customer = Callable[..., Links]


@pytest.fixture(scope="package")
def people(live: LiveApplication) -> dict[str, list[Links]]:
    """Customers nobody has looked at yet, by language and country."""
    kept = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    source = Path(__file__).parents[3] / "src"
    here = {"WORTHMORE_HOME": str(live.home), "WORTHMORE_URL": live.address, "PYTHONPATH": str(source)}
    here |= {"DJANGO_SETTINGS_MODULE": "worthmore.site.settings"}
    command = [sys.executable, str(PEOPLE), *WANTED]
    done = subprocess.run(command, env={**kept, **here}, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    found: dict[str, list[Links]] = defaultdict(list)
    for wanted, made in zip(WANTED, json.loads(done.stdout), strict=True):
        links = Links(f"/my/{made['page']}/", f"/u/{made['unsubscribe']}", f"/confirm/{made['confirm']}/")
        found[wanted].append(links)
    return found


@pytest.fixture
def customer(people: dict[str, list[Links]]) -> Customer:
    """The links of another customer at every call: `customer("nl", "NL")`."""

    def another(language: str = "en", country: str = "BE") -> Links:
        return people[f"{language}-{country}"].pop()

    return another
