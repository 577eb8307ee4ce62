from __future__ import annotations

import numpy as np
import pytest

from tests.unit.learn.making import bought
from worthmore.learn.set_by_hand import HAND_CHANCE, SetByHand

BIKE, SEAT, LAMP = range(3)
PAIR = np.array([[BIKE, SEAT]])


def test_it_counts_baskets_and_customers_however_few() -> None:
    found = SetByHand().fit(bought((BIKE, SEAT), (BIKE,), (LAMP,), each_by=3), PAIR).neighbours(BIKE)[0]
    assert (found["baskets"], found["customers"]) == (3, 3)
    assert found["chance"] == pytest.approx((3 + 20 * HAND_CHANCE) / (6 + 20))


def test_many_bicycles_without_a_seat_lower_its_chance() -> None:
    few, many = (SetByHand().fit(bought((BIKE,), (SEAT,), each_by=n), PAIR).neighbours(BIKE)[0] for n in (5, 500))
    assert many["chance"] < few["chance"] < HAND_CHANCE
    assert many["chance"] < 0.01


def test_the_base_chance_is_that_of_baskets_without_the_first() -> None:
    found = SetByHand().fit(bought((BIKE, SEAT), (SEAT,), (LAMP,), (LAMP,), each_by=10), PAIR).neighbours(BIKE)[0]
    assert found["base_chance"] == pytest.approx(10 / 30)


def test_a_pair_of_unknown_items_is_refused() -> None:
    with pytest.raises(ValueError, match="not among the 3 of the baskets"):
        SetByHand().fit(bought((BIKE, SEAT), (LAMP,)), np.array([[BIKE, 7]]))
