"""Of minors there is no profile, and nothing is sent to them that was chosen from their data."""

from __future__ import annotations

from worthmore.decide.ports import Guard, Similar
from worthmore.decide.verdicts import MINOR, guard_of


def minor(similar: Similar) -> Guard:
    """Refuses what is chosen from a known minor's data (P7); suggestions from the basket alone go on."""
    return guard_of(MINOR, similar)
