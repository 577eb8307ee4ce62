"""Whether all marketing is stopped."""

from __future__ import annotations

from worthmore.consent.values import Stop
from worthmore.shop.queries.direct import Statement, read
from worthmore.shop.queries.moments import moment

LATEST = Statement(
    "worthmore_stopped", "SELECT stopped, by, at, reason FROM consent_switch ORDER BY id DESC LIMIT 1", ()
)


def stopped() -> Stop | None:
    """Who stopped everything, and when; None while nothing is stopped. One row of one small table."""
    found = read(LATEST)
    if not found or not found[0][0]:
        return None
    _, by, at, reason = found[0]
    return Stop(by, moment(at), reason)
