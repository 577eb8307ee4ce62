"""What cannot be checked is not offered."""

from __future__ import annotations

from worthmore.decide.ports import Examine, Guard
from worthmore.vocabulary.decision import Candidate
from worthmore.vocabulary.situation import Situation


def history() -> Guard:
    """Refuses everything when the customer is named but their history could not be read."""
    return Guard("history", _prepare)


def _prepare(situation: Situation) -> Examine | None:
    return None if situation.history_known else _refuse


def _refuse(candidate: Candidate) -> str:
    return (
        "the customer's history could not be read, so it is unknown what they own, refused or complained of; "
        "what cannot be checked is not offered"
    )
