from __future__ import annotations

from collections.abc import Callable

import pytest
from django.contrib.auth.models import User
from django.test import Client

from tests.integration.backoffice.conftest import logged, text
from tests.integration.backoffice.test_permission import country
from worthmore.backoffice.access import Role
from worthmore.backoffice.acts import Act
from worthmore.consent import queries
from worthmore.offering.service import Service
from worthmore.vocabulary.clock import now
from worthmore.vocabulary.permission import Channel, Question

As = Callable[[Role | None], Client]
PAGES = [
    "/office/",
    "/office/products/",
    "/office/customers/ann/",
    "/office/try/",
    "/office/rules/",
    "/office/account/",
]


def test_one_button_stops_everything_that_is_sent(key: str, clerk: Client) -> None:
    country("BE")
    post = Question(Channel.POST, now())
    assert queries.may(post, key).allowed
    assert clerk.post("/office/stop/", {"reason": "a wrong price"}).status_code == 302
    verdict = queries.may(post, key)
    assert (verdict.allowed, verdict.rule) == (False, "stopped")
    stop = queries.stopped()
    assert stop is not None
    assert (stop.by, stop.reason) == ("jan", "a wrong price")
    assert [(one.who, one.detail) for one in logged(Act.MARKETING_STOPPED)] == [("jan", {"reason": "a wrong price"})]


@pytest.mark.parametrize("page", PAGES)
def test_every_page_has_the_button_and_then_the_banner(shop: Service, clerk: Client, page: str) -> None:
    before = text(clerk.get(page))
    assert 'action="/office/stop/"' in before
    assert "All marketing is stopped" not in before
    clerk.post("/office/stop/")
    after = text(clerk.get(page))
    assert 'action="/office/stop/"' not in after
    assert "All marketing is stopped" in after
    assert "Stopped by jan" in after


def test_everybody_sees_the_banner_and_only_an_owner_the_way_back(shop: Service, as_role: As, clerk: Client) -> None:
    clerk.post("/office/stop/")
    for role in Role:
        page = text(as_role(role).get("/office/"))
        assert "All marketing is stopped" in page
        assert ("/office/stop/resume/" in page) is (role is Role.OWNER)


def test_who_is_not_logged_in_sees_no_banner(shop: Service, clerk: Client, visitor: Client) -> None:
    clerk.post("/office/stop/")
    assert "Stopped by" not in text(Client().get("/office/login/"))


def test_stopping_twice_is_one_stop(shop: Service, clerk: Client) -> None:
    clerk.post("/office/stop/", {"reason": "the first"})
    clerk.post("/office/stop/", {"reason": "the second"})
    stop = queries.stopped()
    assert stop is not None
    assert stop.reason == "the first"
    assert len(logged(Act.MARKETING_STOPPED)) == 1


def test_opening_the_page_stops_nothing(shop: Service, clerk: Client) -> None:
    assert "Stop everything at once?" in text(clerk.get("/office/stop/"))
    assert queries.stopped() is None


def test_it_goes_on_with_a_reason_only(shop: Service, clerk: Client) -> None:
    clerk.post("/office/stop/")
    for reason in ("", "  ", "ok"):
        answer = clerk.post("/office/stop/resume/", {"reason": reason})
        assert answer.status_code == 400
        assert queries.stopped() is not None
    clerk.post("/office/stop/resume/", {"reason": "the price is right again"})
    assert queries.stopped() is None
    assert [one.detail for one in logged(Act.MARKETING_RESUMED)] == [{"reason": "the price is right again"}]
    assert clerk.post("/office/stop/resume/", {"reason": "once more please"}).status_code == 302
    assert len(logged(Act.MARKETING_RESUMED)) == 1


def test_a_marketer_stops_and_cannot_resume(shop: Service, as_role: As) -> None:
    client = as_role(Role.MARKETER)
    client.post("/office/stop/")
    assert client.post("/office/stop/resume/", {"reason": "all is well"}).status_code == 403
    assert queries.stopped() is not None


@pytest.mark.parametrize("role", [Role.ASSISTANT, Role.VIEWER])
def test_others_cannot_stop(shop: Service, as_role: As, role: Role) -> None:
    assert as_role(role).post("/office/stop/").status_code == 403
    assert queries.stopped() is None


def test_a_form_of_another_site_stops_nothing(user: User) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(user)
    assert strict.post("/office/stop/").status_code == 403
    assert queries.stopped() is None


@pytest.mark.parametrize("reason", ["x" * 5000, "\x00", "<script>", "é\n\u2028"])
def test_no_reason_breaks_it(shop: Service, clerk: Client, reason: str) -> None:
    assert clerk.post("/office/stop/", {"reason": reason}).status_code == 302
    assert clerk.get("/office/").status_code == 200
    assert "<script>" not in text(clerk.get("/office/")).split("</head>")[1]
