"""How long the next code must wait after wrong ones: counted in the database, for all processes together."""

from __future__ import annotations

from datetime import datetime, timedelta

from django_otp.plugins.otp_totp.models import TOTPDevice

FREE = 3
FIRST_WAIT, LONGEST_WAIT = timedelta(minutes=1), timedelta(hours=1)


def wait_of(device: TOTPDevice, at: datetime) -> timedelta:
    """Nothing at all for most people; after three wrong codes a minute, doubling up to an hour."""
    over = device.throttling_failure_count - FREE
    if over < 0 or device.throttling_failure_timestamp is None:
        return timedelta()
    wait = min(FIRST_WAIT * 2 ** min(over, 10), LONGEST_WAIT)
    until: datetime = device.throttling_failure_timestamp + wait
    return max(until - at, timedelta())
