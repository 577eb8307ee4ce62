"""An upgrade must be better, not only dearer."""

from __future__ import annotations

from worthmore.decide.ports import Examine, Guard
from worthmore.vocabulary.attributes import Difference
from worthmore.vocabulary.decision import REPLACING, Candidate
from worthmore.vocabulary.evidence import Basis
from worthmore.vocabulary.situation import Situation

_WITNESSED = frozenset({Basis.HAND, Basis.SWAPS, Basis.USAGE, Basis.CONTRACT})
"""The shop's own word, what customers chose, what this one uses: reasons even without attributes."""


def added_value() -> Guard:
    """Refuses an upgrade without a better attribute or with a worse one, unless the shop or its customers chose it."""
    return Guard("added_value", _prepare)


def _prepare(situation: Situation) -> Examine:
    return _examine


def _examine(candidate: Candidate) -> str | None:
    if candidate.kind not in REPLACING or candidate.evidence.basis in _WITNESSED:
        return None
    for difference in candidate.differences:
        if not difference.better:
            return _worse(difference)
    return None if candidate.differences else "no known attribute is better; it would only be dearer"


def _worse(difference: Difference) -> str:
    kind = difference.kind
    offered, chosen = (f"{value:g} {kind.unit}".strip() for value in (difference.offered, difference.chosen))
    return f"{kind.label('en')} is worse: {offered} against {chosen} for the chosen product"
