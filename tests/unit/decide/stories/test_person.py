"""Stories about the person: 5, 6, 12, 15, 28, 29, 30 and 31, played with the standard rules."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.unit.decide.making import (
    BASKETS,
    NOON,
    ago,
    decided,
    knowledge,
    line,
    neighbour,
    offered,
    permission,
    placement,
    product,
    refused,
    situation,
    verdict,
)
from worthmore.decide.guards.time_to_use import time_to_use
from worthmore.decide.person.reading import read_need
from worthmore.decide.person.satisfaction import satisfaction
from worthmore.decide.ports import Knowledge
from worthmore.vocabulary.attributes import AttributeKind
from worthmore.vocabulary.contracts import Contract
from worthmore.vocabulary.decision import Candidate, Decision, OfferKind
from worthmore.vocabulary.permission import Channel
from worthmore.vocabulary.policy import Policy
from worthmore.vocabulary.products import RelationKind
from worthmore.vocabulary.satisfaction import Grade, Satisfaction, Told
from worthmore.vocabulary.situation import Person, Situation
from worthmore.vocabulary.standing import CLEAR, Case, CaseKind, OrderState, Standing

POLICY = Policy()
HOB = product("hob", 45_000, name="Hob", category=("Kitchen", "Hobs"), attributes={"width": 58.0})
BIG = product(
    "big",
    9_900,
    name="Large fridge",
    cost=4_000,
    category=("Kitchen", "Fridges"),
    attributes={"width": 91.0, "capacity": 540.0},
)
COMBI = product(
    "combi",
    8_900,
    name="Combi oven",
    cost=5_000,
    category=("Kitchen", "Ovens"),
    attributes={"width": 45.0, "capacity": 35.0},
)
PAN = product("pan", 4_900, name="Pan", cost=2_000, category=("Kitchenware", "Pans"))


def kitchen_shop() -> Knowledge:
    beside = [neighbour("big", 0.30, 0.01), neighbour("combi", 0.20, 0.01), neighbour("pan", 0.15, 0.01)]
    known = knowledge(HOB, BIG, COMBI, PAN, complements={"hob": beside})
    return replace(known, kinds={"width": AttributeKind("width", "cm"), "capacity": AttributeKind("capacity", "l")})


def told(text: str, language: str) -> Person:
    return Person("ann", needs=(read_need(text, language),))


class TestSecondHome:
    """Story 5: for the second home by the sea the big fridge is refused, and the small combi oven offered."""

    TOLD = (
        ("nl", "Voor ons tweede huis aan zee", "Voor een tweede huis, zoals je zei."),
        ("en", "For our second home by the sea", "For a second home, as you said."),
        ("fi", "Mökille meren rannalle", "Kakkosasuntoon, kuten kerroit."),
    )

    def test_nobody_said_so_and_the_big_fridge_comes_first(self) -> None:
        assert offered(decided(kitchen_shop(), situation(line(HOB))))[0] == "big"

    @pytest.mark.parametrize(("language", "text", "said"), TOLD)
    def test_the_big_fridge_is_refused_and_the_combi_oven_offered_as_told(
        self, language: str, text: str, said: str
    ) -> None:
        asked = replace(situation(line(HOB), person=told(text, language)), language=language)
        decision = decided(kitchen_shop(), asked)
        assert refused(decision)["big"] == "need"
        assert offered(decision)[0] == "combi"
        assert decision.offers[0].words.reason.startswith(said)
        pan = next(offer for offer in decision.offers if offer.candidate.product.id == "pan")
        assert said not in pan.words.reason, "of a pan nothing is known that would meet it"

    def test_the_reason_for_the_shop_says_what_was_told_and_what_follows(self) -> None:
        decision = decided(kitchen_shop(), situation(line(HOB), person=told("our second home", "en")))
        detail = next(one.detail for one in decision.refused if one.product_id == "big")
        assert detail == "the customer told us: “our second home”; so width at most 60 cm"

    def test_what_meets_a_need_moves_up_and_its_money_stays_the_same(self) -> None:
        plain, asked = (
            decided(kitchen_shop(), situation(line(HOB), person=one))
            for one in (Person("ann"), told("a small kitchen", "en"))
        )
        value = {
            id(decision): next(one for one in decision.offers if one.candidate.product.id == "combi").expected_margin
            for decision in (plain, asked)
        }
        assert value[id(plain)] == value[id(asked)]


class TestServiceWasGood:
    """Story 6: who is content is written to; who is not, hears of repair first."""

    def written(self, score: float) -> Situation:
        felt = satisfaction((Told("survey", score, ago(40)),), CLEAR, (), 2, NOON, POLICY)
        person = Person(
            "ann",
            owned={"hob": ago(400)},
            permission=permission(),
            felt=felt,
            satisfaction=score,
            satisfaction_at=ago(40),
        )
        return Situation(placement(Channel.EMAIL), NOON, "nl", (line(HOB),), person=person)

    def test_the_content_hear_what_goes_with_their_hob(self) -> None:
        assert "big" in offered(decided(kitchen_shop(), self.written(0.8)))

    def test_the_dissatisfied_do_not(self) -> None:
        decision = decided(kitchen_shop(), self.written(0.2))
        assert decision.offers == ()
        assert set(refused(decision).values()) == {"dissatisfied"}


class TestFreeTrial:
    """Story 12: one star is no offer and a note to the shop; never logged in is help, not an offer."""

    def trial(self, last_used: int | None) -> Contract:
        used = None if last_used is None else ago(last_used)
        return Contract("t", "trial", ago(10), trial_until=ago(-4), last_used_at=used, use_known=True)

    def test_one_star_is_dissatisfied_however_much_it_is_used(self) -> None:
        felt = satisfaction((Told("review", 0.0, ago(1)),), CLEAR, (self.trial(0),), 0, NOON, POLICY)
        assert felt.grade is Grade.DISSATISFIED
        decision = decided(kitchen_shop(), situation(line(HOB), person=Person("ann", felt=felt)))
        assert decision.offers == ()
        assert "review on 2026-05-05; repair that first" in decision.refused[0].detail

    def test_never_logged_in_wants_help(self) -> None:
        assert satisfaction((), CLEAR, (self.trial(None),), 0, NOON, POLICY).grade is Grade.HARDLY_EVER_USER

    def test_used_daily_is_an_enthusiast(self) -> None:
        assert satisfaction((), CLEAR, (self.trial(0),), 0, NOON, POLICY).grade is Grade.ENTHUSIAST


class TestHardlyEverUser:
    """Whoever lets all they have lie unused gets help: nothing from what is known of them, wherever they are."""

    IDLE = Contract("t", "trial", ago(40), last_used_at=None, use_known=True)
    OIL = product("oil", 1_500, name="Hob oil", cost=400, category=("Kitchen", "Care"))

    def decided(self, *contracts: Contract, at: str = "cart") -> Decision:
        known = kitchen_shop()
        find = {"oil": self.OIL}.get
        fits = {RelationKind.COMPATIBLE_WITH: {"oil": ("pan",)}}
        known = replace(known, find=lambda one: find(one) or kitchen_shop().find(one), related=fits)
        person = Person("ann", owned={"pan": ago(200)}, permission=permission(), contracts=contracts)
        return decided(known, situation(line(HOB), at=at, person=person))

    def test_the_basket_speaks_and_what_is_known_of_them_does_not(self) -> None:
        decision = self.decided(self.IDLE)
        assert offered(decision) == ["big", "combi"]
        assert refused(decision)["oil"] == "help_first"
        assert self.decided(self.IDLE, at="account").offers == ()

    def test_who_uses_one_of_two_things_is_asked_as_everybody(self) -> None:
        used = replace(self.IDLE, id="u", last_used_at=ago(1))
        assert "oil" in offered(self.decided(self.IDLE, used))


class TestOpenComplaint:
    """Story 28: a parcel is late and a complaint open; nothing in any channel, nor for a fortnight after."""

    STANDING = Standing((Case(CaseKind.COMPLAINT, ago(2)),), (OrderState(promised_at=ago(4)),))

    @pytest.mark.parametrize("where", ["product_page", "cart", "checkout", "thank_you", "till_upsell"])
    def test_every_page_stays_polite_and_empty(self, where: str) -> None:
        chosen = {"chosen": HOB} if where == "product_page" else {}
        asked = situation(line(HOB), at=where, person=Person("ann", standing=self.STANDING), **chosen)
        assert decided(kitchen_shop(), asked).offers == ()

    @pytest.mark.parametrize(("days", "refused_by"), [(13, {"open_case"}), (14, set())])
    def test_a_fortnight_after_it_is_solved(self, days: int, refused_by: set[str]) -> None:
        solved = Standing((Case(CaseKind.COMPLAINT, ago(30), ago(days)),))
        felt = satisfaction((), solved, (), 5, NOON, POLICY)
        decision = decided(kitchen_shop(), situation(line(HOB), person=Person("ann", standing=solved, felt=felt)))
        assert set(refused(decision).values()) & {"open_case", "dissatisfied"} == refused_by
        assert bool(decision.offers) is not bool(refused_by)


class TestQuietCustomer:
    """Story 29: objected at the till: no message ever, and the basket still gets what belongs to it."""

    OBJECTED = Person("ann", owned={}, permission=permission(verdict(False, "objection")))

    def test_no_message(self) -> None:
        asked = Situation(placement(Channel.EMAIL), NOON, "nl", (line(HOB),), person=self.OBJECTED)
        decision = decided(kitchen_shop(), asked)
        assert decision.offers == ()
        assert set(refused(decision).values()) == {"objection"}

    def test_the_basket_still_speaks(self) -> None:
        assert offered(decided(kitchen_shop(), situation(line(HOB), person=self.OBJECTED)))[0] == "big"


class TestNewVersion:
    """Story 30: who bought version 2 last week is not sold version 3; what they need to use it is another matter."""

    TWO, THREE = product("two", 9_000, category=("Software",)), product("three", 9_900, category=("Software",))
    CABLE = product("cable", 900, category=("Cables",))

    def said(self, kind: OfferKind, of: str, bought: int) -> str | None:
        products = {one.id: one for one in (self.TWO, self.THREE, self.CABLE)}
        guard = time_to_use(POLICY, products.get, {RelationKind.ACCESSORY: {"two": ("cable",)}})
        person = Person("ann", recent={"two": ago(bought)}, permission=permission())
        examine = guard.prepare(Situation(placement(Channel.EMAIL), NOON, "en", person=person))
        offer = Candidate(kind, products[of], 0.2, BASKETS, anchor=self.TWO, personal=True)
        return None if examine is None else examine(offer)

    def test_last_week_is_too_early(self) -> None:
        assert "was bought on 2026-04-29; the customer has until 2026-05-29 to use it" in str(
            self.said(OfferKind.LAUNCH, "three", 7)
        )

    def test_what_they_need_to_use_it_is_not(self) -> None:
        assert self.said(OfferKind.COMPLEMENT, "cable", 7) is None
        assert self.said(OfferKind.PROTECTION, "three", 7) is None

    def test_a_month_later_they_hear_of_it(self) -> None:
        assert self.said(OfferKind.LAUNCH, "three", 30) is None


class TestSceptic:
    """Story 31: little is known; it works, and claims nothing it cannot stand for."""

    def test_a_visitor_of_whom_nothing_is_known_gets_what_belongs_to_the_basket(self) -> None:
        assert offered(decided(kitchen_shop(), situation(line(HOB)))) == ["big", "combi", "pan"]

    def test_no_grade_is_given_on_a_single_late_parcel(self) -> None:
        late = Standing(orders=(OrderState(promised_at=ago(40), delivered_at=ago(38)),))
        felt = satisfaction((), late, (), 1, NOON, POLICY)
        assert (felt.grade, felt.score) == (Grade.UNKNOWN, None)
        assert felt.evidence, "what is known of it is shown all the same"

    def test_who_is_unknown_and_who_is_known_without_facts_are_treated_alike(self) -> None:
        known = decided(kitchen_shop(), situation(line(HOB), person=Person("ann", felt=Satisfaction(Grade.UNKNOWN))))
        assert offered(known) == offered(decided(kitchen_shop(), situation(line(HOB))))
