from __future__ import annotations

import numpy as np
import scipy.sparse as sp
from hypothesis import given, settings
from hypothesis import strategies as st

from worthmore.learn.ease import ease_weights
from worthmore.learn.local_regression import regress
from worthmore.learn.near import Near, nearest


def table(rows: int, columns: int, seed: int, share: float = 0.4) -> sp.csr_matrix:
    return sp.csr_matrix((np.random.default_rng(seed).random((rows, columns)) < share).astype(np.float32))


def no_features(items: int) -> sp.csr_matrix:
    return sp.csr_matrix((items, 0), dtype=np.float32)


@settings(max_examples=40, deadline=None)
@given(rows=st.integers(0, 20), items=st.integers(0, 12), kept=st.integers(1, 14), seed=st.integers(0, 99))
def test_the_nearest_equal_brute_force(rows: int, items: int, kept: int, seed: int) -> None:
    lines, features = table(rows, items, seed), table(items, 5, seed + 1)
    features.data[:] = 1 / np.sqrt(np.maximum(np.diff(features.indptr), 1)).repeat(np.diff(features.indptr))
    weight = np.random.default_rng(seed).random(rows).astype(np.float32) + 0.5
    shared = lines.T @ sp.diags(weight) @ lines + 3 * features @ features.T
    shared = np.asarray(shared.todense()) if items else np.zeros((0, 0))
    found = nearest(lines, weight, features, 3.0, kept)
    for item in range(items):
        cosine = shared[item] / np.sqrt(np.maximum(np.diag(shared), 1e-12))
        cosine[item] = 0
        wanted = np.sort(cosine[cosine > 0])[::-1][:kept]
        others = found.other[item][found.other[item] >= 0]
        np.testing.assert_allclose(cosine[others], wanted, rtol=1e-4)
        np.testing.assert_allclose(found.together[item][: len(others)], shared[item][others], rtol=1e-4)
        assert len(set(others.tolist())) == len(others)


def test_of_equally_near_items_the_smaller_number_comes_first() -> None:
    lines = sp.csr_matrix(np.ones((3, 6), dtype=np.float32))
    found = nearest(lines, np.ones(3), no_features(6), 0.0, 3)
    assert found.other.tolist() == [[1, 2, 3], [0, 2, 3], [0, 1, 3], [0, 1, 2], [0, 1, 2], [0, 1, 2]]


def test_of_many_met_only_the_nearest_are_kept() -> None:
    lines, weight = table(400, 300, 5, share=0.2), np.random.default_rng(5).random(400) + 0.5
    shared = np.asarray((lines.T @ sp.diags(weight) @ lines).todense())
    cosine = shared / np.sqrt(np.outer(np.diag(shared), np.diag(shared)))
    np.fill_diagonal(cosine, 0)
    found = nearest(lines, weight, no_features(300), 0.0, 4)
    np.testing.assert_allclose(np.take_along_axis(cosine, found.other, 1), -np.sort(-cosine)[:, :4], rtol=1e-4)
    np.testing.assert_allclose(found.together, np.take_along_axis(shared, found.other, 1), rtol=1e-4)


def test_of_many_equally_near_the_smallest_numbers_are_kept() -> None:
    found = nearest(sp.csr_matrix(np.ones((40, 200), dtype=np.float32)), np.ones(40), no_features(200), 0.0, 3)
    assert (found.other[3:] == [0, 1, 2]).all()


def test_baskets_that_weigh_nothing_say_nothing() -> None:
    lines = sp.csr_matrix(np.ones((2, 3), dtype=np.float32))
    assert (nearest(lines, np.zeros(2), no_features(3), 0.0, 2).other == -1).all()


@settings(max_examples=30, deadline=None)
@given(rows=st.integers(1, 40), items=st.integers(2, 12), ridge=st.floats(0.5, 50), seed=st.integers(0, 99))
def test_with_all_items_near_the_small_regressions_are_ease(rows: int, items: int, ridge: float, seed: int) -> None:
    lines = table(rows, items, seed)
    other, weights = regress(nearest(lines, np.ones(rows), no_features(items), 0.0, items), ridge, items)
    local = np.zeros((items, items))
    for item in range(items):
        known = other[item] >= 0
        local[other[item][known], item] = weights[item][known]
    shared = np.asarray((lines.T @ lines).todense(), dtype=np.float64)
    dense = ease_weights(lines, ridge)
    # An item never bought with another is not near it, though through a third it has a weight of its own in EASE.
    if (shared > 0).all():
        np.testing.assert_allclose(local, dense, atol=2e-4)


def test_pairs_that_were_not_kept_never_tip_a_regression_over() -> None:
    together = np.full((3, 2), 10.0, dtype=np.float32)
    near = Near(np.array([[1, 2], [0, -1], [0, -1]], dtype=np.int32), together, np.array([1, 1, 1], dtype=np.float32))
    near.together[:, 0] = 100
    _, weights = regress(near, 0.01, 2)
    assert np.isfinite(weights).all()


def test_nothing_is_near_in_an_empty_shop() -> None:
    for items in (0, 1, 3):
        found = nearest(sp.csr_matrix((0, items), dtype=np.float32), np.empty(0), no_features(items), 5.0, 4)
        assert (found.other == -1).all()
        assert regress(found, 1.0, 4)[1].sum() == 0
