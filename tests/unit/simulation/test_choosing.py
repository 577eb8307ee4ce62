from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from worthmore.simulation.choosing import appeal, choose, need, pick
from worthmore.simulation.history import Block
from worthmore.simulation.world import World


@given(st.lists(st.lists(st.floats(0.0, 10.0), min_size=4, max_size=4), min_size=1, max_size=20), st.integers(0, 99))
@settings(max_examples=40, deadline=None)
def test_pick_never_chooses_the_impossible(weights: list[list[float]], seed: int) -> None:
    chances = np.array(weights)
    chances[:, 2] += 0.001
    chosen = pick(chances, np.random.default_rng(seed))
    assert (chances[np.arange(len(chances)), chosen] > 0).all()


def test_pick_follows_the_chances() -> None:
    chosen = pick(np.tile([0.5, 0.0, 0.2, 0.3], (20_000, 1)), np.random.default_rng(1))
    assert np.bincount(chosen) / 20_000 == pytest.approx([0.5, 0.0, 0.2, 0.3], abs=0.02)


def test_appeal_adds_up_to_one(shop_world: World, block: Block) -> None:
    who = np.arange(200)
    for family in range(shop_world.families):
        assert appeal(shop_world, block.people, who, family).sum(axis=1) == pytest.approx(1.0)


def test_the_thrifty_choose_cheaper(shop_world: World, block: Block) -> None:
    family = _family(shop_world, "sofas")
    ordered = np.argsort(block.people.sensitive)
    price = shop_world.price[shop_world.items(family)]
    carefree, thrifty = (
        float((appeal(shop_world, block.people, who, family) @ price).mean()) for who in (ordered[:500], ordered[-500:])
    )
    assert thrifty < 0.95 * carefree


def test_people_choose_what_suits_them(shop_world: World, block: Block) -> None:
    family = _family(shop_world, "helmets")
    who = np.arange(2000)
    item = choose(shop_world, block.people, who, np.full(2000, family), np.random.default_rng(3))
    suits = shop_world.suits[item]
    wears = block.people.traits[who, shop_world.trait[family]]
    assert (suits == wears).mean() > 0.9


def test_what_does_not_fit_is_never_chosen(shop_world: World, block: Block) -> None:
    pair = next(
        pair
        for pair in shop_world.pairs[_family(shop_world, "vacuum_cleaners")]
        if pair.other == _family(shop_world, "vacuum_bags")
    )
    without_bag = shop_world.assortment.by_id["huisvreugd-wervel-600"]
    place = shop_world.assortment.by_key["vacuum_cleaners"].items.index(without_bag)
    fits = np.tile(pair.fits[place], (10, 1))
    assert not fits.any()
    assert not appeal(shop_world, block.people, np.arange(10), pair.other, fits).any()


def test_a_child_seat_is_for_those_with_children(shop_world: World, block: Block) -> None:
    pair = next(
        pair
        for pair in shop_world.pairs[_family(shop_world, "city_bikes")]
        if pair.other == _family(shop_world, "child_seats")
    )
    who = np.arange(len(block.people))
    chance = need(block.people, who, pair, shop_world)
    children = block.people.has_children
    assert chance[children].mean() > 8 * chance[~children].mean()


def _family(world: World, key: str) -> int:
    return [family.key for family in world.assortment.families].index(key)
