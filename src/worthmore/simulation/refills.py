"""What is used up is bought again, each person at an interval of their own, while they stay loyal."""

from __future__ import annotations

import numpy as np

from worthmore.simulation.choosing import appeal, pick
from worthmore.simulation.orders import shop_hours
from worthmore.simulation.people import People
from worthmore.simulation.purchases import DAY, NOTHING, OrderNumbers, Purchases, Window, together
from worthmore.simulation.world import Ints, World

SWITCHES = 0.12  # how often a refill is of another product of the family


def draw_refills(
    world: World, people: People, bought: Purchases, window: Window, numbers: OrderNumbers, rng: np.random.Generator
) -> Purchases:
    """All refills that follow the first purchase of each person in each family that is used up."""
    current = _first_of_each(world, bought)
    pace = world.refill_days[world.family[current.item]] * rng.lognormal(0.0, 0.3, len(current))
    found = [NOTHING]
    while len(current):
        wait = pace * current.quantity * rng.lognormal(0.0, 0.12, len(current)) * DAY
        at = shop_hours(current.at + np.maximum(wait, DAY).astype(np.int64), rng)
        goes_on = (at < window.end) & (rng.random(len(current)) < people.loyal[current.who])
        order = numbers.take(int(goes_on.sum()))
        kept = current.where(goes_on)
        current = Purchases(kept.who, at[goes_on], kept.item, kept.quantity, order)
        pace = pace[goes_on]
        found.append(
            Purchases(current.who, current.at, _same_or_other(world, people, current, rng), kept.quantity, order)
        )
    return together(found)


def _first_of_each(world: World, bought: Purchases) -> Purchases:
    refilled = bought.where(world.refill_days[world.family[bought.item]] > 0)
    key = refilled.who * world.families + world.family[refilled.item]
    return refilled.where(np.unique(key, return_index=True)[1])


def _same_or_other(world: World, people: People, current: Purchases, rng: np.random.Generator) -> Ints:
    """Mostly the same product again; now and then another where all of the family fit."""
    item = current.item.copy()
    switches = rng.random(len(item)) < SWITCHES
    for family in np.unique(world.family[item[switches]]):
        if any(product.fits for product in world.assortment.families[family].items):
            continue
        mine = np.flatnonzero(switches & (world.family[item] == family))
        item[mine] = world.first[family] + pick(appeal(world, people, current.who[mine], family), rng)
    return item
