"""Where candidates come from."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.decide.making import BASKETS, KINDS, knowledge, line, neighbour, product, situation
from worthmore import placements
from worthmore.decide.ports import Knowledge
from worthmore.decide.sources.also_bought import also_bought
from worthmore.decide.sources.belonging import CONSIDERED
from worthmore.decide.sources.complement import complement
from worthmore.decide.sources.threshold_filler import missing, threshold_filler
from worthmore.decide.sources.upgrade import upgrade
from worthmore.decide.standard import standard_rank, standard_sources
from worthmore.learn.acceptance import Acceptance
from worthmore.vocabulary.decision import Candidate, OfferKind
from worthmore.vocabulary.evidence import Basis, Evidence
from worthmore.vocabulary.policy import Policy
from worthmore.vocabulary.situation import Situation

BIKE, BELL, LOCK, HELMET = (
    product("bike", 100_000, attributes={"battery": 400, "weight": 20.5, "colour": "red"}),
    product("bell", 1_000),
    product("lock", 5_000),
    product("helmet", 6_000),
)
BETTER = product("better", 119_000, attributes={"battery": 800, "weight": 17.5, "colour": "blue"})


def unchanged(kind: str, product_id: str, chance: float) -> float:
    return chance


def goes_with(asked: Situation, known: Knowledge) -> list[Candidate]:
    return list(complement(known.find, known.complements, known.accepted)(asked))


def test_a_complement_belongs_to_what_is_in_the_cart() -> None:
    known = knowledge(BIKE, LOCK, complements={"bike": [neighbour("lock", 0.3, 0.02)]})
    expected = Candidate(OfferKind.COMPLEMENT, LOCK, 0.3, BASKETS, BIKE, 0.02)
    assert goes_with(situation(line(BIKE)), known) == [expected]


def test_a_complement_takes_the_reason_that_makes_it_likeliest() -> None:
    links = {"bell": [neighbour("lock", 0.1)], "bike": [neighbour("lock", 0.3)]}
    found = goes_with(situation(line(BELL), line(BIKE)), knowledge(BIKE, BELL, LOCK, complements=links))
    assert [(one.anchor, one.chance) for one in found] == [(BIKE, 0.3)]


def test_an_unknown_neighbour_is_passed_over() -> None:
    known = knowledge(BIKE, LOCK, complements={"bike": [neighbour("gone"), neighbour("lock")]})
    assert [one.product for one in goes_with(situation(line(BIKE)), known)] == [LOCK]


def test_an_unknown_anchor_has_nothing_that_goes_with_it() -> None:
    known = knowledge(LOCK, complements={"bike": [neighbour("lock")]})
    assert goes_with(situation(line(BIKE)), known) == []


def test_answers_sharpen_the_chance() -> None:
    known = replace(
        knowledge(BIKE, LOCK, complements={"bike": [neighbour("lock", 0.3)]}),
        accepted=lambda kind, id, chance: chance / 2 if (kind, id) == ("complement", "lock") else 1.0,
    )
    assert goes_with(situation(line(BIKE)), known)[0].chance == 0.15


def test_a_sharpened_chance_keeps_the_share_that_the_offer_adds() -> None:
    lock = product("lock", 6_050, cost=4_000)
    answers = Acceptance().fit([("complement", "lock", 1_000, 40)])
    known = replace(
        knowledge(BIKE, lock, complements={"bike": [neighbour("lock", 0.20, base_chance=0.05)]}),
        accepted=answers.sharpen,
    )
    asked = situation(line(BIKE))
    [found] = goes_with(asked, known)
    assert 0.03 < found.chance < 0.05
    assert found.chance - found.base_chance == pytest.approx(found.chance * 0.75)
    assert standard_rank(Policy())(asked, [found]).values[0] == pytest.approx(found.chance * 0.75 * 1_000)


@given(chance=st.floats(0, 1), base=st.floats(0, 1), sharpened=st.floats(0, 1))
def test_the_base_is_never_above_the_chance(chance: float, base: float, sharpened: float) -> None:
    known = replace(
        knowledge(BIKE, LOCK, complements={"bike": [neighbour("lock", chance, base)]}),
        accepted=lambda kind, id, chance: sharpened,
    )
    [found] = goes_with(situation(line(BIKE)), known)
    assert 0 <= found.base_chance <= found.chance == sharpened


def test_a_page_about_one_product_asks_for_that_one_only() -> None:
    links = {"bell": [neighbour("helmet")], "bike": [neighbour("lock")]}
    known = knowledge(BIKE, BELL, LOCK, HELMET, complements=links)
    page = situation(line(BELL), at="product_page", chosen=BIKE)
    assert [one.product for one in goes_with(page, known)] == [LOCK]
    cart = situation(line(BELL), at="cart", chosen=BIKE)
    assert {one.product.id for one in goes_with(cart, known)} == {"helmet", "lock"}


def test_also_bought_is_a_kind_of_its_own() -> None:
    known = knowledge(BIKE, LOCK, also_bought={"bike": [neighbour("lock")]})
    found = list(also_bought(known.find, known.also_bought, known.accepted)(situation(line(BIKE))))
    assert [one.kind for one in found] == [OfferKind.ALSO_BOUGHT]


def test_a_long_cart_takes_no_more_candidates_than_a_short_one() -> None:
    things = [product(f"p{i}", 1_000 + i) for i in range(400)]
    links = {f"p{i}": [neighbour(f"p{(i + 20 * j + 7) % 400}") for j in range(50)] for i in range(400)}
    known = knowledge(*things, complements=links)
    for lines in (1, 2, 5, 20):
        assert len(goes_with(situation(*map(line, things[:lines])), known)) <= CONSIDERED
    assert len(goes_with(situation(*map(line, things[:100])), known)) <= 100


def test_an_upgrade_brings_the_differences_that_justify_its_price() -> None:
    known = knowledge(BIKE, BETTER, upgrades={"bike": [neighbour("better", evidence=Evidence(Basis.ATTRIBUTES))]})
    [found] = upgrade(known.find, known.upgrades, KINDS, unchanged)(situation(at="product_page", chosen=BIKE))
    assert found.kind is OfferKind.UPGRADE
    assert found.anchor == BIKE
    assert [(one.kind.name, one.chosen, one.offered) for one in found.differences] == [
        ("battery", 400, 800),
        ("weight", 20.5, 17.5),
    ]


def test_the_cart_asks_an_upgrade_for_every_line() -> None:
    known = knowledge(BIKE, BETTER, BELL, LOCK, upgrades={"bike": [neighbour("better")], "bell": [neighbour("lock")]})
    found = upgrade(known.find, known.upgrades, KINDS, unchanged)(situation(line(BIKE), line(BELL)))
    assert [(one.anchor and one.anchor.id, one.product.id) for one in found] == [("bike", "better"), ("bell", "lock")]


FREE_FROM = Policy(free_delivery_from=5_000)
CART = product("cart", 4_200)


def fill(*products: tuple[str, int], policy: Policy = FREE_FROM, **fields: object) -> list[Candidate]:
    things = [product(id, price) for id, price in products]
    known = knowledge(CART, *things, complements={"cart": [neighbour(one.id) for one in things]})
    return list(threshold_filler(known, policy)(situation(line(CART), **fields)))


def test_a_filler_costs_once_to_one_and_a_half_times_the_gap() -> None:
    found = fill(("a", 799), ("b", 1_200), ("c", 800), ("d", 1_201), ("e", 3_000))
    assert [(one.product.id, one.gap) for one in found] == [("c", 800), ("b", 800)]


def test_a_filler_says_that_the_gap_is_its_reason() -> None:
    [found] = fill(("a", 900))
    assert found.kind is OfferKind.THRESHOLD_FILLER
    assert found.evidence == BASKETS._replace(basis=Basis.GAP)


def test_a_filler_belongs_to_the_cart_by_baskets_or_by_customers() -> None:
    a, b = product("a", 900), product("b", 900)
    known = knowledge(
        CART, a, b, complements={"cart": [neighbour("a")]}, also_bought={"cart": [neighbour("b"), neighbour("a", 0.1)]}
    )
    found = list(threshold_filler(known, FREE_FROM)(situation(line(CART))))
    assert [(one.product.id, one.chance) for one in found] == [("a", 0.3), ("b", 0.3)]


@pytest.mark.parametrize(
    ("threshold", "total", "gap"), [(5_000, 4_200, 800), (5_000, 5_000, 0), (5_000, 6_000, 0), (None, 4_200, 0)]
)
def test_the_gap_is_what_the_cart_lacks(threshold: int | None, total: int, gap: int) -> None:
    policy = Policy(free_delivery_from=threshold)
    assert missing(situation(line(product("x", total))), policy) == gap


def test_an_empty_cart_lacks_nothing() -> None:
    assert missing(situation(), FREE_FROM) == 0


def test_a_cart_in_another_currency_is_not_compared() -> None:
    assert missing(situation(line(product("x", 4_200, currency="GBP"))), FREE_FROM) == 0


@given(total=st.integers(0, 6_000), prices=st.lists(st.integers(0, 10_000), max_size=20))
def test_every_filler_reaches_free_delivery_and_little_more(total: int, prices: list[int]) -> None:
    cart = product("cart", total)
    things = [product(f"p{i}", price) for i, price in enumerate(prices)]
    known = knowledge(cart, *things, complements={"cart": [neighbour(one.id) for one in things]})
    found = list(threshold_filler(known, FREE_FROM)(situation(line(cart))))
    assert all(total + one.product.price >= 5_000 for one in found)
    assert all(one.product.price <= 1.5 * (5_000 - total) for one in found)
    assert [one.product.price for one in found] == sorted(one.product.price for one in found)


def test_every_placement_asks_sources_that_exist() -> None:
    known = standard_sources(knowledge(), Policy())
    # What must go is for campaigns alone.
    assert {name for placement in placements.ALL for name in placement.sources} | {"clearance"} == set(known)
    assert not any("clearance" in placement.sources for placement in placements.ALL if not placement.campaign)
