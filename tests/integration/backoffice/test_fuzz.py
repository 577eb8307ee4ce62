"""Whatever is typed or sent: an answer, never a server error."""

from __future__ import annotations

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from worthmore.offering.service import Service

PAGES = ["/office/", "/office/products/", "/office/customers/", "/office/try/", "/office/login/"]
PAGES += ["/office/suggest/products/", "/office/suggest/customers/", "/office/audit/", "/office/audit/audit.csv"]
PAGES += ["/office/people/", "/office/account/", "/office/account/two-factor/", "/office/stop/", "/office/stop/resume/"]
FORMS = ["/office/source/", "/i18n/setlang/", "/office/login/", "/office/people/", "/office/account/", "/office/stop/"]
FORMS += ["/office/account/two-factor/", "/office/account/two-factor/off/", "/office/account/recovery-codes/"]
FORMS += ["/office/stop/resume/", "/office/login/code/"]
FIELDS = ["q", "placement", "customer", "product", "cart", "add", "words", "next", "source", "act", "who", "since"]
FIELDS += ["until", "page"]
SENT = ["source", "language", "next", "username", "password", "name", "role", "reason", "code", "new_password1"]
known = st.sampled_from(["bike", "bike:2", "lock,bike", "a:b", "ann", "cart", "product_page", "nl", "\x00", "9" * 5000])
anything = known | st.text(max_size=60) | st.text(alphabet=":,/%#'\"\\\x00İß٣\U0001f6b2", max_size=20)
relaxed = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
printable = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)


@relaxed
@given(
    page=st.sampled_from(PAGES),
    fields=st.dictionaries(st.sampled_from(FIELDS), anything),
    part=st.booleans(),
    language=st.sampled_from(["nl", "en", "fi", "xx"]),
)
def test_no_field_breaks_a_page(
    shop: Service, clerk: Client, page: str, fields: dict[str, str], part: bool, language: str
) -> None:
    clerk.cookies["django_language"] = language
    response = clerk.get(page, fields, headers={"HX-Request": "true"} if part else {})
    assert response.status_code in {200, 204}


@relaxed
@given(path=printable | known, query=st.text(alphabet="a=&%\x00;+", max_size=20))
def test_no_address_breaks(shop: Service, clerk: Client, path: str, query: str) -> None:
    for start in ("/office/products/", "/office/customers/", "/office/"):
        response = clerk.get(start + path, QUERY_STRING=query)
        assert response.status_code in {200, 204, 301, 302, 404, 405}


@relaxed
@given(
    form=st.sampled_from(FORMS),
    fields=st.dictionaries(st.sampled_from(SENT), anything),
)
def test_no_form_breaks(shop: Service, clerk: Client, form: str, fields: dict[str, str]) -> None:
    assert clerk.post(form, fields).status_code in {200, 204, 302, 400, 404, 429}
    assert clerk.get("/office/").status_code == 200


@pytest.mark.parametrize("body", [b"\xff\xfe\x00", b"source=%00&language=%ff", b"x" * 100_000, b"&" * 1_500])
@pytest.mark.parametrize("form", ["/office/source/", "/i18n/setlang/"])
def test_a_body_that_is_no_form_is_answered(shop: Service, clerk: Client, form: str, body: bytes) -> None:
    for kind in ("application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "application/json"):
        assert clerk.post(form, body, content_type=kind).status_code in {204, 302, 400, 404}


@relaxed
@given(kept=st.none() | st.booleans() | st.integers() | anything | st.lists(anything, max_size=2))
def test_no_kept_session_breaks_a_page(shop: Service, clerk: Client, kept: object) -> None:
    session = clerk.session
    session["source"] = kept
    session.save()
    assert clerk.get("/office/products/").status_code == 200


@pytest.mark.parametrize(
    "query", ["q=%ff%fe", "q=%ed%a0%80", "cart=%00%00", "q=" + "%C4%B0" * 3000, "q=" + "a " * 3000]
)
@pytest.mark.parametrize("page", PAGES)
def test_broken_bytes_are_answered(shop: Service, clerk: Client, page: str, query: str) -> None:
    assert clerk.get(f"{page}?{query}").status_code == 200
