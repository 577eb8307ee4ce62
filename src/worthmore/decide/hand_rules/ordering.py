"""What the shop's own people want first, more of, or last."""

from __future__ import annotations

from collections.abc import Callable

from worthmore.decide.hand_rules.in_force import HandRules, Ready
from worthmore.decide.ranking.ordering import BURIED, PINNED, Ordered, Place
from worthmore.vocabulary.decision import Candidate
from worthmore.vocabulary.hand_rules import ORDERING, HandAct
from worthmore.vocabulary.situation import Situation

NOWHERE = Place()


def ordered(rules: HandRules) -> Ordered:
    """Places candidates by the rules that pin, boost and bury. A pin wins over a boost, and that over a burial."""

    def order(situation: Situation) -> Callable[[Candidate], Place] | None:
        applying = rules.applying(situation, ORDERING) if rules.rules else ()
        if not applying:
            return None
        by_place = {ready.place: ready for ready in applying}
        places = frozenset(by_place)

        def place(candidate: Candidate) -> Place:
            about = rules.about(candidate.product.id) & places
            if not about:
                return NOWHERE
            saying = [by_place[one] for one in sorted(about)]
            return _placed([one for one in saying if not one.kinds or candidate.kind.value in one.kinds], candidate)

        return place

    return order


def _placed(saying: list[Ready], candidate: Candidate) -> Place:
    factor, buried = 1.0, False
    for ready in saying:
        match ready.rule.act:
            case HandAct.PIN:
                return Place(PINNED, 1000 * ready.place + _listed(ready, candidate))
            case HandAct.BOOST:
                factor *= 1 + ready.rule.percent / 100
            case _:
                buried = True
    if factor == 1.0 and buried:
        return Place(BURIED)
    return NOWHERE if factor == 1.0 else Place(factor=factor)


def _listed(ready: Ready, candidate: Candidate) -> int:
    """The product's place in the rule, which may name several."""
    named = ready.rule.offers.products
    return named.index(candidate.product.id) if candidate.product.id in named else len(named)
