"""In the closed month before a seasonal sale, nothing is offered with words of a reduction."""

from __future__ import annotations

from worthmore.decide.ports import Examine, Guard
from worthmore.decide.price_law import PriceLaw
from worthmore.vocabulary.decision import Candidate
from worthmore.vocabulary.prices import Reduction
from worthmore.vocabulary.situation import Situation


def sper_period(law: PriceLaw) -> Guard:
    """Refuses what would be offered with an announced reduction where and while announcing one is forbidden."""

    def prepare(situation: Situation) -> Examine | None:
        if not law.prices:
            return None
        country, at = law.country(situation), situation.at

        def examine(candidate: Candidate) -> str | None:
            if not isinstance(law.fallen(candidate.product, country, at), Reduction):
                return None
            closed = law.closed(candidate.product, country, at)
            return None if closed.allowed else closed.reason

        return examine

    return Guard("sper_period", prepare)
