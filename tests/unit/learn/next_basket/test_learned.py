"""The learned next basket: what a person can see in small shops, bad input, and trees as scikit-learn reads them."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal

from worthmore.learn.histories import Histories, histories
from worthmore.learn.next_basket import Hide, NextBasket, Part
from worthmore.learn.next_basket.candidates import FEATURES, candidates
from worthmore.learn.next_basket.crowd import crowd
from worthmore.learn.next_basket.lesson import THIN, lessons, thinned, usual_gap
from worthmore.learn.next_basket.trees import Boosting, Trees, exported, grow

BREAD, SOAP, PASTA, SAUCE, HAT = range(5)


def of(rows: list[tuple[int, float, int]], items: int = 5) -> Histories:
    person, day, item = (np.array(column) for column in zip(*rows, strict=True))
    return histories(person.astype(np.int64), day.astype(float), item.astype(np.int64), items)


def village(persons: int = 120) -> Histories:
    """Bread every week, soap every second, and who bought pasta for the first time buys sauce the week after."""
    rows = []
    for person in range(persons):
        weeks = 6 + person % 2
        for week in range(weeks):
            rows.append((person, 7.0 * week, BREAD))
            rows += [(person, 7.0 * week, SOAP)] * (week % 2 == 0)
        start = person % 7
        rows += [(person, 7.0 * week, item) for week, item in ((start, PASTA), (start + 1, SAUCE)) if week < weeks]
    return of([*rows, (persons + 1, 0.0, HAT)])


@pytest.fixture(scope="module")
def taught() -> NextBasket:
    return NextBasket().fit(village())


def test_the_village_teaches_trees(taught: NextBasket) -> None:
    assert taught.trees_ is not None


def test_soap_is_due_every_second_week(taught: NextBasket) -> None:
    after_six, after_seven = taught.recommend([0, 1], 5)[0]
    assert after_six[0] == after_seven[0] == BREAD
    chance = {
        person: dict(zip(*(column[0].tolist() for column in taught.repeat([person], 5)), strict=True))
        for person in (0, 1)
    }
    assert chance[0][SOAP] > 0.8 > 0.2 > chance[1][SOAP]


def test_sauce_is_offered_to_who_just_bought_pasta_for_the_first_time(taught: NextBasket) -> None:
    just_bought = [person for person in range(120) if person % 7 == 5 + person % 2]
    assert {taught.explore([person], 1).item[0, 0] for person in just_bought} == {SAUCE}


def test_scores_are_chances(taught: NextBasket) -> None:
    scores = taught.recommend(list(range(120)), 5).score
    assert np.nanmin(scores) >= 0.0
    assert np.nanmax(scores) <= 1.0


def test_the_same_lesson_teaches_the_same(taught: NextBasket) -> None:
    again = NextBasket().fit(village())
    assert_array_equal(again.recommend([0, 1, 2], 5).score, taught.recommend([0, 1, 2], 5).score)


def test_saved_with_its_trees_it_says_the_same(taught: NextBasket, tmp_path: Path) -> None:
    taught.save(tmp_path)
    again = NextBasket.load(tmp_path)
    for one, other in zip(taught.recommend([0, 1, 999], 5), again.recommend([0, 1, 999], 5), strict=True):
        assert_array_equal(one, other)


def test_parts_are_the_same_list_taken_apart(taught: NextBasket) -> None:
    every, repeat, explore = (taught.recommend([3], 9, part) for part in Part)
    merged = {
        item: score for lists in (repeat, explore) for item, score in zip(lists.item[0], lists.score[0], strict=True)
    }
    merged.pop(-1, None)
    assert merged == {i: s for i, s in zip(every.item[0], every.score[0], strict=True) if i >= 0}


def test_coming_later_makes_the_soap_more_likely() -> None:
    model = NextBasket(day_known=True).fit(village())
    newest = model.histories_.day.max()
    soon, late = (model.recommend([1], 5, at=np.array([day])) for day in (newest + 7, newest + 7_000))
    for lists in (
        soon,
        late,
        model.recommend([1], 5, at=np.array([np.nan])),
        model.recommend([1], 5, at=np.array([-5.0])),
    ):
        assert not np.isnan(lists.score[lists.item >= 0]).any()


class TestBadInput:
    def test_a_wholesaler_with_ten_thousand_lines_does_not_drown_the_others(self) -> None:
        dice = np.random.default_rng(5)
        rows = [(500, float(day), int(item)) for day in range(5) for item in dice.permutation(3000)[:2000]]
        small = village()
        known = histories(
            np.concatenate([small.person[small.line_person], [row[0] for row in rows]]),
            np.concatenate([np.repeat(small.day, np.diff(small.line_start)), [row[1] for row in rows]]),
            np.concatenate([small.item, [row[2] for row in rows]]),
            3000,
        )
        lists = NextBasket().fit(known).recommend([0, 500], 10)
        assert lists.item[0, 0] == BREAD
        assert (lists.item[1] >= 0).all()
        assert not np.isnan(lists.score[1]).any()

    def test_one_day_of_history_is_enough_for_a_list(self) -> None:
        known = of([(person, 3.0, item) for person in range(9) for item in (BREAD, SOAP)])
        assert NextBasket().fit(known).recommend([4], 3).item.tolist() == [[BREAD, SOAP, -1]]

    def test_a_product_that_everybody_buys_is_no_news(self) -> None:
        known = of([(person, float(day), BREAD) for person in range(30) for day in range(4)])
        lists = NextBasket().fit(known).explore([4], 3)
        assert lists.item.tolist() == [[-1, -1, -1]]

    def test_equal_times_stand_by_order_number(self) -> None:
        order = np.arange(6)
        known = histories(np.zeros(6, dtype=int), np.full(6, 4.0), np.array([0, 1, 0, 1, 0, 1]), 2, order)
        lists = NextBasket().fit(known).recommend([0], 2)
        assert sorted(lists.item[0].tolist()) == [0, 1]
        assert not np.isnan(lists.score).any()

    @pytest.mark.parametrize("rows", [[(1, 1.0, 0)], [(1, 1.0, 0), (1, 2.0, 0)], [(1, 1.0, 0), (2, 1.0, 0)]])
    def test_one_customer_one_product_one_basket(self, rows: list[tuple[int, float, int]]) -> None:
        lists = NextBasket().fit(of(rows, 1)).recommend([1], 2)
        assert lists.item.tolist() == [[0, -1]]
        assert 0.0 < lists.score[0, 0] <= 1.0

    @pytest.mark.parametrize(
        "model",
        [NextBasket(extra=0), NextBasket(leaves=1), NextBasket(trees=0), NextBasket(compared=0), NextBasket(hide="x")],
    )
    def test_parameters_that_make_no_sense_are_refused(self, model: NextBasket) -> None:
        with pytest.raises(ValueError, match=r"must be at least|is not a valid"):
            model.fit(village(3))

    def test_a_feature_that_does_not_exist_cannot_be_left_out(self) -> None:
        with pytest.raises(ValueError, match="moon"):
            NextBasket(without=["moon"]).fit(village(3))


class TestLessons:
    def test_hidden_baskets_are_not_known(self) -> None:
        shop = village(10)
        for one in lessons(shop, Hide.EVERYBODY, 50):
            for place, person in enumerate(one.hidden.person):
                known = one.known.places([person])[0]
                last = one.known.basket_start[known + 1] - 1
                assert one.known.day[last] < one.hidden.day[place]
        assert sum(len(one.places) for one in lessons(shop, Hide.EVERYBODY, 50)) == 50

    def test_hiding_some_leaves_the_others_in_sight(self) -> None:
        shop = village(10)
        made = list(lessons(shop, Hide.SOME, 1000))
        assert sorted(person for one in made for person in one.hidden.person.tolist()) == list(range(10))
        assert all(one.known.basket_count == shop.basket_count - len(one.places) for one in made)

    def test_every_third_of_what_was_not_taken_stands_for_three(self) -> None:
        owned = np.array([True, False, False, False, False, False, False])
        yes = np.array([False, True, False, False, False, False, False])
        kept, counts = thinned(owned, yes)
        assert kept.tolist() == [0, 1, 2, 5]
        assert counts.tolist() == [1, 1, THIN, THIN]

    def test_the_usual_gap_is_drawn_to_everybodys(self) -> None:
        shop = of([(1, 0.0, 0), (1, 10.0, 0), (1, 20.0, 0), (2, 5.0, 0)])
        assert usual_gap(shop).tolist() == [(20 + 10) / 3, 10.0]


class TestCandidates:
    def test_features_are_what_a_person_would_count(self) -> None:
        shop = of(
            [(1, 0.0, BREAD), (1, 10.0, BREAD), (1, 10.0, SOAP), (1, 30.0, BREAD), (2, 29.0, SOAP), (2, 40.0, HAT)]
        )
        found = candidates(shop, crowd(shop, 10, 5), np.array([0]), np.array([36.0]), 5)
        row = dict(zip(FEATURES, found.features[found.item.tolist().index(BREAD)].tolist(), strict=True))
        for name, value in {
            "times": 3, "own_share": 1, "ago": 0, "fast": 1 + 0.5 + 0.25, "first_ago": 2, "gap": 1, "due": 1,
            "days_ago": 6, "gap_days": 15, "due_days": 0.4, "rate": 1, "streak": 3, "newest_gap": 1, "baskets": 3,
            "basket_size": 4 / 3, "variety": 0.5, "newest_size": 1, "days_away": 6, "share": 0.5,
        }.items():  # fmt: skip
            assert row[name] == pytest.approx(value), name
        soap = dict(zip(FEATURES, found.features[found.item.tolist().index(SOAP)].tolist(), strict=True))
        assert (soap["times"], soap["ago"], soap["streak"]) == (1, 1, 0)
        assert np.isnan(soap["gap"])
        hat = dict(zip(FEATURES, found.features[found.item.tolist().index(HAT)].tolist(), strict=True))
        assert (hat["times"], hat["neighbours"], hat["first_newest"]) == (0, 1, 0.5)

    def test_popularity_is_as_it_was_before_the_day(self) -> None:
        rows = [(person, float(person), BREAD if person < 60 else HAT) for person in range(120)]
        shop = of(rows)
        for day, bread in ((59.0, 1.0), (110.0, 0.0)):
            found = candidates(shop, crowd(shop, 10, 5), np.array([0]), np.array([day]), 5)
            assert found.features[found.item.tolist().index(BREAD), FEATURES.index("lately")] == bread

    def test_of_too_many_successions_the_newest_are_counted(self, monkeypatch: pytest.MonkeyPatch) -> None:
        rows = [(person, float(day), BREAD if day < 5 else HAT) for person in range(10) for day in range(10)]
        every = dict(zip(*(column.tolist() for column in crowd(of(rows), 10, 5).followers[1:3]), strict=True))
        assert set(every) == {BREAD, HAT}
        monkeypatch.setattr("worthmore.learn.next_basket.crowd.MOST_PAIRS", 20)
        assert set(crowd(of(rows), 10, 5).followers[1].tolist()) == {HAT}


class TestTrees:
    def test_they_say_what_scikit_learn_says(self, tmp_path: Path) -> None:
        from sklearn.ensemble import HistGradientBoostingClassifier

        dice = np.random.default_rng(2)
        features = dice.normal(size=(4000, 6)).astype(np.float32)
        features[dice.random(features.shape) < 0.2] = np.nan
        yes = np.nan_to_num(features[:, 0]) + dice.normal(size=4000) > 0.5
        model = HistGradientBoostingClassifier(max_iter=20, early_stopping=False).fit(features, yes)
        trees = exported(model)
        assert_allclose(trees.chance(features), model.predict_proba(features)[:, 1], rtol=1e-5)
        trees.save(tmp_path)
        assert_array_equal(Trees.load(tmp_path).chance(features), trees.chance(features))

    def test_a_column_without_any_value_is_left_aside(self) -> None:
        features = np.column_stack([np.linspace(0, 1, 900), np.full(900, np.nan)]).astype(np.float32)
        trees = grow(features, features[:, 0] > 0.5, np.ones(900), Boosting(trees=5))
        assert set(trees.feature.tolist()) <= {-1, 0}
