"""Story 9: who bought a kitchen and never saw the bathrooms of the same shop."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.unit.decide.making import (
    NOON,
    ago,
    decided,
    neighbour,
    offered,
    permission,
    placement,
    product,
    refused,
    situation,
    verdict,
)
from tests.unit.decide.stories.things import owner, reasons, shop, told
from worthmore.decide.ports import Knowledge
from worthmore.vocabulary.decision import Decision
from worthmore.vocabulary.situation import Person, Situation

KITCHEN = product("kitchen", 800_000, name="Kitchen Lena", cost=500_000, category=("Kitchens", "Whole kitchens"))
HOB = product("hob", 60_000, name="Hob", cost=40_000, category=("Kitchens", "Hobs"))
BASIN = product("basin", 40_000, name="Basin Vita", cost=20_000, category=("Bathrooms", "Basins"))
TAP = product("tap", 12_000, name="Tap Vita", cost=6_000, category=("Bathrooms", "Taps"))
PLAIN = product("plain", 9_000, name="Plain", cost=1_000)
MAIL = replace(placement(), sources=("forgotten_range",), campaign=True)


def kitchens_and_bathrooms() -> Knowledge:
    taken = [neighbour("hob", 0.3), neighbour("basin", 0.08, 0.01), neighbour("tap", 0.04, 0.01), neighbour("plain")]
    return shop(KITCHEN, HOB, BASIN, TAP, PLAIN, also_bought={"kitchen": taken})


def told_of(person: Person, language: str = "en") -> Decision:
    return decided(kitchens_and_bathrooms(), Situation(MAIL, NOON, language, person=person))


class TestForgottenRange:
    BUYER = owner(owned={"kitchen": ago(300)})

    @pytest.mark.parametrize(
        ("language", "reason", "text"),
        [
            ("en", "You bought Kitchen Lena from us. We also have: Bathrooms.", "Basin Vita: €400"),
            ("nl", "Je kocht Kitchen Lena bij ons. We hebben ook: Bathrooms.", "Basin Vita: € 400"),
            ("fi", "Ostit meiltä tuotteen Kitchen Lena. Meiltä saat myös: Bathrooms.", "Basin Vita: 400 €"),
            ("fr", "Acheté chez nous : Kitchen Lena. Nous avons aussi : Bathrooms.", "Basin Vita : 400 €"),
            ("de", "Bei uns gekauft: Kitchen Lena. Wir führen auch: Bathrooms.", "Basin Vita: 400 €"),
        ],
    )
    def test_kitchen_buyers_hear_of_the_bathrooms(self, language: str, reason: str, text: str) -> None:
        decision = told_of(self.BUYER, language)
        assert (reasons(decision), told(decision)) == ({"basin": reason}, {"basin": text.replace("\u202f", " ")})
        assert decision.offers[0].candidate.personal

    def test_the_account_page_shows_it_too(self) -> None:
        decision = decided(kitchens_and_bathrooms(), situation(at="account", person=self.BUYER))
        assert offered(decision) == ["basin"]

    @pytest.mark.parametrize("known", [{"viewed": frozenset({"tap"})}, {"refused": {"tap": ago(200)}}])
    def test_who_looked_at_one_tap_has_seen_the_bathrooms(self, known: dict[str, object]) -> None:
        assert told_of(owner(owned={"kitchen": ago(300)}, **known)) == Decision()

    def test_who_bought_from_both_is_told_nothing(self) -> None:
        assert told_of(owner(owned={"kitchen": ago(300), "tap": ago(100)})) == Decision()

    def test_a_product_without_category_makes_no_range(self) -> None:
        assert "plain" not in {*offered(told_of(self.BUYER)), *refused(told_of(self.BUYER))}

    def test_a_visitor_has_forgotten_nothing(self) -> None:
        assert decided(kitchens_and_bathrooms(), situation(at="account")) == Decision()


class TestRefused:
    def test_who_agreed_to_hear_of_similar_things_only_hears_nothing(self) -> None:
        allowed = permission(verdict(), verdict(False, reason="a bathroom is not similar to a kitchen"))
        decision = told_of(owner(owned={"kitchen": ago(300)}, permission=allowed))
        assert (decision.offers, refused(decision)) == ((), {"basin": "permission"})

    def test_whose_kitchen_came_last_week_is_left_in_peace(self) -> None:
        fresh = {"kitchen": ago(7)}
        decision = told_of(owner(owned=fresh, recent=fresh))
        assert (decision.offers, refused(decision)) == ((), {"basin": "time_to_use"})

    def test_the_dissatisfied_hear_of_nothing(self) -> None:
        decision = told_of(owner(owned={"kitchen": ago(300)}, satisfaction=0.1, satisfaction_at=ago(5)))
        assert (decision.offers, refused(decision)) == ((), {"basin": "dissatisfied"})
