from __future__ import annotations

from datetime import datetime, timedelta

import numpy as np
import polars as pl
import pytest
from polars.testing import assert_frame_equal

from worthmore.shop.column_checks import check
from worthmore.shop.columns import ACTIVITY, CUSTOMERS, ORDER_LINES, SATISFACTION, FrameKind
from worthmore.simulation.catalogue.frames import product_ids
from worthmore.simulation.history import Block, Plan, history
from worthmore.simulation.world import World

FRAMES = ("customers", "order_lines", "satisfaction", "activity")


def _frames(world: World, at: datetime, seed: int, customers: int = 300, block: int = 20_000) -> list[Block]:
    return list(history(world, Plan("demo", customers, block=block), at, np.random.default_rng(seed)))


def test_the_same_seed_gives_the_same_frames(shop_world: World, at: datetime) -> None:
    (one,), (other,) = _frames(shop_world, at, 5), _frames(shop_world, at, 5)
    for name in FRAMES:
        assert_frame_equal(getattr(one, name), getattr(other, name))


def test_another_seed_gives_another_shop(shop_world: World, at: datetime) -> None:
    (one,), (other,) = _frames(shop_world, at, 5), _frames(shop_world, at, 6)
    assert not one.order_lines.equals(other.order_lines)


@pytest.mark.parametrize(
    ("name", "kind"),
    list(zip(FRAMES, (CUSTOMERS, ORDER_LINES, SATISFACTION, ACTIVITY), strict=True)),
)
def test_the_frames_are_what_the_shop_saves(block: Block, name: str, kind: FrameKind) -> None:
    frame = getattr(block, name)
    assert check(frame, kind).height == frame.height > 0


def test_two_years_and_nothing_after_them(block: Block, at: datetime) -> None:
    for name in ("order_lines", "satisfaction", "activity"):
        moments = getattr(block, name)["at"]
        assert moments.max() < at
        assert moments.min() >= at - timedelta(days=730)
    assert block.order_lines["at"].max() > at - timedelta(days=2)  # type: ignore[operator]
    assert block.activity["at"].min() >= at - timedelta(days=31)


def test_blocks_do_not_meet(shop_world: World, at: datetime) -> None:
    blocks = _frames(shop_world, at, 7, customers=250, block=100)
    assert [len(block.people) for block in blocks] == [100, 100, 50]
    for name, key in (("customers", "external_id"), ("satisfaction", "external_id"), ("activity", "external_id")):
        ids = pl.concat([getattr(block, name) for block in blocks])[key]
        assert ids.n_unique() == len(ids)
    orders = [set(block.order_lines["order_id"]) for block in blocks]
    assert len(set.union(*orders)) == sum(len(some) for some in orders)


def test_line_keys_are_unique_within_an_order(lines: pl.DataFrame) -> None:
    assert lines.select("order_id", "key").is_unique().all()


def test_one_order_has_one_moment_customer_and_channel(lines: pl.DataFrame) -> None:
    each = lines.group_by("order_id").agg(pl.col("at", "channel").n_unique(), pl.col("customer_id").n_unique())
    assert each.select(pl.col("at", "channel", "customer_id").max()).row(0) == (1, 1, 1)


def test_garden_sets_sell_in_spring_and_lamps_in_autumn(lines: pl.DataFrame) -> None:
    assert _share(lines, "garden_sets", (4, 5)) > 2 * _share(lines, "garden_sets", (10, 11))
    assert _share(lines, "lamps", (10, 11)) > 1.5 * _share(lines, "lamps", (4, 5))
    assert _share(lines, "city_bikes", (4,)) > 2 * _share(lines, "city_bikes", (12,))


def _share(lines: pl.DataFrame, family: str, months: tuple[int, ...]) -> float:
    sold = lines.filter(pl.col("family") == family, pl.col("quantity") > 0)
    return sold.filter(pl.col("at").dt.month().is_in(months)).height / sold.height / len(months)


@pytest.mark.parametrize(
    ("main", "other"),
    [
        ("city_ebikes", "locks"),
        ("city_bikes", "helmets"),
        ("fridges", "fridge_fresh"),
        ("dishwashers", "dishwasher_tablets"),
        ("sofas", "care_kits"),
        ("dining_tables", "dining_chairs"),
        ("beds", "mattresses"),
    ],
)
def test_what_belongs_together_is_bought_together(lines: pl.DataFrame, main: str, other: str) -> None:
    orders = lines.filter(pl.col("quantity") > 0).group_by("order_id").agg(pl.col("family").unique())
    both = orders.filter(pl.col("family").list.contains(main), pl.col("family").list.contains(other)).height
    with_main = orders.filter(pl.col("family").list.contains(main)).height
    with_other = orders.filter(pl.col("family").list.contains(other)).height
    assert both >= 20
    assert both * orders.height / (with_main * with_other) > 2


def test_a_helmet_follows_a_bike_weeks_later(lines: pl.DataFrame) -> None:
    kept = lines.filter(pl.col("quantity") > 0, pl.col("customer_id").is_not_null())
    bikes = kept.filter(pl.col("family") == "city_ebikes").select("customer_id", bike_at="at")
    helmets = kept.filter(pl.col("family") == "helmets").select("customer_id", helmet_at="at")
    after = bikes.join(helmets, on="customer_id").with_columns(wait=pl.col("helmet_at") - pl.col("bike_at"))
    soon = after.filter(pl.col("wait").is_between(timedelta(days=2), timedelta(days=62))).height
    before = after.filter(pl.col("wait").is_between(timedelta(days=-62), timedelta(days=-2))).height
    assert soon > 20
    assert soon > 2 * before


def test_orders_follow_the_truth(shop_world: World, block: Block) -> None:
    """The share of e-bike buyers who take a lock at once is what goes_with.toml and their thoroughness say."""
    families = [family.key for family in shop_world.assortment.families]
    bike, lock = families.index("city_ebikes"), families.index("locks")
    pair = next(pair for pair in shop_world.pairs[bike] if pair.other == lock)
    bought = block.bought
    family = shop_world.family[bought.item]
    first = np.unique(bought.who[family == bike], return_index=True)[1]
    rows = np.flatnonzero(family == bike)[first]
    lock_orders = set(bought.order[family == lock].tolist())
    had_lock = {
        (int(who), int(at)) for who, at in zip(bought.who[family == lock], bought.at[family == lock], strict=True)
    }
    fresh = [row for row in rows if not any(who == bought.who[row] and at < bought.at[row] for who, at in had_lock)]
    took = np.mean([int(bought.order[row]) in lock_orders for row in fresh])
    expected = np.mean(np.minimum(pair.needs * block.people.thorough[bought.who[fresh]], 0.97)) * pair.remembers
    assert took == pytest.approx(expected, abs=4 * np.sqrt(expected * (1 - expected) / len(fresh)))


def test_what_goes_back_was_bought_before_at_that_price(lines: pl.DataFrame) -> None:
    back = lines.filter(pl.col("quantity") < 0)
    assert 50 < back.height < 0.06 * lines.height
    sold = lines.filter(pl.col("quantity") > 0).select(
        "product_id", "unit_price", sold_at="at", sold="quantity", row=pl.lit(1)
    )
    matched = (
        back.with_row_index()
        .join(sold, on=["product_id", "unit_price"])
        .filter(pl.col("sold_at") < pl.col("at"), pl.col("sold") >= -pl.col("quantity"))
    )
    assert matched["index"].n_unique() == back.height


def test_supplies_are_bought_again_at_a_personal_interval(lines: pl.DataFrame) -> None:
    tablets = lines.filter(
        pl.col("family") == "dishwasher_tablets", pl.col("quantity") > 0, pl.col("customer_id").is_not_null()
    ).sort("customer_id", "at")
    waits = tablets.group_by("customer_id").agg(pl.col("at").diff().drop_nulls().dt.total_days().alias("days"))
    often = waits.filter(pl.col("days").list.len() >= 4)["days"]
    assert len(often) > 10
    assert 30 < float(often.explode().median()) < 120  # type: ignore[arg-type]
    within = float(often.list.eval(pl.element().std() / pl.element().mean()).explode().median())  # type: ignore[arg-type]
    between = [float(days.median()) for days in often]
    assert within < 0.5
    assert np.std(between) / np.mean(between) > 0.2


def test_some_are_guests_and_all_channels_sell(lines: pl.DataFrame) -> None:
    orders = lines.group_by("order_id").agg(pl.col("customer_id", "channel").first())
    assert 0.07 < orders["customer_id"].null_count() / orders.height < 0.13
    assert set(orders["channel"]) == {"web", "till", "phone"}


def test_sales_give_discounts_and_the_discount_is_off_the_price(lines: pl.DataFrame, shop_world: World) -> None:
    reduced = lines.filter(pl.col("discount") > 0)
    assert set(reduced["at"].dt.month()) == {1, 7}
    price = {item.id: item.price for item in shop_world.assortment.items}
    listed = pl.Series([price[id] for id in reduced["product_id"]])
    assert (reduced["unit_price"] + reduced["discount"] // reduced["quantity"] <= listed + 3).all()


def test_customers_come_from_three_countries_and_read_three_languages(block: Block) -> None:
    assert set(block.customers["country"]) == {"BE", "NL", "FI"}
    assert set(block.customers["language"]) == {"nl", "en", "fi"}
    finns = block.customers.filter(pl.col("country") == "FI")
    assert (finns["language"] == "fi").mean() > 0.8  # type: ignore[operator]
    assert block.customers["email"].n_unique() == block.customers.height
    assert block.customers["email"].str.ends_with("@demo.example").all()


def test_a_few_are_dissatisfied_and_said_so_lately(block: Block, at: datetime) -> None:
    latest = block.satisfaction.sort("at").group_by("customer_id").agg(pl.col("score", "at").last())
    unhappy = latest.filter(pl.col("score") < 0.4, pl.col("at") > at - timedelta(days=180)).height
    assert 0.02 < unhappy / len(block.people) < 0.10
    assert float(block.satisfaction["score"].median()) > 0.6  # type: ignore[arg-type]


def test_copies_make_more_products_but_keep_to_a_range(shop_world: World, at: datetime) -> None:
    (block,) = history(shop_world, Plan("large", 2000, copies=20), at, np.random.default_rng(1))
    sold = block.order_lines["product_id"]
    assert sold.n_unique() > 2 * len(shop_world.family)
    known = set(product_ids(shop_world.assortment, 20))
    assert set(sold) <= known
    ranges = block.order_lines.filter(pl.col("customer_id").is_not_null()).with_columns(
        copy=sold.filter(block.order_lines["customer_id"].is_not_null()).replace_strict(_ranges(shop_world, 20))
    )
    assert int(ranges.group_by("customer_id").agg(pl.col("copy").n_unique())["copy"].max()) <= 3  # type: ignore[call-overload]


def _ranges(world: World, copies: int) -> dict[str, int]:
    ids = product_ids(world.assortment, copies)
    return {id: place // len(world.family) for place, id in enumerate(ids)}


def test_an_empty_plan_is_an_empty_shop(shop_world: World, at: datetime) -> None:
    assert list(history(shop_world, Plan("demo", 0), at, np.random.default_rng(1))) == []


def test_one_customer_is_enough(shop_world: World, at: datetime) -> None:
    for seed in range(12):
        (block,) = history(shop_world, Plan("demo", 1), at, np.random.default_rng(seed))
        assert block.customers.height == 1
