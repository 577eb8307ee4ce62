"""Stories of several things at once: sets, steps after the choice, the whole order twice, and what must go."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.unit.decide.making import (
    NOON,
    decided,
    line,
    neighbour,
    offered,
    permission,
    placement,
    product,
    refused,
    situation,
)
from tests.unit.decide.stories.things import guards, reasons, shop, told
from worthmore.decide.ports import Knowledge
from worthmore.vocabulary.decision import Decision, OfferKind
from worthmore.vocabulary.policy import Policy
from worthmore.vocabulary.products import Product, RelationKind
from worthmore.vocabulary.situation import CartLine, Person, Situation

FREE_FROM_50 = Policy(free_delivery_from=5_000)


class TestBusinessCards:
    """Story 16: small extras step by step, then the whole order twice for a fraction of the price."""

    CARDS = product("cards", 2_000, name="100 cards", cost=300, tiers=((2, 1_300),))
    PAPER = product("paper", 400, name="Better paper", cost=100, tiers=((2, 300),))
    BOX = product("box", 500, name="Box", cost=200)
    PENS = product("pens", 900, name="Pens", cost=300)
    STEPS = ("paper", "box", "pens")
    POLICY = Policy(premium_caps={"golden": 0.75})

    def shop(self, *others: Product) -> Knowledge:
        return shop(
            *(self.CARDS, self.PAPER, self.BOX, self.PENS, *others),
            related={RelationKind.FUNNEL_STEP: {"cards": self.STEPS}},
        )

    def asked(self, *cart: CartLine, skipped: frozenset[str] = frozenset(), language: str = "en") -> Situation:
        chosen = {"chosen": self.CARDS, "exclude": skipped, "limit": 1, "language": language}
        return situation(line(self.CARDS), *cart, at="funnel", **chosen)

    def test_the_steps_come_one_at_a_time_in_the_shops_order(self) -> None:
        decision = decided(self.shop(), self.asked(), self.POLICY)
        assert told(decision) == {"paper": "Better paper: €4"}
        assert reasons(decision) == {"paper": "Step 1 of 3 for 100 cards. You can skip it."}
        assert refused(decision) == {"box": "outranked", "pens": "premium", "cards": "outranked"}

    def test_a_step_that_was_taken_or_skipped_does_not_come_back(self) -> None:
        taken = CartLine(self.PAPER, 1, 400, 400)
        roomy = Policy(premium_caps={"funnel_step": 1.0, "golden": 0.75})
        assert offered(decided(self.shop(), self.asked(taken), roomy)) == ["box"]
        assert offered(decided(self.shop(), self.asked(taken, skipped=frozenset({"box"})), roomy)) == ["pens"]

    def test_all_steps_together_stay_within_the_cap(self) -> None:
        taken = CartLine(self.PAPER, 1, 400, 400)
        found = guards(decided(self.shop(), self.asked(taken), self.POLICY))
        assert found["box"] == "premium: with €4 accepted before, extra €9 is 45 % of €20; the cap is 25 %"

    @pytest.mark.parametrize(
        ("language", "reason", "text"),
        [
            ("en", "Your whole order, more of everything.", "everything twice: €8 more"),
            ("nl", "Je hele bestelling, meer van alles.", "alles dubbel: € 8 meer"),
            ("fi", "Koko tilauksesi, kaikkea enemmän.", "kaikki kaksinkertaisena: lisähinta 8 €"),
        ],
    )
    def test_at_the_end_everything_is_offered_twice_for_a_fraction(self, language: str, reason: str, text: str) -> None:
        taken = CartLine(self.PAPER, 1, 400, 400)
        asked = self.asked(taken, skipped=frozenset({"box", "pens"}), language=language)
        decision = decided(self.shop(), asked, self.POLICY)
        (golden,) = decision.offers
        # Two times (13 + 3) is 32 euros; once was 24.
        assert (golden.candidate.kind, golden.candidate.extra) == (OfferKind.GOLDEN, 800)
        assert (reasons(decision)["cards"], told(decision)["cards"]) == (reason, text)
        assert golden.premium is not None
        assert (golden.premium.extra, golden.premium.reference) == (800, 2_400)

    def test_it_is_refused_where_it_would_earn_less_than_the_order_itself(self) -> None:
        dear = replace(self.CARDS, cost=1_000)
        asked = replace(self.asked(skipped=frozenset(self.STEPS)), cart=(line(dear),), chosen=dear)
        found = guards(decided(self.shop(dear), asked, self.POLICY))
        assert found["cards"].startswith("below_cost: 2 times the order would earn €")

    def test_it_is_refused_where_not_enough_is_there(self) -> None:
        few = replace(self.CARDS, stock=1)
        asked = replace(self.asked(skipped=frozenset(self.STEPS)), cart=(line(few),), chosen=few)
        assert guards(decided(self.shop(few), asked, self.POLICY))["cards"] == "stock: cards: 1 in stock, 2 needed"

    def test_it_is_refused_above_its_cap(self) -> None:
        asked = self.asked(skipped=frozenset(self.STEPS))
        found = guards(decided(self.shop(), asked, Policy()))
        assert found["cards"] == "premium: extra €6 is 30 % of €20; the cap is 25 %"

    def test_without_quantity_prices_there_is_none(self) -> None:
        plain = replace(self.CARDS, tiers=())
        asked = replace(self.asked(skipped=frozenset(self.STEPS)), cart=(line(plain),), chosen=plain)
        decision = decided(self.shop(plain), asked, self.POLICY)
        assert (decision.offers, decision.refused) == ((), ())


class TestFastFood:
    """Story 17: "the large one?", then "a milkshake with it?"."""

    MENU = product("menu", 900, name="Menu", cost=300, consumable=True)
    LARGE = product("large", 1_050, name="Large menu", cost=350, consumable=True)
    SHAKE = product("shake", 200, name="Milkshake", cost=50, consumable=True)

    def decided(self, place: str, language: str = "en", *skipped: str) -> Decision:
        known = shop(
            *(self.MENU, self.LARGE, self.SHAKE),
            complements={"menu": [neighbour("shake")]},
            related={RelationKind.SIZE_UP: {"menu": ("large",)}},
        )
        asked = situation(line(self.MENU), at=place, language=language, exclude=frozenset(skipped), limit=1)
        return decided(known, asked)

    @pytest.mark.parametrize(
        ("language", "reason", "text"),
        [
            ("en", "The large one instead of Menu?", "Large menu: for €1.50 more"),
            ("nl", "De grote in plaats van Menu?", "Large menu: voor € 1,50 meer"),
            ("fi", "Otatko isomman tämän tilalle: Menu?", "Large menu: lisähinta 1,50 €"),
        ],
    )
    def test_the_large_one_replaces_the_menu(self, language: str, reason: str, text: str) -> None:
        decision = self.decided("till_upsell", language)
        assert (reasons(decision)["large"], told(decision)["large"]) == (reason, text)

    @pytest.mark.parametrize(
        ("language", "reason", "text"),
        [
            ("en", "Goes with Menu. Bought together by 143 customers.", "Milkshake: €2"),
            ("nl", "Past bij Menu. 143 klanten kochten ze samen.", "Milkshake: € 2"),
            ("fi", "Sopii tähän tuotteeseen: Menu. 143 asiakasta on ostanut nämä samalla kertaa.", "Milkshake: 2 €"),
        ],
    )
    def test_the_milkshake_comes_beside_it(self, language: str, reason: str, text: str) -> None:
        decision = self.decided("till_cross_sell", language)
        assert (reasons(decision)["shake"], told(decision)["shake"]) == (reason, text)

    def test_a_large_one_that_asks_too_much_is_refused(self) -> None:
        dear = replace(self.LARGE, price=1_200)
        known = shop(self.MENU, dear, related={RelationKind.SIZE_UP: {"menu": ("large",)}})
        found = guards(decided(known, situation(line(self.MENU), at="till_upsell")))
        assert found["large"] == "premium: extra €3 is 33.3 % of €9; the cap is 25 %"

    def test_the_milkshake_is_asked_whatever_the_first_answer_was(self) -> None:
        assert offered(self.decided("till_cross_sell")) == ["shake"]
        assert offered(self.decided("till_cross_sell", "en", "large")) == ["shake"]


class TestFreeDelivery:
    """Story 18: a cart of € 42, free from € 50."""

    CART = product("cart", 4_200, cost=2_000)

    @pytest.mark.parametrize(
        ("language", "reason", "text"),
        [
            ("en", "€8 to free delivery. Goes with Cart, in your cart.", "Socks: €9, and delivery is free"),
            (
                "nl",
                "Nog € 8 tot gratis levering. Past bij Cart in je winkelmandje.",
                "Socks: € 9, en de levering is gratis",
            ),
            (
                "fi",
                "Ilmaiseen toimitukseen puuttuu 8 €. Sopii ostoskorisi tuotteeseen: Cart.",
                "Socks: 9 €, ja toimitus on ilmainen",
            ),
        ],
    )
    def test_something_useful_of_8_to_12_euros_fills_the_gap(self, language: str, reason: str, text: str) -> None:
        socks = product("socks", 900, name="Socks", cost=400)
        known = shop(self.CART, socks, complements={"cart": [neighbour("socks")]})
        decision = decided(known, situation(line(self.CART), language=language), FREE_FROM_50)
        assert (reasons(decision)["socks"], told(decision)["socks"]) == (reason, text)

    def test_nothing_is_offered_where_the_nearest_fit_costs_30(self) -> None:
        coat = product("coat", 3_000, cost=1_000)
        known = shop(self.CART, coat, complements={"cart": [neighbour("coat")]})
        assert decided(known, situation(line(self.CART)), FREE_FROM_50).offers == ()


class TestCartOfThree:
    """Story 19: also bought with its true count; a set of three with 10 % off the whole."""

    LOCK = product("lock", 5_000, name="Lock", cost=2_000)
    HELMET = product("helmet", 6_000, name="Helmet", cost=2_500)
    LIGHTS = product("lights", 4_000, name="Lights", cost=1_500)
    SET = product("set", 13_500, name="Safe set")
    BIKE = product("bike", 80_000, name="Bike", cost=50_000)

    def shop(self, *others: Product) -> Knowledge:
        return shop(
            *(self.LOCK, self.HELMET, self.LIGHTS, self.SET, self.BIKE, *others),
            also_bought={"bike": [neighbour("lights")]},
            complements={"bike": [neighbour("set")]},
            related={RelationKind.PART: {"set": ("lock", "helmet", "lights")}},
        )

    @pytest.mark.parametrize(
        ("language", "reason"),
        [
            ("en", "143 customers who bought Bike also bought this."),
            ("nl", "143 klanten die Bike kochten, kochten ook dit."),
            ("fi", "Tuotteen Bike ostajista 143 osti myös tämän."),
        ],
    )
    def test_the_count_of_also_bought_is_the_true_one(self, language: str, reason: str) -> None:
        decision = decided(self.shop(), situation(line(self.BIKE), language=language))
        assert reasons(decision)["lights"] == reason

    def test_the_set_is_10_percent_off_the_whole_and_within_the_cap(self) -> None:
        decision = decided(self.shop(), situation(line(self.BIKE)))
        (found,) = (one for one in decision.offers if one.candidate.kind is OfferKind.BUNDLE)
        assert 10 * found.candidate.saving == sum(part.price for part in found.candidate.parts) == 15_000
        small = decided(self.shop(), situation(line(self.LOCK)))
        assert guards(small)["set"] == "premium: extra €85 is 170 % of €50; the cap is 25 %"

    @pytest.mark.parametrize(
        ("language", "text"),
        [
            (
                "en",
                "Safe set: €135, €15 less than its parts; in place of Lock: €85 more; "
                "separately: Lock €50, Helmet €60, Lights €40",
            ),
            (
                "nl",
                "Safe set: € 135, € 15 minder dan de delen apart; in plaats van Lock: € 85 meer; "
                "los te koop: Lock € 50, Helmet € 60, Lights € 40",
            ),
            (
                "fi",
                "Safe set: 135 €, 15 € edullisempi kuin osat erikseen; korvaa nämä: Lock, lisähinta 85 €; "
                "erikseen: Lock 50 €, Helmet 60 €, Lights 40 €",
            ),
        ],
    )
    def test_the_set_tells_its_parts_its_saving_and_what_it_takes_the_place_of(self, language: str, text: str) -> None:
        asked = situation(line(self.BIKE), line(self.LOCK), language=language)
        assert told(decided(self.shop(), asked))["set"] == text

    def test_its_extra_is_its_price_less_the_parts_in_the_cart(self) -> None:
        decision = decided(self.shop(), situation(line(self.BIKE), line(self.LOCK)))
        (found,) = (one for one in decision.offers if one.candidate.kind is OfferKind.BUNDLE)
        assert found.premium is not None
        assert (found.premium.extra, found.premium.reference) == (8_500, 85_000)

    def test_a_set_that_saves_nothing_claims_no_saving(self) -> None:
        dear = replace(self.SET, price=15_000)
        found = told(decided(self.shop(dear), situation(line(self.BIKE))))["set"]
        assert found == "Safe set: €150; separately: Lock €50, Helmet €60, Lights €40"

    def test_a_set_below_the_cost_of_its_parts_is_refused(self) -> None:
        cheap = replace(self.SET, price=7_000)
        found = guards(decided(self.shop(cheap), situation(line(self.BIKE))))
        assert found["set"] == "below_cost: its price without VAT is €57.85 and it costs the shop €60"

    def test_a_set_of_which_a_part_is_gone_is_refused(self) -> None:
        gone = replace(self.LIGHTS, stock=0)
        found = guards(decided(self.shop(gone), situation(line(self.BIKE))))
        assert found["set"] == "stock: its part lights is out of stock"


class TestChocolate:
    """Story 20: one impulse product at the till, small against the basket."""

    BREAD = product("bread", 3_000, name="Bread", cost=1_000)
    CHOCOLATE = product("chocolate", 250, name="Chocolate", cost=100, consumable=True)

    def decided(self, basket: int, language: str = "en") -> Decision:
        known = shop(self.BREAD, self.CHOCOLATE, related={RelationKind.IMPULSE: {"bread": ("chocolate",)}})
        bought = replace(self.BREAD, price=basket)
        return decided(known, situation(line(bought), at="till_cross_sell", language=language))

    @pytest.mark.parametrize(
        ("language", "reason"),
        [("en", "Anything with it?"), ("nl", "Nog iets erbij?"), ("fi", "Saisiko olla vielä jotain?")],
    )
    def test_it_is_offered_with_a_full_basket(self, language: str, reason: str) -> None:
        assert reasons(self.decided(3_000, language)) == {"chocolate": reason}

    def test_it_is_refused_where_it_is_not_small(self) -> None:
        found = guards(self.decided(2_000))
        assert found["chocolate"] == (
            "impulse: €2.50 is not small against €20; something at the counter may cost 10 % of it"
        )


class TestOverstock:
    """Story 27: 400 old helmets: never an upsell, but a mail to customers."""

    BIKE = product("bike", 50_000, cost=30_000, category=("Bicycles",))
    HELMET = product("helmet", 4_000, name="Old helmet", cost=2_000, clearance=True, category=("Bicycles", "Helmets"))
    MAIL = replace(placement(), sources=("clearance",), campaign=True)

    def shop(self) -> Knowledge:
        return shop(
            *(self.BIKE, self.HELMET),
            complements={"bike": [neighbour("helmet", 0.6)]},
            also_bought={"bike": [neighbour("helmet", 0.6)]},
            upgrades={"bike": [neighbour("helmet", 0.6)]},
        )

    @pytest.mark.parametrize("place", ["cart", "product_page", "checkout", "thank_you", "till_cross_sell"])
    def test_it_is_never_advice(self, place: str) -> None:
        decision = decided(self.shop(), situation(line(self.BIKE), at=place, chosen=self.BIKE))
        assert decision.offers == ()
        assert refused(decision) == {"helmet": "overstock"}

    @pytest.mark.parametrize(
        ("language", "reason"),
        [
            ("en", "For our customers only: it must go."),
            ("nl", "Alleen voor onze klanten: dit moet weg."),
            ("fi", "Vain asiakkaillemme: tästä on päästävä eroon."),
        ],
    )
    def test_a_campaign_offers_it_to_customers_as_that(self, language: str, reason: str) -> None:
        person = Person("key", owned={"bike": NOON.replace(year=2025)}, permission=permission())
        asked = Situation(self.MAIL, NOON, language, person=person)
        assert reasons(decided(self.shop(), asked)) == {"helmet": reason}

    def test_nobody_else_is_asked(self) -> None:
        assert decided(self.shop(), Situation(self.MAIL, NOON, "en")).offers == ()
        elsewhere = replace(self.MAIL, campaign=False)
        person = Person("key", owned={"bike": NOON.replace(year=2025)}, permission=permission())
        assert decided(self.shop(), Situation(elsewhere, NOON, "en", person=person)).offers == ()
