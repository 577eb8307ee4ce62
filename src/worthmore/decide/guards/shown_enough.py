"""What was shown again and again without an answer rests: silence is an answer too."""

from __future__ import annotations

from worthmore.decide.ports import Examine, Guard
from worthmore.vocabulary.decision import Candidate
from worthmore.vocabulary.policy import Policy
from worthmore.vocabulary.situation import Situation


def shown_enough(policy: Policy) -> Guard:
    """Refuses a product that was shown to this person on `shown_most` days of the last `shown_days`, unanswered."""

    def prepare(situation: Situation) -> Examine | None:
        if situation.person is None or not situation.person.shown or not policy.shown_most:
            return None
        shown = situation.person.shown

        def examine(candidate: Candidate) -> str | None:
            days = shown.get(candidate.product.id, 0)
            if days < policy.shown_most:
                return None
            return f"shown on {days} of the last {policy.shown_days} days without an answer"

        return examine

    return Guard("shown_enough", prepare)
