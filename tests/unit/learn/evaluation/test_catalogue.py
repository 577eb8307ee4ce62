"""What lists do with the catalogue, against values worked out by hand."""

from __future__ import annotations

import numpy as np
from numpy.testing import assert_allclose

from worthmore.learn.evaluation.catalogue import concentration, coverage, diversity, novelty

LISTS = np.array([[0, 1, 2], [0, 1, -1], [0, -1, -1]])


def test_coverage_is_the_share_of_items_shown() -> None:
    assert coverage(LISTS, 4) == 3 / 4
    assert np.isnan(coverage(LISTS, 0))


def test_concentration_is_zero_when_all_are_shown_equally_and_high_when_one_takes_all() -> None:
    assert concentration(np.array([[0, 1], [2, 3]]), 4) == 0.0
    assert concentration(np.array([[0], [0]]), 4) == 3 / 4
    assert np.isnan(concentration(np.full((2, 2), -1), 4))


def test_diversity_is_the_share_of_pairs_from_different_categories() -> None:
    assert_allclose(diversity(LISTS, np.array([7, 7, 8])), [2 / 3, 0, np.nan])


def test_unknown_categories_are_unlike_each_other() -> None:
    assert_allclose(diversity(LISTS, np.array([-1, -1, 8])), [1, 1, np.nan])


def test_novelty_is_high_for_what_few_bought() -> None:
    assert_allclose(novelty(LISTS, np.array([4, 1, 2]), 4), [(0 + 2 + 1) / 3, (0 + 2) / 2, 0])
    assert_allclose(novelty(np.array([[0]]), np.array([0]), 4), [3])
    assert np.isnan(novelty(np.array([[-1]]), np.array([1]), 4))[0]
