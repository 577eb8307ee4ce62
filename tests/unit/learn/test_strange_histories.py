"""Every estimator, on every history real shops have and textbooks forget: sensible, never a crash, never NaN."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest

from tests.unit.learn.making import product
from tests.unit.learn.strange import STRANGE, TODAY, Lines
from worthmore.learn.also_bought import AlsoBought
from worthmore.learn.association_rules import association_rules
from worthmore.learn.basket_completion import BasketCompletion
from worthmore.learn.baskets import Baskets
from worthmore.learn.choose_complements import choose_complements
from worthmore.learn.complements import Complements
from worthmore.learn.ease import Ease
from worthmore.learn.histories import Histories, histories
from worthmore.learn.neighbours import NeighbourTable
from worthmore.learn.next_basket import NextBasket, Popular, TifuKnn, UpCf
from worthmore.learn.order_value import OrderValue, customer_values
from worthmore.learn.premium_acceptance import PremiumAcceptance
from worthmore.learn.premium_steps import ladder_names
from worthmore.learn.product_text import product_features
from worthmore.learn.purchase_histories import histories as purchase_histories
from worthmore.learn.repeat_purchase import RepeatPurchase
from worthmore.learn.replenishment import NextOrder, Purchases, Replenishment
from worthmore.learn.returns import ReturnChance
from worthmore.learn.season import Season
from worthmore.learn.segments import Preferences, Standings, Tastes, customers
from worthmore.learn.set_by_hand import SetByHand
from worthmore.learn.substitutes import Substitutes
from worthmore.learn.upgrades import Upgrades
from worthmore.vocabulary.products import Product

MAY_BE_MISSING = ("lift", "lift_low", "lift_high")
"""Of a neighbour: a pair set by hand, lent or dearer has no lift."""


@pytest.fixture(params=STRANGE.values(), ids=STRANGE.keys())
def lines(request: pytest.FixtureRequest) -> Lines:
    found: Lines = request.param()
    return found


def products(lines: Lines) -> list[Product]:
    """Ids that look like numbers, with leading zeros, as half of all shops have them."""
    names = ("tea", "coffee", "mug", "large mug", "sugar")
    return [
        dataclasses.replace(product(names[item % 5], 100 + 50 * (item % 3), "Kitchen"), id=f"{item:05d}")
        for item in range(max(one.item for one in lines) + 1)
    ]


def baskets(lines: Lines) -> Baskets:
    order, person, item, _, _ = np.array([one for one in lines if one.quantity > 0]).T
    return Baskets(
        *(column.astype(np.int64) for column in (order, person)), item.astype(np.int32), len(products(lines))
    )


def purchases(lines: Lines) -> Purchases:
    _, person, item, day, quantity = np.array(lines, dtype=np.float64).T
    nothing = np.zeros(len(products(lines)), dtype=np.int64)
    return Purchases(person.astype(np.int64), item.astype(np.int64), day, quantity, nothing, TODAY)


def in_order(lines: Lines) -> Histories:
    order, person, item, day, quantity = np.array(lines, dtype=np.float64).T
    kept = (quantity > 0) & (person >= 0)
    whole = (column[kept].astype(np.int64) for column in (person, item, order))
    who, what, number = whole
    return histories(who, day[kept], what, len(products(lines)), number)


def every_number(value: Any, name: str = "") -> Iterator[tuple[str, np.ndarray]]:
    """Every array and number anywhere in a value."""
    if isinstance(value, NeighbourTable):
        for field in (one for one in value.records.dtype.names or () if one not in MAY_BE_MISSING):
            yield f"{name}.{field}", value.records[field]
    elif isinstance(value, np.ndarray):
        fields = value.dtype.names
        yield from ((f"{name}.{field}", value[field]) for field in fields) if fields else [(name, value)]
    elif isinstance(value, float):
        yield name, np.array([value])
    elif isinstance(value, list | tuple):
        for place, one in enumerate(value):
            yield from every_number(one, f"{name}[{place}]")
    elif dataclasses.is_dataclass(value) and not isinstance(value, type):
        for field_name, one in vars(value).items() if hasattr(value, "__dict__") else ():
            yield from every_number(one, f"{name}.{field_name}")


def sound(*values: Any) -> None:
    """Nothing in them is NaN."""
    for value in values:
        for name, numbers in every_number(value, type(value).__name__):
            if np.issubdtype(numbers.dtype, np.floating):
                assert not np.isnan(numbers).any(), name


@pytest.mark.parametrize("make", [Complements, AlsoBought, BasketCompletion, Ease])
def test_what_goes_with_what(lines: Lines, make: Any) -> None:
    model = make(minimum_customers=5) if make in (Complements, AlsoBought) else make()
    data = baskets(lines)
    model.fit(data)
    sound(model)
    found = model.recommend([0], 5)
    assert 0 not in found
    assert len(found) <= max(data.item_count - 1, 0)


def test_the_chosen_complements(lines: Lines) -> None:
    data = baskets(lines)
    offered = np.ones(data.item_count, dtype=np.bool_)
    chosen = choose_complements(data, product_features(products(lines)), offered, 5, np.random.default_rng(1))
    sound(chosen.table)
    sound(*(one for one in chosen.judgement.summary().values() if isinstance(one, float)))


def test_pairs_told_by_hand_in_turn_and_exactly(lines: Lines) -> None:
    data, described = baskets(lines), products(lines)
    pairs = np.array([[0, item] for item in range(1, min(data.item_count, 3))], dtype=np.int64).reshape(-1, 2)
    sound(SetByHand().fit(data, pairs), Substitutes(1).fit(described, data), association_rules(data))


def test_what_is_dearer(lines: Lines) -> None:
    data, described = baskets(lines), products(lines)
    model = PremiumAcceptance().fit(data, np.array([one.price for one in described]), ladder_names(described))
    sound(model, model.curve(None))
    cap = model.cap(None)
    assert cap.cap is None or 0 < cap.cap <= 1
    sound(Upgrades(1).fit(described, {}, data))


def test_when_something_is_due_and_in_season(lines: Lines) -> None:
    bought = purchases(lines)
    due = Replenishment().fit(bought)
    for item in range(min(bought.item_count, 5)):
        interval = due.of(item)
        assert interval is None or 0 < interval.low <= interval.middle <= interval.high
    season = Season().fit(bought)
    assert season.explain(0).text


def test_what_came_back(lines: Lines) -> None:
    sold, back = (np.zeros(len(products(lines)), dtype=np.int64) for _ in range(2))
    for one in lines:
        (sold if one.quantity > 0 else back)[one.item] += abs(one.quantity)
    chance = ReturnChance().fit(sold, back, np.zeros(len(sold), dtype=np.int64)).chance_
    assert ((chance >= 0) & (chance <= 1)).all()


def test_who_comes_back_and_what_they_spend(lines: Lines) -> None:
    known = [one for one in lines if np.isfinite(one.day)]
    columns = np.array(known, dtype=np.float64).reshape(-1, 5).T
    person, day, worth = columns[1].astype(np.int64), columns[3].astype(np.int64), 100.0 * columns[4]
    _, seen = purchase_histories(person, day, worth, int(TODAY))
    repeat, value = RepeatPurchase().fit(seen), OrderValue().fit(seen)
    sound(repeat, value, repeat.alive(seen), repeat.predict(seen, 365), value.predict(seen))
    sound(*vars(repeat).values())
    told = customer_values(repeat, value, seen, 365, np.random.default_rng(1), draws=50)
    for bound in (told.expected, told.low, told.high):
        assert np.isfinite(bound).all()


def test_who_customers_are(lines: Lines) -> None:
    _, person, item, day, quantity = np.array(lines, dtype=np.float64).T
    seen = customers(person, day, 100 * quantity, TODAY)
    standing = Standings().fit(seen).predict(seen)
    assert len(standing.person) == len(seen)
    known = person >= 0
    tastes = Tastes(person[known].astype(np.int64), item[known].astype(np.int64) % 5, quantity[known], list("abcde"))
    model = Preferences().fit(tastes)
    sound(model.centres_)
    assert len(model.names) >= 1


@pytest.mark.parametrize("make", [Popular, TifuKnn, UpCf, NextBasket])
def test_what_is_bought_next(lines: Lines, make: Any) -> None:
    known = in_order(lines)
    found = make().fit(known).recommend(known.person[:5], 5)
    assert (found.item < known.item_count).all()
    assert len(found.item) == min(known.person_count, 5)


def test_when_the_next_order_comes(lines: Lines) -> None:
    known = in_order(lines)
    forecast = NextOrder().fit(known).predict(known)
    assert (forecast.low <= forecast.middle).all()
    assert (forecast.middle <= forecast.high).all()
