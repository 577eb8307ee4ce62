"""Stories 6 and 8: a fridge ten years old, by mail to those who bought it here; garden sets for who bought a sofa."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

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
from tests.unit.decide.stories.things import guards, owner, reasons, shop, told
from worthmore.decide.ports import Knowledge
from worthmore.vocabulary.decision import Decision
from worthmore.vocabulary.policy import Policy
from worthmore.vocabulary.products import RelationKind
from worthmore.vocabulary.situation import Situation

TEN_YEARS = 3_652


class TestFridgeOfTenYears:
    """Story 6: washing machine and dishwasher came from us as well, and service was good."""

    OLD = product("old", 60_000, name="Fridge Polar", cost=40_000, lasts_days=TEN_YEARS, active_until=date(2020, 1, 1))
    NEW = product("new", 75_000, name="Fridge Polar 3", cost=50_000)
    WASHER, DISHES = product("washer", 50_000), product("dishes", 45_000)
    MAIL = replace(placement(), sources=("replacement",))

    def shop(self) -> Knowledge:
        things = (self.OLD, self.NEW, self.WASHER, self.DISHES)
        return shop(*things, related={RelationKind.REPLACEMENT: {"old": ("new",)}})

    def written(self, days: float = TEN_YEARS, language: str = "en", **known: object) -> Decision:
        owned = {"old": ago(days), "washer": ago(900), "dishes": ago(700)}
        pleased = {"satisfaction": 0.9, "satisfaction_at": ago(60), "owned": owned}
        asked = Situation(self.MAIL, NOON, language, person=owner(**{**pleased, **known}))
        return decided(self.shop(), asked)

    @pytest.mark.parametrize(
        ("language", "reason", "text"),
        [
            (
                "en",
                "You bought Fridge Polar in May 2016. It may be worn out by now. "
                "Only for customers who bought it from us.",
                "Fridge Polar 3: €750",
            ),
            (
                "nl",
                "Je kocht Fridge Polar in mei 2016. Misschien is die nu versleten. "
                "Alleen voor klanten die dit bij ons kochten.",
                "Fridge Polar 3: € 750",
            ),
            (
                "fi",
                "Ostit toukokuussa 2016 tuotteen Fridge Polar. Se on ehkä jo kulunut loppuun. "
                "Vain asiakkaille, jotka ostivat sen meiltä.",
                "Fridge Polar 3: 750 €",
            ),
            (
                "fr",
                "Acheté chez nous (date : mai 2016) : Fridge Polar. À remplacer, peut-être. "
                "Réservé aux clients qui l'ont acheté chez nous.",
                "Fridge Polar 3 : 750 €",
            ),
            (
                "de",
                "Im Mai 2016 bei uns gekauft: Fridge Polar. Vielleicht ist es Zeit für Ersatz. "
                "Nur für Kunden, die es bei uns gekauft haben.",
                "Fridge Polar 3: 750 €",
            ),
        ],
    )
    def test_after_ten_years_the_new_one_comes_by_mail_to_customers_only(
        self, language: str, reason: str, text: str
    ) -> None:
        decision = self.written(language=language)
        assert (reasons(decision)["new"].replace("\u202f", " "), told(decision)["new"].replace("\u202f", " ")) == (
            reason,
            text,
        )

    def test_the_account_page_makes_no_secret_of_it(self) -> None:
        asked = situation(at="account", person=owner(owned={"old": ago(TEN_YEARS)}))
        assert reasons(decided(self.shop(), asked)) == {
            "new": "You bought Fridge Polar in May 2016. It may be worn out by now."
        }

    def test_before_it_is_ten_years_old_nothing_is_sent(self) -> None:
        assert guards(self.written(TEN_YEARS - 5)) == {"new": "not_due_yet: what it replaces lasts until 2026-05-11"}

    @pytest.mark.parametrize(
        ("known", "guard"),
        [
            ({"satisfaction": 0.2, "satisfaction_at": ago(60)}, "dissatisfied"),
            ({"permission": permission(verdict(False, "objection"))}, "objection"),
            ({"permission": permission(verdict(False, reason="they never agreed to e-mail"))}, "permission"),
            ({"refused": {"new": ago(10)}}, "refused_recently"),
        ],
    )
    def test_who_is_not_written_to(self, known: dict[str, object], guard: str) -> None:
        decision = self.written(**known)
        assert (decision.offers, refused(decision)) == ((), {"new": guard})

    def test_who_bought_the_new_one_since_needs_none(self) -> None:
        owned = {"old": ago(TEN_YEARS), "new": ago(30)}
        assert self.written(owned=owned) == Decision()


class TestFurnitureInApril:
    """Story 8: bought a sofa or dining table last winter, owns no garden set; the campaign's audience is its own."""

    APRIL = datetime(2026, 4, 11, 10, tzinfo=UTC)
    SOFA = product("sofa", 180_000, name="Sofa Lund", cost=90_000, category=("Living", "Sofas"))
    GARDEN = product(
        "garden",
        90_000,
        name="Garden set Lido",
        cost=45_000,
        category=("Garden", "Sets"),
        active_from=date(2026, 3, 1),
        active_until=date(2026, 9, 15),
    )
    OTHER = product("other", 70_000, cost=40_000, category=("Garden", "Sets"))
    POST = replace(placement(), sources=("forgotten_range",), campaign=True)

    def decided(
        self, at: datetime = APRIL, language: str = "en", controlled: bool = False, **known: object
    ) -> Decision:
        things = (self.SOFA, self.GARDEN, self.OTHER)
        shelf = shop(*things, also_bought={"sofa": [neighbour("garden", 0.06, 0.01)]})
        bought = {"owned": {"sofa": datetime(2026, 1, 20, tzinfo=UTC)}}
        asked = Situation(self.POST, at, language, person=owner(**{**bought, **known}))
        return decided(shelf, asked, Policy(), controlled)

    @pytest.mark.parametrize(
        ("language", "reason", "text"),
        [
            ("en", "You bought Sofa Lund from us. We also have: Garden.", "Garden set Lido: €900"),
            ("nl", "Je kocht Sofa Lund bij ons. We hebben ook: Garden.", "Garden set Lido: € 900"),
            ("fi", "Ostit meiltä tuotteen Sofa Lund. Meiltä saat myös: Garden.", "Garden set Lido: 900 €"),
        ],
    )
    def test_who_bought_a_sofa_hears_of_garden_sets(self, language: str, reason: str, text: str) -> None:
        decision = self.decided(language=language)
        assert (reasons(decision), told(decision)) == ({"garden": reason}, {"garden": text})

    def test_in_november_garden_sets_sleep(self) -> None:
        assert refused(self.decided(at=datetime(2026, 11, 11, 10, tzinfo=UTC))) == {"garden": "inactive"}

    def test_who_owns_another_garden_set_hears_nothing(self) -> None:
        owned = {"sofa": ago(100), "other": ago(900)}
        assert self.decided(owned=owned) == Decision()

    def test_the_control_group_gets_nothing(self) -> None:
        decision = self.decided(controlled=True)
        assert (offered(decision), refused(decision)) == ([], {"garden": "control_group"})

    def test_who_may_not_be_mailed_is_not(self) -> None:
        silent = permission(verdict(False, reason="they never agreed to e-mail"))
        assert refused(self.decided(permission=silent)) == {"garden": "permission"}

    def test_who_bought_nothing_is_nobody_to_write_to(self) -> None:
        assert self.decided(owned={}) == Decision()
