"""Two refusals of a kind of offer end that kind for this person."""

from __future__ import annotations

from worthmore.decide.ports import Examine, Guard
from worthmore.vocabulary.decision import Candidate
from worthmore.vocabulary.situation import Situation

ENOUGH = 2
"""Refusals on as many different occasions end a kind (P19); accepting an offer of it begins the count anew."""


def refused_type() -> Guard:
    """Refuses a kind of offer that this person declined on two occasions since they last accepted one."""
    return Guard("refused_type", _prepare)


def _prepare(situation: Situation) -> Examine | None:
    if situation.person is None or not situation.person.refused_kinds:
        return None
    ended = {
        kind: f"offers of this kind were declined {count} times"
        for kind, count in situation.person.refused_kinds.items()
        if count >= ENOUGH
    }
    if not ended:
        return None

    def examine(candidate: Candidate) -> str | None:
        return ended.get(candidate.kind.value)

    return examine
