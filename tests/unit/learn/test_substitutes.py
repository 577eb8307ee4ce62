from __future__ import annotations

from collections import defaultdict

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.learn.making import Line, baskets, histories, product
from worthmore.learn.baskets import Baskets
from worthmore.learn.substitutes import Substitutes
from worthmore.vocabulary.evidence import Basis

MILK, CREAMY_MILK, COOKIES = range(3)


def dairy(customers: int = 30, orders: int = 6) -> Baskets:
    """Everybody takes one milk or the other in turn, always with cookies."""
    lines = [
        (c * orders + o, c, item)
        for c in range(customers)
        for o in range(orders)
        for item in (MILK if o % 2 else CREAMY_MILK, COOKIES)
    ]
    return baskets(lines, 3)


def food(*categories: str) -> list[object]:
    return [product(f"p{place}", 100, category) for place, category in enumerate(categories)]


def taken(data: Baskets, *categories: str, minimum: int = 20) -> Substitutes:
    return Substitutes(minimum).fit(food(*categories), data)  # type: ignore[arg-type]


def test_what_is_bought_in_turn_is_taken_in_its_place() -> None:
    found = taken(dairy(), "Milk", "Milk", "Milk")
    assert found.recommend([MILK]) == [CREAMY_MILK]
    assert found.recommend([COOKIES]) == []
    pair = found.neighbours(MILK)[0]
    assert (pair["customers"], pair["baskets"], pair["chance"]) == (30, 0, 0.5)
    assert pair["lift"] < pair["lift_high"] < 1
    assert "30 different customers buy both, in 0 orders at once" in found.explain(MILK, CREAMY_MILK).text


def test_it_holds_both_ways() -> None:
    table = taken(dairy(), "Milk", "Milk", "Cookies").neighbours_
    assert sorted(zip(table.item.tolist(), table.records["other"].tolist(), strict=True)) == [(0, 1), (1, 0)]
    assert table.count(Basis.INSTEAD) == 2


def test_another_need_is_never_in_its_place() -> None:
    assert taken(dairy(), "Milk", "Cream", "Cookies").recommend([MILK]) == []


def test_without_categories_the_last_word_of_the_name_tells_the_need() -> None:
    named = [product("whole milk", 100, ""), product("skimmed milk", 100, ""), product("cookies", 100, "")]
    found = Substitutes().fit(named, dairy())
    assert found.recommend([MILK]) == [CREAMY_MILK]
    assert Substitutes().fit([product(word, 100, "") for word in "abc"], dairy()).recommend([MILK]) == []


def test_a_lock_in_may_and_a_helmet_in_june_are_no_choice() -> None:
    lines = [(2 * c + place, c, place) for c in range(200) for place in (0, 1)]
    assert taken(baskets(lines, 2), "Bicycles", "Bicycles").recommend([0]) == []


def test_whole_ranges_bought_at_once_are_no_substitutes() -> None:
    lines = [(3 * c + o, c, item) for c in range(50) for o in range(3) for item in (0, 1)]
    assert taken(baskets(lines, 2), "Bags", "Bags").recommend([0]) == []


@pytest.mark.parametrize(("customers", "known"), [(19, False), (20, True)])
def test_enough_different_customers_must_have_chosen(customers: int, known: bool) -> None:
    assert bool(taken(dairy(customers), "Milk", "Milk", "Cookies").recommend([MILK])) is known


def test_guests_choose_nothing() -> None:
    data = dairy()
    guests = Baskets(data.order, np.full(len(data.order), -1), data.item, 3)
    assert taken(guests, "Milk", "Milk", "Milk").recommend([MILK]) == []


def test_what_is_no_longer_sold_is_not_offered_in_its_place() -> None:
    found = Substitutes().fit(food("Milk", "Milk", "Cookies"), dairy(), np.array([True, False, True]))  # type: ignore[arg-type]
    assert found.recommend([MILK]) == []
    assert found.recommend([CREAMY_MILK]) == [MILK]


def test_tables_that_do_not_fit_are_refused_by_name() -> None:
    with pytest.raises(ValueError, match="baskets has 3 items; there are 2 products"):
        taken(dairy(), "Milk", "Milk")


def by_hand(lines: list[Line], one: int, other: int) -> tuple[int, int, float]:
    """Customers who chose, orders with both, and how many were to be expected."""
    orders: dict[int, dict[int, set[int]]] = defaultdict(lambda: defaultdict(set))
    for order, person, item in lines:
        if person >= 0:
            orders[person][order].add(item)
    customers, both, expected = 0, 0, 0.0
    for of_person in orders.values():
        times = [sum(item in held for held in of_person.values()) for item in (one, other)]
        both += sum({one, other} <= held for held in of_person.values())
        if min(times) and sum(times) >= 3:
            customers += 1
            expected += times[0] * times[1] / len(of_person)
    return customers, both, expected


@given(histories())
def test_the_counts_are_those_of_counting_by_hand(lines: list[Line]) -> None:
    found = Substitutes(1, largest_lift=1e9).fit(food(*["Milk"] * 6), baskets(lines, 6))  # type: ignore[arg-type]
    table = found.neighbours_
    for item, pair in zip(table.item.tolist(), table.records, strict=True):
        customers, both, expected = by_hand(lines, item, int(pair["other"]))
        assert (pair["customers"], pair["baskets"]) == (customers, both)
        assert pair["lift"] == pytest.approx((both + 1) / (expected + 1), rel=1e-5)


@given(st.integers(0, 40), st.integers(1, 8))
def test_nothing_is_ever_unknown_or_out_of_bounds(customers: int, orders: int) -> None:
    records = taken(dairy(customers, orders), "Milk", "Milk", "Milk", minimum=0).neighbours_.records
    for name in ("chance", "score", "lift", "lift_low", "lift_high"):
        assert ((records[name] >= 0) & (records[name] <= 1)).all()
