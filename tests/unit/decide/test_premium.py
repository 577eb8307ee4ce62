"""The premium, against its definition in words and in whole numbers."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.decide.making import candidate, line, product, situation, upgrade
from worthmore.decide.guards.premium import premium as guard
from worthmore.decide.premium import Cap, extra, premium
from worthmore.decide.purchase import Purchase
from worthmore.vocabulary.decision import Candidate, OfferKind, Premium
from worthmore.vocabulary.policy import Policy
from worthmore.vocabulary.situation import Situation

CROSS_SELLS = [OfferKind.COMPLEMENT, OfferKind.ALSO_BOUGHT, OfferKind.THRESHOLD_FILLER]
prices = st.integers(1, 10**9)


def refusal(asked: Situation, offer: Candidate, policy: Policy | None = None) -> str | None:
    examine = guard(policy or Policy()).prepare(asked)
    assert examine is not None
    return examine(offer)


def test_an_upgrade_is_measured_against_the_chosen_unit() -> None:
    city, electric = product("city", 100_000), product("electric", 119_000)
    asked = situation(at="product_page", chosen=city)
    assert premium(asked, upgrade(city, electric)) == Premium(19_000, 100_000)


def test_an_upgrade_is_measured_against_what_this_customer_pays() -> None:
    city, electric = product("city", 100_000), product("electric", 119_000)
    asked = situation(line(city, 2, unit_price=95_000))
    assert premium(asked, upgrade(city, electric)) == Premium(24_000, 95_000)


def test_a_second_upgrade_is_measured_against_the_original_price() -> None:
    better, best = product("better", 119_000), product("best", 124_000)
    asked = situation(line(better, accepted_extra=19_000))
    assert premium(asked, upgrade(better, best)) == Premium(5_000, 100_000)


@pytest.mark.parametrize("kind", CROSS_SELLS)
def test_a_cross_sell_is_measured_against_the_order_before_any_offer(kind: OfferKind) -> None:
    bike, lock, helmet = product("bike", 100_000), product("lock", 5_000), product("helmet", 6_000)
    asked = situation(line(bike), line(lock, accepted_extra=5_000))
    assert premium(asked, candidate(helmet, kind, anchor=bike)) == Premium(6_000, 100_000)


def test_on_a_product_page_with_an_empty_cart_the_order_is_the_chosen_product() -> None:
    bike, lock = product("bike", 100_000), product("lock", 5_000)
    asked = situation(at="product_page", chosen=bike)
    assert premium(asked, candidate(lock, anchor=bike)) == Premium(5_000, 100_000)


def test_what_belongs_to_the_product_being_looked_at_counts_it_with_the_cart() -> None:
    bell, bike, lock = product("bell", 1_000), product("bike", 100_000), product("lock", 5_000)
    asked = situation(line(bell), at="product_page", chosen=bike)
    assert premium(asked, candidate(lock, anchor=bike)) == Premium(5_000, 101_000)
    assert premium(asked, candidate(lock, anchor=bell)) == Premium(5_000, 1_000)


def test_without_a_reference_there_is_no_premium_and_no_cap() -> None:
    offer = candidate(product("sofa", 10**8))
    assert premium(situation(), offer) is None
    assert refusal(situation(), offer) is None


def test_a_free_product_has_no_premium() -> None:
    free, paid = product("free", 0), product("paid", 1_000)
    asked = situation(line(free))
    assert premium(asked, upgrade(free, paid)) is None


def test_an_order_made_of_accepted_offers_alone_leaves_no_room() -> None:
    lock, helmet = product("lock", 5_000), product("helmet", 100)
    asked = situation(line(lock, accepted_extra=5_000))
    assert "everything in the order came from offers" in str(refusal(asked, candidate(helmet, anchor=lock)))


@given(reference=prices, cap=st.sampled_from([0.0, 0.1, 0.25, 0.333, 0.5, 1.0, 2.5]))
def test_premium_stops_exactly_at_the_cap(reference: int, cap: float) -> None:
    most = Cap.of(cap).most(reference)
    assert Premium(most, reference).within(cap)
    assert not Premium(most + 1, reference).within(cap)
    exact = Fraction(round(cap * 10_000), 10_000)
    assert Fraction(most, reference) <= exact < Fraction(most + 1, reference)


@given(quarter=st.integers(1, 10**8))
def test_premium_stops_at_a_quarter(quarter: int) -> None:
    chosen = product("chosen", 4 * quarter)
    asked = situation(at="product_page", chosen=chosen)
    assert refusal(asked, upgrade(chosen, product("at", 5 * quarter))) is None
    assert refusal(asked, upgrade(chosen, product("above", 5 * quarter + 1))) is not None
    assert refusal(asked, candidate(product("at", quarter), anchor=chosen)) is None
    assert refusal(asked, candidate(product("above", quarter + 1), anchor=chosen)) is not None


@given(bike=prices, accepted=st.lists(st.integers(1, 10**8), max_size=4), asked_price=prices)
@settings(max_examples=200)
def test_accepted_extras_count_together(bike: int, accepted: list[int], asked_price: int) -> None:
    extras = [line(product(f"extra{i}", price), accepted_extra=price) for i, price in enumerate(accepted)]
    offer = candidate(product("offer", asked_price))
    refused = refusal(situation(line(product("bike", bike)), *extras), offer)
    assert (refused is None) == ((sum(accepted) + asked_price) * 4 <= bike)


@given(unit=prices, quantity=st.integers(1, 9), accepted=st.integers(0, 10**8), dearer=st.integers(1, 10**8))
@settings(max_examples=200)
def test_an_upgrade_counts_for_every_unit_of_its_line(unit: int, quantity: int, accepted: int, dearer: int) -> None:
    chosen = product("chosen", unit)
    extras = [line(product("lock", accepted), accepted_extra=accepted)] if accepted else []
    refused = refusal(situation(line(chosen, quantity), *extras), upgrade(chosen, product("better", unit + dearer)))
    alone, together = dearer * 4 <= unit, (accepted + dearer * quantity) * 4 <= unit * quantity
    assert (refused is None) == (alone and together)


def test_small_steps_do_not_climb_past_the_cap_of_their_line() -> None:
    sofa, better, best = product("sofa", 10**6), product("better", 124_000), product("best", 126_000)
    asked = situation(line(sofa), line(better, accepted_extra=24_000))
    assert "with the earlier upgrade of this line, extra €260 is 26 %" in str(refusal(asked, upgrade(better, best)))
    assert refusal(asked, upgrade(better, product("best", 125_000))) is None


def test_lines_of_one_product_count_together() -> None:
    sofa, better, best = product("sofa", 10**6), product("better", 124_000), product("best", 126_000)
    asked = situation(line(sofa), line(better), line(better, 2, accepted_extra=48_000))
    purchase = Purchase.of(asked)
    assert (purchase.quantity(upgrade(better, best)), purchase.accepted_extra) == (3, 48_000)
    assert purchase.lines["better"] == line(better, 3, accepted_extra=48_000)
    assert "with the earlier upgrade of this line" in str(refusal(asked, upgrade(better, best)))


def test_a_line_accepted_as_a_whole_leaves_the_original_price_of_its_product() -> None:
    sofa, lock, best = product("sofa", 10**6), product("lock", 5_000), product("best", 6_000)
    asked = situation(line(sofa), line(lock), line(lock, accepted_extra=5_000))
    assert premium(asked, upgrade(lock, best)) == Premium(1_000, 5_000)
    assert refusal(asked, upgrade(lock, best)) is None


def test_lines_of_one_product_at_other_prices_cost_their_average() -> None:
    lock = product("lock", 5_000)
    asked = situation(line(lock, unit_price=4_999, accepted_extra=4_999), line(lock, accepted_extra=5_000))
    assert Purchase.of(asked).lines["lock"] == line(lock, 2, unit_price=4_999, accepted_extra=9_998)


def test_what_makes_the_order_cheaper_always_passes() -> None:
    dear, cheap = product("dear", 10_000), product("cheap", 9_000)
    asked = situation(line(dear), line(product("lock", 5_000), accepted_extra=5_000))
    assert extra(asked, upgrade(dear, cheap)) == -1_000
    assert refusal(asked, upgrade(dear, cheap)) is None


def test_a_shop_may_set_a_cap_for_a_kind_or_a_category() -> None:
    policy = Policy(premium_caps={"complement": 0.5, "Bicycles": 0.1, "Bicycles/City": 0.2})
    bike = product("bike", 1_000)
    asked = situation(line(bike))
    assert refusal(asked, candidate(product("a", 500)), policy) is None
    assert refusal(asked, candidate(product("a", 501)), policy) is not None
    assert refusal(asked, candidate(product("b", 101, category=("Bicycles", "Race"))), policy) is not None
    assert refusal(asked, candidate(product("c", 200, category=("Bicycles", "City"))), policy) is None
    assert refusal(asked, candidate(product("d", 251), OfferKind.ALSO_BOUGHT), policy) is not None


@pytest.mark.parametrize(
    ("price", "said"),
    [
        (240_000, "extra €1,400 is 140 % of €1,000; the cap is 25 %"),
        (125_001, "extra €250.01 is 25.001 % of €1,000; the cap is 25 %"),
        (100_000_00, "extra €99,000 is 9900 % of €1,000; the cap is 25 %"),
    ],
)
def test_a_refusal_says_the_figures(price: int, said: str) -> None:
    city, race = product("city", 100_000), product("race", price)
    assert refusal(situation(at="product_page", chosen=city), upgrade(city, race)) == said


def test_a_refusal_for_all_extras_together_says_what_was_accepted_before() -> None:
    bike, lock = product("bike", 100_000), product("lock", 20_000)
    asked = situation(line(bike), line(lock, accepted_extra=20_000))
    said = "with €200 accepted before, extra €260 is 26 % of €1,000; the cap is 25 %"
    assert refusal(asked, candidate(product("seat", 6_000), anchor=bike)) == said
