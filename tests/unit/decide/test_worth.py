"""The terms of what an offer is worth, and what orders offers beside the money."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.unit.decide.making import (
    NOON,
    ago,
    candidate,
    line,
    offered,
    placement,
    product,
    refused,
    situation,
    upgrade,
)
from worthmore.decide.pipeline import decide
from worthmore.decide.ranking import expected_incremental_margin, ranking
from worthmore.decide.wording import word
from worthmore.vocabulary.decision import Candidate, Decision, OfferKind
from worthmore.vocabulary.permission import Channel
from worthmore.vocabulary.policy import Policy
from worthmore.vocabulary.situation import Person, Situation
from worthmore.vocabulary.worth import Worth

POLICY = Policy(vat_rate=0.0, spread=0.0)
LOCK = candidate(product("lock", 5_000, cost=3_000), chance=0.3, base_chance=0.1)


def terms(asked: Situation, offer: Candidate, policy: Policy = POLICY, back: float = 0.0) -> Worth:
    values, of = expected_incremental_margin(policy, lambda product_id: back)(asked, [offer])
    assert values[0] == pytest.approx(of(0).total)
    return of(0)


def decided(*offers: Candidate, policy: Policy = POLICY, limit: int = 9) -> Decision:
    rank = expected_incremental_margin(policy)
    return decide(situation(limit=limit), [lambda asked: offers], [], ranking(policy, rank), word)


def test_what_comes_back_earns_nothing() -> None:
    assert terms(situation(), LOCK).total == pytest.approx(0.2 * 2_000)
    assert terms(situation(), LOCK, back=0.25).total == pytest.approx(0.2 * 2_000 * 0.75)


def test_what_an_upgrade_gives_up_would_have_come_back_too() -> None:
    chosen, better = product("chosen", 10_000, cost=8_000), product("better", 12_000, cost=9_000)
    found = terms(situation(line(chosen, 2)), upgrade(chosen, better, chance=0.5), back=0.5)
    assert (found.margin, found.given_up, found.quantity) == (3_000, 1_000, 2)
    assert found.total == pytest.approx(0.5 * (3_000 * 0.5 - 1_000) * 2)


def test_a_margin_worked_out_by_the_source_is_taken_as_it_is() -> None:
    assert terms(situation(), replace(LOCK, margin=700.0)).total == pytest.approx(0.2 * 700)


def test_a_message_costs_its_stamp_and_every_recent_contact_costs_goodwill() -> None:
    person = Person("ann", contacts=tuple((Channel.EMAIL, ago(days)) for days in (1, 27, 29, 300)))
    policy = replace(POLICY, contact_pressure=5, contact_costs={"post": 95})
    by_post = Situation(placement(Channel.POST), NOON, "en", person=person)
    found = terms(by_post, LOCK, policy)
    assert (found.contact_cost, found.pressure) == (95, 10)
    assert found.total == pytest.approx(400 - 105)
    assert terms(Situation(placement(Channel.POST), NOON, "en"), LOCK).contact_cost == 120
    in_shop = terms(replace(situation(), person=person), LOCK, policy)
    assert (in_shop.contact_cost, in_shop.pressure) == (0, 0)


def test_a_lever_changes_the_order_and_nothing_else() -> None:
    also = replace(LOCK, product=product("bell", 4_900, cost=3_000), kind=OfferKind.ALSO_BOUGHT)
    assert offered(decided(LOCK, also)) == ["lock", "bell"]
    levered = decided(LOCK, also, policy=replace(POLICY, levers={"also_bought": 20}))
    assert offered(levered) == ["bell", "lock"]
    assert levered.offers[0].expected_margin == pytest.approx(0.2 * 1_900)
    assert levered.offers[0].worth is not None
    assert levered.offers[0].worth.weight == pytest.approx(0.2 * 1_900 * 1.2)


def test_no_lever_gets_an_offer_past_its_minimum() -> None:
    policy = replace(POLICY, minimum_margin=401, levers={"complement": 900})
    assert refused(decided(LOCK, policy=policy)) == {"lock": "worth_too_little"}


def test_a_kind_may_have_a_minimum_of_its_own() -> None:
    policy = replace(POLICY, minimum_margin=401, minimum_margins={"complement": 399})
    assert offered(decided(LOCK, policy=policy)) == ["lock"]


def test_one_brand_does_not_fill_the_page_when_another_earns_nearly_as_much() -> None:
    def of(id: str, price: int, brand: str) -> Candidate:
        return replace(LOCK, product=product(id, price, cost=3_000, brand=brand))

    offers = of("a", 5_000, "Abus"), of("b", 4_950, "Abus"), of("c", 4_900, "SKS")
    assert offered(decided(*offers, limit=2)) == ["a", "b"]
    varied = decided(*offers, limit=2, policy=replace(POLICY, spread=0.1))
    assert offered(varied) == ["a", "c"]
    assert "spread over brands" in varied.refused[0].detail


@pytest.mark.parametrize(
    "fields",
    [{"levers": {"upgrade": -91}}, {"contact_costs": {"pigeon": 1}}, {"contact_costs": {"post": -1}}, {"spread": 2}],
)
def test_settings_that_cannot_be_are_refused(fields: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=next(iter(fields))):
        Policy(**fields)  # type: ignore[arg-type]
