"""In which weeks what sells: on shops whose seasons are known, and on whatever comes in."""

from __future__ import annotations

import math
from datetime import date
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from worthmore.learn.estimator import SavedEstimatorError, UnknownItemError
from worthmore.learn.replenishment import Purchases
from worthmore.learn.season import Season
from worthmore.learn.season.sold import EPOCH, before, weeks

ICE, SOUP, BREAD, LOLLY, ROSE = range(5)
COLD, REST = 0, 1
CATEGORIES = np.array([COLD, REST, REST, COLD, REST])
START = (date(2023, 1, 1) - EPOCH).days
VALENTINE = {"Valentine's Day": [date(year, 2, 14) for year in (2023, 2024, 2025)]}


def some(every: Purchases, kept: NDArray[np.bool_], until: float) -> Purchases:
    return Purchases(every.person[kept], every.item[kept], every.day[kept], every.quantity[kept], CATEGORIES, until)


def shop(years: int = 2, seed: int = 1, growth: float = 0.0) -> Purchases:
    """Ice sells from May to August, roses before Valentine's Day, bread and soup always; lollies are few and new."""
    dice = np.random.default_rng(seed)
    rows = []
    for day in range(365 * years):
        today = EPOCH.fromordinal(EPOCH.toordinal() + START + day)
        more = 1.0 + growth * day / 365
        rates = {
            ICE: 6.0 if today.month in (5, 6, 7, 8) else 0.5,
            SOUP: 3.0,
            BREAD: 8.0,
            LOLLY: 0.1,
            ROSE: 8.0 if today.month == 2 and today.day <= 14 else 0.5,
        }
        rows += [(item, START + day) for item, rate in rates.items() for _ in range(dice.poisson(rate * more))]
    item, day_numbers = np.array(rows).T
    person = dice.integers(0, 100_000, len(rows))
    return Purchases(person, item, day_numbers + 0.5, np.ones(len(rows)), CATEGORIES, START + 365 * years - 1.0)


@pytest.fixture(scope="module")
def taught() -> Season:
    return Season().fit(shop(), VALENTINE)


def test_the_weeks_in_which_a_product_sells_are_found(taught: Season) -> None:
    ice = taught.window(ICE)
    assert ice is not None
    assert ice.first_week == pytest.approx(18, abs=1)
    assert ice.last_week == pytest.approx(35, abs=1)
    assert 1.0 < ice.low < ice.times < ice.high
    assert ice.share > 0.7
    assert (ice.years_seen, ice.years) == (2, 2)
    assert ice.holds(25)
    assert not ice.holds(2)


def test_what_sells_all_year_has_no_best_weeks(taught: Season) -> None:
    assert taught.window(BREAD) is None or taught.window(BREAD).times < 1.6  # type: ignore[union-attr]
    assert "sells best" in taught.explain(ICE).text


def test_months_follow_what_was_sold(taught: Season) -> None:
    july, january = taught.month(ICE, 7), taught.month(ICE, 1)
    assert july is not None
    assert january is not None
    assert july.low > 1.5
    assert january.high < 0.7
    assert july.counted > 300


def test_few_sales_borrow_from_the_category_and_say_they_are_unsure(taught: Season) -> None:
    lolly, ice = taught.month(LOLLY, 7), taught.month(ICE, 7)
    assert lolly is not None
    assert ice is not None
    assert lolly.middle > 1.3
    assert lolly.high / lolly.low > ice.high / ice.low


def test_a_feast_day_begins_before_it(taught: Season) -> None:
    rose, soup = taught.feast(ROSE, "Valentine's Day"), taught.feast(SOUP, "Valentine's Day")
    assert rose is not None
    assert soup is not None
    assert rose.low > 3
    assert soup.middle < 1.5
    assert taught.feast(ROSE, "Mother's Day") is None


def test_categories_have_seasons_too(taught: Season) -> None:
    july, week, feast = (
        taught.category_month(COLD, 7),
        taught.category_week(COLD, 28),
        taught.category_feast(REST, "Valentine's Day"),
    )
    assert july is not None
    assert week is not None
    assert feast is not None
    assert july.middle > 1.5
    assert week.middle > 1.5
    assert taught.category_month(99, 7) is None


def test_growth_is_no_season() -> None:
    found = Season().fit(shop(years=3, growth=1.0))
    december, january = found.month(BREAD, 12), found.month(BREAD, 1)
    assert december is not None
    assert january is not None
    assert december.middle / january.middle < 1.35


def test_a_product_first_sold_in_autumn_has_no_season_for_that() -> None:
    every = shop()
    late = (every.item != SOUP) | (every.day > START + 365 + 250)
    kept = some(every, late, every.until)
    assert Season().fit(kept).window(SOUP) is None


def test_a_wholesaler_makes_no_season(taught: Season) -> None:
    every = shop()
    more = 10_000
    with_bulk = Purchases(
        np.append(every.person, np.full(more, 7)),
        np.append(every.item, np.full(more, BREAD)),
        np.append(every.day, np.full(more, START + 40.0)),
        np.append(every.quantity, np.full(more, 500.0)),
        CATEGORIES,
        every.until,
    )
    found = Season().fit(with_bulk).month(BREAD, 2)
    usual = taught.month(BREAD, 2)
    assert found is not None
    assert usual is not None
    assert found.middle == pytest.approx(usual.middle, rel=0.05)


def test_less_than_a_year_says_so() -> None:
    every = shop(years=1)
    early = every.day < START + 200
    half = some(every, early, START + 200.0)
    found = Season().fit(half, VALENTINE)
    assert not found.known
    assert found.month(ICE, 7) is None
    assert found.window(ICE) is None
    assert found.feast(ROSE, "Valentine's Day") is None
    assert "a season needs a year" in found.explain(ICE).text


def test_weeks_and_feast_days_fit_the_calendar() -> None:
    days = [date(2024, 1, 1), date(2024, 1, 7), date(2024, 1, 8), date(2024, 12, 31)]
    assert weeks(days).tolist() == [0, 0, 1, 51]
    assert before(days, [date(2024, 1, 8)], 1).tolist() == [0, 1, 1, 0]


def test_saved_and_loaded_says_the_same(taught: Season, tmp_path: Path) -> None:
    taught.save(tmp_path)
    found = Season.load(tmp_path)
    assert [found.explain(item) for item in range(5)] == [taught.explain(item) for item in range(5)]
    assert found.feast(ROSE, "Valentine's Day") == taught.feast(ROSE, "Valentine's Day")
    (tmp_path / "windows.npy").unlink()
    with pytest.raises(SavedEstimatorError, match="holds no readable season"):
        Season.load(tmp_path)


def test_unknown_products_and_months_are_named(taught: Season) -> None:
    with pytest.raises(UnknownItemError, match="item 5 is not one of the 5"):
        taught.window(5)
    with pytest.raises(ValueError, match="month is 13"):
        taught.month(ICE, 13)


anything = st.tuples(
    st.integers(-1, 5),
    st.integers(0, 4),
    st.one_of(st.floats(18_000, 19_500), st.sampled_from([math.nan, math.inf, -math.inf, 1e9])),
    st.sampled_from([1.0, -5.0, 1e9, math.nan]),
)


@settings(deadline=None, max_examples=40)
@given(st.lists(anything, max_size=80))
def test_whatever_comes_in_indices_are_numbers(rows: list[tuple[int, int, float, float]]) -> None:
    table = np.array(rows, dtype=np.float64).reshape(-1, 4)
    whole = table[:, :2].astype(np.int64)
    lines = Purchases(whole[:, 0], whole[:, 1], table[:, 2], table[:, 3], CATEGORIES, 19_500.0)
    found = Season(least_days=30).fit(lines, VALENTINE)
    for item in range(5):
        assert len(found.explain(item).text) > 20
        for index in (found.month(item, 3), found.week(item, 52), found.feast(item, "Valentine's Day")):
            if index is not None:
                assert 0 < index.low <= index.middle <= index.high < math.inf
