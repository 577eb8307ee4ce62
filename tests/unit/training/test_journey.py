"""What a training leaves behind of the journey: groups, never a few people."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import numpy as np

from tests.unit.decide.making import product
from worthmore.learn.replenishment import Purchases
from worthmore.training.journey import journey_summary
from worthmore.vocabulary.policy import Policy

PRODUCTS = [product("bike", category=("Bicycles",)), product("pan", category=("Kitchen", "Pans")), product("odd")]


def material(buyers: int, returners: int, pans: int) -> Any:
    """Everybody bought a bicycle a hundred days ago, some sent it back, some bought a pan yesterday."""
    person = [*range(buyers), *range(returners), *range(pans)]
    item = [0] * (buyers + returners) + [1] * pans
    day = [100.0] * (buyers + returners) + [199.0] * pans
    quantity = [1.0] * buyers + [-1.0] * returners + [1.0] * pans
    columns = (np.array(person), np.array(item), np.array(day), np.array(quantity))
    return SimpleNamespace(products=PRODUCTS, purchases=Purchases(*columns, np.array([0, 1, -1]), 200.0))


def test_a_group_is_told_from_as_many_customers_as_the_shop_says() -> None:
    found = journey_summary(material(buyers=25, returners=21, pans=19), Policy())
    assert [(one["department"], one["customers"]) for one in found] == [("", 25), ("Bicycles", 25)]
    assert found[1] == {
        "department": "Bicycles",
        "customers": 25,
        "stages": {"satisfied_use": 25},
        "returned": 21,
    }


def test_a_count_of_a_few_people_is_not_told_within_a_large_group_either() -> None:
    (shop, *_) = journey_summary(material(buyers=25, returners=3, pans=5), Policy())
    assert shop["returned"] is None
    assert shop["stages"] == {"satisfied_use": 25}, "who bought a pan yesterday bought a bicycle long before"
    assert journey_summary(material(buyers=25, returners=0, pans=0), Policy())[0]["returned"] == 0


def test_a_shop_of_few_customers_tells_nothing() -> None:
    assert journey_summary(material(buyers=19, returners=0, pans=0), Policy()) == []
    assert journey_summary(material(buyers=0, returners=0, pans=0), Policy(minimum_customers=0)) == []
