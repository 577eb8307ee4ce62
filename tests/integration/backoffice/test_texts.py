"""*Words*: a text is written, looked at, refused or kept, said, brought back, and proposed by a service."""

from __future__ import annotations

import json
import socket
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread
from typing import Any

import pytest
from django.test import Client

from tests.integration.backoffice.conftest import text
from worthmore.backoffice.access import Role
from worthmore.backoffice.queries.audit import Wanted, entries
from worthmore.backoffice.text_words import CLAIMS, FAULTS
from worthmore.connectors.text_service import HttpTextService, TextServiceError
from worthmore.decide.wording.checking import Fault
from worthmore.law.claims import CLAIMS as KNOWN_CLAIMS
from worthmore.offering.answer import as_answer
from worthmore.offering.keeping import decision_row
from worthmore.offering.recorded import RecordedDecision
from worthmore.offering.requests import OfferRequest, RequestedLine
from worthmore.offering.service import Service
from worthmore.placements import find
from worthmore.shop.queries.texts import text_versions
from worthmore.vocabulary.clock import now
from worthmore.vocabulary.journey import Tone
from worthmore.vocabulary.texts import Frame, Slot

LIST, COMPLEMENT = "/office/rules/words/", "/office/rules/words/complement/completeness/en/"
SLOT = Slot("complement", Frame.COMPLETENESS, Tone.PLAIN, "en")
OURS = "{why} Take {product} along."


def sent(client: Client, written: str = OURS, do: str = "save", address: str = COMPLEMENT, **fields: Any) -> Any:
    return client.post(address, {"text": written, "do": do, **fields})


def decided(shop: Service) -> RecordedDecision:
    return shop.engine.preview("demo", OfferRequest(find("cart"), "en", cart=(RequestedLine("bike"),)), now())


def said(shop: Service) -> tuple[str, int]:
    words = next(one.words for one in decided(shop).decision.offers if one.candidate.kind.value == "complement")
    return words.reason, words.manner.text_number


def test_a_saved_text_is_said_at_once_and_the_decision_names_its_version(shop: Service, clerk: Client) -> None:
    assert said(shop)[1] == 0
    assert sent(clerk).status_code == 302
    (version,) = text_versions("demo", SLOT)
    assert said(shop) == ("Goes with City bike, in your cart. Take Chain lock along.", version.number)
    recorded = decided(shop)
    kept = next(one for one in json.loads(decision_row(recorded).offers) if one["kind"] == "complement")
    assert (kept["frame"], kept["text_number"]) == ("completeness", version.number)
    offers = as_answer(recorded, explain=True, language="en").offers
    manner = next(one.manner for one in offers if one.kind == "complement")
    assert manner is not None
    assert (manner.frame, manner.tone, manner.text) == ("completeness", "plain", version.number)
    assert as_answer(recorded, explain=False, language="en").offers[0].manner is None


def test_try_it_tells_how_an_offer_is_said(shop: Service, as_role: Callable[[Role | None], Client]) -> None:
    answer = text(as_role(Role.OWNER).get("/office/try/", {"placement": "cart", "cart": "bike"}))
    assert "frame: completeness, tone: everybody, built-in text" in answer


def test_versions_are_kept_with_who_and_when_and_the_built_in_text_comes_back(shop: Service, clerk: Client) -> None:
    sent(clerk)
    sent(clerk, "{why} Another one.")
    sent(clerk, "{why} Another one.")
    assert sent(clerk, do="restore").status_code == 302
    assert [one.text for one in text_versions("demo", SLOT)] == ["", "{why} Another one.", OURS]
    assert {one.by for one in text_versions("demo", SLOT)} == {"jan"}
    assert said(shop)[1] == 0
    assert text(clerk.get(COMPLEMENT)).count("jan") >= 3
    changes = [one for one in entries(Wanted()) if "complement" in one.detail.get("setting", "")]
    assert len(changes) == 3


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("{why} Only 3 left!", "Only 3 left” says that little is left"),
        ("{why} Save {saving} now.", "{saving} has no value in offers of this kind and frame"),
        ("{why} {prise}", "There is no field {prise}"),
        ("Buy it.", "{why} must stand in the text exactly once"),
        ("{why} For customers only.", "says that it is for customers only"),
        ("{why} <script>alert(1)</script>", "is markup or an address"),
        ("", "There is no text"),
    ],
)
def test_what_may_not_be_said_is_refused_with_how_to_mend_it(
    shop: Service, as_role: Callable[[Role | None], Client], written: str, told: str
) -> None:
    answer = sent(as_role(Role.OWNER), written)
    assert answer.status_code == 400
    assert told in text(answer)
    assert text_versions("demo", SLOT) == []
    assert "<script>alert" not in answer.content.decode()


def test_the_preview_shows_the_shops_own_products_and_keeps_nothing(shop: Service, clerk: Client) -> None:
    answer = clerk.post(COMPLEMENT, {"text": OURS, "do": ""}, headers={"HX-Request": "true"})
    assert "Goes with City bike" in text(answer) or "Take " in text(answer)
    assert "<html" not in answer.content.decode()
    assert text_versions("demo", SLOT) == []


def test_every_text_of_every_language_opens(shop: Service, as_role: Callable[[Role | None], Client]) -> None:
    client = as_role(Role.VIEWER)
    for language in ("nl", "en", "fi", "fr", "de"):
        listed = client.get(LIST, {"language": language})
        assert listed.status_code == 200
    addresses = {row.address for row in listed.context["rows"]}
    assert len(addresses) > 50
    for address in sorted(addresses):
        assert client.get(address).status_code == 200, address
    for gone in ("complement/safety/en/", "nothing/plain/en/", "complement/plain/sv/", "upgrade/x/en/"):
        assert client.get(LIST + gone).status_code == 404
    assert client.get(COMPLEMENT, {"tone": "angry"}).status_code == 404


def test_a_text_for_one_tone_stands_by_itself(shop: Service, clerk: Client) -> None:
    sent(clerk, "{why} Welcome.", tone="newcomer")
    (version,) = text_versions("demo", Slot("complement", Frame.COMPLETENESS, Tone.NEWCOMER, "en"))
    assert version.text == "{why} Welcome."
    assert said(shop)[1] == 0


@pytest.mark.parametrize(("role", "may"), [(Role.MARKETER, True), (Role.ASSISTANT, False), (Role.VIEWER, False)])
def test_owners_and_marketers_write_and_others_read(
    shop: Service, as_role: Callable[[Role | None], Client], role: Role, may: bool
) -> None:
    client = as_role(role)
    assert ("<textarea" in client.get(COMPLEMENT).content.decode()) is may
    assert sent(client).status_code == (302 if may else 403)


def test_every_fault_and_claim_has_its_words() -> None:
    assert set(FAULTS) == set(Fault) - {Fault.CLAIM}
    assert set(CLAIMS) == {claim.name for claim in KNOWN_CLAIMS}


class Answers(BaseHTTPRequestHandler):
    """A small service of texts: what it answers is set, what it was asked is kept."""

    status, body, asked, key = 200, b"", b"", ""

    def do_POST(self) -> None:
        Answers.asked = self.rfile.read(int(self.headers["Content-Length"]))
        Answers.key = self.headers.get("Authorization", "")
        self.send_response(Answers.status)
        self.end_headers()
        self.wfile.write(Answers.body)

    def log_message(self, *words: object) -> None:
        """Say nothing."""


@pytest.fixture
def texts_at() -> Iterator[str]:
    server = HTTPServer(("127.0.0.1", 0), Answers)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/texts"
    server.shutdown()
    server.server_close()
    thread.join(5)


def test_a_service_proposes_and_nothing_of_it_is_said_before_somebody_saved_it(
    shop: Service, as_role: Callable[[Role | None], Client], texts_at: str, settings: Any
) -> None:
    clerk = as_role(Role.MARKETER)
    assert "Ask for proposals" not in text(clerk.get(COMPLEMENT))
    assert "No text service is set up here." in text(sent(clerk, do="propose"))
    settings.WORTHMORE_TEXT_SERVICE, settings.WORTHMORE_TEXT_SERVICE_KEY = texts_at, "s3cret"
    Answers.status, Answers.body = 200, json.dumps({"texts": ["{why} Both go well.", "{why} Last chance!"]}).encode()
    answer = text(sent(clerk, do="propose"))
    assert "Both go well." in answer
    assert "presses for time" in answer
    asked = json.loads(Answers.asked)
    assert Answers.key == "Bearer s3cret"
    assert asked == {
        "kind": "complement",
        "frame": "completeness",
        "tone": "plain",
        "language": "en",
        "fields": ["why", "product", "price", "brand", "anchor", "count"],
        "longest": 300,
        "text": OURS,
    }
    assert text_versions("demo", SLOT) == []
    assert said(shop)[1] == 0
    assert sent(clerk, "{why} Last chance!").status_code == 400
    assert sent(clerk, "{why} Both go well.").status_code == 302
    assert said(shop)[0].endswith("Both go well.")


@pytest.mark.parametrize(
    ("status", "body", "told"),
    [
        (500, b"", "answered 500, not 200"),
        (302, b"", "answered 302, not 200"),
        (200, b"<html>", "did not answer with JSON"),
        (200, b'{"texts": "one"}', "must answer"),
        (200, b'{"texts": [1]}', "must answer"),
        (200, b"[" * 60_000, "did not answer with JSON"),
        (200, b"x" * 70_000, "more than 64 kB"),
    ],
)
def test_a_service_that_answers_badly_is_told_plainly(texts_at: str, status: int, body: bytes, told: str) -> None:
    Answers.status, Answers.body = status, body
    with pytest.raises(TextServiceError, match=told):
        HttpTextService(texts_at).propose({})


@pytest.mark.parametrize(
    "address", ["ftp://example.org/x", "nonsense", "http://127.0.0.1:1/", "http://[::1", "http://a:b/"]
)
def test_a_service_that_is_not_there_is_told_plainly(address: str) -> None:
    with pytest.raises(TextServiceError, match="cannot be reached"):
        HttpTextService(address, seconds=2).propose({})


def test_a_service_that_does_not_answer_is_not_waited_for(texts_at: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        address = f"http://127.0.0.1:{silent.getsockname()[1]}/"
        with pytest.raises(TextServiceError, match="did not answer within"):
            HttpTextService(address, seconds=0.2).propose({})
