"""What cannot be shown says so plainly, in the visitor's language, in the back office, the shop and beside them."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.db import connection
from django.test import Client

from tests.integration.backoffice.conftest import text
from worthmore.offering.service import Service


def fail_with(error: Exception, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise error

    monkeypatch.setattr("worthmore.backoffice.views.login.Login.get", fail)


@pytest.mark.parametrize(
    ("page", "way"),
    [("/office/no/such/", "/office/"), ("/nowhere/", "/"), ("/i18n/nothing/", "/"), ("/favicon.ico", "/")],
)
def test_a_page_that_is_not_there(visitor: Client, page: str, way: str) -> None:
    answer = visitor.get(page)
    assert answer.status_code == 404
    assert "There is no such page" in text(answer)
    assert f'<a href="{way}">' in text(answer)
    assert "no-store" in answer["Cache-Control"]
    assert "script-src 'self'" in answer["Content-Security-Policy"]


@pytest.mark.parametrize(
    ("language", "said"),
    [("nl", "Die pagina is er niet"), ("en", "There is no such page"), ("fi", "Sellaista sivua ei ole")],
)
def test_it_is_said_in_the_language_of_the_visitor(visitor: Client, language: str, said: str) -> None:
    visitor.cookies["django_language"] = language
    page = text(visitor.get("/office/no/such/"))
    assert said in page
    assert f'<html lang="{language}">' in page


@pytest.mark.parametrize(
    ("error", "status", "said"),
    [
        (RuntimeError("a secret of ours"), 500, "Something went wrong here"),
        (PermissionDenied("a secret of ours"), 403, "not open to you"),
        (SuspiciousOperation("a secret of ours"), 400, "cannot be understood"),
    ],
)
def test_what_went_wrong_is_not_told_but_that_it_did(
    visitor: Client, monkeypatch: pytest.MonkeyPatch, error: Exception, status: int, said: str
) -> None:
    fail_with(error, monkeypatch)
    visitor.raise_request_exception = False
    answer = visitor.get("/office/login/")
    assert answer.status_code == status
    assert said in text(answer)
    assert "secret of ours" not in text(answer)
    assert "Traceback" not in text(answer)


def test_a_fault_asks_the_database_nothing(visitor: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    fail_with(RuntimeError("the database is gone"), monkeypatch)
    visitor.raise_request_exception = False
    asked: list[str] = []

    def refuse(execute: object, sql: str, *_: object) -> None:
        asked.append(sql)
        raise AssertionError(sql)

    with connection.execute_wrapper(refuse):
        assert visitor.get("/office/login/").status_code == 500
    assert asked == []


@pytest.mark.parametrize("page", ["/office/login/", "/office/source/", "/shop/cart/add/", "/i18n/setlang/"])
def test_a_form_that_is_too_old_says_what_to_do(shop: Service, user: User, page: str) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.cookies.load({"django_language": "en"})
    strict.force_login(user)
    answer = strict.post(page, {"x": "y"})
    assert answer.status_code == 403
    assert "This form is too old" in text(answer)
    assert "go back, load the page again" in text(answer)
    assert ("/shop/" in text(answer)) is page.startswith("/shop/")
