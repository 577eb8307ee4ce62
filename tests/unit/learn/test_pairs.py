from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.learn.making import Line, baskets, bought, histories
from worthmore.learn.also_bought import AlsoBought
from worthmore.learn.baskets import Baskets
from worthmore.learn.complements import Complements

CAMERA, CARD, CASE, BATTERY, BESTSELLER = range(5)


def pairs_of(estimator: Complements | AlsoBought) -> set[tuple[int, int]]:
    table = estimator.neighbours_
    return {(item, int(other)) for item in range(table.item_count) for other in table.of(item)["other"]}


def shop() -> Baskets:
    """Cameras go with cards, everybody buys the best seller whatever else they buy."""
    carts = [(CAMERA, CARD, BESTSELLER), (CAMERA, CARD), (CASE, BESTSELLER), (BATTERY, BESTSELLER), (BESTSELLER,)]
    return bought(*carts, each_by=30)


def test_two_coincidences_are_not_a_rule() -> None:
    lines = [(order, order, item) for order in range(2) for item in (0, 1)]
    lines += [(order, order, 2) for order in range(2, 100_000)]
    assert pairs_of(Complements(minimum_customers=1).fit(baskets(lines, 3))) == set()


def test_the_best_seller_is_not_everyones_complement() -> None:
    learned = Complements().fit(shop())
    assert learned.neighbours(CAMERA)["other"].tolist() == [CARD]
    assert BESTSELLER not in learned.neighbours(BATTERY)["other"]


def test_less_than_twenty_customers_make_no_rule_however_much_they_buy() -> None:
    lines = [(order, order % 19, item) for order in range(600) for item in (0, 1)]
    lines += [(order, order, 2) for order in range(600, 2000)]
    assert pairs_of(Complements().fit(baskets(lines, 3))) == set()
    assert pairs_of(Complements(minimum_customers=19).fit(baskets(lines, 3))) == {(0, 1), (1, 0)}


def test_figures_follow_the_stated_formulas() -> None:
    learned = Complements(lift_prior=1.0, chance_prior=10.0).fit(shop())
    card = learned.neighbours(CAMERA)[0]
    share, expected = 60 / 150, 60 * 60 / 150
    assert card["customers"] == card["baskets"] == 60
    assert card["lift"] == pytest.approx(61 / (expected + 1))
    assert card["lift_low"] == pytest.approx(card["lift"] * np.exp(-1.959964 / np.sqrt(61)))
    assert card["lift_high"] == pytest.approx(card["lift"] * np.exp(1.959964 / np.sqrt(61)))
    assert card["chance"] == pytest.approx((60 + 10 * share) / (60 + 10))
    assert card["base_chance"] == pytest.approx((0 + 10 * share) / (90 + 10))


def test_one_who_buys_a_pair_often_makes_it_no_surer() -> None:
    other = [(order, order, 2) for order in range(1000, 3000)]
    by_many = baskets([(order, order, item) for order in range(40) for item in (0, 1)] + other, 3)
    by_few = baskets([(order, order % 20, item) for order in range(40) for item in (0, 1)] + other, 3)
    many, few = (Complements().fit(data).neighbours(0)[0] for data in (by_many, by_few))
    assert many["lift"] == few["lift"]
    assert many["lift_low"] > few["lift_low"]


def test_also_bought_looks_at_all_orders_of_a_customer() -> None:
    lines = [line for person in range(30) for line in ((person * 2, person, 0), (person * 2 + 1, person, 1))]
    lines += [(order, order, 2) for order in range(100, 300)]
    data = baskets(lines, 3)
    assert pairs_of(Complements().fit(data)) == set()
    learned = AlsoBought().fit(data)
    assert pairs_of(learned) == {(0, 1), (1, 0)}
    assert learned.neighbours(0)[0]["customers"] == 30


def test_also_bought_spreads_chances_over_the_orders_of_a_customer() -> None:
    once = bought((0, 1), (2,), (2,), each_by=30)
    lines = [(order + 1000 * visit, order, item) for visit in range(4) for order, item in _lines(once)]
    four_times = AlsoBought().fit(baskets(lines, 3)).neighbours(0)[0]
    single = AlsoBought().fit(once).neighbours(0)[0]
    assert 1 - (1 - four_times["chance"]) ** 4 == pytest.approx(single["chance"], abs=1e-6)


def _lines(data: Baskets) -> list[tuple[int, int]]:
    return list(zip(data.order.tolist(), data.item.tolist(), strict=True))


def test_guests_alone_teach_nothing_of_customers() -> None:
    lines = [(order, -1, item) for order in range(90) for item in (0, 1)] + [(order, -1, 2) for order in range(90, 400)]
    for estimator in (Complements(), AlsoBought()):
        assert pairs_of(estimator.fit(baskets(lines, 3))) == set()


def test_baskets_beyond_the_largest_are_left_out() -> None:
    data = bought((0, 1), (0, 1, 2, 3), (4,), (4,), each_by=30)
    assert (2, 3) in pairs_of(Complements().fit(data))
    assert pairs_of(Complements(largest_basket=2).fit(data)) == {(0, 1), (1, 0)}


def test_several_items_recommend_what_suits_them_together() -> None:
    data = bought((0, 1, 2), (0, 2), (1, 2), (0, 3), (4,), (4,), (4,), (4,), each_by=30)
    assert Complements().fit(data).recommend([0, 1])[0] == 2


def test_an_explanation_counts_in_words() -> None:
    learned = Complements().fit(shop())
    explained = learned.explain(CAMERA, CARD)
    assert (explained.one_count, explained.other_count, explained.total) == (60, 60, 150)
    assert "60 hold both, bought by 60 different customers" in explained.text
    assert learned.explain(CAMERA, CASE).pair is None
    assert "too few" in learned.explain(CAMERA, CASE).text


@pytest.mark.parametrize(
    ("parameter", "value"), [("minimum_customers", -1), ("top", 0), ("lift_prior", -0.1), ("largest_basket", 0)]
)
def test_a_senseless_parameter_is_named(parameter: str, value: float) -> None:
    with pytest.raises(ValueError, match=parameter):
        Complements(**{parameter: value}).fit(shop())  # type: ignore[arg-type]


def test_a_list_of_offered_items_of_another_length_is_refused() -> None:
    with pytest.raises(ValueError, match="offered names 2 items; the baskets have 5"):
        Complements().fit(shop(), np.ones(2, dtype=np.bool_))


@settings(max_examples=60, deadline=None)
@given(lines=histories(), minimum=st.integers(1, 3), copies=st.integers(2, 4))
def test_the_same_orders_several_times_never_lose_a_rule(lines: list[Line], minimum: int, copies: int) -> None:
    repeated = [(order + 1000 * copy, person, item) for copy in range(copies) for order, person, item in lines]
    once, often = (Complements(minimum).fit(baskets(data, 6)) for data in (lines, repeated))
    assert pairs_of(once) <= pairs_of(often)


@settings(max_examples=60, deadline=None)
@given(lines=histories(), minimum=st.integers(1, 3))
def test_every_figure_is_within_its_bounds(lines: list[Line], minimum: int) -> None:
    for estimator in (Complements(minimum), AlsoBought(minimum)):
        records = estimator.fit(baskets(lines, 6)).neighbours_.records
        assert (records["customers"] >= minimum).all()
        for chance in ("chance", "base_chance"):
            assert ((records[chance] >= 0) & (records[chance] <= 1)).all()
        assert (records["lift_low"] > 1).all()
        assert (records["lift_low"] <= records["lift"]).all()
        assert (records["lift"] <= records["lift_high"]).all()
