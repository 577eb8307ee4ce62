"""Every address, for every role: the table of `access` is what happens."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import URLPattern, reverse

from tests.integration.backoffice.conftest import PASSWORD, logged, text
from worthmore.backoffice import access
from worthmore.backoffice.access import ADDRESSES, Role, may
from worthmore.backoffice.acts import Act
from worthmore.backoffice.urls import urlpatterns
from worthmore.offering.service import Service

As = Callable[[Role | None], Client]
NAMES = [str(pattern.name) for pattern in urlpatterns if isinstance(pattern, URLPattern)]
CLOSED = [name for name in NAMES if not ADDRESSES[name].public]


def address_of(name: str, key: str) -> str:
    """An address of that name, of things that are there."""
    parts: dict[str, list[object]] = {
        "product": ["bike"],
        "customer": ["ann"],
        "person": [User.objects.order_by("pk").values_list("pk", flat=True)[0]],
        "welcome": ["MQ", "set-password"],
        "privacy_document": ["register"],
        "text": ["complement", "completeness", "en"],
        "hand_rule": [1],
    }
    own = ("permission", "record_no", "record_yes", "customer_link", "download", "erase")
    return reverse(f"backoffice:{name}", args=[key] if name in own else parts.get(name, []))


@pytest.mark.parametrize("name", NAMES)
def test_nobody_comes_in_without_a_login(shop: Service, user: User, visitor: Client, key: str, name: str) -> None:
    for ask in (visitor.get, visitor.post):
        answer = ask(address_of(name, key))
        if ADDRESSES[name].public:
            assert answer.status_code == 200
        else:
            assert (answer.status_code, answer["Location"].split("?")[0]) == (302, "/office/login/")


@pytest.mark.parametrize("role", [*Role, None])
def test_every_role_opens_what_the_table_says_and_nothing_else(key: str, as_role: As, role: Role | None) -> None:
    for name in CLOSED:
        answer = as_role(role).get(address_of(name, key))
        refused = answer.status_code == 403
        assert refused is not may(role, name), (role, name, answer.status_code)


@pytest.mark.parametrize("role", [*Role, None])
def test_every_role_sends_what_the_table_says_and_nothing_else(key: str, as_role: As, role: Role | None) -> None:
    for name in (name for name in CLOSED if name != "logout"):
        answer = as_role(role).post(address_of(name, key), {"nothing": "of use"})
        assert (answer.status_code == 403) is not may(role, name, "POST"), (role, name, answer.status_code)


def test_a_page_that_nobody_declared_is_closed_even_to_the_owner(
    shop: Service, clerk: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delitem(access.ADDRESSES, "products")
    assert clerk.get("/office/products/").status_code == 403


def test_other_methods_are_forms(shop: Service, as_role: As) -> None:
    for method in ("put", "delete", "patch", "options"):
        assert getattr(as_role(Role.VIEWER), method)("/office/people/").status_code == 403


def test_a_refusal_says_who_can_help_and_changes_nothing(key: str, as_role: As) -> None:
    answer = as_role(Role.VIEWER).post(f"/office/permission/{key}/no/", {"heard": "phone"})
    assert answer.status_code == 403
    assert "Ask an owner" in text(answer)
    assert logged(Act.OBJECTION_RECORDED) == []


def test_a_login_without_a_role_is_told_so_and_can_only_leave(shop: Service, as_role: As) -> None:
    client = as_role(None)
    page = text(client.get("/office/"))
    assert "no role yet" in page
    assert "/office/customers/" not in page
    assert "no role yet" in text(client.get("/office/account/"))
    assert client.post("/office/logout/").status_code == 302


def test_the_menu_leads_only_where_one_may_go(shop: Service, key: str, as_role: As) -> None:
    for role in Role:
        client = as_role(role)
        for page in ("/office/", "/office/customers/ann/", f"/office/permission/{key}/", "/office/rules/"):
            links = set(re.findall(r'href="(/office/[^"#]*)"', text(client.get(page))))
            forms = set(re.findall(r'action="(/office/[^"]*)"', text(client.get(page))))
            assert [link for link in links if client.get(link.replace("&amp;", "&")).status_code == 403] == []
            assert [form for form in forms if not may(role, named(form), "POST")] == []


def named(address: str) -> str:
    from django.urls import resolve

    return str(resolve(address).url_name)


def test_only_owners_and_marketers_see_the_stop_button(shop: Service, as_role: As) -> None:
    seen = {role for role in Role if 'action="/office/stop/"' in text(as_role(role).get("/office/products/"))}
    assert seen == {Role.OWNER, Role.MARKETER}


@pytest.mark.parametrize(("role", "whole"), [(role, role in {Role.OWNER, Role.MARKETER}) for role in Role])
def test_contact_data_is_covered_for_those_who_need_not_know_it(
    shop: Service, as_role: As, role: Role, whole: bool
) -> None:
    client = as_role(role)
    for page in ("/office/customers/?q=peeters", "/office/customers/ann/"):
        shown = text(client.get(page))
        assert ("ann@example.org" in shown) is whole, page
        assert ("a•••@example.org" in shown) is not whole, page


@pytest.mark.parametrize("role", [Role.ASSISTANT, Role.VIEWER])
def test_they_must_know_whom_they_look_for(shop: Service, as_role: As, role: Role) -> None:
    client = as_role(role)
    assert "Ann Peeters" not in text(client.get("/office/customers/"))
    assert "Ann Peeters" not in text(client.get("/office/customers/?q=an"))
    assert "Ann Peeters" in text(client.get("/office/customers/?q=Ann"))
    assert "Ann Peeters" in text(client.get("/office/customers/?q=ann"))
    assert "ann" not in text(client.get("/office/suggest/customers/?customer=an"))
    assert "Ann Peeters" in text(client.get("/office/suggest/customers/?customer=peet"))


def test_a_short_number_is_found_when_it_is_the_whole_number(shop: Service, as_role: As) -> None:
    from tests.integration.backoffice.conftest import AT, CUSTOMERS, frame
    from worthmore.shop import operations

    operations.save_customers("demo", frame(CUSTOMERS, [{"external_id": "7", "name": "Seven"}]), AT)
    assert "Seven" in text(as_role(Role.ASSISTANT).get("/office/customers/?q=7"))
    assert "Seven" not in text(as_role(Role.ASSISTANT).get("/office/customers/?q=Se"))


def test_a_closed_login_is_out_at_once(shop: Service, clerk: Client, user: User) -> None:
    assert clerk.get("/office/").status_code == 200
    User.objects.filter(pk=user.pk).update(is_active=False)
    assert clerk.get("/office/").status_code == 302


def test_a_changed_role_holds_from_the_next_page_on(shop: Service, as_role: As) -> None:
    client = as_role(Role.OWNER)
    assert client.get("/office/people/").status_code == 200
    from worthmore.backoffice.models import Member

    Member.objects.filter(user__username="owner").update(role="viewer")
    assert client.get("/office/people/").status_code == 403


def test_logging_in_and_out_and_failing_are_written_down(user: User, visitor: Client, service: Service) -> None:
    form: dict[str, Any] = {"username": "jan", "password": PASSWORD}
    visitor.post("/office/login/", form | {"password": "wrong"})
    visitor.post("/office/login/", form)
    visitor.post("/office/logout/")
    assert [(one.act, one.who, one.about) for one in logged()] == [
        ("logged_out", "jan", ""),
        ("logged_in", "jan", ""),
        ("login_failed", "", "jan"),
    ]


def test_a_name_nobody_has_is_not_kept_since_it_may_be_a_password(user: User, visitor: Client) -> None:
    visitor.post("/office/login/", {"username": "my secret password", "password": "jan"})
    (entry,) = logged()
    assert (entry.act, entry.about, entry.detail) == ("login_failed", "", {})
