"""The sentences of this theme that a language needs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from worthmore.decide.wording.phrases import Counted


@dataclass(frozen=True, slots=True)
class ThingPhrases:
    """Each names in braces what it is filled with.

    The mappings have the keys "cart" ({anchor} is in the cart), "viewed" (it is being looked at) and "bought" (the
    order is placed). {month} and {year} are when the person bought the {anchor} here; the month is in the nominative.
    `forgotten_range` names the {range}, a part of the assortment in the shop's own words. `owners_only` is said in a
    message that only those get who bought the thing here. `service_due` is of what they have, `service` of what they
    are buying. `earned_back` is of {amount} a year and {years} (one: exactly one year), `saves` where there is nothing
    to earn back.
    """

    fits: str
    size_up: Mapping[str, str]
    impulse: str
    protection: Mapping[str, str]
    own_choice: str
    service: Mapping[str, str]
    service_due: str
    refill: str
    replacement: str
    next_size: str
    clearance: str
    forgotten_range: str
    owners_only: str
    saves: str
    earned_back: Counted
