"""The caller asked not to see this product."""

from __future__ import annotations

from worthmore.decide.ports import Examine, Guard
from worthmore.vocabulary.decision import Candidate
from worthmore.vocabulary.situation import Situation


def excluded() -> Guard:
    """Refuses what the request excludes, such as products already on the page."""
    return Guard("excluded", _prepare)


def _prepare(situation: Situation) -> Examine | None:
    exclude = situation.exclude
    if not exclude:
        return None

    def examine(candidate: Candidate) -> str | None:
        return "the request excludes it" if candidate.product.id in exclude else None

    return examine
