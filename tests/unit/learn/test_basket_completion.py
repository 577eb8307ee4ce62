from __future__ import annotations

import numpy as np
import pytest
import scipy.sparse as sp
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.learn.making import Line, baskets, both, bought, histories, product
from worthmore.learn.basket_completion import BasketCompletion, histories_of
from worthmore.learn.baskets import Baskets
from worthmore.learn.product_text import product_features

CAMERA, CARD, CASE, BATTERY, BANANA = range(5)


def shop() -> Baskets:
    """Cameras go with cards; everybody buys bananas whatever else they buy."""
    carts = [(CAMERA, CARD, BANANA), (CAMERA, CARD), (CASE, BANANA), (BATTERY, BANANA), (BANANA,), (BANANA,)]
    return bought(*carts, each_by=30)


def test_bananas_are_not_everyones_complement() -> None:
    learned = BasketCompletion().fit(shop())
    assert learned.recommend([CAMERA])[0] == CARD
    assert learned.neighbours(CAMERA)["other"].tolist() == [CARD]


def test_popularity_brings_best_sellers_back_where_it_is_wanted() -> None:
    assert BasketCompletion(popularity=10).fit(shop()).recommend([CAMERA])[0] == BANANA


def test_two_items_together_say_more_than_each() -> None:
    carts = [(0, 1, 2), (0, 3), (1, 4), (0, 3), (1, 4), (5,), (6,)]
    learned = BasketCompletion(ridge=1).fit(bought(*carts, each_by=30))
    assert learned.scores([0, 1])[2] > max(learned.scores([0])[2], learned.scores([1])[2])


def test_a_product_nobody_bought_is_recommended_like_those_like_it() -> None:
    names = ["Blue teacup", "Saucer", "Green teacup", "Garden chair", "Saucer white"]
    features = product_features([product(name, 100, "") for name in names])
    data = bought((0, 1), (0, 1), (3,), (3,), item_count=5, each_by=30)
    learned = BasketCompletion().fit(data, features)
    assert learned.recommend([2])[0] == 1
    assert 4 in learned.recommend([0])
    assert BasketCompletion().fit(data).recommend([2]) == []


def test_what_one_customer_bought_in_several_orders_counts_where_wanted() -> None:
    lines = [line for person in range(30) for line in ((person * 2, person, 0), (person * 2 + 1, person, 1))]
    data = baskets(lines, 2)
    assert BasketCompletion(histories=0).fit(data).recommend([0]) == []
    assert BasketCompletion(histories=1).fit(data).recommend([0]) == [1]
    assert histories_of(bought((0, 1), each_by=3)).count == 0


def test_a_wholesalers_basket_takes_no_time_and_drowns_nobody() -> None:
    lines = [(order, order, item) for order in range(50) for item in (0, 1)]
    lines += [(1000 + order, order, item) for order in range(40) for item in range(10_000)]
    learned = BasketCompletion().fit(baskets(lines, 10_000))
    assert learned.recommend([0])[0] == 1
    assert len(learned.recommend(list(range(9_000)), 5)) <= 5


def test_items_not_offered_are_never_recommended() -> None:
    learned = BasketCompletion(popularity=1).fit(shop(), offered=np.array([True, False, True, True, True]))
    assert CARD not in learned.recommend([CAMERA])
    assert len(learned.neighbours(CAMERA)) == 0


def test_evidence_is_counted_exactly() -> None:
    dice = np.random.default_rng(2)
    pairs = [(order, order % 40 - 1, 2 * (order % 4) + item) for order in range(300) for item in (0, 1)]
    lines = pairs + [(order, order % 40 - 1, int(dice.integers(0, 8))) for order in range(300)]
    learned = BasketCompletion().fit(baskets(lines, 8))
    records = [(one, record) for one in range(8) for record in learned.neighbours(one)]
    assert records
    for one, record in records:
        assert (record["baskets"], record["customers"]) == both(lines, one, int(record["other"]))


def test_an_explanation_counts_in_words() -> None:
    learned = BasketCompletion().fit(shop())
    explained = learned.explain(CAMERA, CARD)
    assert "60 hold both, bought by 60 different customers" in explained.text
    assert "not surely more" in learned.explain(CAMERA, BANANA).text
    assert learned.explain(CAMERA, BANANA).pair is None


@pytest.mark.parametrize(
    ("parameter", "value"),
    [("ridge", 0), ("ridge", float("nan")), ("likeness", -1), ("popularity", -0.1), ("kept", 0), ("largest_basket", 0)],
)
def test_a_senseless_parameter_is_named(parameter: str, value: float) -> None:
    with pytest.raises(ValueError, match=parameter):
        BasketCompletion(**{parameter: value}).fit(shop())  # type: ignore[arg-type]


def test_tables_of_another_number_of_items_are_refused() -> None:
    with pytest.raises(ValueError, match="offered names 2 items; the baskets have 5"):
        BasketCompletion().fit(shop(), offered=np.ones(2, dtype=np.bool_))
    with pytest.raises(ValueError, match="features describe 3 items; the baskets have 5"):
        BasketCompletion().fit(shop(), sp.csr_matrix((3, 2), dtype=np.float32))


@settings(max_examples=40, deadline=None)
@given(lines=histories(), likeness=st.floats(0, 30), ridge=st.floats(0.01, 100), used=st.integers(1, 6))
def test_no_history_gives_nonsense(lines: list[Line], likeness: float, ridge: float, used: int) -> None:
    features = product_features([product(f"Teacup {place % 3}", 100, "Cups") for place in range(6)])
    learned = BasketCompletion(ridge=ridge, likeness=likeness, used=used).fit(baskets(lines, 6), features)
    assert np.isfinite(learned.scores_of([[item] for item in range(6)])).all()
    assert (learned.neighbours_.records["lift_low"] > 1).all()


@pytest.mark.parametrize("carts", [[(0,)], [(0, 1)], [(0,), (0, 1), (0, 2)], [(0, 1, 2)] * 3])
def test_one_basket_one_item_or_an_item_of_everyone_is_no_trouble(carts: list[tuple[int, ...]]) -> None:
    learned = BasketCompletion(popularity=1).fit(bought(*carts))
    assert np.isfinite(learned.scores([0])).all()
    assert 0 not in learned.recommend([0])
