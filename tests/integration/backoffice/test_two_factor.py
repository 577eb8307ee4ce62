from __future__ import annotations

import re
from base64 import b32decode
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django_otp.oath import TOTP
from django_otp.plugins.otp_static.models import StaticToken
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.integration.backoffice.conftest import PASSWORD, logged, text
from worthmore.backoffice.access import Role
from worthmore.backoffice.acts import Act
from worthmore.backoffice.operations import twofactor
from worthmore.backoffice.operations.twofactor import Result, check, switch_off, switch_on
from worthmore.backoffice.queries import members
from worthmore.shop import operations

AT = datetime(2026, 5, 2, 10, 0, 10, tzinfo=UTC)
STEP = timedelta(seconds=twofactor.STEP_SECONDS)
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
FORM = {"username": "jan", "password": PASSWORD}


def code_at(at: datetime, secret: str = SECRET) -> str:
    """What an authenticator shows at a moment."""
    totp = TOTP(b32decode(secret), twofactor.STEP_SECONDS, 0, twofactor.DIGITS)
    totp.time = int(at.timestamp())
    return f"{totp.token():06}"


@pytest.fixture
def codes(user: User) -> list[str]:
    """The login has a second factor since yesterday; these are its recovery codes."""
    made = switch_on(user.pk, SECRET, code_at(AT - timedelta(days=1)), AT - timedelta(days=1))
    assert made is not None
    return made


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[datetime]:
    """The moment the pages think it is: the last of the list."""
    moments = [AT]
    for module in ("login", "account"):
        monkeypatch.setattr(f"worthmore.backoffice.views.{module}.now", lambda: moments[-1])
    return moments


def test_the_code_is_that_of_the_rfc() -> None:
    """RFC 6238, appendix B: 20 bytes "12345678901234567890", 59 seconds after 1970 → 94287082, in six digits 287082."""
    secret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
    assert code_at(datetime.fromtimestamp(59, UTC), secret) == "287082"


def test_a_wrong_code_does_not_switch_it_on(user: User) -> None:
    assert switch_on(user.pk, SECRET, "000000", AT) is None
    assert members.device_of(user.pk) is None


@pytest.mark.parametrize(("late", "result"), [(-2, "wrong"), (-1, "right"), (0, "right"), (1, "right"), (2, "wrong")])
def test_a_code_of_the_half_minute_before_or_after_counts(user: User, codes: list[str], late: int, result: str) -> None:
    assert check(user.pk, code_at(AT + late * STEP), AT) == result


def test_no_code_is_taken_twice(user: User, codes: list[str]) -> None:
    assert check(user.pk, code_at(AT), AT) is Result.RIGHT
    assert check(user.pk, code_at(AT), AT) is Result.WRONG
    assert check(user.pk, code_at(AT - STEP), AT) is Result.WRONG, "nor one before it"
    assert check(user.pk, code_at(AT + STEP), AT + STEP) is Result.RIGHT


def test_the_code_that_switched_it_on_is_used_up(user: User) -> None:
    switch_on(user.pk, SECRET, code_at(AT), AT)
    assert check(user.pk, code_at(AT), AT) is Result.WRONG


def test_a_recovery_code_works_once_however_it_is_written(user: User, codes: list[str]) -> None:
    assert check(user.pk, f" {codes[0].upper().replace('-', ' ')} ", AT) is Result.RECOVERY
    assert check(user.pk, codes[0], AT) is Result.WRONG
    assert check(user.pk, codes[1], AT) is Result.RECOVERY
    assert members.recovery_codes_left(user.pk) == twofactor.RECOVERY_CODES - 2
    assert [one.act for one in logged(Act.RECOVERY_CODE_USED)] == ["recovery_code_used"] * 2


def test_a_recovery_code_of_somebody_else_does_not_work(user: User, codes: list[str]) -> None:
    other = User.objects.create_user("mia")
    switch_on(other.pk, SECRET, code_at(AT), AT)
    assert check(other.pk, codes[0], AT) is Result.WRONG


def test_recovery_codes_are_kept_as_hashes_only(user: User, codes: list[str]) -> None:
    kept = set(StaticToken.objects.values_list("token", flat=True))
    assert len(kept) == twofactor.RECOVERY_CODES
    assert not kept & {code.replace("-", "") for code in codes}


def test_wrong_codes_make_the_next_wait_longer_and_longer(user: User, codes: list[str]) -> None:
    at = AT
    for _ in range(3):
        assert check(user.pk, "000000", at) is Result.WRONG
    waits = []
    for _ in range(9):
        wait = members.code_wait(user.pk, at)
        assert check(user.pk, code_at(at), at) is Result.TOO_SOON, "not even the right one is looked at"
        waits.append(int(wait.total_seconds() // 60))
        at += wait
        assert check(user.pk, "000000", at) is Result.WRONG
    assert waits == [1, 2, 4, 8, 16, 32, 60, 60, 60]
    at += members.code_wait(user.pk, at)
    assert check(user.pk, code_at(at), at) is Result.RIGHT
    assert members.code_wait(user.pk, at) == timedelta()


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=60))
def test_no_text_is_a_code(user: User, codes: list[str], typed: str) -> None:
    device = members.device_of(user.pk)
    assert device is not None
    type(device).objects.filter(pk=device.pk).update(throttling_failure_count=0)
    assert check(user.pk, typed, AT) is Result.WRONG


def test_switching_off_by_oneself_and_by_another_is_written_down_as_what_it_is(user: User, codes: list[str]) -> None:
    assert switch_off(user.pk, AT, by=user.pk)
    assert not switch_off(user.pk, AT, by=user.pk), "it is off already"
    switch_on(user.pk, SECRET, code_at(AT), AT)
    switch_off(user.pk, AT)
    assert [(one.act, one.who, one.about) for one in logged() if "two_factor_o" not in one.act] == [
        ("two_factor_reset", "", "jan")
    ]
    assert StaticToken.objects.count() == 0


# ---- the pages ----------------------------------------------------------------------------------------------------


def offered_secret(page: str) -> str:
    found = re.search(r'class="secret">([A-Z2-7 ]+)<', page)
    assert found
    return found.group(1).replace(" ", "")


def test_setting_it_up_shows_a_picture_that_breaks_no_policy(clerk: Client, clock: list[datetime]) -> None:
    answer = clerk.get("/office/account/two-factor/")
    page = text(answer)
    assert 'src="data:image/svg+xml' in page
    assert "img-src 'self' data:" in answer["Content-Security-Policy"]
    assert offered_secret(page) == offered_secret(text(clerk.get("/office/account/two-factor/"))), "the same on reload"
    assert f"secret%3D{offered_secret(page)}" not in page
    assert f"secret={offered_secret(page)}" in page.replace("&amp;", "&")


def test_the_whole_way_from_setting_up_to_logging_in(user: User, clerk: Client, clock: list[datetime]) -> None:
    secret = offered_secret(text(clerk.get("/office/account/two-factor/")))
    form = {"code": code_at(AT, secret), "password": PASSWORD}
    assert "not your password" in text(clerk.post("/office/account/two-factor/", form | {"password": "wrong"}))
    assert "not right" in text(clerk.post("/office/account/two-factor/", form | {"code": "000000"}))
    shown = text(clerk.post("/office/account/two-factor/", form))
    recovery = re.findall(r"<code>([a-z2-9]{5}-[a-z2-9]{5})</code>", shown)
    assert len(set(recovery)) == twofactor.RECOVERY_CODES
    assert clerk.get("/office/").status_code == 200, "this session stays in"

    other = Client()
    answer = other.post("/office/login/", FORM | {"next": "/office/products/"})
    assert other.get(answer["Location"])["Location"] == "/office/login/code/?next=%2Foffice%2Fproducts%2F"
    assert other.get("/office/customers/")["Location"].startswith("/office/login/code/"), "the password is not enough"
    assert "not right" in text(other.post("/office/login/code/", {"code": "123456"}))
    clock.append(AT + STEP)
    before = other.session.session_key
    answer = other.post("/office/login/code/", {"code": code_at(AT + STEP, secret), "next": "/office/products/"})
    assert answer["Location"] == "/office/products/"
    assert other.session.session_key != before
    assert other.get("/office/products/").status_code == 200
    assert other.get("/office/login/code/")["Location"] == "/office/"

    third = Client()
    third.post("/office/login/", FORM)
    assert third.post("/office/login/code/", {"code": recovery[0]})["Location"] == "/office/"


def test_a_session_from_before_must_give_a_code_too(
    user: User, clerk: Client, clock: list[datetime], codes: list[str]
) -> None:
    assert clerk.get("/office/products/")["Location"].startswith("/office/login/code/")
    assert clerk.post("/office/stop/")["Location"] == "/office/login/code/?next=%2Foffice%2F"
    assert clerk.post("/office/logout/").status_code == 302


def test_the_code_page_never_leads_to_another_site(clerk: Client, clock: list[datetime], codes: list[str]) -> None:
    answer = clerk.post("/office/login/code/", {"code": code_at(AT), "next": "https://evil.example/"})
    assert answer["Location"] == "/office/"


def test_whoever_guesses_codes_waits(clerk: Client, clock: list[datetime], codes: list[str]) -> None:
    for _ in range(3):
        assert clerk.post("/office/login/code/", {"code": "000000"}).status_code == 200
    answer = clerk.post("/office/login/code/", {"code": code_at(AT)})
    assert (answer.status_code, answer["Retry-After"]) == (429, "60")
    assert "Wait a minute" in text(answer)
    clock.append(AT + 3 * STEP)
    assert clerk.post("/office/login/code/", {"code": code_at(AT + 3 * STEP)}).status_code == 302


def test_it_is_switched_off_with_the_password_only(
    user: User, clerk: Client, clock: list[datetime], codes: Any
) -> None:
    clerk.post("/office/login/code/", {"code": code_at(AT)})
    assert "not your password" in text(clerk.post("/office/account/two-factor/off/", {"password": "wrong"}))
    assert members.device_of(user.pk) is not None
    clerk.post("/office/account/two-factor/off/", {"password": PASSWORD})
    assert members.device_of(user.pk) is None
    assert "Off:" in text(clerk.get("/office/account/"))


def test_new_recovery_codes_end_the_old_ones(
    user: User, clerk: Client, clock: list[datetime], codes: list[str]
) -> None:
    clerk.post("/office/login/code/", {"code": code_at(AT)})
    shown = text(clerk.post("/office/account/recovery-codes/", {"password": PASSWORD}))
    fresh = re.findall(r"<code>([a-z2-9]{5}-[a-z2-9]{5})</code>", shown)
    assert check(user.pk, codes[0], AT) is Result.WRONG
    assert check(user.pk, fresh[0], AT) is Result.RECOVERY


def test_five_wrong_passwords_hold_up_the_forms_of_ones_own_login(user: User, clerk: Client) -> None:
    for _ in range(5):
        clerk.post("/office/account/two-factor/", {"password": "wrong", "code": "0"})
    assert "Too many wrong passwords" in text(clerk.post("/office/account/two-factor/", {"password": PASSWORD}))
    form = {"old_password": PASSWORD, "new_password1": "another of eleven", "new_password2": "another of eleven"}
    assert "Too many wrong passwords" in text(clerk.post("/office/account/", form))
    assert User.objects.get(pk=user.pk).check_password(PASSWORD)


def test_the_password_is_changed_and_other_sessions_end(user: User, clerk: Client) -> None:
    elsewhere = Client()
    elsewhere.post("/office/login/", FORM)
    form = {"old_password": PASSWORD, "new_password1": "another of eleven", "new_password2": "another of eleven"}
    assert clerk.post("/office/account/", form | {"old_password": "wrong"}).status_code == 200
    assert clerk.post("/office/account/", form | {"new_password2": "different"}).status_code == 200
    assert clerk.post("/office/account/", form).status_code == 302
    assert clerk.get("/office/").status_code == 200
    assert elsewhere.get("/office/").status_code == 302
    assert len(logged(Act.PASSWORD_CHANGED)) == 1


def test_a_shop_can_demand_it_of_owners(user: User, clerk: Client, as_role: Any, clock: list[datetime]) -> None:
    operations.set_policy("owners_need_two_factor", True, AT)
    assert clerk.get("/office/products/")["Location"] == "/office/account/two-factor/"
    assert clerk.get("/office/account/").status_code == 200
    assert as_role(Role.MARKETER).get("/office/products/").status_code == 200
    page = text(clerk.get("/office/account/two-factor/"))
    assert "Owners of this shop log in with a second factor" in page
    secret = offered_secret(page)
    clerk.post("/office/account/two-factor/", {"code": code_at(AT, secret), "password": PASSWORD})
    assert clerk.get("/office/products/").status_code == 200
