"""Who switched personal suggestions off gets none; what belongs to the basket is still shown."""

from __future__ import annotations

from worthmore.decide.ports import Guard, Similar
from worthmore.decide.verdicts import SUGGESTIONS_OFF, guard_of


def personal_suggestions_off(similar: Similar) -> Guard:
    """Refuses what comes from the history of a person who does not want that (P11)."""
    return guard_of(SUGGESTIONS_OFF, similar)
