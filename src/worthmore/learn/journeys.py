"""How many customers stand at each stage of the journey, in a whole shop and in each department, and who sent back.

The same bounds as `decide.person.journey`, counted for everybody at once. Told from orders alone: satisfaction and use
are looked at one customer at a time.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import polars as pl

from worthmore.learn.replenishment import Purchases
from worthmore.vocabulary.journey import (
    EXPERT_DAYS,
    EXPERT_ORDERS,
    LATEST,
    LOST_QUIETS,
    QUIET_RHYTHMS,
    RHYTHM_ORDERS,
    SHORTEST_QUIET_DAYS,
    Stage,
)

HOURS_A_DAY = 24


@dataclass(frozen=True, slots=True)
class Bounds:
    """The shop's own bounds, in days."""

    first_hours: int
    use_days: int
    lapse_days: int


@dataclass(frozen=True, slots=True)
class Standing:
    """How many `customers` bought, how many of them stand at each stage, and how many ever sent something back."""

    customers: int
    stages: Mapping[Stage, int]
    returned: int


def journeys(purchases: Purchases, departments: Sequence[str], bounds: Bounds) -> dict[str, Standing]:
    """Where customers stand on the day of looking: "" for the whole shop, and each department by its name.

    `departments` has one name an item, "" where there is none.
    """
    lines = pl.DataFrame(
        {
            "person": purchases.person,
            "day": purchases.day,
            "quantity": purchases.quantity,
            "department": pl.Series(departments, dtype=pl.String).gather(purchases.item),
        }
    ).filter((pl.col("person") >= 0) & pl.col("day").is_not_nan() & (pl.col("day") <= purchases.until))
    named = lines.filter(pl.col("department") != "")
    found = {"": _standing(lines, purchases.until, bounds)}
    for (name,), part in sorted(named.partition_by("department", as_dict=True).items()):
        found[str(name)] = _standing(part, purchases.until, bounds)
    return found


def stages(lines: pl.DataFrame, until: float, bounds: Bounds) -> pl.DataFrame:
    """The `stage` of each `person` with a purchase (`quantity` above zero on a `day`)."""
    orders = lines.filter(pl.col("quantity") > 0).select("person", "day").unique().sort("person", "day")
    each = orders.group_by("person").agg(
        count=pl.len(), first=pl.col("day").min(), last=pl.col("day").max(), latest=pl.col("day").tail(LATEST)
    )
    known = each.join(_rhythms(each), on="person", how="left")
    away, since = until - pl.col("last"), until - pl.col("first")
    quiet = (
        pl.when(pl.col("rhythm").is_null())
        .then(float(bounds.lapse_days))
        .otherwise(pl.max_horizontal(QUIET_RHYTHMS * pl.col("rhythm"), pl.lit(float(SHORTEST_QUIET_DAYS))))
    )
    stage = (
        pl.when(away >= LOST_QUIETS * quiet)
        .then(pl.lit(Stage.LOST.value))
        .when(away >= quiet)
        .then(pl.lit(Stage.LAPSING.value))
        .when(since < bounds.first_hours / HOURS_A_DAY)
        .then(pl.lit(Stage.FIRST_PURCHASE.value))
        .when(since < bounds.use_days)
        .then(pl.lit(Stage.LEARNING.value))
        .when((pl.col("count") >= EXPERT_ORDERS) & (since >= EXPERT_DAYS))
        .then(pl.lit(Stage.EXPERT.value))
        .when(pl.col("rhythm").is_not_null())
        .then(pl.lit(Stage.HABIT.value))
        .otherwise(pl.lit(Stage.SATISFIED_USE.value))
    )
    return known.select("person", stage=stage)


def _rhythms(each: pl.DataFrame) -> pl.DataFrame:
    """The median time between the latest orders of everybody with orders on enough days; orders of one day are one."""
    latest = each.filter(pl.col("count") >= RHYTHM_ORDERS).select("person", day="latest").explode("day")
    gap = pl.col("day").diff().over("person")
    days = latest.filter(gap.is_null() | (gap >= 1)).with_columns(between=gap)
    return (
        days.with_columns(between=pl.col("day").diff().over("person"))
        .group_by("person")
        .agg(days=pl.len(), rhythm=pl.col("between").median())
        .filter(pl.col("days") >= RHYTHM_ORDERS)
        .select("person", "rhythm")
    )


def _standing(lines: pl.DataFrame, until: float, bounds: Bounds) -> Standing:
    counted = dict(stages(lines, until, bounds)["stage"].value_counts().rows())
    returned = lines.filter(pl.col("quantity") < 0)["person"].n_unique()
    return Standing(
        sum(counted.values()), {stage: counted[stage.value] for stage in Stage if stage.value in counted}, returned
    )
