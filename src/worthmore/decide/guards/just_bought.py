"""Nobody is sold the new version of what they bought a few days ago."""

from __future__ import annotations

from datetime import timedelta

from worthmore.decide.ports import Examine, Guard
from worthmore.vocabulary.decision import Candidate, OfferKind
from worthmore.vocabulary.situation import Situation

JUST = timedelta(days=14)
"""As long as the law lets somebody withdraw from a purchase at a distance."""
LAUNCH = OfferKind.LAUNCH


def just_bought() -> Guard:
    """Refuses something new to whoever bought the one before it less than 14 days ago: a gift to them, or nothing."""
    return Guard("just_bought", _prepare)


def _prepare(situation: Situation) -> Examine | None:
    person, at = situation.person, situation.at
    if person is None:
        return None

    def examine(candidate: Candidate) -> str | None:
        about, anchor = candidate.of_contract, candidate.anchor
        if candidate.kind is not LAUNCH or about is None or anchor is None:
            return None
        bought_at = max(about.contract.started_at, person.owned.get(anchor.id, about.contract.started_at))
        if at - bought_at >= JUST:
            return None
        return f"they bought {anchor.id} on {bought_at.date()}; give them {candidate.product.id}, or say nothing"

    return examine
