"""The whole history of a shop, block of people by block, so that memory does not grow with their number."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

import numpy as np
import polars as pl

from worthmore.simulation.activity import as_shop_activity, draw_activity
from worthmore.simulation.catalogue.frames import product_ids
from worthmore.simulation.customers import customers
from worthmore.simulation.lines import draw_paid, order_lines, with_returns
from worthmore.simulation.orders import draw_orders
from worthmore.simulation.people import People, draw_people
from worthmore.simulation.purchases import Purchases, Window, together
from worthmore.simulation.refills import draw_refills
from worthmore.simulation.returns import draw_returns
from worthmore.simulation.satisfaction import draw_satisfaction
from worthmore.simulation.world import INTERESTS, Ints, World

YEARS = 2
BLOCK = 20_000


@dataclass(frozen=True)
class Plan:
    """What shop to make. `copies` repeats the assortment as ranges; `orders_each` leaves refills and returns apart."""

    source: str
    customers: int
    orders_each: float = 3.4
    copies: int = 1
    block: int = BLOCK


@dataclass(frozen=True)
class Block:
    """Some people and all that the shop knows of them, as the frames it saves; `people` and `bought` it never sees."""

    people: People
    bought: Purchases
    customers: pl.DataFrame
    order_lines: pl.DataFrame
    satisfaction: pl.DataFrame
    activity: pl.DataFrame


def window(at: datetime) -> Window:
    """The two years up to a moment."""
    return Window(int((at - timedelta(days=365 * YEARS)).timestamp()), int(at.timestamp()))


def history(world: World, plan: Plan, at: datetime, rng: np.random.Generator) -> Iterator[Block]:
    """The shop's people in blocks. The same plan, moment and seed give the same frames."""
    ids = product_ids(world.assortment, plan.copies)
    for first in range(0, plan.customers, plan.block):
        yield _block(world, plan, ids, first, window(at), rng)


def _block(world: World, plan: Plan, ids: pl.Series, first: int, when: Window, rng: np.random.Generator) -> Block:
    people = draw_people(min(plan.block, plan.customers - first), first, plan.orders_each, rng)
    bought, numbers = draw_orders(world, people, when, rng)
    bought = together([bought, draw_refills(world, people, bought, when, numbers, rng)])
    returned, undone = draw_returns(world, people, bought, when, numbers, rng)
    lines, paid = with_returns(bought, draw_paid(world, bought, when, rng), returned, undone)
    seen = draw_activity(world, people, bought, when, rng)
    names = _Names(world, ids, (plan.copies * rng.random((len(people), len(INTERESTS))) ** 2).astype(np.int64))
    return Block(
        people=people,
        bought=bought,
        customers=customers(people, plan.source, rng),
        order_lines=order_lines(people, lines, paid, names.of(lines.who, lines.item), rng),
        satisfaction=draw_satisfaction(people, bought, returned, when, rng),
        activity=as_shop_activity(seen, names.of(seen["who"].to_numpy(), seen["item"].to_numpy())),
    )


@dataclass(frozen=True)
class _Names:
    """Product ids by number; each person (row) keeps to one range of products for each interest (column)."""

    world: World
    ids: pl.Series
    ranges: Ints

    def of(self, who: Ints, item: Ints) -> pl.Series:
        """The ids of these people's products."""
        chosen = self.ranges[who, self.world.interest[self.world.family[item]]]
        return self.ids.gather(item + len(self.world.family) * chosen)
