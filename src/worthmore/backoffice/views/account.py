"""*Your login*: one's own password and second factor."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote, urlencode, urlsplit

import django_otp
import segno
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.forms import PasswordChangeForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from worthmore.backoffice.access import Role
from worthmore.backoffice.acts import Act
from worthmore.backoffice.attempts import Attempts
from worthmore.backoffice.operations import audit, twofactor
from worthmore.backoffice.queries import members
from worthmore.backoffice.roles import role_of, user_id_of
from worthmore.backoffice.views.login import LONGEST_CODE, minutes
from worthmore.backoffice.views.source import page
from worthmore.shop import queries as shop
from worthmore.vocabulary.clock import now

OFFERED_SECRET = "two_factor_secret"  # noqa: S105 (the name of a place in the session)


def account(request: HttpRequest) -> HttpResponse:
    """Who one is here; a form to change the password."""
    form = PasswordChangeForm(request.user, request.POST if request.method == "POST" else None)  # type: ignore[arg-type]
    attempts = own_attempts(request)
    wait = attempts.wait(now()) if request.method == "POST" else None
    if request.method == "POST" and not wait:
        if form.is_valid():
            form.save()
            attempts.succeeded()
            update_session_auth_hash(request, form.user)
            audit.record(Act.PASSWORD_CHANGED, now(), user_id_of(request), about=user_id_of(request))
            messages.success(request, _("Your password is changed. Everywhere else you must log in again."))
            return redirect("backoffice:account")
        if "old_password" in form.errors:
            attempts.failed(now())
    context = {
        "form": PasswordChangeForm(request.user) if wait else form,  # type: ignore[arg-type]
        "wait_said": too_many(minutes(wait)) if wait else "",
        "role": role_of(request),
        "device": members.device_of(user_id_of(request)),
        "codes_left": members.recovery_codes_left(user_id_of(request)),
    }
    return page(request, "backoffice/account.html", context)


def two_factor(request: HttpRequest) -> HttpResponse:
    """Set up an authenticator: a code to scan, and two proofs that it is really you and that it arrived."""
    if members.device_of(user_id_of(request)) is not None:
        return redirect("backoffice:account")
    secret = request.session.setdefault(OFFERED_SECRET, twofactor.new_secret())
    if request.method != "POST":
        return page(request, "backoffice/two_factor.html", offered(request, secret))
    wrong = wrong_password(request)
    if wrong:
        return page(request, "backoffice/two_factor.html", offered(request, secret) | {"wrong_password": wrong})
    typed = "".join(request.POST.get("code", "")[:LONGEST_CODE].split())
    codes = twofactor.switch_on(user_id_of(request), secret, typed, now())
    if codes is None:
        return page(request, "backoffice/two_factor.html", offered(request, secret) | {"wrong_code": True})
    del request.session[OFFERED_SECRET]
    request.session.cycle_key()
    django_otp.login(request, members.device_of(user_id_of(request)))
    return page(request, "backoffice/recovery_codes.html", {"codes": codes, "fresh": True})


def two_factor_off(request: HttpRequest) -> HttpResponse:
    """Ask for codes no longer; the password is asked once more."""
    return with_password(request, "backoffice/two_factor_off.html", switched_off)


def recovery_codes(request: HttpRequest) -> HttpResponse:
    """New recovery codes; the password is asked once more."""
    return with_password(request, "backoffice/recovery_new.html", fresh_codes)


def with_password(request: HttpRequest, template: str, act: Any) -> HttpResponse:
    """Do something to the second factor of one who has one and knows the password."""
    if members.device_of(user_id_of(request)) is None:
        return redirect("backoffice:account")
    wrong = wrong_password(request) if request.method == "POST" else ""
    if request.method != "POST" or wrong:
        return page(request, template, {"wrong_password": wrong})
    answer: HttpResponse = act(request)
    return answer


def switched_off(request: HttpRequest) -> HttpResponse:
    """Back to the password alone."""
    twofactor.switch_off(user_id_of(request), now(), by=user_id_of(request))
    messages.success(request, _("Two-factor login is off."))
    return redirect("backoffice:account")


def fresh_codes(request: HttpRequest) -> HttpResponse:
    """The page with new recovery codes, this once."""
    codes = twofactor.new_recovery_codes(user_id_of(request), now())
    return page(request, "backoffice/recovery_codes.html", {"codes": codes, "fresh": False})


def offered(request: HttpRequest, secret: str) -> dict[str, Any]:
    """What an authenticator needs: as a picture to scan, as a link on the phone itself, and to type over."""
    address = provisioning(request.user.get_username(), secret)
    picture = segno.make(address, error="m").svg_data_uri(scale=5, border=3, light="#fff")
    needed = role_of(request) is Role.OWNER and shop.policy().owners_need_two_factor
    return {
        "needed": needed,
        "address": address,
        "picture": picture,
        "secret": " ".join(secret[i : i + 4] for i in range(0, 32, 4)),
    }


def provisioning(name: str, secret: str) -> str:
    """The address an authenticator reads (Google Authenticator's Key Uri Format)."""
    issuer = f"Worthmore {urlsplit(settings.BASE_URL).hostname or ''}".strip().replace(":", " ")
    fields = {"secret": secret, "issuer": issuer, "algorithm": "SHA1", "digits": twofactor.DIGITS}
    query = urlencode({**fields, "period": twofactor.STEP_SECONDS}, quote_via=quote)
    return f"otpauth://totp/{quote(issuer)}:{quote(name)}?{query}"


def own_attempts(request: HttpRequest) -> Attempts:
    """Wrong passwords given by somebody who is logged in, from anywhere."""
    return Attempts(request.user.get_username(), "account")


def wrong_password(request: HttpRequest) -> str:
    """What is wrong with the password that a form asked once more; "" when it is right."""
    attempts = own_attempts(request)
    if wait := attempts.wait(now()):
        return too_many(minutes(wait))
    if request.user.check_password(request.POST.get("password", "")):
        attempts.succeeded()
        return ""
    attempts.failed(now())
    return _("This is not your password.")


def too_many(wait: int) -> str:
    """That one must wait."""
    return _("Too many wrong passwords. Wait %(minutes)s min, then try again.") % {"minutes": wait}
