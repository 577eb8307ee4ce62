from __future__ import annotations

from datetime import datetime

import numpy as np
import pytest

from worthmore.simulation.encounters import Encounter, next_visits
from worthmore.simulation.history import Block, window
from worthmore.simulation.play import (
    Policy,
    asking,
    best_seller_policy,
    oracle_policy,
    play,
    random_policy,
)
from worthmore.simulation.truth import Truth
from worthmore.simulation.world import World


@pytest.fixture(scope="session")
def truth(shop_world: World, block: Block) -> Truth:
    return Truth(shop_world, block.people)


@pytest.fixture(scope="session")
def encounters(shop_world: World, block: Block, at: datetime) -> list[Encounter]:
    return next_visits(shop_world, block.people, block.bought, window(at), 200, np.random.default_rng(2))


def _earns(policy: Policy, truth: Truth, encounters: list[Encounter]) -> tuple[float, float]:
    result = play(policy, truth, encounters, np.random.default_rng(3))
    return result.margin, result.standard_error


def test_the_oracle_beats_best_sellers_and_those_beat_chance(
    shop_world: World, block: Block, truth: Truth, encounters: list[Encounter]
) -> None:
    oracle, oracle_error = _earns(oracle_policy(truth), truth, encounters)
    best, best_error = _earns(best_seller_policy(shop_world, block.bought), truth, encounters)
    chance, _ = _earns(random_policy(shop_world), truth, encounters)
    assert oracle - best > 5 * (oracle_error + best_error)
    assert best - chance > 1.0  # a cent an encounter: both annoy alike, so the difference is what is taken


def test_offering_nothing_earns_nothing(truth: Truth, encounters: list[Encounter]) -> None:
    result = play(asking(lambda encounter: ()), truth, encounters, np.random.default_rng(1))
    assert (result.margin, result.standard_error, result.offers, result.accepted) == (0.0, 0.0, 0.0, 0.0)
    assert result.encounters == len(encounters)


def test_no_policy_passes_the_oracle(shop_world: World, truth: Truth, encounters: list[Encounter]) -> None:
    rng = np.random.default_rng(4)
    oracle = oracle_policy(truth)
    for encounter in encounters[:15]:
        best = play(oracle, truth, [encounter, encounter], rng).margin
        for policy in (random_policy(shop_world), asking(lambda one: tuple(oracle(one, rng))[:1])):
            assert play(policy, truth, [encounter, encounter], rng).margin <= best + 1e-9


def test_the_same_dice_give_the_same_result(shop_world: World, truth: Truth, encounters: list[Encounter]) -> None:
    first, second = (_earns(random_policy(shop_world), truth, encounters[:50]) for _ in range(2))
    assert first == second


def test_chances_are_chances(truth: Truth, encounters: list[Encounter]) -> None:
    for encounter in encounters[:60]:
        found = truth.chances(encounter)
        for chances in (found.accept, found.anyway):
            assert ((chances >= 0) & (chances <= 1)).all()


def test_a_better_version_is_taken_and_one_only_dearer_is_not(shop_world: World, truth: Truth) -> None:
    found = truth.chances(_looking_at(shop_world, "merelwiel-lento-e3", person=_happy(truth)))
    accept = dict(zip([item.id for item in shop_world.assortment.items], found.accept.tolist(), strict=True))
    assert accept["merelwiel-lento-e5"] > 0.01
    assert accept["vaartland-gracht-chic"] == 0.0
    assert accept["merelwiel-lento-e3"] == 0.0
    assert accept["merelwiel-lento-e5"] > 3 * accept["merelwiel-lento-e9-carbon"]


def test_who_has_a_lock_needs_none(shop_world: World, truth: Truth) -> None:
    families = [family.key for family in shop_world.assortment.families]
    lock = shop_world.items(families.index("locks"))
    person = _happy(truth)
    without = truth.chances(_looking_at(shop_world, "merelwiel-lento-e3", person))
    having = truth.chances(_looking_at(shop_world, "merelwiel-lento-e3", person, frozenset({families.index("locks")})))
    assert without.accept[lock].max() > 0.02
    assert having.accept[lock].max() == 0.0


def test_what_does_not_fit_is_not_taken(shop_world: World, truth: Truth) -> None:
    found = truth.chances(_looking_at(shop_world, "merelwiel-lento-e3", person=_happy(truth)))
    bench = [item.id for item in shop_world.assortment.items].index("pikkurilla-nest-duo")
    assert found.accept[bench] == 0.0


def test_offers_to_the_unhappy_cost_goodwill(shop_world: World, truth: Truth) -> None:
    unhappy = int(np.flatnonzero(truth.people.unhappy)[0])
    found = truth.chances(_looking_at(shop_world, "luchtig-mini-6", unhappy))
    assert (found.gain < 0).all()


def test_one_encounter_is_not_enough(truth: Truth, encounters: list[Encounter]) -> None:
    with pytest.raises(ValueError, match="at least two"):
        play(asking(lambda encounter: ()), truth, encounters[:1], np.random.default_rng(1))


def test_visits_are_of_known_customers(block: Block, encounters: list[Encounter]) -> None:
    known = set(block.customers["external_id"])
    assert all(encounter.customer_id in known for encounter in encounters)
    assert {encounter.where for encounter in encounters} == {"product_page", "cart"}


def _looking_at(world: World, product_id: str, person: int, owned: frozenset[int] = frozenset()) -> Encounter:
    item = [item.id for item in world.assortment.items].index(product_id)
    return Encounter(f"c{person + 1}", product_id, "product_page", person, item, owned)


def _happy(truth: Truth) -> int:
    """Somebody content, open to offers and not too thrifty."""
    people = truth.people
    return int(np.flatnonzero(~people.unhappy & (people.open > 0.6) & (people.sensitive < 1.0))[0])
