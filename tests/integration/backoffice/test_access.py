from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from tests.integration.backoffice.conftest import PASSWORD, text
from worthmore.backoffice import attempts
from worthmore.vocabulary.clock import now

LOGIN = "/office/login/"
PAGES = [
    "/office/",
    "/office/products/",
    "/office/products/bike/",
    "/office/customers/",
    "/office/customers/ann/",
    "/office/try/",
    "/office/suggest/products/",
    "/office/suggest/customers/",
    "/office/rules/",
    "/office/rules/what-if/",
    "/office/rules/offers/",
    "/office/rules/offers/new/",
    "/office/rules/levers/",
    "/office/account/",
    "/office/account/two-factor/",
    "/office/stop/",
    "/office/stop/resume/",
    "/office/settings/",
    "/office/people/",
    "/office/audit/",
    "/office/audit/audit.csv",
]


def login(client: Client, password: str = PASSWORD, name: str = "jan", **more: Any) -> Any:
    return client.post(LOGIN, {"username": name, "password": password}, **more)


@pytest.mark.parametrize("page", PAGES)
def test_every_page_asks_for_a_login_first(shop: object, visitor: Client, page: str) -> None:
    response = visitor.get(page)
    assert (response.status_code, response["Location"]) == (302, f"{LOGIN}?next={page}")


def test_choosing_a_source_asks_for_a_login_too(shop: object, visitor: Client) -> None:
    response = visitor.post("/office/source/", {"source": "demo"})
    assert response["Location"].startswith(LOGIN)


@pytest.mark.parametrize("page", PAGES)
def test_no_page_is_kept_in_the_browser(shop: object, clerk: Client, page: str) -> None:
    response = clerk.get(page)
    assert response.status_code == 200
    assert "no-store" in response["Cache-Control"]
    assert "script-src 'self'" in response["Content-Security-Policy"]


def test_a_part_of_a_page_asked_for_after_the_session_ended_leads_the_browser_to_the_login(visitor: Client) -> None:
    first = visitor.get("/office/products/?q=a%26b", headers={"HX-Request": "true"})
    second = visitor.get(first["Location"], headers={"HX-Request": "true"})
    assert (second.status_code, second.content) == (204, b"")
    assert second["HX-Redirect"] == first["Location"]
    assert visitor.get(second["HX-Redirect"]).status_code == 200


def test_after_logging_in_one_is_where_one_wanted_to_be(shop: object, user: User, visitor: Client) -> None:
    response = visitor.post(LOGIN, {"username": "jan", "password": PASSWORD, "next": "/office/products/?q=bike"})
    assert response["Location"] == "/office/products/?q=bike"


def test_a_login_never_leads_to_another_site(user: User, visitor: Client) -> None:
    response = visitor.post(LOGIN, {"username": "jan", "password": PASSWORD, "next": "https://evil.example/"})
    assert response["Location"] == reverse("backoffice:today")


def test_logging_in_starts_a_new_session(user: User, visitor: Client) -> None:
    session = visitor.session
    session["planted"] = True
    session.save()
    before = session.session_key
    login(visitor)
    assert visitor.session.session_key != before
    assert visitor.cookies["sessionid"]["httponly"]


def test_logging_out_ends_it(clerk: Client) -> None:
    assert clerk.get("/office/logout/").status_code == 405, "a link must not log anybody out"
    clerk.post("/office/logout/")
    assert clerk.get("/office/").status_code == 302


@pytest.mark.parametrize("page", [LOGIN, "/office/logout/", "/office/source/", "/i18n/setlang/"])
def test_a_form_of_another_site_is_refused(user: User, page: str) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(user)
    assert strict.post(page, {"source": "demo", "language": "nl"}).status_code == 403


def test_a_wrong_password_keeps_the_name_and_says_so(user: User, visitor: Client) -> None:
    response = login(visitor, "wrong")
    assert "do not belong together" in text(response)
    assert 'value="jan"' in text(response)
    assert 'aria-describedby="wrong"' in text(response)


def test_after_five_wrong_passwords_even_the_right_one_waits(user: User, visitor: Client) -> None:
    for _ in range(attempts.FREE):
        assert login(visitor, "wrong").status_code == 200
    response = login(visitor)
    assert response.status_code == 429
    assert 0 < int(response["Retry-After"]) <= 60
    assert "Wait a minute" in text(response)
    assert "do not belong together" not in text(response)
    assert login(visitor, REMOTE_ADDR="192.0.2.7").status_code == 302, "somebody elsewhere is not held up"


def test_guessing_at_a_name_nobody_has_is_answered_the_same(user: User, visitor: Client) -> None:
    known, unknown = ([login(visitor, "wrong", name) for _ in range(7)] for name in ("jan", "nobody"))
    assert [one.status_code for one in known] == [one.status_code for one in unknown] == [200] * 5 + [429] * 2


def test_the_wait_ends(user: User, visitor: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    for _ in range(attempts.FREE):
        login(visitor, "wrong")
    monkeypatch.setattr("worthmore.backoffice.views.login.now", lambda: now() + timedelta(seconds=61))
    assert login(visitor).status_code == 302


def test_the_right_password_clears_the_count(user: User, visitor: Client) -> None:
    for _ in range(3):
        for _ in range(attempts.FREE - 1):
            login(visitor, "wrong")
        assert login(visitor).status_code == 302


@pytest.mark.parametrize("name", ["", "\x00", "jan\x00", "é" * 200, "\ud800", "' OR 1=1 --"])
def test_no_name_breaks_the_login(user: User, visitor: Client, name: str) -> None:
    body = "username=" + "".join(f"%{byte:02x}" for byte in name.encode(errors="surrogatepass")) + "&password=%00"
    response = visitor.post(LOGIN, body, content_type="application/x-www-form-urlencoded")
    assert response.status_code == 200


def test_the_language_changes_and_the_page_stays(shop: object, clerk: Client) -> None:
    assert re.findall(r'lang="(\w\w)"[^>]*>([^<]+)</option>', text(clerk.get("/office/"))) == [
        ("nl", "Nederlands"),
        ("en", "English"),
        ("fi", "Suomi"),
    ]
    here = "http://testserver/office/try/?cart=bike"
    response = clerk.post("/i18n/setlang/", {"language": "nl"}, headers={"Referer": here})
    assert response["Location"] == here
    page = text(clerk.get(here))
    assert '<html lang="nl">' in page
    assert ">English</option>" in page
