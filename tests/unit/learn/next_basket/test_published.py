"""TIFU-KNN, UP-CF@r and the plain rules against slow, dense formulas; and what all of them promise."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.testing import assert_allclose, assert_array_equal

from worthmore.learn.estimator import NotFittedError, SavedEstimatorError, UnknownItemError
from worthmore.learn.evaluation.ties import best
from worthmore.learn.histories import Histories, histories
from worthmore.learn.next_basket import NextBasket, Part, PersonalShare, Popular, TifuKnn, UpCf
from worthmore.learn.next_basket.vectors import group_decay, last_share, summed

ITEMS = 6
MAKERS: list[Callable[[], object]] = [Popular, PersonalShare, TifuKnn, UpCf, NextBasket]


def of(baskets: list[tuple[int, int, list[int]]], items: int = ITEMS) -> Histories:
    rows = [(person, day, item) for person, day, held in baskets for item in held]
    person, day, item = np.array(rows, dtype=np.int64).reshape(-1, 3).T
    return histories(person, day.astype(float), item, items)


SHOP = of([(1, 1, [0, 1]), (1, 2, [0]), (1, 3, [0, 2]), (2, 1, [0, 1]), (2, 2, [3]), (3, 1, [4])])

some_shop = st.lists(
    st.tuples(st.integers(0, 4), st.integers(0, 8), st.lists(st.integers(0, ITEMS - 1), min_size=1, max_size=4)),
    min_size=1,
    max_size=15,
).map(of)


def dense_group_decay(held: list[set[int]], groups: int, within: float, between: float) -> np.ndarray:
    """Formulas 1 and 2 of the paper, one basket at a time."""
    real = min(groups, len(held))
    parts = [len(held) // real + (1 if part >= real - len(held) % real else 0) for part in range(real)]
    row, place = np.zeros(ITEMS), 0
    for part, size in enumerate(parts):
        for basket in held[place : place + size]:
            weight = within ** (len(held) - 1 - place) / size * between ** (real - 1 - part) / groups
            row[list(basket)] += weight
            place += 1
    return row


def baskets_of(shop: Histories, place: int) -> list[set[int]]:
    numbers = range(shop.basket_start[place], shop.basket_start[place + 1])
    return [set(shop.item[shop.line_start[b] : shop.line_start[b + 1]].tolist()) for b in numbers]


@given(some_shop, st.integers(1, 5))
def test_group_decay_is_the_papers(shop: Histories, groups: int) -> None:
    rows = summed(shop, group_decay(shop, groups, 0.9, 0.7)).toarray()
    for place in range(shop.person_count):
        assert_allclose(rows[place], dense_group_decay(baskets_of(shop, place), groups, 0.9, 0.7), rtol=1e-12)


@settings(deadline=None)
@given(some_shop, st.integers(1, 4))
def test_tifu_is_own_row_and_mean_of_the_nearest(shop: Histories, neighbours: int) -> None:
    model = TifuKnn(neighbours, 0.9, 0.7, 0.6, 3).fit(shop)
    rows = summed(shop, group_decay(shop, 3, 0.9, 0.7)).toarray()
    distance = ((rows[:, None] - rows[None]) ** 2).sum(axis=2)
    got = model._scores(np.arange(shop.person_count))(0, shop.person_count)
    for place in range(shop.person_count):
        nearest = np.sort(distance[place])[: min(neighbours, len(rows))]
        if len(nearest) < len(rows) and np.sort(distance[place])[len(nearest)] - nearest[-1] < 1e-4:
            continue  # equally near ones: which of them counts is a rounding error
        of_nearest = rows[distance[place] <= nearest[-1] + 1e-6].mean(axis=0)
        assert_allclose(got[place], 0.6 * rows[place] + 0.4 * of_nearest, atol=1e-5)


@settings(deadline=None)
@given(some_shop, st.integers(1, 4))
def test_upcf_is_shares_weighted_by_asymmetric_cosine(shop: Histories, recent: int) -> None:
    model = UpCf(recent, 2.0, 0.25).fit(shop)
    rows = summed(shop, last_share(shop, recent)).toarray()
    length = (rows**2).sum(axis=1)
    alike = rows @ rows.T / (length[:, None] ** 0.25 * length[None] ** 0.75)
    got = model._scores(np.arange(shop.person_count))(0, shop.person_count)
    assert_allclose(got, alike**2 @ rows, rtol=1e-4, atol=1e-6)


def test_personal_share_counts_the_last_baskets() -> None:
    assert PersonalShare().fit(SHOP).recommend([1], 3).score[0].tolist() == pytest.approx([1, 1 / 3, 1 / 3])
    assert PersonalShare(recent=1).fit(SHOP).repeat([1], 3).item[0].tolist() == [0, 2, 1]


def test_equal_shares_stand_by_popularity_and_then_by_number() -> None:
    assert PersonalShare().fit(SHOP).recommend([1], 6).item[0].tolist() == [0, 1, 2, 3, 4, -1]


def test_popular_of_the_newest_baskets_forgets_the_older() -> None:
    assert Popular().fit(SHOP).recommend([1], 2).item[0].tolist() == [0, 1]
    assert Popular(recent=1).fit(SHOP).recommend([1], 2).item[0].tolist() == [0, 2]


@pytest.mark.parametrize("make", MAKERS)
class TestAll:
    def test_asking_before_teaching_is_a_clear_error(self, make: Callable[[], object], tmp_path: Path) -> None:
        model = make()
        for ask in (lambda: model.recommend([1]), lambda: model.explain(1, 0), lambda: model.save(tmp_path)):
            with pytest.raises(NotFittedError):
                ask()

    def test_repeat_and_explore_never_mix(self, make: Callable[[], object]) -> None:
        model = make().fit(SHOP)
        assert set(model.repeat([1], 6).item[0].tolist()) - {-1} == {0, 1, 2}
        assert set(model.explore([1], 6).item[0].tolist()) - {-1} <= {3, 4}

    def test_a_stranger_gets_what_is_popular_and_no_repeats(self, make: Callable[[], object]) -> None:
        model = make().fit(SHOP)
        assert model.recommend([99], 2).item[0].tolist() == [0, 1]
        assert model.repeat([99], 2).item[0].tolist() == [-1, -1]
        assert model.recommend([], 3).item.shape == (0, 3)

    def test_saved_and_loaded_says_the_same(self, make: Callable[[], object], tmp_path: Path) -> None:
        model = make().fit(SHOP)
        model.save(tmp_path)
        again = type(model).load(tmp_path)
        for one, other in zip(model.recommend([1, 2, 9], 4), again.recommend([1, 2, 9], 4), strict=True):
            assert_array_equal(one, other)
        assert again.parameters() == model.parameters()

    def test_a_folder_of_something_else_is_refused(self, make: Callable[[], object], tmp_path: Path) -> None:
        with pytest.raises(SavedEstimatorError):
            make.load(tmp_path)

    def test_an_explanation_is_a_sentence(self, make: Callable[[], object]) -> None:
        model = make().fit(SHOP)
        assert model.explain(1, 1).text == (
            "Bought in 1 of 3 baskets, the last time 2 baskets before the newest; 2 of 3 customers bought it."
        )
        assert model.explain(1, 4).text.startswith("New to this customer")
        assert model.explain(99, 4).text.startswith("This customer is not known")
        with pytest.raises(UnknownItemError):
            model.explain(1, ITEMS)

    @settings(deadline=None, max_examples=20)
    @given(some_shop)
    def test_any_history_gives_clean_lists(self, make: Callable[[], object], shop: Histories) -> None:
        model = make().fit(shop)
        for part in Part:
            items, scores = model.recommend([*shop.person.tolist(), 77], 4, part)
            assert items.dtype == np.int32
            assert np.array_equal(items >= 0, ~np.isnan(scores))
            assert np.all(np.diff(np.where(np.isnan(scores), -1, scores), axis=1) <= 0)
            assert all(len({i for i in row if i >= 0}) == (np.array(row) >= 0).sum() for row in items.tolist())

    def test_a_shop_without_orders_lists_nothing(self, make: Callable[[], object]) -> None:
        nothing = of([])
        assert make().fit(nothing).recommend([1], 3).item.tolist() == [[-1, -1, -1]]


def test_compiled_lists_stand_as_the_plain_rule_has_them() -> None:
    scores = np.random.default_rng(3).integers(0, 3, (7, ITEMS)).astype(np.float32)
    model = PersonalShare().fit(SHOP)
    model._scores = lambda places: lambda first, last: scores[: last - first]  # type: ignore[method-assign]
    popular = np.where(model.buyers_ > 0, model.buyers_, -1)
    usable = np.where((model.buyers_ > 0) | (scores > 0), scores, -np.inf)
    assert_array_equal(model.recommend([1, 2, 3], 4).item, best(usable[:3], 4, popular))


@pytest.mark.parametrize(
    "model",
    [
        TifuKnn(neighbours=0),
        TifuKnn(own=1.5),
        TifuKnn(groups=0),
        UpCf(recent=0),
        UpCf(asymmetry=-1),
        Popular(recent=-1),
    ],
)
def test_parameters_that_make_no_sense_are_named(model: object) -> None:
    with pytest.raises(ValueError, match="must"):
        model.fit(SHOP)
