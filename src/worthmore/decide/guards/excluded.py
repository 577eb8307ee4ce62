"""The caller asked not to see this product."""

from __future__ import annotations

from worthmore.decide.ports import Examine, Guard
from worthmore.vocabulary.decision import Candidate
from worthmore.vocabulary.situation import Situation


def excluded() -> Guard:
    """Refuses what the request excludes, and what another block of the same page offers already."""
    return Guard("excluded", _prepare)


def _prepare(situation: Situation) -> Examine | None:
    exclude, on_page = situation.exclude, situation.on_page
    if not exclude and not on_page:
        return None

    def examine(candidate: Candidate) -> str | None:
        if candidate.product.id in exclude:
            return "the request excludes it"
        return "another block of this page offers it" if candidate.product.id in on_page else None

    return examine
