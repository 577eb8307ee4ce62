"""A small shop whose rhythms are known."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from worthmore.learn.replenishment import Purchases

Line = tuple[int, int, float, float]
"""Person (-1: a guest), item, day, pieces."""

COFFEE, FILTERS, MUG, NEW_COFFEE = range(4)
DRINKS, CROCKERY = 0, 1
CATEGORIES = (DRINKS, DRINKS, CROCKERY, DRINKS)
UNTIL = 400.0


def purchases(lines: Sequence[Line], categories: Sequence[int] = CATEGORIES, until: float = UNTIL) -> Purchases:
    table = np.array(lines, dtype=np.float64).reshape(-1, 4)
    person, item = table[:, 0].astype(np.int64), table[:, 1].astype(np.int64)
    return Purchases(person, item, table[:, 2], table[:, 3], np.array(categories, dtype=np.int64), until)


def every(person: int, item: int, gap: float, spread: float, dice: np.random.Generator, pieces: int = 1) -> list[Line]:
    """One customer who buys an item again and again, from a day of their own until the last day."""
    day, lines = float(dice.uniform(0, 100)), []
    while day <= UNTIL:
        lines.append((person, item, day, float(pieces)))
        day += gap * float(np.exp(dice.normal(0.0, spread)))
    return lines


def coffee_shop(people: int = 120, seed: int = 5) -> Purchases:
    """Coffee lasts about a month, filters two; a mug is bought once. Each customer is faster or slower than that."""
    dice = np.random.default_rng(seed)
    lines: list[Line] = []
    for person in range(people):
        own = float(np.exp(dice.normal(0.0, 0.3)))
        lines += every(person, COFFEE, 30 * own, 0.2, dice) + every(person, FILTERS, 60 * own, 0.2, dice)
        lines.append((person, MUG, float(dice.uniform(0, 300)), 1.0))
    return purchases(lines)
