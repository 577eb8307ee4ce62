"""Purchases as the shop's order lines: prices paid, discounts, channels, guests."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl

from worthmore.shop.columns import MOMENT, ORDER_LINES
from worthmore.simulation.catalogue.assortment import CURRENCY
from worthmore.simulation.customers import customer_ids
from worthmore.simulation.orders import day_of_year
from worthmore.simulation.people import People
from worthmore.simulation.purchases import DAY, Purchases, Window, side_by_side
from worthmore.simulation.world import Floats, Ints, World

CHANNELS = ("web", "till", "phone")
CHANNEL_SHARES = (0.72, 0.22, 0.06)
GUESTS = 0.10
DEARER_EACH_YEAR = 0.025
SALES = ((2, 30), (182, 211))  # the January and July sales, days of the year from 0
ON_SALE = 0.3
REDUCTIONS = (0.10, 0.15, 0.20)
ORDERS_A_PERSON = 100  # leaves every block its own range of order numbers


@dataclass(frozen=True)
class Paid:
    """What was paid for one piece, and the reduction on it, both minor units, one row a line."""

    unit_price: Ints
    reduction: Ints

    def where(self, rows: Ints) -> Paid:
        """Some of the rows, by place."""
        return Paid(self.unit_price[rows], self.reduction[rows])


def draw_paid(world: World, bought: Purchases, window: Window, rng: np.random.Generator) -> Paid:
    """Prices were a little lower before and are reduced in the sales. Rounded to five cents."""
    years = (window.end - bought.at) / (365 * DAY)
    listed = _round(world.price[bought.item] * (1 - DEARER_EACH_YEAR * years))
    day = day_of_year(bought.at)
    in_sales = np.any([(day >= start) & (day <= end) for start, end in SALES], axis=0)
    reduced = in_sales & (rng.random(len(bought)) < ON_SALE)
    paid = _round(listed * (1 - np.where(reduced, rng.choice(REDUCTIONS, len(bought)), 0.0)))
    return Paid(paid, listed - paid)


def with_returns(bought: Purchases, paid: Paid, returned: Purchases, undone: Ints) -> tuple[Purchases, Paid]:
    """All lines in order of time; what goes back is paid back at the price of the line it undoes."""
    rows = np.concatenate([np.arange(len(bought)), undone])
    everything = side_by_side([bought, returned])
    by_time = np.lexsort((everything.order, everything.at))
    return everything.where(by_time), paid.where(rows[by_time])


def order_lines(
    people: People, bought: Purchases, paid: Paid, product: pl.Series, rng: np.random.Generator
) -> pl.DataFrame:
    """One block's order lines in order of time; `product` holds the product's id for each line."""
    orders, number = np.unique(bought.order, return_inverse=True)
    if len(orders) > ORDERS_A_PERSON * len(people):
        raise ValueError(f"{len(orders)} orders of {len(people)} people are more than the order numbers allow")
    channel = rng.choice(len(CHANNELS), len(orders), p=CHANNEL_SHARES)[number]
    guest = (rng.random(len(orders)) < GUESTS)[number]
    customer = customer_ids(bought.who, people.first)
    return (
        pl.DataFrame(
            {
                "order_id": _order_ids(people, bought, number),
                "product_id": product,
                "at": pl.Series(bought.at * 1_000_000).cast(pl.Datetime("us")).dt.replace_time_zone("UTC"),
                "quantity": bought.quantity,
                "unit_price": paid.unit_price,
                "currency": pl.repeat(CURRENCY, len(bought), eager=True),
                "customer_id": pl.select(pl.when(pl.Series(~guest)).then(customer)).to_series(),
                "discount": paid.reduction * bought.quantity,
                "channel": pl.Series(np.array(CHANNELS)[channel]),
            }
        )
        .with_columns(key=(pl.int_range(pl.len()).over("order_id") + 1).cast(pl.String), at=pl.col("at").cast(MOMENT))
        .select(name for name in ORDER_LINES.schema if name != "product_name")
    )


def _order_ids(people: People, bought: Purchases, number: Ints) -> pl.Series:
    """Order numbers that grow with time within the block, and do not meet those of another block."""
    first_seen = np.full(number.max(initial=-1) + 1, np.iinfo(np.int64).max)
    np.minimum.at(first_seen, number, np.arange(len(bought)))
    rank = np.empty(len(first_seen), np.int64)
    rank[np.argsort(first_seen)] = np.arange(len(first_seen))
    return pl.Series(rank[number] + 100_001 + people.first * ORDERS_A_PERSON).cast(pl.String)


def _round(price: Floats) -> Ints:
    """To five cents."""
    return (np.round(price / 5) * 5).astype(np.int64)
