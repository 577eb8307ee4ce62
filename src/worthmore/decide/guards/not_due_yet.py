"""Nobody is told to replace what is not used up."""

from __future__ import annotations

from worthmore.decide.ports import Examine, Guard
from worthmore.vocabulary.decision import Candidate
from worthmore.vocabulary.situation import Situation


def not_due_yet() -> Guard:
    """Refuses a refill or replacement before the moment it is technically due."""
    return Guard("not_due_yet", _prepare)


def _prepare(situation: Situation) -> Examine:
    at = situation.at

    def examine(candidate: Candidate) -> str | None:
        due_at = candidate.due_at
        return None if due_at is None or due_at <= at else f"what it replaces lasts until {due_at.date()}"

    return examine
