"""What did not suit goes back: a later order with quantities below zero."""

from __future__ import annotations

import numpy as np

from worthmore.simulation.people import People
from worthmore.simulation.purchases import DAY, OrderNumbers, Purchases, Window
from worthmore.simulation.world import World

UNHAPPY_RETURNS = 3.0
SOONEST_DAYS, LATEST_DAYS = 3, 24
PARTLY = 0.35  # how often only one of several pieces goes back


def draw_returns(
    world: World, people: People, bought: Purchases, window: Window, numbers: OrderNumbers, rng: np.random.Generator
) -> tuple[Purchases, np.ndarray]:
    """Returned lines, with the place in `bought` of the line each of them undoes, wholly or partly."""
    chance = world.returns[bought.item] * np.where(people.unhappy[bought.who], UNHAPPY_RETURNS, 1.0)
    at = bought.at + (rng.uniform(SOONEST_DAYS, LATEST_DAYS, len(bought)) * DAY).astype(np.int64)
    undone = np.flatnonzero((rng.random(len(bought)) < chance) & (at < window.end))
    partly = (bought.quantity[undone] > 1) & (rng.random(len(undone)) < PARTLY)
    back = np.where(partly, 1, bought.quantity[undone])
    order = numbers.take(len(undone))
    return Purchases(bought.who[undone], at[undone], bought.item[undone], -back, order), undone
