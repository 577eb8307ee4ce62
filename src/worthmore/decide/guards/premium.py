"""An offer asks a modest step: at most a quarter of the reference, unless the shop set another cap."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from worthmore.decide.amounts import amount
from worthmore.decide.ports import Examine, Guard
from worthmore.decide.premium import Cap, line_premium, order_premium
from worthmore.decide.purchase import Purchase
from worthmore.vocabulary.decision import REPLACING, Candidate, OfferKind
from worthmore.vocabulary.policy import Policy
from worthmore.vocabulary.situation import Situation


def premium(policy: Policy) -> Guard:
    """Refuses an offer above its cap, by itself or together with the extras accepted before. The cap itself passes."""
    cap_of = _caps(policy)
    lowest = Cap.of(min([policy.premium_cap, *policy.premium_caps.values()]))

    def prepare(situation: Situation) -> Examine:
        purchase = Purchase.of(situation)
        accepted_before = purchase.accepted_extra > 0
        # Most candidates cost little enough to pass under any cap, which one comparison tells.
        modest = lowest.most(purchase.reference) - purchase.accepted_extra

        def examine(candidate: Candidate) -> str | None:
            if candidate.product.price <= modest and candidate.kind not in REPLACING and candidate.extra is None:
                return None
            extra = purchase.unit_extra(candidate)
            if extra <= 0:
                return None
            cap = cap_of(candidate.kind, candidate.product.category)
            reference = purchase.reference_of(candidate)
            if reference > 0 and cap.most(reference) < extra:
                return _above(extra, reference, cap, candidate.product.currency)
            if not accepted_before or candidate.of_contract is not None:
                return None  # a contract is no part of the order that other extras were added to
            return _with_accepted(purchase, candidate, cap)

        return examine

    return Guard("premium", prepare)


def _caps(policy: Policy) -> Callable[[OfferKind, tuple[str, ...]], Cap]:
    """The cap of an offer kind and category; where the shop set none of its own, one for all."""
    if not policy.premium_caps:
        usual = Cap.of(policy.premium_cap)
        return lambda kind, category: usual

    @lru_cache(maxsize=4096)
    def cap_of(kind: OfferKind, category: tuple[str, ...]) -> Cap:
        return Cap.of(policy.cap(kind, category))

    return cap_of


def _with_accepted(purchase: Purchase, candidate: Candidate, cap: Cap) -> str | None:
    currency = candidate.product.currency
    line = line_premium(purchase, candidate)
    if line is not None and not line.within(cap.share):
        return f"with the earlier upgrade of this line, {_above(line.extra, line.reference, cap, currency)}"
    order = order_premium(purchase, candidate)
    if order is None:
        return "everything in the order came from offers; there is no purchase left to measure more against"
    if order.within(cap.share):
        return None
    before = amount(purchase.accepted_extra, currency, "en")
    return f"with {before} accepted before, {_above(order.extra, order.reference, cap, currency)}"


def _above(extra: int, reference: int, cap: Cap, currency: str) -> str:
    share = extra / reference * 100
    asked = f"{share:.0f}" if share >= 1000 else f"{share:.3g}"
    if asked == cap.text:  # so close above the cap that it needs its decimals
        asked = f"{share:.9g}"
    extra_text, reference_text = amount(extra, currency, "en"), amount(reference, currency, "en")
    return f"extra {extra_text} is {asked} % of {reference_text}; the cap is {cap.text} %"
