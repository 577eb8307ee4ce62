"""The switch that stops everything."""

from __future__ import annotations

from datetime import datetime

from worthmore.consent.models import Switch
from worthmore.consent.queries.stopped import stopped


def stop_everything(by: str, at: datetime, reason: str = "") -> bool:
    """Stop all marketing at once; False when it was stopped already, and then the first stop stands."""
    return _turn(True, by, at, reason)


def resume(by: str, at: datetime, reason: str = "") -> bool:
    """Let marketing go on; False when nothing was stopped."""
    return _turn(False, by, at, reason)


def _turn(stop: bool, by: str, at: datetime, reason: str) -> bool:
    if (stopped() is not None) is stop:
        return False
    Switch.objects.create(stopped=stop, by=by[:100], reason=reason[:400], at=at)
    return True
