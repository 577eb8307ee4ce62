"""What people would do, with an offer and without: known here and nowhere else.

A person in front of a product needs something of another family with some chance (`goes_with.toml`). Without an offer
they think of it themselves with the chance that stands there, or come back for it, and choose by their own taste. An
offer reaches them as far as they are open to offers, the product suits them, and its price is small beside what they
are buying. A better version of the product itself is taken for what it improves and against its premium. Offers to the
unhappy cost goodwill. Orders are drawn from the very same figures (`orders.py`), in a world without offers.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache

import numpy as np

from worthmore.simulation.choosing import appeal, need
from worthmore.simulation.encounters import Encounter
from worthmore.simulation.orders import IMPULSES
from worthmore.simulation.people import People
from worthmore.simulation.world import Bools, Floats, Ints, World
from worthmore.vocabulary.attributes import differences, same_need

UNHAPPY_REACH = 0.1  # how much of their openness the unhappy have left
ANNOYED = 30.0  # minor units of later margin that an offer to an unhappy person costs
SEEN = 0.2  # … and one to anybody else who does not take it: the room and patience it used
LOOKING = 0.5  # how far accessories reach people who have not decided yet
DECIDED = 0.5  # how far a better version reaches people who have the product in the cart already
BARRIER = 0.25  # share of the order at which a price halves the chance for a person of ordinary thrift
PREMIUM_BARRIER = 0.15
REMEMBERED = 2048  # encounters, so that policies compared on the same ones do not work them out each time
WOULD_SWITCH = 0.15  # how many of those who take a better version would have found it themselves


@dataclass(frozen=True)
class Chances:
    """For every product: the chance that an offer of it is taken, the chance that it is bought without any, and what
    offering it adds to the shop's margin on average (minor units)."""

    accept: Floats
    anyway: Floats
    gain: Floats


class Truth:
    """Knows the people of one block by heart.

    `chances(encounter)` says what every product would do in an encounter, one row a product of the world.
    """

    def __init__(self, world: World, people: People) -> None:
        self.world, self.people = world, people
        self.chances = lru_cache(maxsize=REMEMBERED)(self._chances)

    def _chances(self, encounter: Encounter) -> Chances:
        """What every product would do in this encounter, one row a product of the world."""
        count = len(self.world.family)
        found = Chances(np.zeros(count), np.zeros(count), np.zeros(count))
        for family in range(self.world.families):
            if family != self.world.family[encounter.item]:
                self._belonging(encounter, family, found)
        self._better(encounter, found)
        unhappy = bool(self.people.unhappy[encounter.person])
        cost = ANNOYED if unhappy else SEEN
        return Chances(found.accept, found.anyway, found.gain - cost * (1 - found.accept))

    def _belonging(self, encounter: Encounter, family: int, found: Chances) -> None:
        """Fill in the products of another family than the one the person is buying."""
        needs, by_themselves, fits = self._need(encounter, family)
        items = self.world.items(family)
        share = appeal(self.world, self.people, np.array([encounter.person]), family, fits[None, :])[0]
        if needs == 0.0 or not share.any():
            return
        suits = np.sqrt(share / share.max())
        beside = self.world.price[items] / self.world.price[encounter.item] / BARRIER
        barrier = 1 / (1 + self.people.sensitive[encounter.person] * beside**2)
        taken = self._reach(encounter) * suits * barrier * (LOOKING if encounter.where == "product_page" else 1.0)
        usual = by_themselves * float(share @ self.world.margin[items])
        found.accept[items] = needs * taken
        found.anyway[items] = needs * by_themselves * share
        found.gain[items] = needs * taken * (self.world.margin[items] - usual)

    def _need(self, encounter: Encounter, family: int) -> tuple[float, float, Bools]:
        """Chance of needing one of the family, chance of buying it unasked if so, and which of it fit."""
        world, who = self.world, np.array([encounter.person])
        everything = np.ones(int(world.first[family + 1] - world.first[family]), np.bool_)
        if family in encounter.owned and not world.consumable[family]:
            return 0.0, 0.0, everything
        own = int(world.family[encounter.item])
        for pair in world.pairs[own]:
            if pair.other == family:
                fits = pair.fits[encounter.item - world.first[own]]
                by_themselves = pair.remembers + (1 - pair.remembers) * pair.later
                return float(need(self.people, who, pair, world)[0]), by_themselves, fits
        cares = float(self.people.taste[encounter.person, world.interest[family]])
        return min(3 * cares * float(world.impulse[family]), 1.0), IMPULSES, everything

    def _better(self, encounter: Encounter, found: Chances) -> None:
        """Fill in the better versions of the product the person is buying."""
        world = self.world
        items = world.items(int(world.family[encounter.item]))
        price, chosen = world.price[items], world.price[encounter.item]
        dearer = np.maximum(price - chosen, 0.0) / chosen
        improves = _improvement(world, encounter.item)
        against = np.exp(-self.people.sensitive[encounter.person] * dearer / PREMIUM_BARRIER)
        reach = self._reach(encounter) * (DECIDED if encounter.where == "cart" else 1.0)
        taken = reach * np.clip(improves, 0.0, 1.0) * against * (price > chosen)
        found.accept[items] = taken
        found.anyway[items] = taken * WOULD_SWITCH
        found.gain[items] = taken * (1 - WOULD_SWITCH) * (world.margin[items] - world.margin[encounter.item])

    def _reach(self, encounter: Encounter) -> float:
        unhappy = self.people.unhappy[encounter.person]
        return float(self.people.open[encounter.person]) * (UNHAPPY_REACH if unhappy else 1.0)


@cache
def _improvement(world: World, item: int) -> Floats:
    """How much better each product of the family is: improvements less losses, none where it serves another need."""
    assortment = world.assortment
    chosen = assortment.items[item]
    items: Ints = np.arange(*world.items(int(world.family[item])).indices(len(assortment.items)))
    return np.array([_better_by(world, chosen.id, assortment.items[other].id) for other in items])


def _better_by(world: World, chosen: str, offered: str) -> float:
    kinds = world.assortment.kinds
    one, other = (world.assortment.by_id[id].attributes for id in (chosen, offered))
    if chosen == offered or not same_need(one, other, kinds):
        return 0.0
    found = differences(one, other, kinds)
    return sum(difference.relative * (1 if difference.better else -2) for difference in found)
