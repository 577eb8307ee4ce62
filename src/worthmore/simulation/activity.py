"""What people looked at in the last weeks, before they bought and without buying."""

from __future__ import annotations

import numpy as np
import polars as pl

from worthmore.shop.columns import ACTIVITY
from worthmore.simulation.choosing import choose, pick
from worthmore.simulation.customers import customer_ids
from worthmore.simulation.people import People, leaning
from worthmore.simulation.purchases import DAY, Purchases, Window
from worthmore.simulation.world import Ints, World

KEPT_DAYS = 30  # raw activity is not kept longer
LOOK_AROUND = 0.15  # share of people who looked around lately without buying


def draw_activity(
    world: World, people: People, bought: Purchases, window: Window, rng: np.random.Generator
) -> pl.DataFrame:
    """Views and cart adds of the last weeks; `item` is the product's number, to be given its id by the caller."""
    recent = bought.where(bought.at >= window.end - KEPT_DAYS * DAY)
    minutes = rng.integers(2, 40, len(recent)) * 60
    around = np.flatnonzero(rng.random(len(people)) < LOOK_AROUND)
    looked_at = window.end - rng.integers(3600, KEPT_DAYS * DAY, len(around))
    parts = [
        _events("view", recent.who, recent.item, recent.at - minutes),
        _events("cart_add", recent.who, recent.item, recent.at - minutes // 2),
        _events("view", around, _something(world, people, around, rng), looked_at),
    ]
    events = pl.concat(parts).sort("at", "who", "kind", "item")
    return events.with_columns(
        external_id=pl.format("a{}-{}", pl.lit(people.first), pl.int_range(pl.len())),
        customer_id=customer_ids(events["who"].to_numpy(), people.first),
        at=(pl.col("at") * 1_000_000).cast(pl.Datetime("us")).dt.replace_time_zone("UTC"),
    )


def as_shop_activity(events: pl.DataFrame, product: pl.Series) -> pl.DataFrame:
    """The same as the shop saves it, with the product's id for each row."""
    return events.with_columns(product_id=product).select(*ACTIVITY.schema)


def _events(kind: str, who: Ints, item: Ints, at: Ints) -> pl.DataFrame:
    return pl.DataFrame({"who": who, "item": item, "at": at}).with_columns(kind=pl.lit(kind))


def _something(world: World, people: People, who: Ints, rng: np.random.Generator) -> Ints:
    return choose(world, people, who, pick(leaning(people, world)[who], rng), rng)
