from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client

from tests.integration.backoffice.conftest import logged, text
from worthmore.backoffice import staff_words
from worthmore.backoffice.access import Role
from worthmore.backoffice.acts import Act
from worthmore.offering.service import Service
from worthmore.rights import operations, queries
from worthmore.rights.documents import NAMES
from worthmore.vocabulary.clock import now

As = Callable[[Role | None], Client]
PAGE = "/office/rules/privacy/"


def test_nothing_asked_says_so(shop: Service, clerk: Client) -> None:
    assert "Nobody asked anything yet" in text(clerk.get(PAGE))


def test_what_was_asked_stands_there_with_its_day_the_late_ones_marked(key: str, clerk: Client) -> None:
    operations.ask("access", key, now() - timedelta(days=40), "jan", "by letter")
    operations.ask("rectification", key, now(), "jan")
    page = text(clerk.get(PAGE))
    for fact in ("2 are open", "1 is late", "late: was due on", "to be answered by", "by letter", f"permission/{key}/"):
        assert fact in page, fact


def test_an_answered_request_is_marked_and_written_down(key: str, clerk: Client) -> None:
    number = operations.ask("access", key, now(), "jan")
    clerk.post(PAGE, {"request": str(number)})
    (one,) = queries.requests(now())
    assert one.done_at is not None
    (entry,) = logged(Act.REQUEST_SETTLED)
    assert (entry.who, entry.person_key, entry.detail) == ("jan", key, {"request": "access"})
    assert clerk.post(PAGE, {"request": str(number)}).status_code == 409, "it is not open any more"


def test_an_erasure_is_answered_by_erasing_only(key: str, clerk: Client) -> None:
    number = operations.ask("erasure", key, now(), "customer")
    assert f'value="{number}"' not in text(clerk.get(PAGE))
    assert clerk.post(PAGE, {"request": str(number)}).status_code == 409
    assert queries.requests(now())[0].done_at is None


@pytest.mark.parametrize("number", ["", "0", "-1", "x", "9" * 30, "\x00", "1 OR 1=1"])
def test_a_request_that_is_not_there_is_told_so(shop: Service, clerk: Client, number: str) -> None:
    assert clerk.post(PAGE, {"request": number}).status_code == 409


@pytest.mark.parametrize("role", [Role.ASSISTANT, Role.VIEWER])
def test_others_look_and_mark_nothing(key: str, as_role: As, role: Role) -> None:
    number = operations.ask("access", key, now(), "jan")
    client = as_role(role)
    assert f'value="{number}"' not in text(client.get(PAGE))
    assert client.post(PAGE, {"request": str(number)}).status_code == 403


def test_every_document_is_offered_and_no_other() -> None:
    assert set(staff_words.DOCUMENTS) == set(NAMES)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("language", ["nl", "en", "fi"])
def test_every_document_is_written(shop: Service, clerk: Client, name: str, language: str) -> None:
    clerk.cookies["django_language"] = language
    page = clerk.get(f"{PAGE}{name}/")
    assert page["Content-Type"].startswith("text/html")
    assert page["Content-Disposition"].startswith(f'attachment; filename="{name}-')
    assert "<h1>" in text(page)
    plain = clerk.get(f"{PAGE}{name}/", {"format": "markdown"})
    assert text(plain).startswith("# ")


@pytest.mark.parametrize("name", ["nonsense", "register-", "x" * 300])
def test_a_document_nobody_knows_is_told_so(shop: Service, clerk: Client, name: str) -> None:
    assert clerk.get(f"{PAGE}{name}/").status_code == 404
