from __future__ import annotations

from itertools import pairwise

import pytest
from django.urls import URLPattern

from worthmore.backoffice import access
from worthmore.backoffice.access import ADDRESSES, FACTS, Role, may
from worthmore.backoffice.urls import urlpatterns

NAMES = [str(pattern.name) for pattern in urlpatterns if isinstance(pattern, URLPattern)]


def test_every_address_has_a_declared_rule_and_no_rule_is_left_over() -> None:
    assert len(NAMES) == len(urlpatterns), "an address that is no plain pattern escapes the table"
    assert sorted(NAMES) == sorted(ADDRESSES)


def test_whoever_may_send_a_form_may_open_its_page() -> None:
    assert [name for name, rule in ADDRESSES.items() if not rule.do <= rule.see] == []


def test_only_the_way_in_is_public() -> None:
    assert {name for name, rule in ADDRESSES.items() if rule.public} == {"login", "welcome"}


def test_an_owner_may_everything() -> None:
    assert [name for name in NAMES if not may(Role.OWNER, name)] == []
    assert [name for name, rule in ADDRESSES.items() if rule.do and Role.OWNER not in rule.do] == []


def test_each_role_may_no_more_than_the_one_above_it() -> None:
    roles = list(Role)
    for above, below in pairwise(roles):
        for method in ("GET", "POST"):
            assert [name for name in NAMES if may(below, name, method) and not may(above, name, method)] == []
    for fact in FACTS.values():
        assert [fact for above, below in pairwise(roles) if below in fact and above not in fact] == []


def test_a_viewer_changes_nothing_but_their_own_login() -> None:
    own = {name for name, rule in ADDRESSES.items() if rule.own or rule.public}
    assert {name for name in NAMES if may(Role.VIEWER, name, "POST")} - own == {"choose_source"}


@pytest.mark.parametrize("name", ["people", "person", "settings", "erase", "resume", "audit", "audit_csv"])
@pytest.mark.parametrize("role", [Role.MARKETER, Role.ASSISTANT, Role.VIEWER, None])
def test_only_an_owner_manages_people_and_settings_erases_and_resumes(name: str, role: Role | None) -> None:
    assert not may(role, name)
    assert not may(role, name, "POST")


@pytest.mark.parametrize("name", ["stop", "download", "customer_link"])
def test_an_assistant_takes_nothing_along_and_stops_nothing(name: str) -> None:
    assert may(Role.MARKETER, name)
    assert not may(Role.ASSISTANT, name)


def test_contact_data_is_whole_for_marketing_only() -> None:
    assert {role for role in Role if access.sees(role, "contact_data")} == {Role.OWNER, Role.MARKETER}
    assert not access.sees(None, "contact_data")


@pytest.mark.parametrize("method", ["GET", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "nonsense"])
def test_what_is_not_declared_is_closed_to_everybody(method: str) -> None:
    assert not any(may(role, "a_new_page", method) for role in (*Role, None))
    open_to_all = {name for name, rule in ADDRESSES.items() if rule.public or rule.own}
    assert {name for name in NAMES if may(None, name, method)} == open_to_all


def test_a_role_nobody_knows_is_no_role() -> None:
    assert access.known_role("owner") is Role.OWNER
    assert access.known_role("Owner") is None
    assert access.known_role("") is None
