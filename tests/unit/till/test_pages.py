"""The till's page and the script that keeps it."""

from __future__ import annotations

import json
import re

import pytest
from django.contrib.staticfiles import finders
from django.test import Client
from django.utils import translation

from worthmore import placements
from worthmore.till.sentences import said, words
from worthmore.till.views import FILES, KEPT
from worthmore.vocabulary.decision import REPLACING

AT_THE_TILL = [placements.find("till_upsell"), placements.find("till_cross_sell")]


def test_the_page_needs_no_login_and_holds_no_secret(client: Client) -> None:
    page = client.get("/till/")
    assert page.status_code == 200
    assert "wm_t" not in page.content.decode()
    assert "'unsafe-inline'" not in page.headers["Content-Security-Policy"]
    assert not re.search(r"<script(?![^>]*(src=|application/json))", page.content.decode())


def test_the_worker_keeps_every_file_the_till_needs(client: Client) -> None:
    script = client.get("/till/worker.js")
    assert script.headers["Content-Type"] == "text/javascript"
    kept = json.loads(re.search(r"const KEPT = (.*);", script.content.decode()).group(1))  # type: ignore[union-attr]
    imported = {name for file in FILES.glob("*.js") for name in re.findall(r'from "\./(.*?)"', file.read_text())}
    assert imported | {"till.js", "till.css"} == set(KEPT)
    assert kept == ["/till/", *(f"/static/till/{name}" for name in KEPT)]
    assert all(finders.find(f"till/{name}") for name in KEPT)


def test_another_till_is_another_version(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    version = re.compile(rb"const VERSION = (.*);")
    before = version.search(client.get("/till/worker.js").content)
    monkeypatch.setattr("worthmore.till.views.KEPT", KEPT[:-1])
    after = version.search(client.get("/till/worker.js").content)
    assert before is not None
    assert after is not None
    assert before.group(1) != after.group(1)


@pytest.mark.parametrize("language", ["nl", "en", "fi"])
def test_every_kind_that_is_asked_at_a_till_has_its_sentence(language: str) -> None:
    with translation.override(language):
        sentences, screen = said(), words()
    asked = {name for placement in AT_THE_TILL for name in placement.sources}
    assert asked == set(sentences)
    for sentence in sentences.values():
        assert set(re.findall(r"{(\w+)}", sentence)) <= {"product", "price", "extra", "points"}
        assert "{product}" in sentence
    assert set(re.findall(r"{(\w+)}", " ".join(screen.values()))) == {
        *("count", "number", "product", "code", "pieces", "total", "sale", "why")
    }


def test_the_script_knows_which_kinds_come_instead_of_something() -> None:
    known = re.search(r"REPLACING = \[(.*?)\]", (FILES / "sale.js").read_text())
    assert known is not None
    asked = {name for placement in AT_THE_TILL for name in placement.sources}
    assert set(re.findall(r'"(\w+)"', known.group(1))) == asked & {kind.value for kind in REPLACING}


def test_nothing_is_read_as_html() -> None:
    for file in FILES.glob("*.js"):
        assert not re.search(
            r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(|new Function", file.read_text()
        )
