from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.learn.making import Line, baskets, both, bought, histories
from worthmore.learn import counting
from worthmore.learn.baskets import Baskets
from worthmore.learn.counting import PairCounts, PairRule, count_pairs

ITEMS = 6


def rule(minimum: int = 0, top: int = ITEMS, lift_above: float = 0.0, items: int = ITEMS) -> PairRule:
    return PairRule(minimum, 1.0, 10.0, top, np.ones(items, dtype=np.bool_), lift_above)


def found(counts: PairCounts) -> dict[tuple[int, int], tuple[int, int]]:
    columns = (counts.item, counts.other, counts.baskets, counts.customers)
    return {(one, other): (n, c) for one, other, n, c in zip(*(c.tolist() for c in columns), strict=True)}


@settings(max_examples=80, deadline=None)
@given(lines=histories(ITEMS))
def test_counts_equal_brute_force(lines: list[Line]) -> None:
    expected = {
        (one, other): both(lines, one, other)
        for one, other in product(range(ITEMS), repeat=2)
        if one != other and both(lines, one, other)[0]
    }
    assert found(count_pairs(baskets(lines, ITEMS), rule())) == expected


@settings(max_examples=60, deadline=None)
@given(lines=histories(ITEMS), minimum=st.integers(1, 3))
def test_no_pair_is_kept_below_the_minimum(lines: list[Line], minimum: int) -> None:
    counts = count_pairs(baskets(lines, ITEMS), rule(minimum))
    assert (counts.customers >= minimum).all()
    everything = found(count_pairs(baskets(lines, ITEMS), rule()))
    assert found(counts) == {pair: both for pair, both in everything.items() if both[1] >= minimum}


@settings(max_examples=60, deadline=None)
@given(lines=histories(ITEMS), top=st.integers(1, 3))
def test_the_top_are_the_best_of_all(lines: list[Line], top: int) -> None:
    data = baskets(lines, ITEMS)
    all_pairs, best = count_pairs(data, rule()), count_pairs(data, rule(top=top))
    for item in range(ITEMS):
        scores = all_pairs.score[all_pairs.item == item]
        ranked = sorted(zip(-scores, all_pairs.other[all_pairs.item == item], strict=True))[:top]
        assert best.other[best.item == item].tolist() == [other for _, other in ranked]


def test_guests_count_for_baskets_but_not_for_customers() -> None:
    lines = [(order, -1, item) for order in range(3) for item in (0, 1)] + [(9, 4, 0), (9, 4, 1)]
    assert found(count_pairs(baskets(lines, 2), rule(items=2)))[0, 1] == (4, 1)


def test_one_customer_with_many_baskets_is_one_customer() -> None:
    lines = [(order, 4, item) for order in range(30) for item in (0, 1)]
    assert found(count_pairs(baskets(lines, 2), rule(items=2)))[0, 1] == (30, 1)


def test_items_that_are_not_offered_are_never_the_other() -> None:
    hidden = PairRule(0, 1.0, 10.0, 3, np.array([True, False, True]), 0.0)
    counts = count_pairs(bought((0, 1, 2)), hidden)
    assert set(counts.other.tolist()) == {0, 2}
    assert 1 in counts.item


@pytest.mark.parametrize("items", [0, 1, 63, 64, 65, 300])
def test_every_number_of_items_is_counted(items: int) -> None:
    data = baskets([(1, 1, item) for item in range(items)], items)
    counts = count_pairs(data, rule(top=max(items, 1), items=items))
    assert len(counts.item) == items * max(items - 1, 0)


def test_the_number_of_threads_changes_nothing() -> None:
    dice = np.random.default_rng(3)
    data = Baskets(dice.integers(0, 400, 3000), np.zeros(3000, dtype=np.int64), dice.integers(0, 90, 3000), 90)
    alone, together = (count_pairs(data, rule(items=90, top=5), threads) for threads in (1, 4))
    for name in ("item", "other", "baskets", "customers", "guests", "score"):
        np.testing.assert_array_equal(getattr(alone, name), getattr(together, name))


def test_a_place_that_cannot_be_written_costs_time_only(monkeypatch: pytest.MonkeyPatch) -> None:
    compiled = []

    def njit(function: object, cache: bool = False, **_: object) -> object:
        if cache:
            raise RuntimeError("cannot cache function: no locator available")
        compiled.append(function)
        return function

    monkeypatch.setattr(counting.numba, "njit", njit)
    assert counting._compiled(abs, cache=True) is abs
    assert compiled == [abs]
