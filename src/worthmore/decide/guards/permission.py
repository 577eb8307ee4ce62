"""What goes to a person needs a rule that allows it; so does what comes from their history."""

from __future__ import annotations

from worthmore.decide.ports import Guard, Similar
from worthmore.decide.verdicts import PERMISSION, guard_of


def permission(similar: Similar) -> Guard:
    """Refuses what no rule of the person's country allows, what a do-not-contact list forbids, and during a stop."""
    return guard_of(PERMISSION, similar)
