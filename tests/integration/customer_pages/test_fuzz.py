"""Whatever is opened or sent: an answer, never a server error, and nobody's choice is changed by rubbish."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

import pytest
from django.core.cache import cache
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.integration.customer_pages.conftest import Page
from worthmore.consent.queries import ledger
from worthmore.customer_pages import form_token

relaxed = settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
PARTS = ["", "suggestions/", "channels/", "topics/", "pause/", "occasions/", "offers/", "correct/", "erase/"]
PARTS += ["everything/", "everything.html", "everything.json", "nonsense/"]
FIELDS = ["personal", "channel", "answer", "everything", "topic", "frequency", "days", "language", "other", "form"]
FIELDS += ["mothers_day", "birthday", "correct_name", "correct_email", "correct_country", "correct_language", "done"]
KNOWN = ["on", "off", "yes", "no", "email", "onsite_profile", "30", "0", "90", "never", "2027", "as-usual", "usual"]
KNOWN += ["fr", "xx", "\x00", "\ud7ff", "9" * 5000, "<script>", "Kitchen", "keep", "BE", "a@b.example"]
anything = st.sampled_from(KNOWN) | st.text(st.characters(exclude_categories=["Cs"]), max_size=60)
form = st.dictionaries(st.sampled_from(FIELDS), anything | st.lists(anything, max_size=3), max_size=8)
BROKEN = [b"\xff\xfe\x00", b"form=%00&answer=%ff", b"x" * 70_000, b"&" * 1_500, b"--x\r\nbad", b""]
KINDS = [
    "application/x-www-form-urlencoded",
    "multipart/form-data; boundary=x",
    "multipart/form-data",
    "application/json",
]
KINDS += ["text/plain; charset=utf-16", "application/x-www-form-urlencoded; charset=nonsense", ""]


@pytest.fixture(autouse=True)
def quiet(db: None) -> None:
    cache.clear()


@relaxed
@given(
    token=st.binary(max_size=60) | st.text(max_size=60).map(lambda text: text.encode("utf-8", "replace")),
    part=st.sampled_from(PARTS),
    method=st.sampled_from(["GET", "POST"]),
)
def test_no_bytes_as_a_link_break_a_page(shop: None, token: bytes, part: str, method: str) -> None:
    client = Client()
    for start, end in (("/u/", ""), ("/confirm/", "/"), ("/my/", f"/{part}")):
        address = start + quote(token, safe="") + end
        answer = client.generic(method, address, b"List-Unsubscribe=One-Click", content_type=KINDS[0])
        assert answer.status_code in {301, 302, 404, 405, 429}, (method, address)


@relaxed
@given(part=st.sampled_from(PARTS), fields=form, proven=st.booleans())
def test_no_form_breaks_a_page(page: Page, part: str, fields: dict[str, Any], proven: bool) -> None:
    if proven:
        fields = {**fields, "form": form_token.made_for(page.token)}
    answer = page.client.post(page.address + part, fields)
    assert answer.status_code in {303, 400, 403, 404, 405, 422}, (part, answer.status_code)
    assert page.client.get(page.address).status_code == 200


@relaxed
@given(part=st.sampled_from(PARTS), query=form, language=anything)
def test_no_question_breaks_a_page(page: Page, part: str, query: dict[str, Any], language: str) -> None:
    headers = {"Accept-Language": language.replace("\x00", "").encode("ascii", "ignore").decode()}
    answer = page.client.get(page.address + part, query, headers=headers)
    assert answer.status_code in {200, 303, 404}


@relaxed
@given(fields=form, extra=st.dictionaries(anything, anything, max_size=3))
def test_no_form_breaks_unsubscribing_or_confirming(
    unsubscribing: str, ann: str, fields: dict[str, Any], extra: dict[str, str]
) -> None:
    client = Client()
    assert client.post(f"/u/{unsubscribing}", {**fields, **extra}).status_code == 400
    assert client.post(f"/confirm/{unsubscribing}/", {**fields, **extra}).status_code in {404, 429}
    assert ledger(ann) == ()


@pytest.mark.parametrize("body", BROKEN, ids=range(len(BROKEN)))
@pytest.mark.parametrize("kind", KINDS)
def test_a_body_that_is_no_form_is_answered_and_changes_nothing(
    page: Page, unsubscribing: str, ann: str, body: bytes, kind: str
) -> None:
    for part in ("suggestions/", "channels/", "topics/", "pause/", "occasions/", "correct/", "erase/"):
        answer = page.client.generic("POST", page.address + part, body, content_type=kind)
        assert answer.status_code in {400, 403}, part
    assert page.client.generic("POST", f"/u/{unsubscribing}", body, content_type=kind).status_code == 400
    assert ledger(ann) == ()


def test_a_file_sent_along_is_never_kept(page: Page, unsubscribing: str) -> None:
    from django.core.files.uploadedfile import SimpleUploadedFile

    fields = {"List-Unsubscribe": "One-Click", "form": form_token.made_for(page.token)}
    for address in (f"/u/{unsubscribing}", f"{page.address}topics/"):
        large = SimpleUploadedFile("x.bin", b"x" * 3_000_000)
        assert page.client.post(address, {**fields, "file": large}).status_code == 400


@pytest.mark.parametrize("length", ["", "-1", "x", "9" * 30, "٣"])
def test_a_length_that_is_no_number_is_answered(page: Page, length: str) -> None:
    answer = page.client.generic("POST", f"{page.address}topics/", b"a=b", content_type=KINDS[0], CONTENT_LENGTH=length)
    assert answer.status_code in {400, 403}


@relaxed
@given(query=form, language=anything)
def test_how_we_choose_is_always_there(shop: None, query: dict[str, Any], language: str) -> None:
    answer = Client().get("/how-we-choose/", {**query, "language": language})
    assert answer.status_code == 200
