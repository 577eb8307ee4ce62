"""Repeat purchase and order value: the published figures, and what a shopkeeper would expect."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from worthmore.learn.order_value import OrderValue, customer_values
from worthmore.learn.purchase_histories import PurchaseHistories, histories
from worthmore.learn.repeat_purchase import RepeatPurchase

CDNOW = Path(__file__).parents[4] / "shared" / "data" / "cdnow" / "cdnow_sample_2357.parquet"
WEEK = 7


def of(*rows: tuple[int, float, float, float]) -> PurchaseHistories:
    repeats, last, observed, value = np.array(rows, dtype=float).reshape(-1, 4).T
    return PurchaseHistories(repeats.astype(np.int64), last, observed, value)


@pytest.fixture(scope="module")
def cdnow() -> PurchaseHistories:
    """The paper's sample: 39 weeks of the 2,357 customers. Orders of nothing count as orders, as they do there."""
    if not CDNOW.exists():
        pytest.skip(f"the CDNOW sample is not there ({CDNOW})")
    rows = pl.read_parquet(CDNOW)
    day = (rows["date"].cast(pl.Date) - date(1997, 1, 1)).dt.total_days().to_numpy()
    value = np.maximum(rows["amount"].to_numpy(), 0.001)
    return histories(rows["customer_id"].to_numpy(), day, value, until=272)[1]


@pytest.mark.data
def test_the_published_parameters_of_repeat_purchase_are_found(cdnow: PurchaseHistories) -> None:
    """Fader, Hardie & Lee (2005), table 2; the paper counts in weeks."""
    model = RepeatPurchase(prior_weight=0).fit(cdnow)
    assert len(cdnow) == 2357
    assert model.rate_shape_ == pytest.approx(0.243, abs=0.001)
    assert model.rate_scale_days_ / WEEK == pytest.approx(4.414, abs=0.02)
    assert model.leave_a_ == pytest.approx(0.793, abs=0.005)
    assert model.leave_b_ == pytest.approx(2.426, abs=0.02)
    in_weeks = model.log_likelihood_ + cdnow.repeats.sum() * np.log(WEEK)
    assert in_weeks == pytest.approx(-9582.4, abs=0.2)


@pytest.mark.data
def test_the_published_parameters_of_order_value_are_found(cdnow: PurchaseHistories) -> None:
    """Fader & Hardie (2013), note 025: p 6.25, q 3.74, gamma 15.44."""
    model = OrderValue(prior_weight=0).fit(cdnow)
    assert model.within_ == pytest.approx(6.25, abs=0.05)
    assert model.between_ == pytest.approx(3.74, abs=0.02)
    assert model.scale_ == pytest.approx(15.44, abs=0.1)


@pytest.mark.data
def test_the_published_forecast_of_a_customer_is_found(cdnow: PurchaseHistories) -> None:
    """The paper's own example: two repeats, the last after 30.43 of 38.86 weeks: 1.226 orders in 39 weeks."""
    model = RepeatPurchase(prior_weight=0).fit(cdnow)
    expected = model.predict(of((2, 30.43 * WEEK, 38.86 * WEEK, 10)), 39 * WEEK)[0]
    assert expected == pytest.approx(1.226, abs=0.005)


@pytest.mark.data
def test_the_weak_prior_does_not_show_with_two_thousand_customers(cdnow: PurchaseHistories) -> None:
    plain, with_prior = RepeatPurchase(prior_weight=0).fit(cdnow), RepeatPurchase().fit(cdnow)
    a, b = plain.predict(cdnow, 90).sum(), with_prior.predict(cdnow, 90).sum()
    assert b == pytest.approx(a, rel=0.01)


@pytest.fixture(scope="module")
def shop() -> tuple[RepeatPurchase, OrderValue]:
    rng = np.random.default_rng(3)
    rows = []
    for _ in range(400):
        rate, leave = rng.gamma(0.8, 1 / 60), rng.beta(1.0, 3.0)
        at, count, last = 0.0, 0, 0.0
        while (at := at + rng.exponential(1 / rate)) < 365:
            count, last = count + 1, at
            if rng.random() < leave:
                break
        rows.append((count, last, 365.0, float(rng.gamma(5, 10)) if count else 0.0))
    seen = of(*rows)
    return RepeatPurchase().fit(seen), OrderValue().fit(seen)


def test_who_bought_often_and_long_ago_is_gone(shop: tuple[RepeatPurchase, OrderValue]) -> None:
    long_ago, lately = shop[0].alive(of((20, 60, 365, 10), (20, 350, 365, 10)))
    assert long_ago < 0.01
    assert lately > 0.7


def test_who_bought_more_comes_sooner(shop: tuple[RepeatPurchase, OrderValue]) -> None:
    rarely, often = shop[0].next_order_days(of((1, 300, 365, 10), (12, 350, 365, 10)))
    assert often < rarely


def test_a_forecast_says_what_the_draws_say(shop: tuple[RepeatPurchase, OrderValue]) -> None:
    some = of((0, 0, 100, 0), (3, 200, 365, 40), (12, 350, 365, 60))
    drawn = shop[0].draw(some, 180, 40_000, np.random.default_rng(5)).mean(axis=1)
    assert drawn == pytest.approx(shop[0].predict(some, 180), rel=0.04)


def test_a_value_comes_with_bounds_around_it(shop: tuple[RepeatPurchase, OrderValue]) -> None:
    some = of((12, 350, 365, 60))
    found = customer_values(*shop, some, 365, np.random.default_rng(5))
    assert found.low[0] < found.expected[0] < found.high[0]


def test_few_orders_are_drawn_towards_what_all_spend(shop: tuple[RepeatPurchase, OrderValue]) -> None:
    usual = shop[1].predict(of((0, 0, 10, 0)))[0]
    once, often = shop[1].predict(of((1, 5, 10, 500), (50, 5, 10, 500)))
    assert usual < once < often < 500


@pytest.mark.parametrize("rows", [[], [(0, 0, 0, 0)], [(1, 1, 1, 5)], [(500, 364, 365, 1e6)] * 3])
def test_a_shop_with_next_to_nothing_gets_sane_numbers(rows: list[tuple[int, float, float, float]]) -> None:
    customers = of(*rows)
    repeat, value = RepeatPurchase().fit(customers), OrderValue().fit(customers)
    asked = of((0, 0, 0, 0), (2, 30, 60, 10))
    found = customer_values(repeat, value, asked, 90, np.random.default_rng(1))
    assert np.isfinite([found.expected, found.low, found.high]).all()


history = (
    st.integers(0, 400)
    .flatmap(
        lambda x: st.tuples(
            st.just(x), st.just(0.0) if x == 0 else st.floats(1, 1000), st.floats(0, 3000), st.floats(0, 1e6)
        )
    )
    .map(lambda row: (row[0], row[1], row[1] + row[2], row[3]))
)


@given(st.lists(history, min_size=1, max_size=8), st.floats(0, 2000))
def test_whatever_the_history_forecasts_are_numbers(rows: list[tuple[int, float, float, float]], days: float) -> None:
    model = RepeatPurchase()
    model.rate_shape_, model.rate_scale_days_, model.leave_a_, model.leave_b_ = 0.25, 30.0, 1.0, 2.4
    model.log_likelihood_ = 0.0
    customers = of(*rows)
    for found in (model.alive(customers), model.predict(customers, days), model.next_order_days(customers)):
        assert np.isfinite(found).all()
        assert (found >= 0).all()
    assert (model.alive(customers) <= 1).all()


@given(st.lists(history, min_size=1, max_size=5))
def test_more_time_never_brings_fewer_orders(rows: list[tuple[int, float, float, float]]) -> None:
    model = RepeatPurchase()
    model.rate_shape_, model.rate_scale_days_, model.leave_a_, model.leave_b_ = 0.25, 30.0, 0.8, 2.4
    model.log_likelihood_ = 0.0
    customers = of(*rows)
    less, more = model.predict(customers, 30), model.predict(customers, 90)
    assert (more >= less - 1e-9).all()
