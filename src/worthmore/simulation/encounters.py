"""Moments at which something may be offered: the next visit of people whose past is known."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np

from worthmore.simulation.choosing import choose, pick
from worthmore.simulation.customers import customer_ids
from worthmore.simulation.orders import day_of_year
from worthmore.simulation.people import People, leaning
from worthmore.simulation.purchases import Purchases, Window
from worthmore.simulation.world import Bools, Floats, Ints, World

Where = Literal["product_page", "cart"]
AT_A_TIME = 10_000


@dataclass(frozen=True, slots=True)
class Encounter:
    """One person about to buy one product: still looking at it (`product_page`) or with it in the cart.

    `customer_id` and `product_id` are what a shop sees. `person` and `item` are the simulation's own numbers, and
    `owned` the numbers of the families the person has bought from: a policy has no business with those three.
    """

    customer_id: str
    product_id: str
    where: Where
    person: int
    item: int
    owned: frozenset[int]


def next_visits(
    world: World, people: People, bought: Purchases, window: Window, count: int, rng: np.random.Generator
) -> list[Encounter]:
    """So many visits just after the time simulated, of people who buy as often and what they always would."""
    found: list[Encounter] = []
    while len(found) < count:
        some = min(AT_A_TIME, count - len(found))
        who = rng.choice(len(people), some, p=people.busy / people.busy.sum())
        item = _wanted(world, people, _owned(world, people, bought, who), who, window, rng)
        found.extend(_encounters(world, people, bought, who, item, rng))
    return found


def _wanted(world: World, people: People, owned: Bools, who: Ints, window: Window, rng: np.random.Generator) -> Ints:
    season = world.season[:, int(day_of_year(np.array([window.end]))[0])]
    wish: Floats = leaning(people, world)[who] * season * np.where(owned, world.again, 1.0)
    return choose(world, people, who, pick(wish, rng), rng)


def _owned(world: World, people: People, bought: Purchases, who: Ints) -> Bools:
    owned = np.zeros((len(people), world.families), np.bool_)
    owned[bought.who, world.family[bought.item]] = True
    return owned[who]


def _encounters(
    world: World, people: People, bought: Purchases, who: Ints, item: Ints, rng: np.random.Generator
) -> list[Encounter]:
    customers = customer_ids(who, people.first).to_list()
    looking = rng.random(len(who)) < 0.5
    owned = _owned(world, people, bought, who)
    return [
        Encounter(
            customer_id=customers[row],
            product_id=world.assortment.items[item[row]].id,
            where="product_page" if looking[row] else "cart",
            person=int(who[row]),
            item=int(item[row]),
            owned=frozenset(np.flatnonzero(owned[row]).tolist()),
        )
        for row in range(len(who))
    ]
