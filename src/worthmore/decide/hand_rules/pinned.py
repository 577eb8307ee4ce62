"""A pinned product is proposed even where nothing learned would: the shop wants to see it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from worthmore.decide.hand_rules.in_force import HandRules, Ready, purchased
from worthmore.decide.ports import Accepted, Source
from worthmore.decide.purchase import anchors
from worthmore.vocabulary.decision import Candidate, OfferKind
from worthmore.vocabulary.evidence import Basis, Evidence
from worthmore.vocabulary.hand_rules import HandAct
from worthmore.vocabulary.products import Product
from worthmore.vocabulary.situation import Situation

PIN = (HandAct.PIN,)
BY_HAND = Evidence(Basis.HAND)
UNTRIED_CHANCE = 0.05
"""Of a product nobody was offered yet: as modest as that of any other pair set by hand. A prior, not a measurement."""
KIND = OfferKind.COMPLEMENT


def pinned(rules: HandRules, accepted: Accepted) -> Source:
    """Proposes what pins name, beside what they say, as something that goes with it."""

    def source(situation: Situation) -> Iterable[Candidate]:
        applying = rules.applying(situation, PIN) if rules.rules else ()
        return [candidate for ready in applying for candidate in _of(ready, situation, rules, accepted)]

    return source


def _of(ready: Ready, situation: Situation, rules: HandRules, accepted: Accepted) -> Iterator[Candidate]:
    """Only what comes beside the purchase: an upgrade needs differences that justify it, which a pin does not know."""
    anchor = _anchor(ready, situation)
    if anchor is None or (ready.kinds and KIND.value not in ready.kinds):
        return
    for product_id in ready.rule.offers.products:
        product = rules.find(product_id)
        if product is not None and product.id != anchor.id:
            chance = accepted(KIND.value, product.id, UNTRIED_CHANCE)
            yield Candidate(KIND, product, chance, BY_HAND, anchor)


def _anchor(ready: Ready, situation: Situation) -> Product | None:
    """What it is offered beside: of what is being bought, the first the rule speaks of."""
    fitting = [product for product in anchors(situation) if ready.beside(product)]
    if fitting:
        return fitting[0]
    return next((product for product in purchased(situation) if ready.beside(product)), None)
