from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.learn.making import baskets, product
from worthmore.learn.baskets import Baskets
from worthmore.learn.neighbours import BASES
from worthmore.learn.upgrades import Upgrades, chance_at
from worthmore.vocabulary.attributes import AttributeKind, Direction
from worthmore.vocabulary.evidence import Basis
from worthmore.vocabulary.products import Product

RANGE = {"range": AttributeKind("range", "km", Direction.HIGHER)}

TEACUP, SAUCER, TRAY, SMALL, LARGE, HAMMER = range(6)
NAMES = ["TEACUP", "SAUCER", "TRAY", "WICKER BASKET SMALL", "WICKER BASKET LARGE", "HAMMER"]


def gift_shop(
    prices: tuple[int, int] = (500, 700), names: tuple[str, str] = (NAMES[SMALL], NAMES[LARGE])
) -> list[Product]:
    named = [*NAMES[:SMALL], *names, *NAMES[HAMMER:]]
    priced = [300, 200, 900, *prices, 1500]
    return [product(name, price, "") for name, price in zip(named, priced, strict=True)]


def orders(beside: int = 0) -> Baskets:
    """Both baskets go with teacups, saucers and trays; some customers buy one, others the other, `beside` buy both."""
    carts = [(SMALL, TEACUP, SAUCER, TRAY), (LARGE, TEACUP, SAUCER, TRAY)] * 40 + [(HAMMER,)] * 3000
    carts += [(SMALL, LARGE)] * beside
    return baskets([(number, number, item) for number, cart in enumerate(carts) for item in cart], 6)


def steps(learned: Upgrades) -> set[tuple[int, int]]:
    table = learned.neighbours_
    return {(item, int(other)) for item in range(table.item_count) for other in table.of(item)["other"]}


def test_a_larger_size_bought_by_the_same_kind_of_customer_is_a_swap() -> None:
    learned = Upgrades().fit(gift_shop(), {}, orders())
    assert steps(learned) == {(SMALL, LARGE)}
    step = learned.neighbours(SMALL)[0]
    assert BASES[step["basis"]] is Basis.SWAPS
    assert step["customers"] == 40
    assert step["chance"] <= chance_at(0.4)
    assert math.isnan(step["lift"])


def test_customers_who_had_both_at_once_are_not_counted() -> None:
    assert Upgrades().fit(gift_shop(), {}, orders(beside=15)).neighbours(SMALL)[0]["customers"] == 40


def test_too_few_customers_make_no_swap() -> None:
    assert steps(Upgrades(minimum_customers=41).fit(gift_shop(), {}, orders())) == set()


def test_without_baskets_nothing_is_said_of_names() -> None:
    assert steps(Upgrades().fit(gift_shop(), {})) == set()


@pytest.mark.parametrize("prices", [(500, 510), (500, 1001), (500, 400), (0, 400)])
def test_a_step_too_small_or_too_large_is_no_swap(prices: tuple[int, int]) -> None:
    assert steps(Upgrades().fit(gift_shop(prices), {}, orders())) == set()


def test_a_price_out_of_line_with_what_is_paid_is_no_swap() -> None:
    paid = np.array([one.price for one in gift_shop()], dtype=np.float64)
    paid[LARGE] = paid[SMALL]
    assert steps(Upgrades().fit(gift_shop(), {}, orders(), paid=paid)) == set()


@pytest.mark.parametrize(
    "names",
    [
        ("WICKER BASKET LARGE", "WICKER BASKET SMALL"),  # dearer but smaller
        ("WICKER BASKET", "WICKER LAMP"),  # another thing
        ("RED TIN BASKET", "OAK GARDEN BASKET"),  # little in common
    ],
)
def test_names_that_do_not_fit_are_no_swap(names: tuple[str, str]) -> None:
    assert steps(Upgrades().fit(gift_shop(names=names), {}, orders())) == set()


def test_the_same_thing_taken_instead_is_a_swap() -> None:
    names = ("RUSTIC WICKER GARDEN BASKET", "LACQUERED WICKER GARDEN BASKET")
    assert steps(Upgrades().fit(gift_shop(names=names), {}, orders())) == {(SMALL, LARGE)}


def test_the_same_thing_taken_beside_it_is_no_swap() -> None:
    names = ("RUSTIC WICKER GARDEN BASKET", "LACQUERED WICKER GARDEN BASKET")
    assert steps(Upgrades().fit(gift_shop(names=names), {}, orders(beside=150))) == set()


def test_products_with_attributes_are_judged_by_them_only() -> None:
    products = gift_shop()
    products[SMALL] = product(NAMES[SMALL], 500, "", attributes={"range": 3})
    assert steps(Upgrades().fit(products, RANGE, orders())) == set()


def ladder() -> list[Product]:
    return [product(str(price), price, "Bicycles", attributes={"range": price}) for price in (1300, 1000, 1100)]


def test_the_smallest_step_comes_first() -> None:
    learned = Upgrades().fit(ladder(), RANGE)
    assert learned.neighbours(1)["other"].tolist() == [2, 0]
    assert learned.neighbours(1)["chance"].tolist() == pytest.approx([chance_at(0.1), chance_at(0.3)])
    assert [BASES[basis] for basis in learned.neighbours(1)["basis"]] == [Basis.ATTRIBUTES] * 2


def test_what_is_no_longer_sold_is_not_offered() -> None:
    learned = Upgrades().fit(ladder(), RANGE, offered=np.array([True, True, False]))
    assert learned.neighbours(1)["other"].tolist() == [0]


def test_it_says_why_and_how_sure() -> None:
    assert "10% dearer, better in at least one attribute" in Upgrades().fit(ladder(), RANGE).explain(1, 2).text
    swap = Upgrades().fit(gift_shop(), {}, orders()).explain(SMALL, LARGE).text
    assert "% sure), 40% dearer; 40 different customers" in swap
    assert Upgrades().fit(ladder(), RANGE).explain(0, 1).step is None


@given(st.floats(0, 10), st.floats(0, 10))
def test_the_chance_falls_with_the_premium(one: float, other: float) -> None:
    low, high = sorted((one, other))
    assert 0 < chance_at(high) <= chance_at(low) < 1


def test_inputs_of_different_length_are_refused() -> None:
    with pytest.raises(ValueError, match="baskets has 6 items; the catalogue has 3 products"):
        Upgrades().fit(ladder(), RANGE, orders())
