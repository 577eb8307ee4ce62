"""Any orders, split in any two: counting the first and folding in the rest is counting all."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.learn.making import Line, baskets, histories
from worthmore.learn.also_bought import AlsoBought
from worthmore.learn.baskets import GUEST
from worthmore.learn.complements import Complements
from worthmore.learn.every_pair import Counted
from worthmore.learn.folding import NotFoldableError, Tally, fold, tally
from worthmore.learn.neighbours import RECORD
from worthmore.learn.pairs import PairEstimator

ITEMS = 6
OFFERED = np.ones(ITEMS, dtype=np.bool_)


def whose(line: Line) -> tuple[int, int]:
    """A person; of guests, who are nobody, the order."""
    return (line[1], 0) if line[1] != GUEST else (GUEST, line[0])


def folded(model: PairEstimator, old: list[Line], new: list[Line], fewest: int, minimum: int) -> Tally:
    touched = {whose(line) for line in new}
    before = [line for line in old if whose(line) in touched]
    base, was, now = (
        tally(model, baskets(lines, ITEMS), least) for lines, least in ((old, fewest), (before, 0), (before + new, 0))
    )
    return fold(base, was, now, fewest, minimum)


def pairs(counted: Counted, minimum: int) -> list[tuple[int, ...]]:
    rows = np.stack([counted.item, counted.other, counted.baskets, counted.customers, counted.guests], axis=1)
    return [tuple(row) for row in rows[rows[:, 3] >= minimum].tolist()]


@pytest.mark.parametrize("model", [Complements, AlsoBought])
@settings(max_examples=60, deadline=None)
@given(lines=histories(ITEMS), share=st.floats(0, 1), minimum=st.integers(0, 3), data=st.data())
def test_folding_a_part_in_is_counting_all(
    model: type[PairEstimator], lines: list[Line], share: float, minimum: int, data: st.DataObject
) -> None:
    estimator, fewest = model(minimum_customers=minimum), minimum // 2
    lines = data.draw(st.permutations(lines))
    cut = int(share * len(lines))
    try:
        found = folded(estimator, lines[:cut], lines[cut:], fewest, minimum)
    except NotFoldableError:
        assert fewest
        return
    whole = baskets(lines, ITEMS)
    expected = tally(estimator, whole, fewest)
    assert pairs(found.counted, minimum) == pairs(expected.counted, minimum)
    assert (found.orders, found.buyers) == (expected.orders, expected.buyers)
    for name in ("basket_count", "item_baskets", "item_customers"):
        assert np.array_equal(getattr(found.counted, name), getattr(expected.counted, name)), name
    here = estimator.fit_counted(found.counted, found.orders_each, OFFERED).neighbours_
    there = model(minimum_customers=minimum).fit(whole).neighbours_
    assert here.start.tolist() == there.start.tolist()
    for name in RECORD.names or ():
        assert np.allclose(here.records[name], there.records[name], rtol=1e-6), name


def test_a_pair_that_may_have_enough_customers_by_now_is_not_guessed_at() -> None:
    once = [(order, order, item) for order in range(2) for item in (0, 1)]
    more = [(order, order, item) for order in range(10, 12) for item in (0, 1)]
    with pytest.raises(NotFoldableError, match="1 pairs"):
        folded(Complements(), once, more, fewest=3, minimum=4)


def test_a_pair_with_a_product_nobody_had_bought_is_known_to_be_new() -> None:
    once = [(order, order, 0) for order in range(5)]
    more = [(order, order, item) for order in range(10, 14) for item in (0, 1)]
    found = folded(Complements(), once, more, fewest=3, minimum=4)
    assert pairs(found.counted, 4) == [(0, 1, 4, 4, 0)]


def test_what_was_returned_is_taken_out_again() -> None:
    lines = [(order, order, item) for order in range(3) for item in (0, 1, 2)]
    kept = [line for line in lines if line != (2, 2, 1)]
    base, was, now = (tally(Complements(), baskets(part, 3), 0) for part in (lines, lines, kept))
    assert pairs(fold(base, was, now, 0, 0).counted, 3) == [(0, 2, 3, 3, 0)]


def test_a_tally_is_read_back_as_it_was(tmp_path: Path) -> None:
    kept = tally(AlsoBought(), baskets([(1, 1, 0), (1, 1, 1), (2, 2, 1)], 3), 0)
    kept.save(tmp_path)
    found = Tally.load(tmp_path)
    assert (found.orders, found.buyers, found.counted.basket_count) == (2, 2, 2)
    for field in fields(Counted):
        assert np.array_equal(getattr(found.counted, field.name), getattr(kept.counted, field.name)), field.name
