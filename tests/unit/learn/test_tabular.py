from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
import pytest
from sklearn.metrics import roc_auc_score

from worthmore.learn.calibration import log_loss
from worthmore.learn.estimator import NotFittedError, SavedEstimatorError
from worthmore.learn.tabular import Tabular
from worthmore.learn.tabular_columns import Levels, read_table
from worthmore.learn.tabular_mix import find_mix

QUICK: dict[str, Any] = {"trees": 60, "bags": 2, "parts": 3, "rate": 0.1}


def people(count: int, seed: int = 0) -> tuple[dict[str, Any], Any]:
    """The young in towns say yes; so do the rich with a car, and nobody else with either."""
    dice = np.random.default_rng(seed)
    age, rich, car = dice.integers(18, 90, count), dice.random(count) < 0.4, dice.random(count) < 0.5
    town = dice.choice(["city", "village", "farm"], count)
    score = -2.5 + 1.5 * ((age < 35) & (town == "city")) + 2.5 * (rich & car)
    yes = dice.random(count) < 1 / (1 + np.exp(-score))
    table = {"age": age, "town": town.tolist(), "rich": rich, "car": car.astype(int), "noise": dice.normal(size=count)}
    return table, yes


@cache
def learned() -> Tabular:
    table, yes = people(2500)
    return Tabular(crosses=[["rich", "car"]], **QUICK).fit(table, yes)


def taught(table: Any, yes: Any, **more: Any) -> Tabular:
    return Tabular(**{**QUICK, **more}).fit(table, yes)


def test_the_likely_come_first() -> None:
    table, yes = people(4000, seed=1)
    assert roc_auc_score(yes, learned().predict(table)) > 0.73


def test_chances_are_true_for_rows_not_seen() -> None:
    table, yes = people(8000, seed=2)
    chance = learned().predict(table)
    for group in np.array_split(np.argsort(chance), 4):
        assert chance[group].mean() == pytest.approx(yes[group].mean(), abs=0.035)
    report = learned().calibration_
    assert report.log_loss is not None
    assert report.log_loss_prior is not None
    assert report.log_loss < report.log_loss_prior
    assert report.log_loss == pytest.approx(log_loss(chance, yes), abs=0.04)


def test_columns_may_come_as_a_frame_and_in_another_order() -> None:
    table, _ = people(20, seed=3)
    frame = pl.DataFrame(table).select("noise", "car", "rich", "town", "age", extra=pl.lit(1))
    assert np.array_equal(learned().predict(frame), learned().predict(table))


def test_saved_and_loaded_is_the_same(tmp_path: Path) -> None:
    table, _ = people(300, seed=4)
    learned().save(tmp_path)
    found = Tabular.load(tmp_path)
    assert np.array_equal(found.predict(table), learned().predict(table))
    assert found.calibration_ == learned().calibration_
    assert found.explain(table, 5) == learned().explain(table, 5)
    for file in tmp_path.glob("*.npy"):
        np.load(file, allow_pickle=False)


def test_the_same_lesson_teaches_the_same() -> None:
    table, yes = people(400)
    one, other = (taught(table, yes, trees=10).predict(table) for _ in range(2))
    assert np.array_equal(one, other)


def test_an_explanation_names_what_matters() -> None:
    table, _ = people(50, seed=5)
    row = next(row for row in range(50) if table["rich"][row] and table["car"][row])
    explained = learned().explain(table, row)
    assert {name for name, _ in explained.parts[:2]} <= {"rich", "car", "age", "town"}
    assert "What changes the odds most: " in explained.text


def test_a_column_that_must_rise_never_lowers_the_chance() -> None:
    table, yes = people(1500)
    model = taught({**table, "dear": -np.asarray(table["age"])}, yes, rising=["dear"], falling=["age"])
    ages = np.arange(18, 90)
    same = {"town": ["city"] * 72, "rich": [True] * 72, "car": [0] * 72, "noise": [0.1] * 72, "dear": [-40] * 72}
    assert (np.diff(model.predict({**same, "age": ages})) <= 1e-12).all()
    rising = model.predict({**same, "age": [40] * 72, "dear": -ages[::-1]})
    assert (np.diff(rising) >= -1e-12).all()


class TestBadInput:
    def test_unseen_names_and_unknown_or_infinite_numbers_get_a_chance(self) -> None:
        odd = {"age": [np.nan, np.inf, -np.inf, 1e300], "town": [None, "moon", "", "city"], "rich": [None] * 4}
        found = learned().predict({**odd, "car": [np.nan] * 4, "noise": [None, 1, 2, 3]})
        assert ((found > 0) & (found < 1)).all()

    def test_columns_without_any_value_or_that_never_change_do_no_harm(self) -> None:
        table, yes = people(300)
        table |= {"empty": [None] * 300, "same": [7] * 300, "nameless": [""] * 300, "endless": [np.inf] * 300}
        model = taught(table, yes, trees=10)
        found = model.predict(table)
        assert np.isfinite(found).all()
        assert np.isfinite([times for _, times in model.explain(table, 0).parts]).all()

    @pytest.mark.parametrize("yes", [[True], [False], [True, True, False]])
    def test_a_few_rows_give_everybody_the_average(self, yes: list[bool]) -> None:
        model = taught({"age": list(range(len(yes)))}, yes)
        found = model.predict({"age": [1, 99, None]})
        assert len(set(found.tolist())) == 1
        assert found[0] == pytest.approx((sum(yes) + 1) / (len(yes) + 2))

    def test_all_the_same_answer_is_nearly_sure_but_never_quite(self) -> None:
        found = taught({"age": list(range(500))}, np.ones(500, dtype=np.bool_)).predict({"age": [3]})
        assert 0.99 < found[0] < 1

    def test_nothing_at_all_can_be_learned_from(self, tmp_path: Path) -> None:
        model = taught({"age": []}, [])
        model.save(tmp_path)
        assert Tabular.load(tmp_path).predict({"age": [5]}).tolist() == [0.5]

    def test_only_names_can_be_learned_from(self) -> None:
        table, yes = people(400)
        assert np.isfinite(taught({"town": table["town"]}, yes, trees=10).predict({"town": ["city", "moon"]})).all()

    def test_a_missing_column_is_named(self) -> None:
        with pytest.raises(ValueError, match="column 'town' is missing"):
            learned().predict({"age": [3]})
        with pytest.raises(ValueError, match="column 'town' "):
            learned().predict(pl.DataFrame({"age": [3]}))

    def test_text_where_numbers_were_learned_is_refused(self) -> None:
        table, _ = people(2)
        with pytest.raises(ValueError, match="column 'age' holds text; it was learned as numbers"):
            learned().predict({**table, "age": ["old", "young"]})

    def test_numbers_where_names_were_learned_are_names(self) -> None:
        table, _ = people(2)
        assert np.isfinite(learned().predict({**table, "town": [None, None]})).all()
        assert np.isfinite(learned().predict({**table, "town": [7, 8.5]})).all()

    def test_a_column_of_dates_is_refused(self) -> None:
        with pytest.raises(ValueError, match="column 'day' holds datetime64"):
            taught({"day": np.array(["2026-01-01"], dtype="datetime64[D]")}, [True])

    def test_unequal_lengths_are_refused(self) -> None:
        with pytest.raises(ValueError, match="unequal length"):
            taught({"age": [1, 2], "car": [1]}, [True, False])
        with pytest.raises(ValueError, match=r"2 rows, but answers of shape \(1,\)"):
            taught({"age": [1, 2]}, [True])

    def test_answers_that_are_neither_are_refused(self) -> None:
        with pytest.raises(ValueError, match="answers must be yes or no"):
            taught({"age": [1, 2]}, [0.2, 1])

    def test_columns_that_are_not_there_cannot_be_named(self) -> None:
        table, yes = people(30)
        for wrong in ({"crosses": [["rich", "horse"]]}, {"rising": ["horse"]}, {"names": ["horse"]}):
            with pytest.raises(ValueError, match="horse"):
                taught(table, yes, **wrong)
        with pytest.raises(ValueError, match="'town', which is no number"):
            taught(table, yes, rising=["town"])

    def test_asking_before_teaching_is_a_clear_error(self) -> None:
        with pytest.raises(NotFittedError):
            Tabular().predict({"age": [1]})

    def test_a_folder_of_something_else_is_refused(self, tmp_path: Path) -> None:
        with pytest.raises(SavedEstimatorError):
            Tabular.load(tmp_path)


class TestLevels:
    def test_a_row_does_not_see_its_own_answer(self) -> None:
        column = np.array(["a"] * 20)
        yes = np.arange(20) == 0
        fold = np.arange(20)
        shares = Levels.learn(column, yes).shares_without_own(column, yes, fold, 0.5)
        assert shares[0] == pytest.approx((0 + 5) / (19 + 10))
        assert shares[1] == pytest.approx((1 + 5) / (19 + 10))

    def test_rare_new_and_unknown_are_one_level(self) -> None:
        column = np.array(["a"] * 15 + ["b", "c", ""])
        levels = Levels.learn(column, np.ones(18, dtype=np.bool_))
        assert levels.values.tolist() == ["a"]
        assert levels.places(np.array(["a", "b", "zebra", ""])).tolist() == [0, 1, 1, 1]

    def test_numbers_that_many_rows_share_are_levels_too(self) -> None:
        column = np.array([4.0] * 12 + [np.nan, 5.0])
        levels = Levels.learn(column, np.zeros(14, dtype=np.bool_))
        assert levels.places(np.array([4.0, 5.0, np.nan])).tolist() == [0, 1, 1]


def test_integers_and_text_of_numbers_are_told_apart() -> None:
    table = read_table({"code": ["0012", "12"], "count": [12, 12]})
    assert table["code"].tolist() == ["0012", "12"]
    assert table["count"].tolist() == [12.0, 12.0]


def test_a_model_that_knows_nothing_gets_no_weight_to_speak_of() -> None:
    dice = np.random.default_rng(0)
    good = dice.normal(size=3000)
    yes = dice.random(3000) < 1 / (1 + np.exp(-2 * good))
    weights = find_mix(np.column_stack([good, dice.normal(size=3000), -good]), yes)
    assert weights[0] > 1
    assert weights[1] < 0.2
    assert (weights[:-1] >= 0).all()
