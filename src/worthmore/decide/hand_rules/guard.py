"""What the shop's own people do not want offered."""

from __future__ import annotations

from collections.abc import Callable

from worthmore.decide.hand_rules.in_force import HandRules, Ready, purchased
from worthmore.decide.ports import Examine, Guard
from worthmore.decide.purchase import Purchase
from worthmore.vocabulary.decision import Candidate
from worthmore.vocabulary.hand_rules import ORDERING, HandAct
from worthmore.vocabulary.products import Product
from worthmore.vocabulary.situation import Situation

NAME = "hand_rule"
REFUSING = tuple(act for act in HandAct if act not in ORDERING)

Breaks = Callable[[Ready, Candidate, Purchase, list[Product]], bool]


def hand_rule(rules: HandRules | None) -> Guard:
    """Refuses what a hand rule refuses; the detail is the rule's own sentence."""

    def prepare(situation: Situation) -> Examine | None:
        if rules is None or not rules.rules:
            return None
        applying = rules.applying(situation, REFUSING)
        if not applying:
            return None
        purchase, bought = Purchase.of(situation), purchased(situation)
        by_place = {ready.place: ready for ready in applying}
        places = frozenset(by_place)

        def examine(candidate: Candidate) -> str | None:
            about = rules.about(candidate.product.id)
            for part in candidate.parts:
                about |= rules.about(part.id)
            about &= places
            for place in sorted(about) if len(about) > 1 else about:
                ready = by_place[place]
                if broken(ready, candidate, purchase, bought):
                    return f"{ready.sentence} (rule {ready.rule.id})"
            return None

        return examine

    return Guard(NAME, prepare)


def broken(ready: Ready, candidate: Candidate, purchase: Purchase, bought: list[Product]) -> bool:
    """Whether an offer that the rule selects, in a purchase it speaks of, would break it."""
    if ready.kinds and candidate.kind.value not in ready.kinds:
        return False
    breaks = _BREAKS.get(ready.rule.act)
    return breaks is None or breaks(ready, candidate, purchase, bought)


def _other_brand(ready: Ready, candidate: Candidate, purchase: Purchase, bought: list[Product]) -> bool:
    """Where nothing it belongs to has a brand, there is nothing to compare with."""
    beside = [candidate.anchor] if candidate.anchor is not None else bought
    brands = {product.brand.casefold() for product in beside if product.brand}
    return bool(brands) and candidate.product.brand.casefold() not in brands


def _outside_window(ready: Ready, candidate: Candidate, purchase: Purchase, bought: list[Product]) -> bool:
    rule, price = ready.rule, candidate.product.price
    if rule.of_anchor:
        if candidate.anchor is None:
            return False
        reference = purchase.unit_price(candidate.anchor)
        least, most = (None if percent is None else percent * reference for percent in (rule.least, rule.most))
        price *= 100
    else:
        least, most = rule.least, rule.most
    return (least is not None and price < least) or (most is not None and price > most)


def _too_few_left(ready: Ready, candidate: Candidate, purchase: Purchase, bought: list[Product]) -> bool:
    needed = purchase.quantity(candidate)
    offered = (candidate.product, *candidate.parts)
    return any(one.stock is not None and one.stock - needed < ready.rule.stock for one in offered if ready.offers(one))


_BREAKS: dict[HandAct, Breaks] = {
    HandAct.SAME_BRAND: _other_brand,
    HandAct.PRICE_WINDOW: _outside_window,
    HandAct.STOCK_FLOOR: _too_few_left,
}
