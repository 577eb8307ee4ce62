from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.learn.making import product
from worthmore.learn.baskets import Baskets
from worthmore.learn.estimator import NotFittedError, SavedEstimatorError
from worthmore.learn.premium_acceptance import PREMIUMS, PremiumAcceptance
from worthmore.learn.premium_steps import ladder_names, repeated_choices

PRICES = np.array([100.0, 110.0, 120.0, 180.0, 1000.0])
TEA: list[str | None] = ["tea"] * 5
BASIC, SLIGHTLY, BETTER, BEST, OTHER_NEED = range(5)


def bought(*choices: tuple[int, int], items: int = 5) -> Baskets:
    """(person, item), each in an order of its own."""
    persons, item = (np.array(column, dtype=np.int64) for column in zip(*choices, strict=True)) if choices else ([], [])
    none = np.asarray(item, dtype=np.int32)
    return Baskets(np.arange(len(choices)), np.asarray(persons, dtype=np.int64), none, items)


def usually_basic(persons: int, now_and_then: int) -> Baskets:
    """Each buys the basic one three times and another once."""
    return bought(*((person, item) for person in range(persons) for item in (BASIC, BASIC, BASIC, now_and_then)))


def test_every_fourth_choice_of_everybody_is_a_fifth_dearer() -> None:
    curve = PremiumAcceptance().fit(usually_basic(50, BETTER), PRICES, TEA).curve("tea")
    assert curve.chance[[0, 9, 19]] == pytest.approx([0.25, 0.25, 0.25])
    assert curve.chance[20] == 0
    assert (curve.customers, curve.up, curve.known) == (50, 50, True)


def test_the_cap_is_where_half_of_them_went() -> None:
    some = [(person, item) for person in range(60) for item in (BASIC, BASIC, BASIC, BETTER if person % 3 else BEST)]
    cap = PremiumAcceptance().fit(bought(*some), PRICES, TEA).cap("tea")
    assert cap.cap == 0.20
    assert cap.known
    assert "half of those who chose a dearer one in tea paid up to 20% more than usual" in cap.text
    assert "60 of 60 customers" in cap.text


def test_something_of_another_need_is_no_step() -> None:
    model = PremiumAcceptance().fit(usually_basic(50, OTHER_NEED), PRICES, TEA)
    assert model.curve("tea").up == 0
    assert model.cap("tea").cap is None
    assert "nobody who chose again ever chose a dearer one" in model.cap("tea").text


def test_the_same_again_is_no_step() -> None:
    model = PremiumAcceptance().fit(usually_basic(50, BASIC), PRICES, TEA)
    assert model.curve("tea").chance.max() == 0
    assert model.curve("tea").customers == 50


def test_a_first_choice_says_nothing() -> None:
    assert PremiumAcceptance().fit(bought((1, BEST), (2, BASIC)), PRICES, TEA).curve("tea").customers == 0


def test_guests_say_nothing() -> None:
    assert PremiumAcceptance().fit(bought(*[(-1, BASIC), (-1, BETTER)] * 30), PRICES, TEA).curve(None).customers == 0


def test_who_always_buys_the_dearest_had_nothing_to_accept() -> None:
    ladder = np.zeros(5, dtype=np.int64)
    dearest, cheapest = (bought(*[(1, item)] * 5) for item in (OTHER_NEED, BASIC))
    assert len(repeated_choices(dearest, PRICES, ladder, 0.01, 1.0)) == 0
    assert len(repeated_choices(cheapest, PRICES, ladder, 0.01, 1.0)) == 5


def test_a_wholesaler_weighs_no_more_than_anybody() -> None:
    small = [(person, item) for person in range(40) for item in (BASIC, BASIC)]
    model = PremiumAcceptance(prior_customers=0).fit(bought(*small, *[(99, BASIC), (99, BETTER)] * 2000), PRICES, TEA)
    assert model.curve("tea").chance[10] < 0.03


def test_a_thin_category_leans_on_the_shop() -> None:
    ladders: list[str | None] = ["tea", "tea", "tea", "tea", "wine"]
    prices = np.array([100.0, 110.0, 120.0, 180.0, 100.0])
    model = PremiumAcceptance().fit(usually_basic(50, BETTER), prices, ladders)
    assert model.curve("wine").chance[10] == pytest.approx(model.curve(None).chance[10])
    assert not model.cap("wine").known
    assert "Too few to be sure" in model.cap("wine").text


def test_who_trades_up_more_often_is_known_for_it() -> None:
    often = [(100, item) for item in (BASIC, BETTER, BASIC, BETTER, BASIC, BETTER, BASIC)]
    model = PremiumAcceptance().fit(bought(*often, *[(p, i) for p in range(50) for i in (0, 0, 0, 2)]), PRICES, TEA)
    eager, usual, stranger = model.factor([100, 3, 12345])
    assert eager > 1.1 > usual
    assert stranger == 1
    assert model.predict(["tea"], [0.1], [100])[0] > model.predict(["tea"], [0.1])[0]


def test_at_no_premium_everybody_agrees_and_beyond_double_nobody() -> None:
    model = PremiumAcceptance().fit(usually_basic(50, BETTER), PRICES, TEA)
    assert model.predict(["tea", "tea", "tea", None], [0.0, -0.2, 1.5, 0.1]).tolist() == [1.0, 1.0, 0.0, 0.25]


@given(st.lists(st.tuples(st.integers(0, 6), st.integers(0, 4)), max_size=60), st.integers(0, 6))
@settings(max_examples=60, deadline=None)
def test_a_curve_never_rises_and_stays_a_chance(choices: list[tuple[int, int]], person: int) -> None:
    ladders: list[str | None] = ["tea", "tea", "tea", "cup", None]
    model = PremiumAcceptance().fit(bought(*choices), PRICES, ladders)
    for ladder in ("tea", "cup", None, "unheard of"):
        found = model.predict([ladder] * 100, PREMIUMS, [person] * 100)
        assert (np.diff(found) <= 1e-12).all()
        assert ((found >= 0) & (found <= 1)).all()
        curve = model.curve(ladder)
        assert (curve.low <= curve.chance + 1e-12).all()
        assert (curve.chance <= curve.high + 1e-12).all()


def test_prices_that_are_missing_or_nothing_are_left_out() -> None:
    prices = np.array([np.nan, 0.0, np.inf, -5.0, 100.0])
    model = PremiumAcceptance().fit(usually_basic(30, BETTER), prices, TEA)
    assert np.isfinite(model.curve("tea").chance).all()


def test_nothing_at_all_gives_a_curve_of_nothing() -> None:
    model = PremiumAcceptance().fit(bought(items=0), np.empty(0), [])
    assert model.summary()["shop"]["cap"] is None
    assert model.curve("tea").chance.max() == 0


def test_lists_of_unequal_length_are_refused() -> None:
    with pytest.raises(ValueError, match="3 ladders for 5 items"):
        PremiumAcceptance().fit(usually_basic(2, BETTER), PRICES, ["tea"] * 3)
    with pytest.raises(ValueError, match="1 ladders need as many numbers"):
        PremiumAcceptance().fit(usually_basic(2, BETTER), PRICES, TEA).predict(["tea"], [np.nan])


def test_saved_and_loaded_is_the_same(tmp_path: Path) -> None:
    model = PremiumAcceptance().fit(usually_basic(50, BETTER), PRICES, TEA)
    model.save(tmp_path)
    found = PremiumAcceptance.load(tmp_path)
    assert found.summary() == model.summary()
    assert found.factor([3]).tolist() == model.factor([3]).tolist()


def test_a_folder_of_something_else_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SavedEstimatorError):
        PremiumAcceptance.load(tmp_path)
    with pytest.raises(NotFittedError):
        PremiumAcceptance().curve(None)


def test_the_ladder_is_the_category_or_else_what_the_name_ends_in() -> None:
    made = [product("Green tea", 100, "Drinks/Tea"), product("SMALL RED LAMP", 100, ""), product("12", 100, "")]
    assert ladder_names(made) == ["Drinks/Tea (EUR)", "lamp (EUR)", None]
