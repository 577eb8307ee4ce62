from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.learn.answering import KINDS, Answers, answers
from worthmore.learn.calibration import log_loss
from worthmore.learn.estimator import SavedEstimatorError
from worthmore.learn.propensity import Propensity
from worthmore.learn.propensity_features import Asked, propensity_features
from worthmore.learn.propensity_priors import BY_KIND, KNOWN_ODDS, VISITOR_ODDS, prior_chance
from worthmore.vocabulary.decision import OfferKind

QUICK: dict[str, Any] = {"trees": 40, "parts": 3, "rate": 0.2}
NOTHING: tuple[Asked, list[bool]] = (propensity_features([], "cart", {}), [])
kinds = st.sampled_from([*KINDS.tolist(), "never heard of"])
unknowable = st.one_of(st.none(), st.floats())


@cache
def learned() -> Propensity:
    """Taught by 6,000 answers: enough for trees."""
    found = answers(6000)
    return Propensity(**QUICK).fit(found.asked, found.yes, found.person)


def one(kind: str = "upgrade", chance: float | None = 0.05, product: str = "a", **columns: float) -> Asked:
    return propensity_features([kind], "cart", {"chance": chance, **columns}, [product])


def taught(shown: int, accepted: int, **columns: float) -> Propensity:
    """Taught by answers to one product."""
    asked = propensity_features(["upgrade"] * shown, "cart", {"chance": 0.05, **columns}, ["a"] * shown)
    return Propensity().fit(asked, np.arange(shown) < accepted)


def chance(model: Propensity, asked: Asked) -> float:
    return float(model.predict(asked)[0])


class TestBeforeAnyAnswer:
    def test_the_source_is_believed(self) -> None:
        assert chance(Propensity().fit(*NOTHING), one(chance=0.123)) == pytest.approx(0.123)

    def test_where_the_source_is_silent_the_kind_has_a_stated_prior(self) -> None:
        assert prior_chance(one("refill", None)).tolist() == pytest.approx([BY_KIND[OfferKind.REFILL]])

    def test_every_kind_has_a_stated_prior(self) -> None:
        assert set(BY_KIND) == set(OfferKind)

    def test_customers_and_visitors_differ_by_the_stated_odds(self) -> None:
        customer, visitor = (prior_chance(one(known=known))[0] for known in (1, 0))
        odds = customer / (1 - customer) / (visitor / (1 - visitor))
        assert odds == pytest.approx(KNOWN_ODDS / VISITOR_ODDS)

    def test_a_dearer_one_is_less_likely_where_the_source_is_silent(self) -> None:
        premiums = [prior_chance(one("upgrade", None, premium=premium))[0] for premium in (0.0, 0.1, 0.5)]
        assert premiums == sorted(premiums, reverse=True)
        assert len(set(premiums)) == 3


class TestAnswers:
    def test_many_answers_decide(self) -> None:
        assert chance(taught(900, 9), one()) == pytest.approx(0.01, abs=0.005)

    def test_the_first_answer_moves_little(self) -> None:
        assert 0.05 < chance(taught(1, 1), one()) < 0.09
        assert 0.04 < chance(taught(1, 0), one()) < 0.05

    def test_another_product_of_the_kind_moves_less(self) -> None:
        model = taught(200, 0)
        assert chance(model, one()) < chance(model, one(product="b")) < 0.05

    def test_another_kind_moves_least(self) -> None:
        model = taught(200, 0)
        assert chance(model, one(product="b")) < chance(model, one("refill", product="b")) < 0.05

    def test_what_customers_say_moves_visitors_less(self) -> None:
        model, fresh = taught(200, 0, known=1), Propensity().fit(*NOTHING)
        moved = [chance(model, one(known=known)) / chance(fresh, one(known=known)) for known in (1, 0)]
        assert moved[0] < moved[1] < 1

    @given(st.integers(1, 60), st.integers(0, 60))
    @settings(max_examples=40, deadline=None)
    def test_one_more_yes_never_lowers_it(self, shown: int, accepted: int) -> None:
        accepted = min(accepted, shown - 1)
        assert chance(taught(shown, accepted + 1), one()) > chance(taught(shown, accepted), one())


class TestTrees:
    def test_they_are_used_when_they_help(self) -> None:
        assert learned().scorecard_ is not None

    def test_they_come_near_the_truth(self) -> None:
        new = answers(6000, seed=1)
        ours, prior = learned().predict(new.asked), prior_chance(new.asked)
        assert np.abs(ours - new.truth).mean() < 0.75 * np.abs(prior - new.truth).mean()
        assert log_loss(ours, new.yes) < log_loss(prior, new.yes)

    def test_chances_are_true_for_persons_not_seen(self) -> None:
        new = answers(10_000, seed=2)
        order = np.argsort(learned().predict(new.asked))
        for group in np.array_split(order, 5):
            assert learned().predict(new.asked)[group].mean() == pytest.approx(
                new.truth[group].mean(), rel=0.2, abs=0.01
            )

    def test_they_are_left_out_when_there_is_nothing_to_learn(self) -> None:
        found = answers(3000)
        coin = np.random.default_rng(5).random(3000) < prior_chance(found.asked)
        assert Propensity(**QUICK).fit(found.asked, coin, found.person).scorecard_ is None

    @given(kinds, st.floats(0.001, 0.9), st.lists(st.floats(0, 3), min_size=2, max_size=6), unknowable, unknowable)
    @settings(max_examples=60, deadline=None)
    def test_a_larger_premium_alone_never_raises_the_chance(
        self, kind: str, given: float, premiums: list[float], price: float | None, declined: float | None
    ) -> None:
        columns = {"premium": sorted(premiums), "chance": given, "price": price, "declined": declined}
        found = learned().predict(propensity_features(kind, "cart", columns))
        assert (np.diff(found) <= 1e-12).all()

    @given(kinds, st.text(max_size=5), unknowable, unknowable, unknowable)
    @settings(max_examples=60, deadline=None)
    def test_whatever_is_asked_a_chance_is_a_chance(
        self, kind: str, placement: str, given: float | None, premium: float | None, known: float | None
    ) -> None:
        columns = {"chance": given, "premium": premium, "known": known, "recency_days": premium}
        found = float(learned().predict(propensity_features(kind, placement, columns))[0])
        assert 0 < found < 1

    def test_saved_and_loaded_is_the_same(self, tmp_path: Path) -> None:
        learned().save(tmp_path)
        found, new = Propensity.load(tmp_path), answers(200, seed=3)
        assert np.array_equal(found.predict(new.asked), learned().predict(new.asked))
        assert found.calibration_ == learned().calibration_

    def test_a_scorecard_of_other_features_is_refused(self, tmp_path: Path) -> None:
        learned().save(tmp_path)
        path = tmp_path / "propensity.json"
        path.write_text(path.read_text().replace('"premium"', '"premium_of_old"'))
        with pytest.raises(SavedEstimatorError, match="taught other features"):
            Propensity.load(tmp_path)

    def test_a_damaged_table_is_refused(self, tmp_path: Path) -> None:
        learned().save(tmp_path)
        np.save(tmp_path / "scorecard_start.npy", np.array([np.nan]))
        with pytest.raises(SavedEstimatorError, match="start should be finite numbers of shape"):
            Propensity.load(tmp_path)

    def test_an_explanation_says_what_changes_the_odds(self) -> None:
        asked = propensity_features("upgrade", "cart", {"chance": 0.2, "premium": 0.9, "declined": 5, "known": 1})
        parts = dict(learned().explain(asked).parts)
        assert parts["premium"] < 0.8
        assert parts["declined"] < 0.9


class TestBadLessons:
    @pytest.mark.parametrize("yes", [[True], [False]])
    def test_one_answer_is_enough_to_go_on(self, yes: list[bool]) -> None:
        model = Propensity().fit(one(), yes)
        assert 0 < chance(model, one()) < 0.2
        assert model.calibration_.answers == 1

    @pytest.mark.parametrize("said", [True, False])
    def test_all_the_same_answer_grows_no_trees(self, said: bool) -> None:
        found = answers(2000)
        model = Propensity(**QUICK).fit(found.asked, np.full(2000, said))
        assert model.scorecard_ is None
        assert np.isfinite(model.predict(found.asked)).all()

    def test_features_that_nobody_knows_or_that_never_change_do_no_harm(self) -> None:
        found = answers(3000)
        columns = {"chance": found.asked.of("chance"), "lift": np.inf, "month": 7, "price": np.nan}
        asked = propensity_features("upgrade", "cart", columns)
        model = Propensity(**QUICK).fit(asked, found.yes)
        assert np.isfinite(model.predict(asked)).all()

    def test_one_person_alone_is_no_crowd_to_judge_by(self) -> None:
        found = answers(2000)
        model = Propensity(**QUICK).fit(found.asked, found.yes, np.zeros(2000, dtype=np.int64))
        assert np.isfinite(model.predict(found.asked)).all()

    def test_answers_of_another_length_are_refused(self) -> None:
        with pytest.raises(ValueError, match=r"1 offers, but answers of shape \(2,\)"):
            Propensity().fit(one(), [True, False])

    def test_an_answer_that_is_neither_is_refused(self) -> None:
        with pytest.raises(ValueError, match="answers must be yes or no"):
            Propensity().fit(one(), [0.5])

    @pytest.mark.parametrize("name", ["trees", "parts", "leaves"])
    def test_impossible_settings_are_named(self, name: str) -> None:
        with pytest.raises(ValueError, match=f"{name} is 0"):
            Propensity(**{name: 0}).fit(*NOTHING)


def test_the_summary_is_plain_and_says_what_was_learned_from() -> None:
    found: Answers = answers(300)
    summary = Propensity().fit(found.asked, found.yes, found.person).summary()
    assert summary["uses"] == "priors and answers"
    assert sum(kind["shown"] for kind in summary["kinds"].values()) == 300
    assert summary["calibration"]["answers"] == 300
    assert sum(row["count"] for row in summary["calibration"]["table"]) == 300
