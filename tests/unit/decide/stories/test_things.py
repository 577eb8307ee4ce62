"""Stories of bicycles, laptops, fridges, boilers and notebooks: what belongs to things, and when it is due again."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from tests.unit.decide.making import NOON, ago, decided, line, neighbour, offered, product, refused, situation
from tests.unit.decide.stories.things import due_after, guards, owner, reasons, shop, told
from worthmore.decide.ports import Knowledge
from worthmore.vocabulary.attributes import AttributeKind, Direction
from worthmore.vocabulary.decision import REPLACING, OfferKind
from worthmore.vocabulary.evidence import Basis, Evidence
from worthmore.vocabulary.hand_rules import HandAct, HandRule, Selection
from worthmore.vocabulary.policy import Policy
from worthmore.vocabulary.products import Product, RelationKind
from worthmore.vocabulary.situation import CartLine


class TestBicyclePaying:
    """Story 2: the same customer at the till: lock, helmet, child seat."""

    CITY = product("city", 100_000, name="City bike", cost=60_000)
    RACER = product("racer", 100_000, name="Racer", cost=60_000)
    LOCK = product("lock", 6_000, cost=2_000)
    HELMET = product("helmet", 8_000, cost=3_000)
    SEAT = product("seat", 15_000, name="Child seat", cost=9_000)
    BESIDE = (neighbour("lock", 0.4, 0.02), neighbour("helmet", 0.25, 0.03))

    def shop(self) -> Knowledge:
        return shop(
            *(self.CITY, self.RACER, self.LOCK, self.HELMET, self.SEAT),
            complements={"city": (*self.BESIDE, neighbour("seat", 0.06)), "racer": self.BESIDE},
            related={
                RelationKind.COMPATIBLE_WITH: {"seat": ("city",)},
                RelationKind.CONFLICTS_WITH: {"seat": ("racer",)},
            },
        )

    def test_the_lock_comes_first(self) -> None:
        asked = situation(line(self.CITY), at="till_cross_sell", limit=1)
        assert offered(decided(self.shop(), asked)) == ["lock"]

    @pytest.mark.parametrize(
        ("language", "reason"),
        [
            ("en", "Goes with City bike. Bought together by 143 customers."),
            ("nl", "Past bij City bike. 143 klanten kochten ze samen."),
            ("fi", "Sopii tähän tuotteeseen: City bike. 143 asiakasta on ostanut nämä samalla kertaa."),
        ],
    )
    def test_at_the_till_it_is_said_why(self, language: str, reason: str) -> None:
        asked = situation(line(self.CITY), at="till_cross_sell", limit=1, language=language)
        assert reasons(decided(self.shop(), asked)) == {"lock": reason}

    def test_the_child_seat_is_offered_beside_the_frame_it_fits(self) -> None:
        assert "seat" in offered(decided(self.shop(), situation(line(self.CITY))))

    def test_the_child_seat_is_refused_beside_a_frame_it_does_not_fit(self) -> None:
        known = replace(self.shop(), complements=lambda product_id: [neighbour("seat", 0.2)])
        found = guards(decided(known, situation(line(self.RACER))))
        assert found["seat"] == "conflicts: it does not go with racer, as the shop says"

    def test_accepted_extras_stay_within_a_quarter_of_the_bicycle_together(self) -> None:
        cart = (line(self.CITY), CartLine(self.LOCK, 1, 6_000, 6_000), CartLine(self.HELMET, 1, 8_000, 8_000))
        found = guards(decided(self.shop(), situation(*cart)))
        assert found["seat"] == "premium: with €140 accepted before, extra €290 is 29 % of €1,000; the cap is 25 %"

    @pytest.mark.parametrize(
        ("language", "reason"),
        [
            ("en", "Fits your City bike."),
            ("nl", "Past bij jouw City bike."),
            ("fi", "Sopii tuotteeseesi: City bike."),
        ],
    )
    def test_later_it_is_said_that_it_fits_what_the_customer_has(self, language: str, reason: str) -> None:
        person = owner(owned={"city": ago(90)})
        decision = decided(self.shop(), situation(at="account", person=person, language=language))
        assert reasons(decision) == {"seat": reason}
        assert decision.offers[0].candidate.personal

    def test_who_has_the_racer_is_not_told_of_the_seat(self) -> None:
        person = owner(owned={"racer": ago(90)})
        assert decided(self.shop(), situation(at="account", person=person)).offers == ()


class TestBicycleSeason:
    """Story 3: summer things in their first weeks, not in November."""

    def test_what_is_sold_in_summer_is_refused_in_november(self) -> None:
        bike = product("bike", 50_000)
        cap = product("cap", 2_000, active_from=date(2026, 4, 1), active_until=date(2026, 8, 31))
        known = shop(bike, cap, complements={"bike": [neighbour("cap")]})
        november = datetime(2026, 11, 10, 12, tzinfo=UTC)
        assert offered(decided(known, situation(line(bike)))) == ["cap"]
        assert refused(decided(known, replace(situation(line(bike)), at=november))) == {"cap": "inactive"}

    @pytest.mark.parametrize(
        ("language", "text"),
        [("en", "Goes with Bike, in your cart."), ("nl", "Past bij Bike in je winkelmandje."), ("fi", "Sopii")],
    )
    def test_in_its_weeks_a_rule_of_the_shop_puts_the_helmet_first(self, language: str, text: str) -> None:
        bike, helmet, lock = product("bike", 50_000), product("helmet", 6_000), product("lock", 5_000)
        known = shop(bike, helmet, lock, complements={"bike": [neighbour("lock", 0.4), neighbour("helmet", 0.1)]})
        spring = HandRule(
            HandAct.PIN,
            offers=Selection(("helmet",)),
            beside=Selection(("bike",)),
            from_date=date(2026, 4, 1),
            until_date=date(2026, 5, 31),
        )
        asked = situation(line(bike), language=language)
        may, november = (
            decided(known, one, None, False, spring) for one in (asked, replace(asked, at=NOON.replace(month=11)))
        )
        assert (offered(may), offered(november)) == (["helmet", "lock"], ["lock", "helmet"])
        assert reasons(may)["helmet"].startswith(text)


class TestLaptop:
    """Story 4: the better laptop at the counter, then protection, apart and never ticked."""

    LAPTOP = product("laptop", 90_000, name="Laptop", cost=70_000)
    FASTER = product("faster", 100_000, name="Laptop Pro", cost=75_000)
    WARRANTY = product("warranty", 12_000, name="3 years of warranty", cost=3_000, category=("Protection", "Warranty"))
    LONGER = product("longer", 18_000, name="5 years of warranty", cost=9_000, category=("Protection", "Warranty"))
    VIRUS = product("virus", 6_000, name="3 years of virus scanner", cost=2_000, category=("Protection", "Software"))
    MOUSE = product("mouse", 2_500, cost=1_000)

    def shop(self) -> Knowledge:
        return shop(
            *(self.LAPTOP, self.FASTER, self.WARRANTY, self.LONGER, self.VIRUS, self.MOUSE),
            upgrades={"laptop": [neighbour("faster", 0.2, 0.0, Evidence(Basis.HAND))]},
            complements={"laptop": [neighbour("mouse")]},
            related={RelationKind.PROTECTION: {"laptop": ("warranty", "longer", "virus")}},
        )

    def test_at_the_counter_the_better_one_comes_first(self) -> None:
        decision = decided(self.shop(), situation(line(self.LAPTOP), at="till_upsell"))
        assert told(decision) == {"faster": "Laptop Pro: for €100 more"}

    @pytest.mark.parametrize(
        ("language", "reason", "text"),
        [
            (
                "en",
                "A better version of Laptop.",
                "Laptop Pro: 2 × graphics memory, 1.2 GHz more processor, for €100 more",
            ),
            (
                "nl",
                "Een betere versie van Laptop.",
                "Laptop Pro: 2 × zoveel grafisch geheugen, 1,2 GHz meer processor, voor € 100 meer",
            ),
            (
                "fi",
                "Parempi vaihtoehto tälle tuotteelle: Laptop.",
                "Laptop Pro: 2-kertainen näyttömuisti, 1,2 GHz suurempi suoritin, lisähinta 100 €",
            ),
        ],
    )
    def test_the_differences_justify_the_price(self, language: str, reason: str, text: str) -> None:
        known = shop(
            replace(self.LAPTOP, attributes={"processor": 2.4, "graphics": 4}),
            replace(self.FASTER, attributes={"processor": 3.6, "graphics": 8}),
            product("dear", 150_000, cost=90_000, attributes={"processor": 5.0, "graphics": 16}),
            upgrades={"laptop": [neighbour(one, 0.2, 0.0, Evidence(Basis.ATTRIBUTES)) for one in ("faster", "dear")]},
            kinds={
                "processor": AttributeKind(
                    "processor",
                    "GHz",
                    Direction.HIGHER,
                    labels={"en": "processor", "nl": "processor", "fi": "suoritin"},
                ),
                "graphics": AttributeKind(
                    "graphics",
                    "GB",
                    Direction.HIGHER,
                    labels={"en": "graphics memory", "nl": "grafisch geheugen", "fi": "näyttömuisti"},
                ),
            },
        )
        chosen = replace(self.LAPTOP, attributes={"processor": 2.4, "graphics": 4})
        decision = decided(known, situation(line(chosen), at="till_upsell", language=language))
        assert (reasons(decision), told(decision)) == ({"faster": reason}, {"faster": text})
        assert guards(decision)["dear"] == "premium: extra €600 is 66.7 % of €900; the cap is 25 %"

    def test_one_warranty_and_one_virus_scanner_are_offered_at_the_checkout(self) -> None:
        decision = decided(self.shop(), replace(situation(line(self.LAPTOP), at="checkout"), limit=3))
        kinds = {offer.candidate.product.id: offer.candidate.kind for offer in decision.offers}
        assert kinds == {
            "mouse": OfferKind.COMPLEMENT,
            "warranty": OfferKind.PROTECTION,
            "virus": OfferKind.PROTECTION,
        }
        assert refused(decision)["longer"] == "alike"

    def test_protection_is_priced_apart_and_comes_beside_the_laptop(self) -> None:
        decision = decided(self.shop(), replace(situation(line(self.LAPTOP), at="checkout"), limit=3))
        (warranty,) = (one for one in decision.offers if one.candidate.product.id == "warranty")
        assert warranty.candidate.kind not in REPLACING
        assert warranty.premium is not None
        assert (warranty.premium.extra, warranty.premium.reference) == (12_000, 90_000)

    def test_a_laptop_with_a_warranty_gets_no_second_one(self) -> None:
        cart = (line(self.LAPTOP), CartLine(self.WARRANTY, 1, 12_000, 12_000))
        found = guards(decided(self.shop(), situation(*cart, at="checkout")))
        assert found["longer"] == "protected: warranty in the cart protects laptop already"

    def test_the_warranty_of_the_last_laptop_is_none_for_this_one(self) -> None:
        person = owner(owned={"warranty": ago(400), "laptop": ago(400)})
        asked = replace(situation(line(self.LAPTOP), at="checkout", person=person), limit=3)
        assert "warranty" in offered(decided(self.shop(), asked))

    @pytest.mark.parametrize(
        ("language", "reason", "text"),
        [
            ("en", "Protects Laptop, in your cart. You can buy without it too.", "3 years of warranty: €120"),
            ("nl", "Beschermt Laptop in je winkelmandje. Je kunt ook zonder kopen.", "3 years of warranty: € 120"),
            ("fi", "Suojaa ostoskorisi tuotteen: Laptop. Voit ostaa myös ilman.", "3 years of warranty: 120 €"),
        ],
    )
    def test_it_is_said_that_one_can_buy_without(self, language: str, reason: str, text: str) -> None:
        asked = replace(situation(line(self.LAPTOP), at="checkout", language=language), limit=3)
        decision = decided(self.shop(), asked)
        assert reasons(decision)["warranty"] == reason
        assert told(decision)["warranty"] == text


class TestFridge:
    """Story 5: the energy-saving model pays itself back, if both labels are known."""

    ENERGY = AttributeKind("energy", "kWh/year", Direction.LOWER, labels={"en": "energy", "nl": "energie"})
    PLAIN = product("plain", 60_000, name="Fridge", cost=40_000, attributes={"energy": 300})
    SAVING = product("saving", 72_150, name="Fridge A", cost=48_000, attributes={"energy": 150})
    UNLABELLED = product("unlabelled", 60_000, name="Fridge", cost=40_000)

    def upgraded(self, chosen: Product, policy: Policy, language: str = "en") -> str:
        known = shop(
            *(self.PLAIN, self.SAVING, self.UNLABELLED),
            upgrades={one: [neighbour("saving", 0.2, 0.0, Evidence(Basis.HAND))] for one in ("plain", "unlabelled")},
            kinds={"energy": self.ENERGY},
        )
        decision = decided(known, situation(at="comparison", chosen=chosen, language=language), policy)
        return told(decision)["saving"]

    @pytest.mark.parametrize(
        ("language", "text"),
        [
            ("en", "saves about €45 a year at your tariff: earned back in 2.7 years"),
            ("nl", "bespaart ongeveer € 45 per jaar bij jouw tarief: terugverdiend in 2,7 jaar"),
            (
                "fi",
                "säästää sinun sähkönhinnallasi noin 45 € vuodessa: maksaa itsensä takaisin 2,7 vuodessa",
            ),
        ],
    )
    def test_it_says_what_it_saves_and_when_it_is_earned_back(self, language: str, text: str) -> None:
        assert text in self.upgraded(self.PLAIN, Policy(energy_tariff=30.0), language)

    def test_without_a_tariff_nothing_is_said(self) -> None:
        assert "tariff" not in self.upgraded(self.PLAIN, Policy())

    def test_without_both_labels_nothing_is_said(self) -> None:
        assert "tariff" not in self.upgraded(self.UNLABELLED, Policy(energy_tariff=30.0))


class TestBoiler:
    """Story 7: maintenance is offered when it is due, not before."""

    BOILER = product("boiler", 250_000, name="Boiler", cost=180_000)
    YEARLY = product("yearly", 15_000, name="Boiler service", cost=8_000, lasts_days=365)
    ASSEMBLY = product("assembly", 30_000, name="Assembly", cost=20_000)

    def shop(self) -> Knowledge:
        return shop(
            *(self.BOILER, self.YEARLY, self.ASSEMBLY),
            related={RelationKind.SERVICE: {"boiler": ("yearly", "assembly")}},
        )

    def decided(self, language: str = "en", **owned: float) -> dict[str, str]:
        person = owner(owned={name: ago(days) for name, days in owned.items()})
        return reasons(decided(self.shop(), situation(at="account", person=person, language=language)))

    def test_it_is_refused_before_a_year_has_passed(self) -> None:
        person = owner(owned={"boiler": ago(364)})
        found = guards(decided(self.shop(), situation(at="account", person=person)))
        assert found["yearly"] == "not_due_yet: what it replaces lasts until 2026-05-07"

    @pytest.mark.parametrize(
        ("language", "reason"),
        [
            ("en", "You bought Boiler in May 2025. Its service is due."),
            ("nl", "Je kocht Boiler in mei 2025. Het is tijd voor onderhoud."),
            ("fi", "Ostit toukokuussa 2025 tuotteen Boiler. Nyt on huollon aika."),
        ],
    )
    def test_it_is_offered_when_a_year_has_passed(self, language: str, reason: str) -> None:
        assert self.decided(language, boiler=365) == {"yearly": reason}

    def test_it_counts_from_the_last_service(self) -> None:
        assert self.decided(boiler=800, yearly=364) == {}
        assert set(self.decided(boiler=800, yearly=366)) == {"yearly"}

    def test_what_goes_with_the_purchase_is_offered_at_once(self) -> None:
        assert offered(decided(self.shop(), situation(line(self.BOILER)))) == ["assembly"]


class TestCalendarNotebook:
    """Story 15: the larger one just before this November, not in May."""

    SMALL = product("small", 1_200, name="Small notebook", cost=500, lasts_days=350)
    LARGE = product("large", 1_800, name="Large notebook", cost=700)

    def decided(self, bought: float, language: str = "en", **more: float) -> dict[str, str]:
        known = shop(self.SMALL, self.LARGE, related={RelationKind.NEXT_SIZE: {"small": ("large",)}})
        person = owner(owned={"small": ago(bought), **{name: ago(days) for name, days in more.items()}})
        return reasons(decided(known, situation(at="account", person=person, language=language)))

    @pytest.mark.parametrize(
        ("language", "reason"),
        [
            ("en", "The next size after Small notebook, which you bought in May 2025."),
            ("nl", "De volgende maat na Small notebook, die je kocht in mei 2025."),
            ("fi", "Seuraava koko tuotteelle, jonka ostit toukokuussa 2025: Small notebook."),
        ],
    )
    def test_it_is_offered_just_before_a_year(self, language: str, reason: str) -> None:
        assert self.decided(350, language) == {"large": reason}

    def test_half_a_year_later_is_too_early(self) -> None:
        assert self.decided(180) == {}
        known = shop(self.SMALL, self.LARGE, related={RelationKind.NEXT_SIZE: {"small": ("large",)}})
        decision = decided(known, situation(at="account", person=owner(owned={"small": ago(180)})))
        assert refused(decision) == {"large": "not_due_yet"}

    def test_who_took_the_larger_one_is_not_asked_again(self) -> None:
        assert self.decided(400, large=30) == {}


class TestRefill:
    """What is used up is offered again when it is due: neither what nobody buys twice, nor before."""

    INK = product("ink", 2_500, name="Ink", cost=1_000, consumable=True)
    VASE = product("vase", 2_500, name="Vase", cost=1_000)
    SHOP = shop(INK, VASE, due=due_after({"ink": 60}))

    def decided(self, days: float, at: str = "account", language: str = "en") -> dict[str, str]:
        person = owner(owned={"ink": ago(days), "vase": ago(days)})
        return reasons(decided(self.SHOP, situation(at=at, person=person, language=language)))

    @pytest.mark.parametrize("place", ["account", "cart", "product_page"])
    def test_it_is_offered_when_it_is_due(self, place: str) -> None:
        assert self.decided(60, place) == {"ink": "You bought this in March 2026. It may be used up by now."}

    def test_it_is_refused_before(self) -> None:
        person = owner(owned={"ink": ago(59)})
        assert refused(decided(self.SHOP, situation(at="account", person=person))) == {"ink": "not_due_yet"}

    def test_who_stopped_using_it_is_left_alone(self) -> None:
        assert self.decided(241) == {}

    @pytest.mark.parametrize(
        ("language", "reason"),
        [
            ("nl", "Je kocht dit in maart 2026. Misschien is het nu op."),
            ("fi", "Ostit tämän maaliskuussa 2026. Se on ehkä jo lopussa."),
        ],
    )
    def test_it_says_when_it_was_bought(self, language: str, reason: str) -> None:
        assert self.decided(60, language=language) == {"ink": reason}
