"""An offer tells a former price only by the law of the customer's country, and all of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.offering.small_shop import KINDS, PRODUCTS, FakeLearned
from worthmore import placements
from worthmore.offering.answer import as_answer
from worthmore.offering.keeping import decision_row
from worthmore.offering.recorded import RecordedDecision
from worthmore.offering.snapshot import Shop, Stock, make_shop
from worthmore.vocabulary.decision import Decision
from worthmore.vocabulary.policy import Policy
from worthmore.vocabulary.prices import PriceChange
from worthmore.vocabulary.situation import CartLine, Person, Situation

OCTOBER = datetime(2026, 10, 20, 12, tzinfo=UTC)
DECEMBER = datetime(2026, 12, 10, 12, tzinfo=UTC)


def history(at: datetime, *told: tuple[int, int]) -> tuple[PriceChange, ...]:
    return tuple(PriceChange(at - timedelta(days=days), amount, "EUR") for days, amount in told)


def shop(at: datetime, policy: Policy | None = None, **fields: Any) -> Shop:
    """The small shop, where the lock once cost 74.95 and costs 59.95 since five days."""
    products = {**PRODUCTS, "lock": replace(PRODUCTS["lock"], **fields)}
    prices = {"lock": history(at, (200, 7_495), (5, 5_995))}
    stock = Stock(products, KINDS, {}, 1, prices)
    return make_shop("demo", stock, FakeLearned(), policy or Policy(control_share=0.0))


def situation(at: datetime, language: str = "en", person: Person | None = None) -> Situation:
    bike = PRODUCTS["bike"]
    return Situation(placements.find("cart"), at, language, (CartLine(bike, 1, bike.price),), person=person)


def decided(of: Shop, asked: Situation) -> Decision:
    return of.rules.decide(asked)


def told(decision: Decision, product: str = "lock") -> Any:
    return next((offer for offer in decision.offers if offer.candidate.product.id == product), None)


def answered(decision: Decision, asked: Situation) -> list[dict[str, Any]]:
    recorded = RecordedDecision(
        "0" * 32, asked.at, "demo", decision, ("t",) * len(decision.offers), "unassigned", "m", "r", situation=asked
    )
    answer = msgspec.json.decode(msgspec.json.encode(as_answer(recorded, False, asked.language)))
    offers: list[dict[str, Any]] = answer["offers"]
    return offers


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "Folding lock: €59.95; 20 % below €74.95, its lowest price in the 30 days before"),
        ("nl", "Vouwslot: € 59,95; 20 % onder € 74,95, de laagste prijs in de 30 dagen ervoor"),
        (
            "fi",
            "Folding lock: 59,95 €; 20 % alle hinnan 74,95 €, joka oli alin alennusta edeltäneiden 30 päivän aikana",
        ),
    ],
)
@pytest.mark.rule("EU.prc.30", "BE.prc.30")
def test_words_tell_the_lowest_price_of_thirty_days(language: str, words: str) -> None:
    offer = told(decided(shop(OCTOBER), situation(OCTOBER, language)))
    assert offer.words.text.replace("\xa0", " ") == words


def test_the_answer_and_the_record_carry_all_of_it() -> None:
    asked = situation(OCTOBER)
    decision = decided(shop(OCTOBER), asked)
    lock = next(one for one in answered(decision, asked) if one["product"]["id"] == "lock")
    money = {"amount": 7_495, "currency": "EUR", "display": "€74.95"}
    assert lock["reduction"] == {"was": money, "lowest_30_days": money, "percent": 20}
    others = [one["reduction"] for one in answered(decision, asked) if one["product"]["id"] != "lock"]
    assert set(others) == {None}
    recorded = RecordedDecision(
        "0" * 32, asked.at, "demo", decision, ("t",) * 9, "unassigned", "m", "r", situation=asked
    )
    kept = msgspec.json.decode(decision_row(recorded).offers)
    assert [one.get("reduction", {}).get("rule") for one in kept if one["product"] == "lock"] == ["BE.prc.30"]


@pytest.mark.rule("BE.sper.winter")
def test_a_reduced_coat_is_no_offer_in_december_but_the_same_at_its_price_is() -> None:
    coat = shop(DECEMBER, sale_group="clothing")
    refused = decided(coat, situation(DECEMBER)).refused
    assert [(one.guard, one.product_id) for one in refused if one.guard == "sper_period"] == [("sper_period", "lock")]
    dutch = Person("jan", country="NL")
    assert told(decided(coat, situation(DECEMBER, person=dutch))).reduction is not None
    full = make_shop("demo", replace(coat.stock, prices={}), FakeLearned(), Policy(control_share=0.0))
    offer = told(decided(full, situation(DECEMBER)))
    assert offer.reduction is None
    assert "%" not in offer.words.text


@pytest.mark.rule("BE.sper.winter", "BE.prc.30")
def test_a_coat_lowered_before_the_sale_is_not_called_reduced_in_it() -> None:
    january = datetime(2027, 1, 4, 12, tzinfo=UTC)
    coat = shop(january, sale_group="clothing")
    for days, told_of in ((2, 7_495), (1, 7_495), (3, None), (20, None)):  # the sale began on 2 January
        of = replace(coat.stock, prices={"lock": history(january, (200, 7_495), (days, 5_995))})
        offer = told(decided(make_shop("demo", of, FakeLearned(), Policy(control_share=0.0)), situation(january)))
        assert (offer.reduction.was if offer.reduction else None) == told_of, days


def test_the_customers_country_counts_and_a_visitors_is_the_shops() -> None:
    steps = {"lock": history(OCTOBER, (200, 7_495), (20, 6_495), (5, 5_995))}
    for country, expected in (("BE", 7_495), ("SE", 6_495), ("", 6_495)):
        of = shop(OCTOBER, Policy(control_share=0.0, country=country))
        of = make_shop(
            "demo", replace(of.stock, prices=steps), FakeLearned(), Policy(control_share=0.0, country=country)
        )
        assert told(decided(of, situation(OCTOBER))).reduction.was == expected, country
        abroad = Person("jan", country="NL")
        assert told(decided(of, situation(OCTOBER, person=abroad))).reduction.was == 7_495
        nowhere = Person("jan")
        assert told(decided(of, situation(OCTOBER, person=nowhere))).reduction.was == 6_495


def test_the_shop_may_announce_less_than_the_law_lets_it() -> None:
    for policy in (Policy(control_share=0.0, announce_days=0), Policy(control_share=0.0, announce_from=0.21)):
        assert told(decided(shop(OCTOBER, policy), situation(OCTOBER))).reduction is None
    assert told(decided(shop(OCTOBER, Policy(control_share=0.0, announce_from=0.2)), situation(OCTOBER))).reduction


def test_the_answer_of_an_hour_is_that_of_its_every_minute() -> None:
    of = shop(OCTOBER)
    first = told(decided(of, situation(OCTOBER.replace(minute=1)))).reduction
    assert told(decided(of, situation(OCTOBER.replace(minute=59)))).reduction is first


@pytest.mark.rule("EU.perso.price")
@given(
    st.builds(
        Person,
        st.sampled_from(["ann", "bob", "carl"]),
        owned=st.dictionaries(st.sampled_from(["bike", "seat"]), st.just(OCTOBER - timedelta(days=30))),
        satisfaction=st.none() | st.floats(0.5, 1.0),
        country=st.just("BE"),
    )
)
def test_no_price_is_anybodys_own(person: Person) -> None:
    """What is asked of a person is the catalogue's price, whatever is known of them."""
    decision = decided(shop(OCTOBER), situation(OCTOBER, person=person))
    nobody = told(decided(shop(OCTOBER), situation(OCTOBER)))
    for offer in decision.offers:
        assert offer.candidate.product.price == PRODUCTS[offer.candidate.product.id].price
        if offer.candidate.product.id == "lock":
            assert (offer.reduction, offer.words.text) == (nobody.reduction, nobody.words.text)
