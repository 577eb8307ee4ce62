"""What an offer is worth to the shop: every term of the one sum that ranking uses."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from worthmore.vocabulary.permission import Channel

CONTACT_COSTS: Mapping[str, int] = MappingProxyType(
    {
        Channel.EMAIL.value: 1,
        Channel.SMS.value: 8,
        Channel.MESSAGE_APP.value: 6,
        Channel.PUSH.value: 0,
        Channel.CALL_LIVE.value: 300,
        Channel.CALL_AUTO.value: 10,
        Channel.POST.value: 120,
        Channel.PARCEL_INSERT.value: 5,
        Channel.AD_AUDIENCE.value: 0,
    }
)
"""What one contact is assumed to cost, minor units, where the shop set nothing. Our assumptions, not measurements."""

PRESSURE_DAYS = 28
"""Contacts of this many days count as pressure."""


@dataclass(frozen=True, slots=True)
class Worth:
    """The margin an offer is expected to add, term by term. Money in minor units, without VAT.

    `chance` (0 to 1) of a yes, of which `base_chance` would buy it without the offer too. `quantity` units, each with
    `margin` (price as offered minus cost), of which `return_chance` come back. `given_up` is what one unit of the
    product that is replaced would have earned, returns considered; 0 beside the purchase. `contact_cost` is what
    reaching the person costs, `pressure` what one more message costs in goodwill; both 0 in the shop itself.
    `lever` is what the shop's own levers and hand rules multiply by: it changes the order, never the money.
    """

    chance: float
    base_chance: float
    margin: float
    quantity: int = 1
    return_chance: float = 0.0
    given_up: float = 0.0
    contact_cost: int = 0
    pressure: int = 0
    lever: float = 1.0

    @property
    def added(self) -> float:
        """The chance that the offer adds to what happens anyway; never below zero."""
        return max(self.chance - self.base_chance, 0.0)

    @property
    def unit(self) -> float:
        """What one unit earns when the answer is yes."""
        return self.margin * (1.0 - self.return_chance) - self.given_up

    @property
    def total(self) -> float:
        """The expected margin: added chance × quantity × what a unit earns − contact cost − pressure."""
        return self.added * self.unit * self.quantity - self.contact_cost - self.pressure

    @property
    def weight(self) -> float:
        """What it counts for where the shop's levers and rules order the offers."""
        return self.total * self.lever
