"""Amounts of different currencies are never added or compared."""

from __future__ import annotations

from worthmore.decide.ports import Examine, Guard
from worthmore.vocabulary.decision import Candidate
from worthmore.vocabulary.policy import Policy
from worthmore.vocabulary.situation import Situation


def currency(policy: Policy) -> Guard:
    """Refuses a product priced in another currency than the purchase; without a purchase, than the shop's own."""

    def prepare(situation: Situation) -> Examine | None:
        used = {line.product.currency for line in situation.cart}
        if situation.chosen is not None:
            used.add(situation.chosen.currency)
        if len(used) > 1:
            mixed = f"the purchase mixes {' and '.join(sorted(used))}, so nothing can be compared"
            return lambda candidate: mixed
        paid_in = next(iter(used), policy.currency)

        def examine(candidate: Candidate) -> str | None:
            priced_in = candidate.product.currency
            return None if priced_in == paid_in else f"it is priced in {priced_in}; the customer pays in {paid_in}"

        return examine

    return Guard("currency", prepare)
