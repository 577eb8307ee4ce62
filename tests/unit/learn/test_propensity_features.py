from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from worthmore.learn.propensity_features import NUMBERS, propensity_features

anything = st.floats(allow_nan=True, allow_infinity=True)


def test_one_value_stands_for_all_offers() -> None:
    asked = propensity_features("upgrade", "cart", {"premium": [0.1, 0.2], "known": 1})
    assert (len(asked), list(asked.kind), asked.placement) == (2, ["upgrade", "upgrade"], "cart")
    assert asked.of("known").tolist() == [1.0, 1.0]


def test_serving_one_by_one_sees_what_learning_saw_in_a_batch() -> None:
    columns: dict[str, list[float | None]] = {
        "premium": [0.1, None, 0.3],
        "price": [100, 250, 0],
        "lift": [2.0, 0.0, float("nan")],
    }
    batch = propensity_features(["upgrade", "refill", "upgrade"], ["cart", "till", "cart"], columns)
    for row, (kind, placement) in enumerate((("upgrade", "cart"), ("refill", "till"), ("upgrade", "cart"))):
        one = propensity_features(kind, placement, {name: values[row] for name, values in columns.items()})
        assert np.array_equal(one.numbers[:, 0], batch.numbers[:, row], equal_nan=True)


def test_what_nobody_says_is_unknown() -> None:
    asked = propensity_features("upgrade", "cart", {})
    assert np.isnan(asked.numbers).all()
    assert len(asked) == 1


@given(st.dictionaries(st.sampled_from(NUMBERS), anything))
def test_no_number_is_ever_infinite(columns: dict[str, float]) -> None:
    assert not np.isinf(propensity_features("upgrade", "cart", columns).numbers).any()


def test_no_language_margin_or_name_is_looked_at() -> None:
    assert not {"margin", "cost", "language", "name", "country", "age"} & set(NUMBERS)


def test_an_unknown_feature_is_named() -> None:
    with pytest.raises(ValueError, match="there is no feature 'margin'; there are chance, base_chance"):
        propensity_features("upgrade", "cart", {"margin": 5})


def test_columns_of_unequal_length_are_told_apart() -> None:
    with pytest.raises(ValueError, match="unequal length: kind 2, premium 3"):
        propensity_features(["upgrade", "refill"], "cart", {"premium": [0.1, 0.2, 0.3]})


def test_taking_some_keeps_them_together() -> None:
    asked = propensity_features(["upgrade", "refill"], ["cart", "till"], {"premium": [0.1, 0.2]}, ["a", "b"])
    some = asked.take(np.array([False, True]))
    assert (some.kind, some.placement, some.product) == (["refill"], ["till"], ["b"])
    assert some.of("premium").tolist() == [0.2]
