"""Whatever the situation, a decision never contradicts itself, the customer or the shop's own rules."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.decide.making import NOON, knowledge, line, neighbour
from worthmore.decide.hand_rules import HandRules, pinned, sentence
from worthmore.decide.pipeline import decide
from worthmore.decide.ports import Knowledge, Source
from worthmore.decide.premium import order_premium
from worthmore.decide.purchase import Purchase
from worthmore.decide.standard import standard_guards, standard_ranking, standard_sources
from worthmore.decide.wording import word
from worthmore.offering.pages import decide_page
from worthmore.placements import find
from worthmore.vocabulary.decision import Candidate, Decision
from worthmore.vocabulary.evidence import Neighbour
from worthmore.vocabulary.hand_rules import HandAct, HandRule, Selection
from worthmore.vocabulary.policy import Policy
from worthmore.vocabulary.products import Product
from worthmore.vocabulary.situation import Person, Situation

BRANDS, CATEGORIES = ("", "Abus", "Gazelle"), ((), ("Locks",), ("Parts", "Bells"), ("Parts", "Pumps"))
IDS, BOUGHT = tuple("abcdefgh"), tuple("abc")
PLACES = ("cart", "checkout", "product_page", "till_upsell", "till_cross_sell", "thank_you")
KINDS = ("upgrade", "complement", "also_bought", "threshold_filler")

products = st.tuples(
    *(
        st.builds(
            Product,
            id=st.just(id),
            name=st.just(id.upper()),
            price=st.integers(20_000, 60_000) if id in BOUGHT else st.integers(0, 12_000),
            currency=st.just("EUR"),
            brand=st.sampled_from(BRANDS),
            category=st.sampled_from(CATEGORIES),
            cost=st.none() | st.integers(0, 5_000),
            stock=st.none() | st.integers(0, 9),
        )
        for id in IDS
    )
)
neighbours = st.lists(
    st.builds(neighbour, st.sampled_from(IDS), st.floats(0.001, 0.6), st.floats(0, 0.05)),
    max_size=6,
    unique_by=lambda one: one.product_id,
)
links = st.fixed_dictionaries(dict.fromkeys(BOUGHT, neighbours), optional=dict.fromkeys(IDS[3:], neighbours))
people = st.none() | st.builds(
    lambda owned, refused, kinds: Person(
        "someone",
        {one: NOON - timedelta(days=3) for one in owned},
        {one: NOON - timedelta(days=3) for one in refused},
        refused_kinds=kinds,
    ),
    st.sets(st.sampled_from(IDS), max_size=2),
    st.sets(st.sampled_from(IDS), max_size=2),
    st.dictionaries(st.sampled_from(KINDS), st.integers(0, 3), max_size=1),
)
selections = st.builds(
    Selection,
    products=st.lists(st.sampled_from(IDS), max_size=2, unique=True).map(tuple),
    brands=st.lists(st.sampled_from(BRANDS[1:]), max_size=1).map(tuple),
)
named = st.lists(st.sampled_from(IDS), min_size=1, max_size=2, unique=True).map(lambda ids: Selection(tuple(ids)))
rules = st.lists(
    st.one_of(
        st.builds(HandRule, st.just(HandAct.NEVER), named, selections),
        st.builds(HandRule, st.just(HandAct.PIN), named, selections),
        st.builds(HandRule, st.just(HandAct.BURY), selections),
        st.builds(HandRule, st.just(HandAct.BOOST), selections, percent=st.integers(1, 300)),
        st.just(HandRule(HandAct.SAME_BRAND)),
    ),
    max_size=4,
)
policies = st.builds(
    Policy,
    control_share=st.just(0.0),
    spread=st.sampled_from([0.0, 0.1, 0.9]),
    levers=st.dictionaries(st.sampled_from(KINDS), st.integers(-90, 900), max_size=2),
    minimum_margins=st.dictionaries(st.sampled_from(KINDS), st.integers(0, 500), max_size=1),
    free_delivery_from=st.none() | st.integers(1, 60_000),
)


class World:
    """One shop with its rules, ready to decide; `returned` makes some products come back."""

    def __init__(self, known: Knowledge, policy: Policy, by_hand: list[HandRule]) -> None:
        self.policy = policy
        self.known = replace(known, returned=lambda product_id: 0.5 if product_id in "aceg" else 0.0)
        self.hand = HandRules(by_hand, policy, known.find, sentence)
        self.guards = standard_guards(policy, lambda key: False, knowledge=self.known, by_hand=self.hand)
        self.ranking = standard_ranking(policy, self.known, self.hand)
        self.sources = standard_sources(self.known, policy)

    def asked(self, situation: Situation) -> list[Source]:
        wanted = [self.sources[name] for name in situation.placement.sources if name in self.sources]
        return [*wanted, pinned(self.hand, self.known.accepted)]

    def decide(self, situation: Situation) -> Decision:
        return decide(situation, self.asked(situation), self.guards, self.ranking, word)

    def in_order(self, situation: Situation, candidates: list[Candidate]) -> Decision:
        return decide(situation, [lambda asked: candidates], self.guards, self.ranking, word)


@st.composite
def worlds(draw: st.DrawFn) -> tuple[World, Situation]:
    found = draw(products)
    tables = {name: draw(links) for name in ("complements", "also_bought", "upgrades")}
    known = knowledge(*found, **{name: _others(table) for name, table in tables.items()})
    cart = draw(
        st.lists(st.tuples(st.sampled_from(found[:4]), st.integers(1, 3)), max_size=3, unique_by=lambda one: one[0].id)
    )
    chosen = draw(st.sampled_from(found[:3]) | st.none() | st.sampled_from(found))
    situation = Situation(
        find(draw(st.sampled_from(PLACES))),
        NOON,
        draw(st.sampled_from(["nl", "en", "fi"])),
        tuple(line(product, quantity) for product, quantity in cart),
        chosen,
        draw(people),
        limit=draw(st.integers(1, 6) | st.just(0)),
    )  # fmt: skip
    return World(known, draw(policies), draw(rules)), situation


def _others(table: dict[str, list[Neighbour]]) -> dict[str, list[Neighbour]]:
    """Nothing is a neighbour of itself."""
    return {id: [one for one in found if one.product_id != id] for id, found in table.items()}


def offered(decision: Decision) -> list[str]:
    return [offer.candidate.product.id for offer in decision.offers]


MANY = settings(max_examples=100, deadline=None)


@MANY
@given(worlds())
def test_nothing_refused_twice_is_offered_again_and_no_product_stands_twice(world: tuple[World, Situation]) -> None:
    rules, situation = world
    decision = rules.decide(situation)
    assert len(set(offered(decision))) == len(decision.offers) <= situation.limit
    if situation.person is not None:
        assert not {one.candidate.kind.value for one in decision.offers} & {
            kind for kind, times in situation.person.refused_kinds.items() if times >= 2
        }
        assert not set(offered(decision)) & set(situation.person.refused)


@MANY
@given(worlds())
def test_no_offer_goes_above_the_cap_in_sum(world: tuple[World, Situation]) -> None:
    rules, situation = world
    purchase = Purchase.of(situation)
    for offer in rules.decide(situation).offers:
        in_sum = order_premium(purchase, offer.candidate)
        if offer.premium is not None:
            assert offer.premium.within(rules.policy.premium_cap) or offer.premium.extra <= 0
        if in_sum is not None and purchase.accepted_extra:
            assert in_sum.within(rules.policy.premium_cap)


@MANY
@given(worlds())
def test_every_offer_and_every_refusal_has_its_reason(world: tuple[World, Situation]) -> None:
    rules, situation = world
    decision = rules.decide(situation)
    assert all(offer.words.reason and offer.words.text for offer in decision.offers)
    assert all(refusal.guard and refusal.detail for refusal in decision.refused)


@MANY
@given(worlds())
def test_a_rule_that_says_never_is_never_broken(world: tuple[World, Situation]) -> None:
    rules, situation = world
    bought = {line.product.id: line.product for line in situation.cart}
    if situation.chosen is not None:
        bought[situation.chosen.id] = situation.chosen
    shown = offered(rules.decide(situation))
    for ready in rules.hand.rules:
        if ready.rule.act is HandAct.NEVER and (
            ready.rule.beside.everything or any(map(ready.beside, bought.values()))
        ):
            assert not set(shown) & set(ready.rule.offers.products)


@MANY
@given(worlds(), st.randoms(use_true_random=False))
def test_the_order_candidates_come_in_changes_nothing(world: tuple[World, Situation], dice: object) -> None:
    rules, situation = world
    candidates = [one for source in rules.asked(situation) for one in source(situation)]
    shuffled = list(candidates)
    dice.shuffle(shuffled)  # type: ignore[attr-defined]
    one, other = rules.in_order(situation, candidates), rules.in_order(situation, shuffled)
    assert one.offers == other.offers
    assert sorted(one.refused) == sorted(other.refused)


@MANY
@given(worlds())
def test_what_an_offer_is_worth_equals_its_terms(world: tuple[World, Situation]) -> None:
    rules, situation = world
    for offer in rules.decide(situation).offers:
        worth = offer.worth
        assert worth is not None
        added = max(worth.chance - worth.base_chance, 0)
        summed = added * worth.quantity * (worth.margin * (1 - worth.return_chance) - worth.given_up)
        assert worth.total == pytest.approx(summed - worth.contact_cost - worth.pressure)
        assert offer.expected_margin == pytest.approx(worth.total)
        assert (worth.chance, worth.base_chance) == (offer.candidate.chance, offer.candidate.base_chance)
        floor = (
            0
            if any(one.rule.act is HandAct.PIN for one in rules.hand.rules)
            else rules.policy.floor(offer.candidate.kind)
        )
        assert offer.expected_margin >= floor


@MANY
@given(worlds(), st.lists(st.tuples(st.sampled_from(PLACES), st.booleans()), min_size=1, max_size=6))
def test_a_page_shows_no_product_twice_and_one_block_beside(
    world: tuple[World, Situation], blocks: list[tuple[str, bool]]
) -> None:
    rules, situation = world
    views = [replace(situation, placement=find(name)) for name, _ in blocks]
    decided = decide_page(rules.decide, views, [beside for _, beside in blocks])
    shown = [product for _, decision in decided for product in offered(decision)]
    assert len(set(shown)) == len(shown)
    assert sum(bool(decision.offers) for (_, decision), (_, beside) in zip(decided, blocks, strict=True) if beside) <= 1
