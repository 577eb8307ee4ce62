"""Metrics against values worked out by hand."""

from __future__ import annotations

from math import log2

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.testing import assert_allclose

from worthmore.learn.evaluation import metrics
from worthmore.learn.evaluation.metrics import Ideal, Wanted, hits
from worthmore.learn.evaluation.ties import best

# Person 0 took 3, 5 and 8; the list has 5 first and 3 third. Person 1 took 1; not listed. Person 2 took nothing.
WANTED = Wanted(np.array([0, 3, 4, 4]), np.array([3, 5, 8, 1], dtype=np.int32))
RANKED = np.array([[5, 0, 3, 9], [2, 3, 5, -1], [1, 2, 3, 4]])
HIT = hits(RANKED, WANTED)


def test_hits_are_seen_at_their_places() -> None:
    assert HIT.tolist() == [[True, False, True, False], [False] * 4, [False] * 4]


def test_recall_is_the_share_of_the_basket_found() -> None:
    assert_allclose(metrics.recall(HIT, WANTED.sizes), [2 / 3, 0, np.nan])


def test_precision_counts_empty_places_as_wrong() -> None:
    assert_allclose(metrics.precision(HIT, WANTED.sizes), [2 / 4, 0, np.nan])


def test_hit_ratio_asks_for_one_hit() -> None:
    assert_allclose(metrics.has_hit(HIT, WANTED.sizes), [1, 0, np.nan])


def test_reciprocal_rank_looks_at_the_first_hit() -> None:
    assert_allclose(metrics.reciprocal_rank(HIT, WANTED.sizes), [1, 0, np.nan])
    assert_allclose(metrics.reciprocal_rank(HIT[:, 1:], WANTED.sizes), [1 / 2, 0, np.nan])


def test_ndcg_knows_both_ideals() -> None:
    found = 1 + 1 / log2(4)
    whole = 1 + 1 / log2(3) + 1 / log2(4)
    assert_allclose(metrics.ndcg(HIT, WANTED.sizes, Ideal.WHOLE), [found / whole, 0, np.nan])
    assert_allclose(metrics.ndcg(HIT[:, :2], WANTED.sizes, Ideal.WHOLE), [1 / whole, 0, np.nan])
    assert_allclose(metrics.ndcg(HIT[:, :2], WANTED.sizes, Ideal.CUT), [1 / (1 + 1 / log2(3)), 0, np.nan])


def test_worth_recall_weighs_by_price_and_ignores_what_is_unknown() -> None:
    price = np.full(10, 1.0)
    price[[3, 5, 8]] = [10.0, 30.0, 60.0]
    assert_allclose(metrics.worth_recall(RANKED, HIT, WANTED, price), [40 / 100, 0, np.nan])
    price[8] = np.nan
    assert_allclose(metrics.worth_recall(RANKED, HIT, WANTED, price), [1, 0, np.nan])


def test_a_list_that_names_an_item_twice_is_refused() -> None:
    with pytest.raises(ValueError, match="list 1 names an item twice"):
        hits(np.array([[1, 2], [3, 3], [-1, -1]]), WANTED)


def test_lists_and_persons_must_be_equally_many() -> None:
    with pytest.raises(ValueError, match="there are 3 persons"):
        hits(RANKED[:2], WANTED)


def test_empty_lists_find_nothing() -> None:
    none = hits(np.empty((3, 0), dtype=np.int64), WANTED)
    for metric in (metrics.recall, metrics.precision, metrics.has_hit, metrics.reciprocal_rank):
        assert_allclose(metric(none, WANTED.sizes), [0, 0, np.nan])
    assert_allclose(metrics.ndcg(none, WANTED.sizes, Ideal.WHOLE), [0, 0, np.nan])


def test_part_of_what_was_wanted_keeps_its_persons() -> None:
    part = WANTED.only(np.array([False, True, False, True]))
    assert part.start.tolist() == [0, 1, 2, 2]
    assert part.item.tolist() == [5, 1]


@given(st.lists(st.sets(st.integers(0, 7)), min_size=1, max_size=5), st.integers(1, 8), st.integers(0, 99))
def test_metrics_agree_with_sets_and_stay_between_zero_and_one(baskets: list[set[int]], top: int, seed: int) -> None:
    dice = np.random.default_rng(seed)
    ranked = np.array([dice.permutation(8)[:top] for _ in baskets])
    wanted = Wanted(
        np.cumsum([0, *map(len, baskets)]), np.array([i for b in baskets for i in sorted(b)], dtype=np.int32)
    )
    hit = hits(ranked, wanted)
    for row, basket, found in zip(ranked.tolist(), baskets, metrics.recall(hit, wanted.sizes), strict=True):
        assert (found == len(basket & set(row)) / len(basket)) if basket else np.isnan(found)
    for ideal in Ideal:
        value = metrics.ndcg(hit, wanted.sizes, ideal)
        assert np.all(np.isnan(value) | ((value >= 0) & (value <= 1 + 1e-12)))


class TestTies:
    def test_equal_scores_stand_by_the_second_score_and_then_by_number(self) -> None:
        scores = np.array([[1.0, 2.0, 1.0, 1.0, 2.0]])
        assert best(scores, 5).tolist() == [[1, 4, 0, 2, 3]]
        assert best(scores, 5, np.array([0, 1, 9, 5, 3])).tolist() == [[4, 1, 2, 3, 0]]

    def test_what_has_no_score_is_left_out(self) -> None:
        assert best(np.array([[np.nan, 1.0, -np.inf]]), 4).tolist() == [[1, -1, -1, -1]]

    @pytest.mark.parametrize(("scores", "count"), [(np.zeros(3), 1), (np.zeros((1, 3)), 0)])
    def test_nonsense_is_refused(self, scores: np.ndarray, count: int) -> None:
        with pytest.raises(ValueError, match="best: "):
            best(scores, count)
