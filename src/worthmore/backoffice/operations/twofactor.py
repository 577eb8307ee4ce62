"""The second factor: a code that changes every half minute (TOTP, RFC 6238), and recovery codes that work once.

The tables are those of django-otp; codes are checked here, because the clock comes in as an argument. A code is never
taken twice, and wrong ones make the next wait: longer each time, counted in the database for all processes together.
Recovery codes are kept as keyed hashes: whoever reads the database cannot use them.
"""

from __future__ import annotations

import secrets
from base64 import b32decode, b32encode
from datetime import datetime
from enum import StrEnum
from typing import Any

from django.db import transaction
from django.utils.crypto import salted_hmac
from django_otp.oath import TOTP
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

from worthmore.backoffice.acts import Act
from worthmore.backoffice.operations.audit import record
from worthmore.backoffice.waiting import wait_of

STEP_SECONDS, DIGITS, TOLERANCE = 30, 6, 1
RECOVERY_CODES = 10
ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"  # nothing that can be read as something else
LENGTH = 10


class Result(StrEnum):
    """What became of a code."""

    RIGHT = "right"
    RECOVERY = "recovery"
    WRONG = "wrong"
    TOO_SOON = "too_soon"


def new_secret() -> str:
    """A secret to share with an authenticator: 160 random bits, in base32 as people type it."""
    return b32encode(secrets.token_bytes(20)).decode()


@transaction.atomic
def switch_on(user_id: int, secret: str, code: str, at: datetime) -> list[str] | None:
    """Begin to ask for codes, when this one shows that the secret arrived; the recovery codes, to be shown once.

    None when the code is wrong. What was set up before is replaced.
    """
    key = b32decode(secret)
    step = _matching_step(key, code, at, drift=0, last=-1)
    if step is None:
        return None
    TOTPDevice.objects.filter(user_id=user_id).delete()
    TOTPDevice.objects.create(user_id=user_id, name="authenticator", key=key.hex(), last_t=step, confirmed=True)
    record(Act.TWO_FACTOR_ON, at, user_id, about=user_id)
    return _fresh_codes(user_id)


@transaction.atomic
def check(user_id: int, code: str, at: datetime) -> Result:
    """Try a code of the authenticator, or a recovery code, which is then used up."""
    device = TOTPDevice.objects.select_for_update().filter(user_id=user_id, confirmed=True).first()
    if device is None:
        return Result.WRONG
    if wait_of(device, at):
        return Result.TOO_SOON
    typed = "".join(code.split()).replace("-", "").lower()
    step = _matching_step(device.bin_key, typed, at, device.drift, device.last_t)
    result = Result.RIGHT if step is not None else _recovery(user_id, typed, at)
    if step is not None:
        device.last_t = step
    _count(device, result, at)
    if result is Result.WRONG:
        record(Act.CODE_FAILED, at, user_id, about=user_id)
    return result


@transaction.atomic
def switch_off(user_id: int, at: datetime, by: int | None = None) -> bool:
    """Ask for codes no longer. `by` another than the user: a reset by an owner, or by the terminal (None)."""
    found, _ = TOTPDevice.objects.filter(user_id=user_id).delete()
    StaticDevice.objects.filter(user_id=user_id).delete()
    if found:
        record(Act.TWO_FACTOR_OFF if by == user_id else Act.TWO_FACTOR_RESET, at, by, about=user_id)
    return bool(found)


@transaction.atomic
def new_recovery_codes(user_id: int, at: datetime) -> list[str]:
    """Ten fresh recovery codes, to be shown once; those before no longer work."""
    record(Act.RECOVERY_CODES_MADE, at, user_id, about=user_id)
    return _fresh_codes(user_id)


def _count(device: Any, result: Result, at: datetime) -> None:
    if result is Result.WRONG:
        device.throttling_failure_count += 1
        device.throttling_failure_timestamp = at
    else:
        device.throttling_failure_count, device.throttling_failure_timestamp = 0, None
        device.last_used_at = at
    device.save()


def _matching_step(key: bytes, code: str, at: datetime, drift: int, last: int) -> int | None:
    """The half minute whose code this is, within one of now and after the last one used; None when it is none's."""
    if len(code) != DIGITS or not (code.isascii() and code.isdigit()):
        return None
    for offset in (0, -TOLERANCE, TOLERANCE):
        totp = TOTP(key, STEP_SECONDS, 0, DIGITS, drift + offset)
        totp.time = int(at.timestamp())
        if totp.t() > last and secrets.compare_digest(f"{totp.token():0{DIGITS}}", code):
            return int(totp.t())
    return None


def _recovery(user_id: int, typed: str, at: datetime) -> Result:
    used, _ = StaticToken.objects.filter(device__user_id=user_id, token=_hashed(user_id, typed)).delete()
    if not used:
        return Result.WRONG
    record(Act.RECOVERY_CODE_USED, at, user_id, about=user_id)
    return Result.RECOVERY


def _fresh_codes(user_id: int) -> list[str]:
    StaticDevice.objects.filter(user_id=user_id).delete()
    device = StaticDevice.objects.create(user_id=user_id, name="recovery", confirmed=True)
    codes = ["".join(secrets.choice(ALPHABET) for _ in range(LENGTH)) for _ in range(RECOVERY_CODES)]
    StaticToken.objects.bulk_create(StaticToken(device=device, token=_hashed(user_id, code)) for code in codes)
    return [f"{code[:5]}-{code[5:]}" for code in codes]


def _hashed(user_id: int, code: str) -> str:
    """Sixteen letters (80 bits): what the column holds."""
    digest = salted_hmac("worthmore.backoffice.recovery", f"{user_id}:{code}", algorithm="sha256").digest()
    return b32encode(digest).decode()[:16]
