"""Segments: who stands where, who likes what, and whether that holds; on shops whose truth is known."""

from __future__ import annotations

import math
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from worthmore.learn.estimator import SavedEstimatorError, UnknownItemError
from worthmore.learn.segments import (
    Customers,
    Preferences,
    Standing,
    Standings,
    Tastes,
    customers,
    over_time,
    stability,
)
from worthmore.learn.segments.standing import STANDINGS

Entry = tuple[int, float, float]
"""Person, day, worth."""


def orders(rows: list[Entry], until: float = 1000.0) -> Customers:
    person, day, value = np.array(rows, dtype=np.float64).reshape(-1, 3).T
    return customers(person.astype(np.int64), day, value, until)


def monthly(person: int, first: float, last: float, worth: float = 10.0, gap: float = 30.0) -> list[Entry]:
    return [(person, float(day), worth) for day in np.arange(first, last + 1, gap)]


def shop() -> list[Entry]:
    """Two hundred who come about monthly, some of them worth more; others came once."""
    dice = np.random.default_rng(2)
    rows = []
    for person in range(200):
        gap = float(dice.uniform(20, 60))
        rows += monthly(person, float(dice.uniform(0, 300)), 990, float(dice.uniform(5, 50)), gap)
    return rows + [(1000 + one, float(dice.uniform(0, 1000)), float(dice.uniform(5, 50))) for one in range(200)]


def standing_of(rows: list[Entry], person: int) -> Standing:
    taught = Standings().fit(orders(shop()))
    asked = orders(rows)
    (row,) = np.flatnonzero(asked.person == person)
    return STANDINGS[int(taught.predict(asked).standing[row])]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([(7, 990.0, 10.0)], Standing.NEW),
        ([(7, 500.0, 10.0)], Standing.ONCE),
        (monthly(7, 100, 990, worth=1.0), Standing.REGULAR),
        (monthly(7, 100, 990, worth=100.0), Standing.BEST),
        (monthly(7, 100, 880), Standing.SLIPPING),
        (monthly(7, 100, 400), Standing.LOST),
    ],
)
def test_customers_stand_where_a_shopkeeper_would_put_them(rows: list[Entry], expected: Standing) -> None:
    assert standing_of(rows, 7) is expected


def test_absence_is_judged_by_the_customers_own_rhythm() -> None:
    weekly, yearly = monthly(7, 700, 900, gap=7), [(8, float(day), 10.0) for day in (100, 240, 380, 520, 660, 800, 930)]
    assert standing_of(weekly, 7) is Standing.SLIPPING
    assert standing_of(yearly, 8) is Standing.REGULAR


def test_what_went_back_counts_against_value_and_is_no_order() -> None:
    found = orders([(1, 10.0, 50.0), (1, 20.0, -80.0), (2, 5.0, -10.0), (3, 5.0, 30.0), (3, 5.4, -40.0)])
    assert found.person.tolist() == [1]
    assert (found.orders[0], found.value[0], found.last[0]) == (1, -30.0, 10.0)


def test_lines_of_one_day_are_one_order() -> None:
    found = orders([(1, 10.2, 5.0), (1, 10.9, 5.0), (1, 12.0, 5.0)])
    assert (found.orders[0], found.value[0]) == (2, 15.0)


def test_equal_customers_are_in_equal_bands() -> None:
    rows = [(person, 500.0, 10.0) for person in range(300)] + monthly(999, 100, 990)
    seen = orders(rows)
    found = Standings().fit(seen).predict(seen)
    assert len(set(found.frequency[:300].tolist())) == 1
    assert found.frequency[-1] > found.frequency[0]


def test_more_is_never_a_lower_band() -> None:
    seen = orders(shop())
    found = Standings().fit(seen).predict(seen)
    assert found.bands[0] == found.bands[2] == 5
    order = np.argsort(seen.value, kind="stable")
    assert (np.diff(found.value[order]) >= 0).all()
    order = np.argsort(seen.absent, kind="stable")
    assert (np.diff(found.recency[order]) <= 0).all()


def test_a_small_shop_has_no_bands_and_no_best() -> None:
    seen = orders([row for person in range(10) for row in monthly(person, 100 + person, 990, 10.0 * person + 1)])
    model = Standings().fit(seen)
    found = model.predict(seen)
    assert found.bands == (1, 1, 1)
    assert not len(found.of(Standing.BEST))
    assert "only 10 customers came back" in model.explain(orders([(1, 5.0, 1.0)]), 0).text


def test_a_wholesaler_moves_nobody_else() -> None:
    rows = shop()
    bulk = [(5000, float(day), 1e6) for day in np.linspace(0, 999, 10_000)]
    one, other = orders(rows), orders(rows + bulk)
    before, after = Standings().fit(one).predict(one), Standings().fit(other).predict(other)
    assert (before.standing == after.standing[after.person < 5000]).mean() > 0.97


def test_standings_saved_and_loaded_say_the_same(tmp_path: Path) -> None:
    seen = orders(shop())
    for number, taught in enumerate((Standings().fit(seen), Standings().fit(orders([])))):
        taught.save(tmp_path / str(number))
        found = Standings.load(tmp_path / str(number))
        assert found.predict(seen).standing.tolist() == taught.predict(seen).standing.tolist()
    (tmp_path / "0" / "standings.json").write_text("{}")
    with pytest.raises(SavedEstimatorError, match="holds no readable standings"):
        Standings.load(tmp_path / "0")


LABELS = ["Bread", "Coffee", "Tea", "Wine", "Cheese", "Soap"]


NO_TASTES = Tastes(np.empty(0, dtype=np.int64), np.empty(0, dtype=np.int64), np.empty(0), LABELS)


def tastes(people: int = 300, seed: int = 3, offset: int = 0) -> Tastes:
    """A third buy coffee and tea, a third wine and cheese, a third soap; all buy bread."""
    dice = np.random.default_rng(seed)
    liked = {0: [0.3, 0.4, 0.3, 0.0, 0.0, 0.0], 1: [0.3, 0.0, 0.0, 0.4, 0.3, 0.0], 2: [0.3, 0.0, 0.0, 0.0, 0.0, 0.7]}
    rows = [
        (person + offset, kind, times)
        for person in range(people)
        for kind, times in enumerate(dice.multinomial(20, liked[person % 3]))
    ]
    person, kind, times = np.array(rows).T
    return Tastes(person, kind, times.astype(np.float64), LABELS)


def test_groups_bear_the_names_of_what_their_customers_like() -> None:
    taught = Preferences().fit(tastes())
    assert sorted(taught.names) == ["Coffee and Tea", "Soap", "Wine and Cheese"]
    _, group = taught.predict(tastes(seed=4))
    assert [taught.names[one] for one in group[:3]] == ["Coffee and Tea", "Wine and Cheese", "Soap"]
    assert "times as much as others" in taught.explain(0).text


def test_customers_without_preferences_are_one_group() -> None:
    dice = np.random.default_rng(1)
    rows = [(p, k, n) for p in range(300) for k, n in enumerate(dice.multinomial(20, [1 / 6] * 6))]
    person, kind, times = np.array(rows).T
    taught = Preferences().fit(Tastes(person, kind, times.astype(float), LABELS))
    assert taught.names == ["a bit of everything"]
    assert "a bit of everything" in taught.explain(0).text


def test_a_wholesaler_does_not_make_the_groups() -> None:
    usual = tastes()
    bulk = Tastes(
        np.append(usual.person, 9999), np.append(usual.kind, 0), np.append(usual.times, 1e9), LABELS
    )  # fmt: skip
    assert sorted(Preferences().fit(bulk).names) == ["Coffee and Tea", "Soap", "Wine and Cheese"]


@pytest.mark.parametrize("people", [0, 1, 10])
def test_few_customers_are_one_group(people: int) -> None:
    few = tastes(people) if people else NO_TASTES
    taught = Preferences().fit(few)
    assert taught.names == ["a bit of everything"]
    assert taught.predict(few)[1].tolist() == [0] * people


def test_other_kinds_unknown_groups_and_wrong_columns_are_named(tmp_path: Path) -> None:
    taught = Preferences().fit(tastes())
    with pytest.raises(ValueError, match="other kinds of products"):
        taught.predict(Tastes(np.zeros(1, int), np.zeros(1, int), np.ones(1), ["Bread"]))
    with pytest.raises(UnknownItemError, match="group 7"):
        taught.explain(7)
    with pytest.raises(ValueError, match="kinds run from 6 to 6"):
        Tastes(np.zeros(1, int), np.full(1, 6), np.ones(1), LABELS)
    taught.save(tmp_path)
    assert Preferences.load(tmp_path).predict(tastes())[1].tolist() == taught.predict(tastes())[1].tolist()
    (tmp_path / "centres.npy").unlink()
    with pytest.raises(SavedEstimatorError, match="holds no readable groups"):
        Preferences.load(tmp_path)


def people(*numbers: int) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    return np.array(numbers, dtype=np.int64)


def test_who_stays_is_counted_among_those_who_are_in_both() -> None:
    found = stability((people(1, 2, 3, 4), people(0, 0, 1, 1)), (people(2, 3, 4, 5), people(0, 1, 0, 0)))
    assert found.people == 3
    assert found.staying == pytest.approx(2 / 3)


def test_adjusted_rand_is_that_of_the_library() -> None:
    from sklearn.metrics import adjusted_rand_score

    dice = np.random.default_rng(1)
    one, other = dice.integers(0, 4, 200), dice.integers(0, 3, 200)
    other[:100] = one[:100] % 3
    everybody = np.arange(200)
    found = stability((everybody, one), (everybody, other))
    assert found.adjusted_rand == pytest.approx(adjusted_rand_score(one, other))
    assert over_time([(everybody, one), (everybody, one)])[0].adjusted_rand == 1.0


def test_nobody_to_compare_is_plainly_not_known() -> None:
    found = stability((people(1), people(0)), (people(2), people(0)))
    assert (found.people, found.staying, found.adjusted_rand) == (0, None, None)


anything = st.tuples(
    st.integers(-1, 30),
    st.one_of(st.floats(-1e4, 1e4), st.sampled_from([math.nan, math.inf, -math.inf])),
    st.one_of(st.floats(-1e6, 1e6), st.just(math.nan)),
)


@settings(deadline=None, max_examples=80)
@given(st.lists(anything, max_size=120), st.floats(-1e3, 1e4))
def test_whatever_comes_in_everybody_stands_somewhere(rows: list[Entry], until: float) -> None:
    seen = orders(rows, until)
    model = Standings(fewest=3).fit(seen)
    found = model.predict(seen)
    assert len(found.standing) == len(seen) == sum(len(found.of(one)) for one in Standing)
    assert np.isfinite(model.limit(seen)).all()
    for bands, column in zip(found.bands, (found.recency, found.frequency, found.value), strict=True):
        assert ((column >= 1) & (column <= bands)).all()
