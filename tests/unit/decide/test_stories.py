"""Situations a real shop knows, played with the standard rules: what is offered, what refused and why, and how told."""

from __future__ import annotations

import pytest

from tests.unit.decide.making import (
    BASKETS,
    ago,
    decided,
    knowledge,
    line,
    neighbour,
    offered,
    product,
    refused,
    situation,
)
from worthmore import placements
from worthmore.decide.ports import Knowledge
from worthmore.decide.wording import LANGUAGES
from worthmore.vocabulary.decision import Decision
from worthmore.vocabulary.evidence import Basis, Evidence
from worthmore.vocabulary.policy import Policy
from worthmore.vocabulary.products import Product
from worthmore.vocabulary.situation import CartLine, Person, Placement

BY_ATTRIBUTES = Evidence(Basis.ATTRIBUTES)
CITY = product("city", 100_000, name="City bike", cost=60_000, attributes={"battery": 250, "weight": 22})
ELECTRIC = product("electric", 119_000, name="E-bike", cost=70_000, attributes={"battery": 500, "weight": 22})
RACING = product("racing", 240_000, name="Racing e-bike", cost=150_000, attributes={"battery": 750, "weight": 16})
DEARER = product("dearer", 115_000, name="City bike Deluxe", cost=60_000, attributes={"battery": 250, "weight": 22})
LOCK = product("lock", 5_000, name="Ring lock", cost=1_500)
HELMET = product("helmet", 6_000, name="Helmet", cost=3_000)
SEAT = product("seat", 15_000, name="Child seat", cost=9_000)


def bicycle_shop() -> Knowledge:
    beside = [neighbour("lock", 0.40, 0.02), neighbour("helmet", 0.25, 0.03), neighbour("seat", 0.06, 0.01)]
    instead = [neighbour(one.id, 0.2, 0.0, BY_ATTRIBUTES) for one in (RACING, ELECTRIC, DEARER)]
    return knowledge(
        CITY,
        ELECTRIC,
        RACING,
        DEARER,
        LOCK,
        HELMET,
        SEAT,
        complements={"city": beside, "electric": beside},
        upgrades={"city": instead},
    )


def texts(decision: Decision) -> list[str]:
    return [offer.words.text.replace("\xa0", " ") for offer in decision.offers]


class TestBicycleChoosing:
    """Story 1: a customer is about to choose a city bike of € 1,000."""

    def test_the_e_bike_with_twice_the_battery_is_offered_for_190_more(self) -> None:
        decision = decided(bicycle_shop(), situation(at="comparison", chosen=CITY))
        assert offered(decision) == ["electric"]
        assert texts(decision) == ["E-bike: 2 × battery, for €190 more"]
        premium = decision.offers[0].premium
        assert premium is not None
        assert premium.share == 0.19

    def test_the_racing_e_bike_asks_too_much_and_the_dearer_one_is_only_dearer(self) -> None:
        decision = decided(bicycle_shop(), situation(at="comparison", chosen=CITY))
        assert refused(decision) == {"racing": "premium", "dearer": "added_value"}
        details = {refusal.product_id: refusal.detail for refusal in decision.refused}
        assert details["racing"] == "extra €1,400 is 140 % of €1,000; the cap is 25 %"
        assert details["dearer"] == "no known attribute is better; it would only be dearer"

    @pytest.mark.parametrize(
        ("language", "text"),
        [
            ("nl", "E-bike: 2 × zoveel batterij, voor € 190 meer"),
            ("fi", "E-bike: 2-kertainen akkukapasiteetti, lisähinta 190 €"),
        ],
    )
    def test_it_is_said_in_the_customers_language(self, language: str, text: str) -> None:
        assert texts(decided(bicycle_shop(), situation(at="comparison", chosen=CITY, language=language))) == [text]


class TestBicyclePaying:
    """Story 2: the same customer at the till."""

    def test_the_lock_comes_first(self) -> None:
        decision = decided(bicycle_shop(), situation(line(CITY), at="checkout"))
        assert offered(decision) == ["lock", "helmet", "seat"]
        assert decision.offers[0].words.reason.startswith("Goes with City bike, in your cart.")

    def test_accepted_extras_together_stay_within_a_quarter_of_the_bike(self) -> None:
        cart: list[CartLine] = [line(CITY)]
        accepted: list[str] = []
        while found := decided(bicycle_shop(), situation(*cart, at="checkout")).offers:
            taken: Product = found[0].candidate.product
            accepted.append(taken.id)
            cart.append(line(taken, accepted_extra=taken.price))
        assert accepted == ["lock", "helmet"]
        last = decided(bicycle_shop(), situation(*cart, at="checkout"))
        assert refused(last) == {"lock": "in_cart", "helmet": "in_cart", "seat": "premium"}
        [too_much] = [refusal.detail for refusal in last.refused if refusal.product_id == "seat"]
        assert too_much == "with €110 accepted before, extra €260 is 26 % of €1,000; the cap is 25 %"

    def test_an_accepted_upgrade_counts_with_what_comes_beside_it(self) -> None:
        upgraded = situation(line(ELECTRIC, accepted_extra=19_000), at="checkout")
        assert offered(decided(bicycle_shop(), upgraded)) == ["lock", "helmet"]
        with_lock = situation(line(ELECTRIC, accepted_extra=19_000), line(LOCK, accepted_extra=5_000), at="checkout")
        decision = decided(bicycle_shop(), with_lock)
        assert decision.offers == ()
        assert refused(decision) == {"lock": "in_cart", "helmet": "premium", "seat": "premium"}

    def test_what_the_customer_took_by_themselves_is_no_extra(self) -> None:
        decision = decided(bicycle_shop(), situation(line(CITY), line(LOCK), line(HELMET), at="checkout"))
        assert offered(decision) == ["seat"]


class TestFreeDelivery:
    """Story 18: the cart is € 42, delivery is free from € 50."""

    POLICY = Policy(free_delivery_from=5_000, premium_caps={"threshold_filler": 0.5})
    PAN = product("pan", 4_200, name="Pan", cost=2_000)

    def shop(self, *fits: Product) -> Knowledge:
        return knowledge(self.PAN, *fits, complements={"pan": [neighbour(fit.id) for fit in fits]})

    def test_something_useful_of_8_to_12_euro_is_offered(self) -> None:
        spatula, brush = product("spatula", 950, cost=300, name="Spatula"), product("brush", 1_150, cost=300)
        decision = decided(self.shop(brush, spatula), situation(line(self.PAN)), self.POLICY)
        fillers = [offer for offer in decision.offers if offer.candidate.kind == "threshold_filler"]
        assert [offer.candidate.product.id for offer in fillers] == ["spatula"]
        assert fillers[0].words.reason.startswith("€8 to free delivery.")
        assert fillers[0].words.text == "Spatula: €9.50, and delivery is free"

    def test_nothing_fills_the_gap_when_the_nearest_fit_costs_30(self) -> None:
        lid = product("lid", 3_000, cost=1_000)
        decision = decided(self.shop(lid), situation(line(self.PAN)), self.POLICY)
        assert decision.offers == ()
        assert all(refusal.kind != "threshold_filler" for refusal in decision.refused)

    def test_the_usual_cap_holds_for_fillers_too(self) -> None:
        brush = product("brush", 1_150, cost=300)
        decision = decided(self.shop(brush), situation(line(self.PAN)), Policy(free_delivery_from=5_000))
        assert decision.offers == ()
        assert refused(decision) == {"brush": "premium"}


class TestAlsoBought:
    """Story 19: customers who bought this also bought, with its true count."""

    def test_the_count_is_the_one_in_the_evidence(self) -> None:
        shop = knowledge(CITY, HELMET, also_bought={"city": [neighbour("helmet", evidence=BASKETS)]})
        decision = decided(shop, situation(line(CITY)))
        assert [offer.words.reason for offer in decision.offers] == [
            "143 customers who bought City bike also bought this."
        ]


class TestOpenComplaint:
    """Story 28: a parcel is late and the customer is dissatisfied."""

    UNHAPPY = Person("unhappy", satisfaction=0.1, satisfaction_at=ago(3))

    @pytest.mark.parametrize("placement", placements.ALL, ids=lambda placement: placement.name)
    def test_no_placement_offers_anything(self, placement: Placement) -> None:
        asked = situation(line(LOCK), at=placement.name, chosen=CITY, person=self.UNHAPPY)
        decision = decided(bicycle_shop(), asked)
        assert decision.offers == ()
        assert {refusal.guard for refusal in decision.refused} <= {"dissatisfied"}

    def test_offers_return_when_it_is_long_solved(self) -> None:
        content = Person("content", satisfaction=0.9, satisfaction_at=ago(1))
        assert offered(decided(bicycle_shop(), situation(line(CITY), at="checkout", person=content)))


class TestTheSceptic:
    """Story 31: a shop with 300 orders in all."""

    def test_with_nothing_learned_no_offer_is_an_ordinary_decision(self) -> None:
        for placement in placements.ALL:
            assert decided(knowledge(CITY), situation(line(CITY), at=placement.name, chosen=CITY)) == Decision()

    @pytest.mark.parametrize("language", LANGUAGES)
    @pytest.mark.parametrize("evidence", [Evidence(Basis.HAND), Evidence(Basis.BASKETS, customers=21, baskets=22)])
    def test_no_percentage_is_shown_that_nobody_can_stand_for(self, language: str, evidence: Evidence) -> None:
        shop = knowledge(CITY, LOCK, complements={"city": [neighbour("lock", evidence=evidence)]})
        [offer] = decided(shop, situation(line(CITY), language=language)).offers
        said = offer.words.reason + offer.words.text
        assert "%" not in said
        assert ("21" in said) == (evidence.customers == 21)


class TestTheControlGroup:
    """Whoever is in it sees a shop without offers, and the record says what they were not shown."""

    def test_only_what_others_would_be_offered_is_refused_by_it(self) -> None:
        asked = situation(line(CITY), at="comparison", chosen=CITY, person=Person("control"))
        decision = decided(bicycle_shop(), asked, controlled=True)
        assert decision.offers == ()
        assert refused(decision) == {"electric": "control_group", "racing": "premium", "dearer": "added_value"}
