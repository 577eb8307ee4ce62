"""Health, intimacy, religion and the like never trigger an offer to a person, and never appear in one (P6)."""

from __future__ import annotations

from worthmore.decide.ports import Examine, Guard
from worthmore.vocabulary.decision import Candidate
from worthmore.vocabulary.situation import Situation

SENT = "sensitive products are never offered by message, call or post, nor taken as the reason for one"
PERSONAL = "sensitive products are never part of a personal suggestion"
BESIDE = "it is a sensitive product; beside products of another kind it would say something about the customer"
FROM = "it would be shown because of a sensitive product of another kind, and so tell of it"


def sensitive_category() -> Guard:
    """Refuses sensitive products, and offers that belong to one.

    One thing passes: in the shop, from the basket alone, a sensitive product beside one of the very same category. The
    customer has that category before them already; nothing is inferred and nothing new is revealed.
    """
    return Guard("sensitive_category", _prepare)


def _prepare(situation: Situation) -> Examine:
    proactive = situation.placement.proactive

    def examine(candidate: Candidate) -> str | None:
        product, anchor = candidate.product, candidate.anchor
        from_sensitive = anchor is not None and anchor.sensitive
        if not product.sensitive and not from_sensitive:
            return None
        if proactive or candidate.personal:
            return SENT if proactive else PERSONAL
        if not product.sensitive:
            return FROM
        if not from_sensitive or anchor is None:
            return BESIDE
        return None if product.category and product.category == anchor.category else FROM

    return examine
