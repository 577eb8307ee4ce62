"""Every engine counts the same, to the last whole number."""

from __future__ import annotations

import os
import shutil
from collections import defaultdict
from collections.abc import Callable
from dataclasses import fields
from itertools import combinations
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings

from tests.unit.learn.making import Line, baskets, histories
from worthmore.learn.baskets import GUEST, Baskets
from worthmore.learn.counting import PairRule, count_pairs
from worthmore.learn.every_pair import Counted, CountEverything, best_pairs, count_everything
from worthmore.training.engines import EngineError, engine

ITEMS = 6
Pair = tuple[int, int]


def local(folder: Path) -> CountEverything:
    return count_everything


def spark(folder: Path) -> CountEverything:
    pytest.importorskip("pyspark", reason="Spark's counts are not tested: PySpark is not installed (worthmore[spark])")
    if os.environ.get("DATABASE_URL", "").startswith("postgres"):
        pytest.skip("Spark's counts know no database: they are tested in the run on SQLite")
    if shutil.which("java") is None:
        pytest.skip("Spark's counts are not tested: there is no Java")
    found = engine("spark", "local[2]", folder)
    assert found is not None
    return found


@pytest.fixture(params=[local, spark], scope="module")
def count(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> CountEverything:
    make: Callable[[Path], CountEverything] = request.param
    return make(tmp_path_factory.mktemp("engine"))


def drawn(orders: int, items: int, seed: int) -> Baskets:
    """Orders of one to five items, some by guests, most customers with several."""
    dice = np.random.default_rng(seed)
    order = np.repeat(np.arange(orders), dice.integers(1, 6, orders))
    person = dice.integers(-1, orders // 4, orders)[order]
    return Baskets(order, person, (items * dice.random(len(order)) ** 2).astype(np.int32), items)


def by_hand(data: Baskets) -> tuple[dict[int, tuple[int, int]], dict[Pair, tuple[int, int, int]]]:
    """Items' baskets and customers, pairs' baskets, customers and guest baskets, counted the slow way."""
    whose: dict[int, list[int]] = defaultdict(list)
    together: dict[Pair, list[int]] = defaultdict(list)
    for basket, buyer in enumerate(data.buyer.tolist()):
        held = data.item[data.start[basket] : data.start[basket + 1]].tolist()
        for item in held:
            whose[item].append(buyer)
        for pair in combinations(sorted(held), 2):
            together[pair].append(buyer)
    items = {item: (len(buyers), len({*buyers} - {GUEST})) for item, buyers in whose.items()}
    pairs = {pair: (len(b), len({*b} - {GUEST}), b.count(GUEST)) for pair, b in together.items()}
    return items, pairs


def pairs_of(counted: Counted) -> dict[Pair, tuple[int, int, int]]:
    columns = (counted.item, counted.other, counted.baskets, counted.customers, counted.guests)
    return {(one, other): (b, c, g) for one, other, b, c, g in zip(*(x.tolist() for x in columns), strict=True)}


def test_counts_are_those_of_counting_by_hand(count: CountEverything) -> None:
    data = drawn(400, 12, seed=3)
    found = count(data, 0)
    items, pairs = by_hand(data)
    assert found.basket_count == data.count
    singles = zip(found.item_baskets.tolist(), found.item_customers.tolist(), strict=True)
    assert {item: both for item, both in enumerate(singles) if both[0]} == items
    assert pairs_of(found) == pairs


def test_pairs_of_too_few_customers_are_left_out(count: CountEverything) -> None:
    data = drawn(400, 12, seed=4)
    expected = {pair: counts for pair, counts in by_hand(data)[1].items() if counts[1] >= 9}
    assert 0 < len(expected) < 66
    assert pairs_of(count(data, 9)) == expected


def test_engines_agree_on_a_larger_shop_and_pairs_stand_in_order(count: CountEverything) -> None:
    data = drawn(20_000, 300, seed=5)
    found, expected = count(data, 3), count_everything(data, 3)
    for field in fields(Counted):
        assert np.array_equal(getattr(found, field.name), getattr(expected, field.name)), field.name
    assert (np.diff(found.item.astype(np.int64) * 300 + found.other) > 0).all()


def test_a_shop_without_orders_has_nothing_to_count(count: CountEverything) -> None:
    found = count(baskets([], 3), 1)
    assert (found.basket_count, found.item_baskets.tolist(), len(found.item)) == (0, [0, 0, 0], 0)


@settings(max_examples=40, deadline=None)
@given(lines=histories(ITEMS))
def test_the_best_of_every_pair_are_those_that_are_found_pair_by_pair(lines: list[Line]) -> None:
    data = baskets(lines, ITEMS)
    rule = PairRule(1, 1.0, 10.0, 2, np.array([True] * (ITEMS - 1) + [False]), 0.9)
    found, expected = best_pairs(count_everything(data, 1), rule), count_pairs(data, rule)
    for name in ("item", "other", "baskets", "customers", "guests", "item_baskets"):
        assert getattr(found, name).tolist() == getattr(expected, name).tolist(), name
    assert np.allclose(found.score, expected.score, rtol=1e-12)


def test_an_engine_nobody_knows_is_refused(tmp_path: Path) -> None:
    with pytest.raises(EngineError, match="it must be local or spark"):
        engine("abacus", "local[2]", tmp_path)
    assert engine("local", "local[2]", tmp_path) is None
