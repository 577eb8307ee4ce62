from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.integration.backoffice.conftest import AT, logged, text
from worthmore.backoffice.access import Role
from worthmore.backoffice.acts import Act
from worthmore.backoffice.models import Entry, Member
from worthmore.backoffice.operations import members as changing
from worthmore.backoffice.operations import twofactor
from worthmore.backoffice.operations.members import MemberError
from worthmore.backoffice.queries import members
from worthmore.vocabulary.clock import now

As = Callable[[Role | None], Client]
PEOPLE = "/office/people/"
NEW = {"new_password1": "four unrelated words", "new_password2": "four unrelated words"}


def owners() -> int:
    """Owners who may come in."""
    return sum(one.role is Role.OWNER and one.active for one in members.colleagues())


def link_on(page: str) -> str:
    found = re.search(r'value="http://testserver(/office/welcome/[^"]+)"', page)
    assert found
    return found.group(1)


def test_somebody_is_added_and_comes_in_through_a_link_once(clerk: Client, user: User) -> None:
    shown = text(clerk.post(PEOPLE, {"name": "mia", "role": "assistant"}))
    link = link_on(shown)
    assert "mia" in text(clerk.get(PEOPLE))
    newcomer = Client()
    page = newcomer.get(link, follow=True)
    assert "mia" in text(page)
    chosen = page.redirect_chain[-1][0]
    assert newcomer.post(chosen, {"new_password1": "short", "new_password2": "short"}).status_code == 200
    assert newcomer.post(chosen, NEW)["Location"] == "/office/login/"
    assert newcomer.post("/office/login/", {"username": "mia", "password": NEW["new_password1"]}).status_code == 302
    assert newcomer.get("/office/").status_code == 200
    assert members.role_of(User.objects.get(username="mia").pk) is Role.ASSISTANT
    assert "does not work any more" in text(Client().get(link, follow=True))
    assert [(one.act, one.who, one.about, one.detail) for one in logged(Act.LOGIN_MADE)] == [
        ("login_made", "jan", "mia", {"role": "assistant"})
    ]


@pytest.mark.parametrize("name", ["", "jan", "JAN", "two words", "a" * 151, "é\x00", "<b>", "a/b"])
def test_a_name_that_cannot_be_used_is_refused_and_kept_in_the_field(clerk: Client, name: str) -> None:
    before = User.objects.count()
    answer = clerk.post(PEOPLE, {"name": name, "role": "viewer"})
    assert answer.status_code == 400 or User.objects.count() > before
    if answer.status_code == 400:
        assert User.objects.count() == before
        assert 'role="alert"' in text(answer)


def test_a_role_that_nobody_knows_is_refused(clerk: Client) -> None:
    assert clerk.post(PEOPLE, {"name": "mia", "role": "king"}).status_code == 400
    assert not User.objects.filter(username="mia").exists()


def test_an_old_link_does_not_work_any_more(clerk: Client, user: User, monkeypatch: pytest.MonkeyPatch) -> None:
    link = link_on(text(clerk.post(PEOPLE, {"name": "mia", "role": "viewer"})))
    later = now().replace(tzinfo=None) + timedelta(days=4)
    monkeypatch.setattr("django.contrib.auth.tokens.PasswordResetTokenGenerator._now", lambda self: later)
    assert "does not work any more" in text(Client().get(link, follow=True))


def test_a_link_to_a_closed_login_does_not_work(clerk: Client, user: User) -> None:
    link = link_on(text(clerk.post(PEOPLE, {"name": "mia", "role": "viewer"})))
    User.objects.filter(username="mia").update(is_active=False)
    assert "does not work any more" in text(Client().get(link, follow=True))


@pytest.mark.parametrize("link", ["a/b", "MQ/x", "////", "OTk5OTk5OTk5OTk5OTk5OTk5OTk5OTk5/a-b", "%00/%00", "é/é"])
def test_a_forged_link_is_told_so(user: User, visitor: Client, link: str) -> None:
    answer = visitor.get(f"/office/welcome/{link}/", follow=True)
    assert answer.status_code in {200, 404}


def person_of(name: str) -> str:
    return f"/office/people/{User.objects.get(username=name).pk}/"


def test_a_role_is_changed(clerk: Client) -> None:
    clerk.post(PEOPLE, {"name": "mia", "role": "viewer"})
    clerk.post(person_of("mia"), {"do": "role", "role": "marketer"})
    assert members.role_of(User.objects.get(username="mia").pk) is Role.MARKETER
    (entry,) = logged(Act.ROLE_CHANGED)
    assert (entry.who, entry.about, entry.detail) == ("jan", "mia", {"from": "viewer", "to": "marketer"})
    page = text(clerk.get("/office/audit/"))
    assert "Viewer" in page
    assert "Marketer" in page


def test_a_login_is_closed_and_opened_again(clerk: Client) -> None:
    clerk.post(PEOPLE, {"name": "mia", "role": "viewer"})
    clerk.post(person_of("mia"), {"do": "close"})
    assert "closed" in text(clerk.get(PEOPLE))
    clerk.post(person_of("mia"), {"do": "open"})
    assert User.objects.get(username="mia").is_active
    assert [one.act for one in logged() if one.about == "mia"] == ["login_opened", "login_closed", "login_made"]


def test_a_second_factor_is_taken_away(clerk: Client) -> None:
    clerk.post(PEOPLE, {"name": "mia", "role": "viewer"})
    mia = User.objects.get(username="mia")
    secret = twofactor.new_secret()
    from tests.integration.backoffice.test_two_factor import code_at

    twofactor.switch_on(mia.pk, secret, code_at(AT, secret), AT)
    assert "Take the second factor away" in text(clerk.get(person_of("mia")))
    clerk.post(person_of("mia"), {"do": "reset"})
    assert members.device_of(mia.pk) is None
    assert [(one.who, one.about) for one in logged(Act.TWO_FACTOR_RESET)] == [("jan", "mia")]


def test_a_new_link_is_made_and_written_down(clerk: Client, user: User) -> None:
    link = link_on(text(clerk.post(person_of("jan"), {"do": "link"})))
    page = Client().get(link, follow=True)
    assert "jan" in text(page)
    assert len(logged(Act.PASSWORD_LINK_MADE)) == 1


@pytest.mark.parametrize("form", [{"do": "close"}, {"do": "role", "role": "viewer"}])
def test_the_last_owner_is_never_locked_out(clerk: Client, user: User, form: dict[str, str]) -> None:
    answer = clerk.post(person_of("jan"), form)
    assert answer.status_code == 409
    assert "last owner" in text(answer)
    assert owners() == 1
    clerk.post(PEOPLE, {"name": "mia", "role": "owner"})
    assert clerk.post(person_of("jan"), form).status_code == 302


def test_an_owner_who_is_closed_does_not_count(clerk: Client, user: User) -> None:
    clerk.post(PEOPLE, {"name": "mia", "role": "owner"})
    clerk.post(person_of("mia"), {"do": "close"})
    assert clerk.post(person_of("jan"), {"do": "close"}).status_code == 409


@pytest.mark.parametrize("form", [{}, {"do": "nonsense"}, {"do": "role", "role": "king"}, {"do": "role"}])
def test_a_form_that_asks_nothing_changes_nothing(clerk: Client, user: User, form: dict[str, str]) -> None:
    before = list(Member.objects.values_list())
    assert clerk.post(person_of("jan"), form).status_code == 302
    assert list(Member.objects.values_list()) == before


@pytest.mark.parametrize("number", ["0", "999999", "9" * 30])
def test_a_login_that_is_not_there_is_told_so(clerk: Client, number: str) -> None:
    assert clerk.get(f"/office/people/{number}/").status_code == 404
    assert clerk.post(f"/office/people/{number}/", {"do": "close"}).status_code == 404


acts = st.lists(
    st.tuples(st.sampled_from(["a", "b", "c"]), st.sampled_from([*Role, "open", "close"])), min_size=1, max_size=25
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(acts=acts)
def test_whatever_owners_do_to_each_other_one_remains(user: User, acts: list[tuple[str, str]]) -> None:
    Entry.objects.all().delete()
    Member.objects.exclude(user=user).delete()
    User.objects.exclude(pk=user.pk).delete()
    User.objects.filter(pk=user.pk).update(is_active=True, username="a")
    Member.objects.filter(user=user).update(role=Role.OWNER)
    people = {"a": user.pk} | {name: changing.add(name, Role.OWNER, AT).pk for name in ("b", "c")}
    for name, act in acts:
        try:
            if act in ("open", "close"):
                changing.set_active(people[name], act == "open", AT)
            else:
                changing.set_role(people[name], Role(act), AT)
        except MemberError:
            pass
        assert owners() >= 1
