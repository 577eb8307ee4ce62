"""A large shop for measuring: any number of customers and products, written with the memory of one block of people."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from time import perf_counter

import numpy as np

from worthmore.simulation.history import Plan, history
from worthmore.simulation.world import demo_world
from worthmore.simulation.writing import save_assortment, save_block

Progress = Callable[[str, float], None]


@dataclass(frozen=True, slots=True)
class Written:
    """How much was written and how long it took."""

    products: int
    customers: int
    order_lines: int
    seconds: float


def write_shop(
    source: str,
    customers: int,
    products: int,
    at: datetime,
    rng: np.random.Generator,
    progress: Progress | None = None,
) -> Written:
    """Write at least so many products, as ranges of the demo's, and so many customers with two years of orders.

    Everything is kept block by block; a run that was broken off is repeated with a generator of the same seed.
    """
    began = perf_counter()
    world = demo_world()
    copies = -(-products // len(world.family))
    save_assortment(source, world.assortment, at, copies)
    lines = 0
    for block in history(world, Plan(source, customers, copies=copies), at, rng):
        lines += save_block(source, block, at)
        done = block.people.first + len(block.people)
        if progress:
            progress(f"{done:,} customers, {lines:,} order lines", done / customers)
    return Written(copies * len(world.family), customers, lines, perf_counter() - began)
