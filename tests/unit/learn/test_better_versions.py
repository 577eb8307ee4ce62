from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.learn.making import product
from worthmore.learn.better_versions import better_versions, has_attributes
from worthmore.vocabulary.attributes import AttributeKind, AttributeValue, Direction, differences, same_need
from worthmore.vocabulary.products import Product

KINDS = {
    kind.name: kind
    for kind in (
        AttributeKind("range", "km", Direction.HIGHER),
        AttributeKind("weight", "kg", Direction.LOWER),
        AttributeKind("colour", "", Direction.NEUTRAL),
        AttributeKind("frame", "", Direction.NEUTRAL, need=True),
    )
}


def bicycle(name: str, price: int, category: str = "Bicycles", **attributes: AttributeValue) -> Product:
    return product(name, price, category, attributes=attributes)


def steps(*products: Product, largest_step: float = 1.0, top: int = 20) -> set[tuple[str, str]]:
    offered = np.ones(len(products), dtype=np.bool_)
    pairs = better_versions(products, KINDS, offered, largest_step, top)
    return {(products[one].id, products[other].id) for one, other in pairs}


def test_better_in_one_thing_and_worse_in_none_is_an_upgrade() -> None:
    plain, better = bicycle("plain", 1000, range=60, weight=20), bicycle("better", 1200, range=90, weight=20)
    assert steps(plain, better) == {("plain", "better")}


@pytest.mark.parametrize(
    "other",
    [
        bicycle("heavier", 1200, range=90, weight=21),
        bicycle("cheaper", 900, range=90, weight=19),
        bicycle("as dear", 1000, range=90, weight=19),
        bicycle("no better", 1200, range=60, weight=20),
        bicycle("another frame", 1200, range=90, frame="low"),
        bicycle("another category", 1200, "Bicycles/Cargo", range=90),
        bicycle("far dearer", 2001, range=90),
        bicycle("of another colour only", 1200, colour="red"),
    ],
)
def test_no_upgrade(other: Product) -> None:
    assert steps(bicycle("plain", 1000, range=60, weight=20, frame="high", colour="blue"), other) == set()


def test_what_is_not_known_of_both_does_not_count() -> None:
    plain, better = bicycle("plain", 1000, range=60), bicycle("better", 1200, range=90, weight=30, frame="low")
    assert steps(plain, better) == {("plain", "better")}


def test_twice_the_price_is_still_a_step() -> None:
    assert steps(bicycle("plain", 1000, range=60), bicycle("twice", 2000, range=90)) == {("plain", "twice")}


def test_products_without_a_category_are_not_compared() -> None:
    assert steps(bicycle("plain", 1000, "", range=60), bicycle("better", 1200, "", range=90)) == set()


def test_the_nearest_in_price_are_kept() -> None:
    ladder = [bicycle(f"step {place}", 1000 + place * 100, range=60 + place) for place in range(5)]
    assert {other for one, other in steps(*ladder, top=2) if one == "step 0"} == {"step 1", "step 2"}


def test_only_attributes_with_a_direction_say_anything_of_better() -> None:
    assert has_attributes(bicycle("one", 1, range=60), KINDS)
    assert not has_attributes(bicycle("one", 1, colour="red", range="far", frame="low", size=3), KINDS)


values: st.SearchStrategy[AttributeValue] = st.one_of(st.integers(0, 2), st.sampled_from(["a", "b"]))
shelves = st.lists(
    st.builds(
        lambda price, category, attributes: (price, category, attributes),
        st.integers(0, 4),
        st.sampled_from(["A", "B", ""]),
        st.dictionaries(st.sampled_from([*KINDS, "unknown"]), values),
    ),
    max_size=7,
)


@settings(max_examples=100, deadline=None)
@given(shelf=shelves)
def test_a_whole_category_at_once_follows_the_rules_for_two(
    shelf: list[tuple[int, str, dict[str, AttributeValue]]],
) -> None:
    products = [
        product(str(place), price, category, attributes=what) for place, (price, category, what) in enumerate(shelf)
    ]
    assert steps(*products) == {(one.id, other.id) for one in products for other in products if _is_upgrade(one, other)}


def _is_upgrade(one: Product, other: Product) -> bool:
    found = differences(one.attributes, other.attributes, KINDS)
    return (
        bool(one.category)
        and one.category == other.category
        and 0 < one.price < other.price <= 2 * one.price
        and same_need(one.attributes, other.attributes, KINDS)
        and bool(found)
        and all(difference.better for difference in found)
    )
