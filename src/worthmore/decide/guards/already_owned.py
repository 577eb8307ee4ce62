"""Nobody is offered what they own, unless it gets used up."""

from __future__ import annotations

from datetime import timedelta

from worthmore.decide.ports import Examine, Guard
from worthmore.vocabulary.decision import REPLACING, Candidate, OfferKind
from worthmore.vocabulary.policy import Policy
from worthmore.vocabulary.situation import Situation

FOR_THIS_PURCHASE = (OfferKind.PROTECTION, OfferKind.SERVICE, OfferKind.FUNNEL_STEP, OfferKind.GOLDEN)
"""Kinds that serve the very thing being bought: the warranty of the last laptop is none for this one."""


def already_owned(policy: Policy) -> Guard:
    """Refuses a product bought less than `owned_days` ago and kept. Consumables pass, and what is due again."""
    kept = timedelta(days=policy.owned_days)

    def prepare(situation: Situation) -> Examine | None:
        if situation.person is None or not situation.person.owned:
            return None
        owned, at = situation.person.owned, situation.at

        def examine(candidate: Candidate) -> str | None:
            bought_at = owned.get(candidate.product.id)
            if bought_at is None or candidate.product.consumable or at - bought_at >= kept:
                return None
            if candidate.due_at is not None or candidate.kind in FOR_THIS_PURCHASE:
                return None
            if candidate.of_contract is not None and candidate.kind in REPLACING:
                return None  # which plan somebody has is said by the contract, not by what they once bought
            return f"the customer bought it on {bought_at.date()} and it is not used up"

        return examine

    return Guard("already_owned", prepare)
