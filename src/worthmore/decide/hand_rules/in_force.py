"""Which hand rules hold in a situation, and which of them are about a product: worked out once and remembered."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

from worthmore.decide.hand_rules.selecting import Selects, selects
from worthmore.decide.ports import FindProduct
from worthmore.vocabulary.decision import Candidate
from worthmore.vocabulary.hand_rules import HandAct, HandRule
from worthmore.vocabulary.policy import Policy
from worthmore.vocabulary.products import Product
from worthmore.vocabulary.situation import Situation

REMEMBERED = 4096


@dataclass(frozen=True, slots=True, eq=False)
class Ready:
    """One rule with its selections ready to ask, and its sentence for people."""

    rule: HandRule
    place: int
    sentence: str
    offers: Selects
    beside: Selects
    kinds: frozenset[str]

    def is_about(self, candidate: Candidate) -> bool:
        """Whether the rule is about an offer: the product, or any part of a set."""
        if self.kinds and candidate.kind.value not in self.kinds:
            return False
        return self.offers(candidate.product) or any(map(self.offers, candidate.parts))


Say = Callable[[HandRule, FindProduct, str], str]
"""A rule as a sentence, given the products and the shop's currency."""


class HandRules:
    """The rules of one shop, ready for any number of decisions. `rules` stand in the order in which they are asked."""

    def __init__(self, rules: Sequence[HandRule], policy: Policy, find: FindProduct, say: Say) -> None:
        self.rules = tuple(
            Ready(
                rule,
                place,
                say(rule, find, policy.currency),
                selects(rule.offers),
                selects(rule.beside),
                frozenset(rule.kinds),
            )
            for place, rule in enumerate(rules)
            if rule.active
        )
        self.find = find
        self._zone = ZoneInfo(policy.time_zone)
        self._on = lru_cache(maxsize=64)(self._holding)
        self._about = lru_cache(maxsize=REMEMBERED)(self._of_product)

    def applying(self, situation: Situation, acts: Sequence[HandAct]) -> list[Ready]:
        """The rules with one of these acts whose day, place and purchase fit, in their order."""
        holding = self._on(self.day(situation.at), situation.placement.name)
        wanted = [ready for ready in holding if ready.rule.act in acts]
        if not wanted:
            return wanted
        bought = purchased(situation)
        return [ready for ready in wanted if _fits(ready, bought)]

    def about(self, product_id: str) -> frozenset[int]:
        """The places of the rules that select a product for offering."""
        return self._about(product_id)

    def day(self, at: datetime) -> date:
        """The shop's own day at a moment."""
        return at.astimezone(self._zone).date()

    def _holding(self, day: date, placement: str) -> tuple[Ready, ...]:
        return tuple(
            ready
            for ready in self.rules
            if ready.rule.holds_on(day) and (not ready.rule.placements or placement in ready.rule.placements)
        )

    def _of_product(self, product_id: str) -> frozenset[int]:
        product = self.find(product_id)
        return frozenset() if product is None else frozenset(one.place for one in self.rules if one.offers(product))


def purchased(situation: Situation) -> list[Product]:
    """What is being bought or looked at."""
    bought = [line.product for line in situation.cart]
    if situation.chosen is not None:
        bought.append(situation.chosen)
    return bought


def _fits(ready: Ready, bought: list[Product]) -> bool:
    """Whether the purchase is what the rule speaks of; "only with" speaks of every purchase that has nothing of it."""
    if ready.rule.beside.everything:
        return True
    return any(map(ready.beside, bought)) is not (ready.rule.act is HandAct.ONLY_WITH)
