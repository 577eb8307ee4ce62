"""The web component as it is served: small, packed, for every site, and asked for once an hour."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

from falcon import testing

from worthmore.api.routes.component import FILE
from worthmore.vocabulary.decision import REPLACING

ADDRESS = "/v1/worthmore-offers.js"
DOCS = Path(__file__).resolve().parents[3] / "docs" / "web-component.md"


def test_it_stays_under_twelve_kilobytes_on_the_wire(client: testing.TestClient) -> None:
    answer = client.simulate_get(ADDRESS, headers={"Accept-Encoding": "gzip, br"})
    assert answer.headers["content-encoding"] == "gzip"
    assert len(answer.content) < 12_000
    assert gzip.decompress(answer.content) == FILE.read_bytes()


def test_a_page_of_any_site_may_load_it_as_a_module(client: testing.TestClient) -> None:
    answer = client.simulate_get(ADDRESS, headers={"Origin": "https://shop.example"})
    assert answer.headers["access-control-allow-origin"] == "*"
    assert answer.headers["cross-origin-resource-policy"] == "cross-origin"
    assert answer.headers["content-type"].startswith("text/javascript")
    assert answer.content == FILE.read_bytes()


def test_a_browser_that_has_it_gets_nothing_again(client: testing.TestClient) -> None:
    etag = client.simulate_get(ADDRESS).headers["etag"]
    again = client.simulate_get(ADDRESS, headers={"If-None-Match": etag})
    assert (again.status_code, again.content) == (304, b"")


def test_it_sets_no_cookie_and_reads_no_html() -> None:
    script = FILE.read_text()
    assert not re.search(
        r"document\.cookie|innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(|new Function", script
    )


def test_it_knows_the_kinds_that_come_instead_of_something() -> None:
    said = re.search(r"const REPLACING = \[(.*?)\]", FILE.read_text())
    assert said is not None
    assert set(re.findall(r'"(\w+)"', said.group(1))) == {kind.value for kind in REPLACING}


def test_every_attribute_event_and_part_is_documented() -> None:
    script, text = FILE.read_text(), DOCS.read_text()
    attributes = set(re.findall(r'(?:getAttribute|#address)\("([\w-]+)"', script))
    states = {f"worthmore-{state}" for state in re.findall(r'#state\("(\w+)"', script)} | {"worthmore-accept"}
    parts = {part.split()[0] for part in re.findall(r'part: ["`]([\w ]+)', script)}
    slots = set(re.findall(r'(?:slot", \{ name: |slot=)"(\w+)"', script))
    variables = set(re.findall(r"var\((--worthmore-\w+)", script))
    assert {
        name for name in attributes | states | parts | slots if f"`{name}`" not in text and name not in text
    } == set()
    assert {name for name in variables if name not in text} == set()
