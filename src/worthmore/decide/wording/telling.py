"""One offer on its way into words: what its sentences may use."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

from worthmore.decide.amounts import amount
from worthmore.decide.wording.phrases import Phrases
from worthmore.vocabulary.decision import Candidate, Premium
from worthmore.vocabulary.situation import Situation

AFTER_THE_ORDER = frozenset({"thank_you"})
AT_THE_COUNTER = frozenset({"till_upsell", "till_cross_sell"})
"""Where somebody stands with the thing in their hands: nobody speaks of a cart there."""


class Telling(NamedTuple):
    """One offer on its way into words. A named tuple, since one is made for every offer."""

    situation: Situation
    candidate: Candidate
    premium: Premium | None
    phrases: Phrases
    language: str

    @property
    def product(self) -> str:
        """The offered product's name."""
        return self.candidate.product.spoken(self.language)

    @property
    def anchor(self) -> str:
        """The name of the product it belongs to, "" without one."""
        anchor = self.candidate.anchor
        return "" if anchor is None else anchor.spoken(self.language)

    @property
    def price(self) -> str:
        """What one costs, written out."""
        product = self.candidate.product
        return amount(product.price, product.currency, self.language)

    def money(self, minor: int) -> str:
        """An amount in minor units, written out."""
        return amount(minor, self.candidate.product.currency, self.language)

    def where(self, said: Mapping[str, str]) -> str:
        """The sentence for where the person knows the anchor from."""
        situation, anchor = self.situation, self.candidate.anchor
        place = situation.placement.name
        if place in AFTER_THE_ORDER:
            known_from = "bought"
        elif place in AT_THE_COUNTER or anchor is None:
            known_from = "viewed"
        else:
            known_from = "viewed"
            for line in situation.cart:  # a loop: a comprehension costs a call of its own
                if line.product.id == anchor.id:
                    known_from = "cart"
                    break
        return said[known_from].format(anchor=self.anchor)


Tell = Callable[[Telling], str]
"""One sentence of an offer."""

Sentences = tuple[Tell, Tell]
"""How a kind of offer is told: its reason and its text."""
