from __future__ import annotations

import numpy as np
import pytest
import scipy.sparse as sp
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.learn.making import bought
from worthmore.learn.ease import Ease, ease_weights, gram


@settings(max_examples=40, deadline=None)
@given(rows=st.integers(0, 60), items=st.integers(0, 300), ridge=st.floats(0.5, 500), seed=st.integers(0, 99))
def test_weights_equal_the_published_formula_through_a_general_inverse(
    rows: int, items: int, ridge: float, seed: int
) -> None:
    lines = sp.csr_matrix((np.random.default_rng(seed).random((rows, items)) < 0.2).astype(np.float32))
    shared = np.asarray((lines.T @ lines).todense(), dtype=np.float64).reshape(items, items)
    np.testing.assert_allclose(gram(lines), shared, atol=1e-4)
    inverse = np.linalg.inv(shared + ridge * np.eye(items))
    expected = -inverse / np.diag(inverse)
    np.fill_diagonal(expected, 0)
    np.testing.assert_allclose(ease_weights(lines, ridge), expected, atol=2e-3)


def test_a_table_too_nearly_singular_for_single_precision_gets_a_higher_ridge() -> None:
    lines = sp.csr_matrix(np.ones((3000, 200), dtype=np.float32))
    assert np.isfinite(ease_weights(lines, 1e-6)).all()


def test_items_not_offered_are_never_recommended() -> None:
    data = bought((0, 1, 2), (0, 1), (3,), each_by=30)
    learned = Ease(ridge=1).fit(data, np.array([True, False, True, True]))
    assert learned.recommend([0]) == [2]
    assert learned.scores([0])[1] == -np.inf


def test_a_senseless_ridge_is_named() -> None:
    with pytest.raises(ValueError, match="ridge is 0"):
        Ease(ridge=0).fit(bought((0, 1)))
