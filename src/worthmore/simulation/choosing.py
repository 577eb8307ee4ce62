"""How a person chooses: which product of a family, and whether they need what belongs to it."""

from __future__ import annotations

import numpy as np

from worthmore.simulation.people import People
from worthmore.simulation.world import ANY, Bools, Floats, Ints, Pair, World

UNSUITED = 0.03  # how often somebody still chooses what does not suit them (a present, a mistake)
PRICE_PULL = 1.1
FASHION = 1.4  # above 1: people follow the best-loved product


def appeal(world: World, people: People, who: Ints, family: int, fits: Bools | None = None) -> Floats:
    """Chance of each of the family's products for each person, given that they choose one; rows add up to 1.

    `fits` (person by product) leaves only what fits the main product.
    """
    items = world.items(family)
    thrift = PRICE_PULL * (people.sensitive[who] - 0.6)
    pull = world.popular[items] ** FASHION * np.exp(-np.outer(thrift, world.dearness[items]))
    if world.trait[family] != ANY:
        pull = pull * _suited(world.suits[items], people.traits[who, world.trait[family]])
    if fits is not None:
        pull = pull * fits
    total = pull.sum(axis=1, keepdims=True)
    shares: Floats = np.divide(pull, total, out=np.zeros_like(pull), where=total > 0)
    return shares


def need(people: People, who: Ints, pair: Pair, world: World) -> Floats:
    """Chance that each person, having chosen the main product, needs one of the other family."""
    chance = pair.needs * people.thorough[who]
    if world.with_children[pair.other]:
        chance = chance * np.where(people.has_children[who], 1.3, 0.08)
    return np.minimum(chance, 0.97)


def pick(chances: Floats, rng: np.random.Generator) -> Ints:
    """One column for each row, with the row's chances."""
    steps = chances.cumsum(axis=1)
    thrown = rng.random(len(chances)) * steps[:, -1]
    places: Ints = np.minimum((steps <= thrown[:, None]).sum(axis=1), chances.shape[1] - 1)
    return places


def choose(world: World, people: People, who: Ints, family: Ints, rng: np.random.Generator) -> Ints:
    """One product of the given family for each person."""
    item = np.zeros(len(who), np.int64)
    for number in np.unique(family):
        rows = np.flatnonzero(family == number)
        item[rows] = world.first[number] + pick(appeal(world, people, who[rows], int(number)), rng)
    return item


def _suited(suits: Ints, value: Ints) -> Floats:
    """1 where the product suits the person or the product suits all, little elsewhere."""
    match = (suits[None, :] == ANY) | (value[:, None] == ANY) | (suits[None, :] == value[:, None])
    return np.where(match, 1.0, UNSUITED)
