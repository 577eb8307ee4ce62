"""How often things come back: a few units prove little, a product without any is like its category."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from worthmore.learn.returns import ReturnChance

units = st.lists(st.tuples(st.integers(0, 500), st.integers(0, 500), st.integers(-1, 2)), min_size=1, max_size=20)


def fitted(*rows: tuple[int, int, int]) -> ReturnChance:
    sold, back, category = (np.array(column, dtype=np.int64) for column in zip(*rows, strict=True))
    return ReturnChance().fit(sold, back, category)


def test_a_product_without_sales_has_the_chance_of_its_category() -> None:
    found = fitted((1_000, 400, 0), (1_000, 20, 1), (0, 0, 0), (0, 0, 1), (0, 0, -1))
    shoes, locks, new_shoe, new_lock, other = found.chance_.tolist()
    assert new_shoe > 5 * new_lock
    assert new_shoe == pytest.approx((400 + 30 * 0.21) / 1_030)
    assert other == pytest.approx(0.21)
    assert shoes == pytest.approx(0.4, abs=0.01)
    assert locks == pytest.approx(0.02, abs=0.01)


def test_one_return_of_one_sale_is_no_proof() -> None:
    found = fitted((1, 1, 0), (5_000, 100, 0))
    assert found.chance_[0] < 0.06


def test_where_nothing_comes_back_nothing_is_expected_to() -> None:
    assert fitted((100, 0, 0), (0, 0, 1)).chance_.tolist() == [0.0, 0.0]
    assert fitted((0, 0, 0)).chance_.tolist() == [0.0]


@given(units, st.integers(0, 400))
def test_chances_are_shares_and_more_returns_never_lower_one(rows: list[tuple[int, int, int]], more: int) -> None:
    before = fitted(*rows)
    sold, back, category = rows[0]
    after = fitted((sold, back + more, category), *rows[1:])
    assert ((before.chance_ >= 0) & (before.chance_ <= 1)).all()
    assert after.chance_[0] >= before.chance_[0] - 1e-12


def test_units_below_zero_are_refused_by_name() -> None:
    with pytest.raises(ValueError, match="sold holds -1"):
        fitted((-1, 0, 0))
