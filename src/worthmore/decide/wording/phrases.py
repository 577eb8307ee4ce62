"""The sentences a language needs. Each names in braces the facts it is filled with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Counted:
    """A sentence about {count} of something, also where that is one."""

    one: str
    many: str

    def fill(self, number: int, **facts: str) -> str:
        """The sentence for this number."""
        return (self.one if number == 1 else self.many).format(**facts)


@dataclass(frozen=True, slots=True)
class Phrases:
    """Everything one language says.

    The mappings have the keys "cart" ({anchor} is in the cart), "viewed" (it is being looked at) and "bought" (the
    order is placed). `together`, `orders`, `also` and `swapped` state a true {count}. `reduced` and `reduced_before`
    tell an announced reduction, by the lowest price of thirty days or by the price directly before; `parts` the price
    of each thing in a bundle.
    """

    goes_with: Mapping[str, str]
    better: Mapping[str, str]
    advice: Mapping[str, str]
    together: Counted
    orders: Counted
    also: Counted
    swapped: Counted
    swapped_uncounted: str
    gap: str
    offer: str
    filler: str
    upgrade: str
    ratio: str
    ratio_of_count: str
    more: str
    less: str
    instead: str
    dearer: str
    cheaper: str
    same_price: str
    reduced: str
    reduced_before: str
    parts: str
