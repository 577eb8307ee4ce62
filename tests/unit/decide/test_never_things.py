"""Whatever a shop sets by hand and whoever comes: what offers of things never do."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TypeVar

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.decide.making import NOON, decided, knowledge, neighbour, permission, product
from worthmore import placements
from worthmore.decide.margins import net_prices
from worthmore.decide.ports import Knowledge, UsedUp
from worthmore.decide.premium import order_premium, own_premium
from worthmore.decide.purchase import Purchase
from worthmore.vocabulary.decision import Offer, OfferKind
from worthmore.vocabulary.policy import Policy
from worthmore.vocabulary.products import Product, RelationKind
from worthmore.vocabulary.situation import CartLine, Person, Placement, Situation

T = TypeVar("T")
IDS = tuple(f"p{place}" for place in range(9))
SET = "p8"
POLICY = Policy(minimum_margin=0, premium_caps={"golden": 1.0})
EVERYWHERE = tuple(
    dict.fromkeys(name for placement in placements.ALL for name in placement.sources if name != "clearance")
)
KINDS = (
    RelationKind.CONFLICTS_WITH,
    RelationKind.COMPATIBLE_WITH,
    RelationKind.PROTECTION,
    RelationKind.SERVICE,
    RelationKind.REPLACEMENT,
    RelationKind.NEXT_SIZE,
    RelationKind.SIZE_UP,
    RelationKind.IMPULSE,
    RelationKind.FUNNEL_STEP,
)
DUE = (OfferKind.REFILL, OfferKind.REPLACEMENT, OfferKind.NEXT_SIZE)


@dataclass(frozen=True)
class World:
    """A shop, and somebody in it."""

    known: Knowledge
    asked: Situation


class Dice:
    """numpy's dice with the few throws a world needs."""

    def __init__(self, seed: int) -> None:
        self._throws = np.random.default_rng(seed)

    def random(self) -> float:
        return float(self._throws.random())

    def randint(self, least: int, most: int) -> int:
        return int(self._throws.integers(least, most + 1))

    def uniform(self, least: float, most: float) -> float:
        return float(self._throws.uniform(least, most))

    def choice(self, of: Sequence[T]) -> T:
        return of[self.randint(0, len(of) - 1)]

    def sample(self, of: Sequence[T], count: int) -> list[T]:
        return [of[place] for place in self._throws.choice(len(of), count, replace=False)]


def worlds() -> st.SearchStrategy[World]:
    """Worlds by their number: dice spread what they hold more evenly than a search for the smallest failure does."""
    return st.integers(0, 2**32).map(world_of)


def world_of(seed: int) -> World:
    """The world of a number: eight products, a set of some of them, what goes with what, and somebody who comes."""
    dice = Dice(seed)
    found = [_product(dice, name) for name in IDS[:8]]
    by_id = {one.id: one for one in found}
    parts = tuple(dice.sample(IDS[:8], dice.randint(2, 3)))
    apart = sum(by_id[part].price for part in parts)
    by_id[SET] = product(SET, dice.randint(apart // 2, apart), name="Set", category=("A", "sets"))
    beside = {one: [neighbour(other, 0.3) for other in others] for one, others in _related(dice, 8).items()}
    days = {name: dice.uniform(1, 300) for name in IDS if dice.random() < 0.4}
    known = replace(
        knowledge(*by_id.values(), complements=beside),
        related={kind: _related(dice, 6) for kind in KINDS} | {RelationKind.PART: {SET: parts}},
        due=lambda name: UsedUp(days[name], 4 * days[name]) if name in days else None,
        clearance=tuple(one for one in found if one.clearance),
    )
    return World(known, _asked(dice, by_id))


def _product(dice: Dice, name: str) -> Product:
    price = dice.choice([dice.randint(50, 2_000), dice.randint(5_000, 100_000)])
    return product(
        name,
        price,
        cost=dice.choice([None, round(price * dice.uniform(0.1, 1.0))]),
        consumable=dice.random() < 0.5,
        lasts_days=dice.choice([None, dice.randint(1, 400)]),
        clearance=dice.random() < 0.1,
        tiers=((2, round(price * dice.uniform(0.3, 1.0))),) if dice.random() < 0.7 else (),
        category=("A", dice.choice("xyz")),
    )


def _related(dice: Dice, most: int) -> dict[str, tuple[str, ...]]:
    said: dict[str, tuple[str, ...]] = {}
    for _ in range(dice.randint(0, most)):
        one, other = dice.sample(IDS, 2)
        if other not in said.get(one, ()):
            said[one] = (*said.get(one, ()), other)
    return said


def _asked(dice: Dice, by_id: Mapping[str, Product]) -> Situation:
    cart = tuple(_line(dice, by_id[name]) for name in dice.sample(IDS[:8], dice.randint(0, 3)))
    chosen = by_id[dice.choice(IDS[:8])] if dice.random() < 0.5 else None
    owned = {name: NOON - timedelta(days=dice.uniform(0, 900)) for name in IDS if dice.random() < 0.4}
    person = Person("key", owned=owned, permission=permission()) if dice.random() < 0.7 else None
    return Situation(Placement("anywhere", EVERYWHERE, limit=20), NOON, "en", cart, chosen, person, limit=20)


def _line(dice: Dice, of: Product) -> CartLine:
    quantity = dice.randint(1, 3)
    return CartLine(of, quantity, of.price, of.price * quantity if dice.random() < 0.25 else 0)


@given(worlds())
@settings(max_examples=100, deadline=None)
def test_no_premium_goes_above_the_cap_alone_or_in_sum(world: World) -> None:
    purchase = Purchase.of(world.asked)
    for offer in decided(world.known, world.asked, POLICY).offers:
        candidate = offer.candidate
        cap = POLICY.cap(candidate.kind, candidate.product.category)
        alone, together = own_premium(purchase, candidate), order_premium(purchase, candidate)
        assert alone is None or alone.extra <= 0 or alone.within(cap)
        if purchase.accepted_extra and candidate.kind is not OfferKind.GOLDEN and purchase.unit_extra(candidate) > 0:
            assert together is not None
            assert together.within(cap)


@given(worlds())
@settings(max_examples=100, deadline=None)
def test_no_set_is_sold_below_the_cost_of_its_parts_and_no_order_made_larger_at_a_loss(world: World) -> None:
    net = net_prices(POLICY)
    for offer in decided(world.known, world.asked, POLICY).offers:
        candidate = offer.candidate
        costs = [part.cost for part in candidate.parts]
        if costs and None not in costs:
            assert net(candidate.product, candidate.product.price) > sum(cost for cost in costs if cost is not None)
        if candidate.kind is OfferKind.GOLDEN:
            assert candidate.margin is not None
            assert candidate.margin >= 0


@given(worlds())
@settings(max_examples=100, deadline=None)
def test_nothing_is_due_before_its_time(world: World) -> None:
    for offer in decided(world.known, world.asked, POLICY).offers:
        due_at = offer.candidate.due_at
        assert due_at is None or due_at <= NOON
        assert due_at is not None or offer.candidate.kind not in DUE


@given(worlds())
@settings(max_examples=100, deadline=None)
def test_every_reason_is_one_the_person_knows(world: World) -> None:
    owned = {} if world.asked.person is None else world.asked.person.owned
    bought = {line.product.id for line in world.asked.cart}
    bought |= {world.asked.chosen.id} if world.asked.chosen else set()
    for offer in decided(world.known, world.asked, POLICY).offers:
        candidate, anchor = offer.candidate, offer.candidate.anchor
        assert anchor is not None
        assert anchor.id in (owned if candidate.personal else bought)


@given(worlds())
@settings(max_examples=100, deadline=None)
def test_what_must_go_and_what_does_not_go_together_is_never_offered(world: World) -> None:
    apart = world.known.related[RelationKind.CONFLICTS_WITH]
    bought = {line.product.id for line in world.asked.cart}
    for offer in decided(world.known, world.asked, POLICY).offers:
        candidate = offer.candidate
        assert not candidate.product.clearance
        replaced = {candidate.anchor.id} if candidate.kind is OfferKind.SIZE_UP and candidate.anchor else set()
        for one in bought - replaced:
            assert candidate.product.id not in apart.get(one, ())
            assert one not in apart.get(candidate.product.id, ())


def test_the_worlds_hold_every_kind_of_thing() -> None:
    """Else the tests here would pass over what they are about."""
    kinds = {offer.candidate.kind for seed in range(600) for offer in _offers(world_of(seed))}
    assert kinds >= {
        *DUE,
        *(OfferKind.COMPLEMENT, OfferKind.PROTECTION, OfferKind.SERVICE, OfferKind.SIZE_UP, OfferKind.IMPULSE),
        *(OfferKind.BUNDLE, OfferKind.FUNNEL_STEP, OfferKind.GOLDEN),
    }


def _offers(world: World) -> tuple[Offer, ...]:
    return decided(world.known, world.asked, POLICY).offers


@given(worlds(), st.lists(st.booleans(), min_size=12, max_size=12))
@settings(max_examples=100, deadline=None)
def test_no_step_comes_twice_and_the_series_ends(world: World, answers: list[bool]) -> None:
    chosen = world.known.find("p0")
    assert chosen is not None
    cart: tuple[CartLine, ...] = (CartLine(chosen, 1, chosen.price),)
    skipped: set[str] = set()
    seen: list[tuple[OfferKind, str]] = []
    for yes in answers:
        asked = Situation(placements.find("funnel"), NOON, "en", cart, chosen, exclude=frozenset(skipped), limit=1)
        offers = decided(world.known, asked, POLICY).offers
        if not offers or offers[0].candidate.kind is OfferKind.GOLDEN:
            break
        taken = offers[0].candidate.product
        seen.append((offers[0].candidate.kind, taken.id))
        if yes:
            cart = (*cart, CartLine(taken, 1, taken.price, taken.price))
        else:
            skipped.add(taken.id)
    steps = world.known.related[RelationKind.FUNNEL_STEP].get("p0", ())
    assert len(set(seen)) == len(seen) <= len(steps)
    assert [name for _, name in seen] == [name for name in steps if name in {one for _, one in seen}]
