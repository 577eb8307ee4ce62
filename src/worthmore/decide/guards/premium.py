"""An offer asks a modest step: at most a quarter of the reference, unless the shop set another cap."""

from __future__ import annotations

from functools import lru_cache

from worthmore.decide.amounts import amount
from worthmore.decide.ports import Examine, Guard
from worthmore.decide.premium import line_premium, order_premium, own_premium
from worthmore.decide.purchase import Purchase
from worthmore.vocabulary.decision import Candidate, Premium
from worthmore.vocabulary.policy import Policy
from worthmore.vocabulary.situation import Situation


def premium(policy: Policy) -> Guard:
    """Refuses an offer above its cap, by itself or together with the extras accepted before. The cap itself passes."""
    cap_of = lru_cache(maxsize=4096)(policy.cap)

    def prepare(situation: Situation) -> Examine:
        purchase = Purchase.of(situation)
        accepted_before = purchase.accepted_extra > 0

        def examine(candidate: Candidate) -> str | None:
            if purchase.unit_extra(candidate) <= 0:
                return None
            cap = cap_of(candidate.kind.value, candidate.product.category)
            own = own_premium(purchase, candidate)
            if own is not None and not own.within(cap):
                return _above(own, cap, candidate, "extra {extra} is {share} % of {reference}")
            return _with_accepted(purchase, candidate, cap) if accepted_before else None

        return examine

    return Guard("premium", prepare)


def _with_accepted(purchase: Purchase, candidate: Candidate, cap: float) -> str | None:
    line = line_premium(purchase, candidate)
    if line is not None and not line.within(cap):
        return _above(line, cap, candidate, "with the upgrade accepted before, {extra} is {share} % of {reference}")
    order = order_premium(purchase, candidate)
    if order is None:
        return "everything in the order came from offers; there is no purchase left to measure more against"
    if order.within(cap):
        return None
    before = amount(purchase.accepted_extra, candidate.product.currency, "en")
    return _above(
        order, cap, candidate, f"with {before} accepted before, {{extra}} of extras is {{share}} % of {{reference}}"
    )


def _above(found: Premium, cap: float, candidate: Candidate, sentence: str) -> str:
    cap_text, share = f"{cap * 100:.6g}", f"{found.share * 100:.3g}"
    if share == cap_text:
        share = f"{found.share * 100:.9g}"
    elif found.share >= 10:
        share = f"{found.share * 100:.0f}"
    extra, reference = (amount(m, candidate.product.currency, "en") for m in (found.extra, found.reference))
    return f"{sentence.format(extra=extra, share=share, reference=reference)}; the cap is {cap_text} %"
