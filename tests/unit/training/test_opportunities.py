from __future__ import annotations

import numpy as np
import pytest

from worthmore.learn.also_bought import AlsoBought
from worthmore.learn.baskets import Baskets
from worthmore.training.opportunities import APPEARANCES, opportunities, sorts_of
from worthmore.vocabulary.products import Product

BICYCLE, LOCK, LAMP = range(3)
IDS = ["bicycle", "lock", "lamp"]
PRICES = np.array([50_000, 4_000, 3_000])


def bought_by(*customers: tuple[int, ...]) -> Baskets:
    """One basket a customer."""
    pairs = [(person, item) for person, items in enumerate(customers) for item in items]
    person, item = (np.array(column) for column in zip(*pairs, strict=True))
    return Baskets(
        order=person.astype(np.int64), person=person.astype(np.int64), item=item.astype(np.int32), item_count=3
    )


@pytest.fixture
def learned() -> AlsoBought:
    """Thirty bicycles, twenty of them with a lock; seventy customers who only wanted a lamp."""
    customers = [(BICYCLE, LOCK)] * 20 + [(BICYCLE,)] * 10 + [(LAMP,)] * 70
    return AlsoBought(minimum_customers=5).fit(bought_by(*customers))


def test_it_counts_the_customers_who_have_the_one_and_not_the_other(learned: AlsoBought) -> None:
    best = opportunities(IDS, learned, np.array([0.0, 1000.0, 1000.0]), PRICES)[0]
    assert (best.bought, best.offered, best.customers) == ("bicycle", "lock", 10)
    assert best.margin == round(10 * best.chance * 1000)


def test_nobody_is_to_buy_a_bicycle_for_the_sake_of_a_lock() -> None:
    customers = [(BICYCLE, LOCK)] * 20 + [(LOCK,)] * 10 + [(LAMP,)] * 70
    learned = AlsoBought(minimum_customers=5).fit(bought_by(*customers))
    assert opportunities(IDS, learned, np.array([9000.0, 0.0, 0.0]), PRICES) == []


def test_nobody_with_a_bicycle_is_to_buy_a_second_one() -> None:
    city, folding, lock = range(3)
    customers = [(city, folding, lock)] * 20 + [(city,)] * 10 + [(lock,)] * 70
    learned = AlsoBought(minimum_customers=5).fit(bought_by(*customers))
    margins, prices = np.array([9000.0, 9000.0, 100.0]), np.array([90_000, 80_000, 4_000])
    sold = [
        Product("city", "City", 90_000, "EUR", ("Bicycles",)),
        Product("folding", "Folding", 80_000, "EUR", ("Bicycles",)),
        Product("lock", "Lock", 4_000, "EUR", ("Locks",)),
    ]
    ids = [one.id for one in sold]
    everything = {(one.bought, one.offered) for one in opportunities(ids, learned, margins, prices)}
    assert ("city", "folding") in everything
    found = {(one.bought, one.offered) for one in opportunities(ids, learned, margins, prices, sorts=sorts_of(sold))}
    assert found == everything - {("city", "folding"), ("folding", "city")}


def test_what_is_used_up_or_has_no_category_is_of_no_sort() -> None:
    ink = Product("ink", "Ink", 100, "EUR", ("Ink",), consumable=True)
    assert sorts_of([ink, Product("a", "A", 1, "EUR"), Product("b", "B", 1, "EUR", ("B",))]).tolist() == [-1, -1, 2]


def test_what_earns_nothing_is_no_opportunity(learned: AlsoBought) -> None:
    assert opportunities(IDS, learned, np.zeros(3), PRICES) == []


def test_no_product_fills_the_list() -> None:
    rng = np.random.default_rng(3)
    customers = [tuple(np.flatnonzero(rng.random(40) < 0.3)) or (0,) for _ in range(400)]
    pairs = [(person, item) for person, items in enumerate(customers) for item in items]
    person, item = (np.array(column) for column in zip(*pairs, strict=True))
    order = person.astype(np.int64)
    learned = AlsoBought(minimum_customers=1).fit(
        Baskets(order=order, person=order, item=item.astype(np.int32), item_count=40)
    )
    found = opportunities([str(item) for item in range(40)], learned, np.full(40, 500.0), np.full(40, 900), most=60)
    assert found
    for side in ("bought", "offered"):
        names = [getattr(one, side) for one in found]
        assert max(map(names.count, names)) <= APPEARANCES
