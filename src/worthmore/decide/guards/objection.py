"""Who said no is never written to, called or visited again. This is asked before everything else."""

from __future__ import annotations

from worthmore.decide.ports import Guard, Similar
from worthmore.decide.verdicts import OBJECTION, guard_of


def objection(similar: Similar) -> Guard:
    """Refuses everything that would go to a person who objected or whose address is suppressed (GDPR art. 21)."""
    return guard_of(OBJECTION, similar)
