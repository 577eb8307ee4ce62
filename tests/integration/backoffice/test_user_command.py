from __future__ import annotations

from importlib import import_module

import pytest
from click.testing import CliRunner, Result
from django.apps import apps
from django.contrib.auth.models import User

from tests.integration.backoffice.conftest import AT, logged, login_of
from tests.integration.backoffice.test_two_factor import SECRET, code_at
from worthmore.backoffice.access import Role
from worthmore.backoffice.acts import Act
from worthmore.backoffice.models import Member
from worthmore.backoffice.operations import twofactor
from worthmore.backoffice.queries import members
from worthmore.cli.settings import settings as settings_command
from worthmore.cli.user import user as command

PASSWORD = "four unrelated words"
pytestmark = pytest.mark.django_db


def run(*arguments: str, typed: str = "") -> Result:
    return CliRunner().invoke(command, list(arguments), input=typed)


def role(name: str) -> Role | None:
    return members.role_of(User.objects.get(username=name).pk)


def test_the_first_login_is_the_owner_and_others_viewers() -> None:
    assert "Added marie (owner)." in run("marie", "--password", PASSWORD).output
    assert "Added jan (viewer)." in run("jan", "--password", PASSWORD).output
    assert (role("marie"), role("jan")) == (Role.OWNER, Role.VIEWER)


def test_the_password_is_asked_for_twice() -> None:
    assert run("marie", typed=f"{PASSWORD}\n{PASSWORD}\n").exit_code == 0
    assert User.objects.get(username="marie").check_password(PASSWORD)


def test_a_weak_password_is_refused_with_the_reason() -> None:
    result = run("marie", "--password", "short")
    assert result.exit_code == 1
    assert "too short" in result.output
    assert not User.objects.exists()


def test_a_role_is_given_and_changed_without_a_password() -> None:
    run("marie", "--password", PASSWORD)
    run("jan", "--password", PASSWORD, "--role", "assistant")
    assert role("jan") is Role.ASSISTANT
    assert "jan is now marketer." in run("jan", "--role", "marketer").output
    assert User.objects.get(username="jan").check_password(PASSWORD)
    assert run("jan", "--role", "king").exit_code == 2


def test_the_last_owner_keeps_the_role_here_too() -> None:
    run("marie", "--password", PASSWORD)
    result = run("marie", "--role", "viewer")
    assert result.exit_code == 1
    assert "last owner" in result.output
    assert role("marie") is Role.OWNER


def test_a_lost_second_factor_is_taken_away() -> None:
    run("marie", "--password", PASSWORD)
    marie = User.objects.get(username="marie")
    assert "has no second factor" in run("marie", "--reset-two-factor").output
    twofactor.switch_on(marie.pk, SECRET, code_at(AT), AT)
    assert "is taken away" in run("marie", "--reset-two-factor").output
    assert members.device_of(marie.pk) is None
    assert [(one.who, one.about) for one in logged(Act.TWO_FACTOR_RESET)] == [("", "marie")]


def test_an_owner_who_was_closed_comes_in_again() -> None:
    run("marie", "--password", PASSWORD)
    User.objects.update(is_active=False)
    assert "may come in" in run("marie", "--open").output
    assert User.objects.get(username="marie").is_active


def test_while_no_owner_can_come_in_a_new_login_becomes_one() -> None:
    run("marie", "--password", PASSWORD)
    User.objects.update(is_active=False)
    run("jan", "--password", PASSWORD)
    assert role("jan") is Role.OWNER


def test_a_name_that_cannot_be_used_is_refused() -> None:
    assert run("two words", "--password", PASSWORD).exit_code == 1


def test_a_setting_changed_in_the_terminal_is_written_down() -> None:
    CliRunner().invoke(settings_command, ["set", "control_share", "0.2"])
    CliRunner().invoke(settings_command, ["reset", "control_share"])
    assert [(one.who, one.detail["to"]) for one in logged(Act.SETTING_CHANGED)] == [("", "0.1"), ("", "0.2")]


def test_logins_from_before_there_were_roles_get_one() -> None:
    closed, first, second = (login_of(name, None) for name in ("closed", "first", "second"))
    User.objects.filter(pk=closed.pk).update(is_active=False)
    import_module("worthmore.backoffice.migrations.0002_roles_of_existing_logins").give_roles(apps, None)
    assert {one.user_id: one.role for one in Member.objects.all()} == {
        first.pk: "owner",
        second.pk: "marketer",
        closed.pk: "marketer",
    }
