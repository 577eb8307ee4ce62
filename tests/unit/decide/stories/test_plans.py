"""Stories 10 to 14 and 30: plans, policies and trials, played with the standard rules."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta

import pytest

from tests.unit.decide.making import NOON, ago, decided, line, offered, product, refused, situation
from tests.unit.decide.stories.plans import (
    CONTENTS,
    DATING,
    INSURER,
    MEDIUM,
    SOFTWARE,
    TELEPHONE,
    THREE,
    TRANSLATE,
    TWO,
    VERSIONS,
    account,
    caller,
    contract,
    holder,
    months,
    shop,
    trying,
)
from worthmore.vocabulary.decision import Decision
from worthmore.vocabulary.policy import Policy
from worthmore.vocabulary.satisfaction import Grade, Satisfaction
from worthmore.vocabulary.situation import Person


def said(decision: Decision) -> list[tuple[str, str]]:
    """Reason and text of every offer, with ordinary spaces."""
    return [
        (re.sub(r"[\xa0\u202f]", " ", offer.words.reason), re.sub(r"[\xa0\u202f]", " ", offer.words.text))
        for offer in decision.offers
    ]


def kinds(decision: Decision) -> list[str]:
    return [offer.candidate.kind.value for offer in decision.offers]


class TestTelephonePlan:
    """Story 10."""

    def test_95_percent_of_the_minutes_three_months_running_is_the_next_plan(self) -> None:
        decision = decided(TELEPHONE, account(caller(480, 475, 500)))
        assert offered(decision) == ["large"]
        premium = decision.offers[0].premium
        assert premium is not None
        assert (premium.extra, premium.reference, premium.share) == (500, 2_000, 0.25)

    @pytest.mark.parametrize(
        ("language", "reason", "text"),
        [
            (
                "en",
                "Minutes: you used 480, 475 and 500 of your 500 in the last 3 months.",
                "Large: 500 more minutes; €25 a month instead of €20",
            ),
            (
                "nl",
                "Belminuten: je gebruikte in de laatste 3 maanden 480, 475 en 500 van je 500.",
                "Large: 500 belminuten meer; € 25 per maand in plaats van € 20",
            ),
            (
                "fi",
                "Puheminuutit: käytit viimeisten 3 kuukauden aikana 480, 475 ja 500, ja sopimukseesi kuuluu 500.",
                "Large: puheminuutit: 500 enemmän; 25 € kuukaudessa, nyt 20 €",
            ),
        ],
    )
    def test_only_what_is_better_is_named(self, language: str, reason: str, text: str) -> None:
        assert said(decided(TELEPHONE, account(caller(480, 475, 500), language))) == [(reason, text)]

    def test_one_quieter_month_is_no_habit(self) -> None:
        assert decided(TELEPHONE, account(caller(480, 440, 500))).offers == ()

    def test_two_months_are_no_habit_yet(self) -> None:
        assert decided(TELEPHONE, account(caller(480, 500))).offers == ()

    def test_the_running_month_counts_for_nothing(self) -> None:
        running = replace(
            caller(480, 475, 500).contracts[0],
            usage={"minutes": months(480, 480, 490, 20, last=NOON.date().replace(day=1))},
        )
        assert offered(decided(TELEPHONE, account(holder(running)))) == ["large"]

    def test_usage_of_last_year_says_nothing_of_today(self) -> None:
        assert decided(TELEPHONE, account(caller(480, 475, 500), at=NOON + timedelta(days=120))).offers == ()

    def test_20_percent_is_no_upsell_but_the_smaller_plan_honestly_shown(self) -> None:
        decision = decided(TELEPHONE, account(caller(100, 90, 120)))
        assert kinds(decision) == ["plan_downgrade"]
        assert said(decision) == [
            (
                "Minutes: you used at most 120 of your 500 in the last 3 months. "
                "Data: you used at most 3 of your 10 GB in the last 3 months.",
                "Small: 200 minutes, 5 GB data, enough for what you used; €16 a month instead of €20",
            )
        ]
        assert decision.offers[0].premium is not None
        assert decision.offers[0].premium.extra == -400

    @pytest.mark.parametrize(
        ("language", "text"),
        [
            ("nl", "Small: 200 belminuten, 5 GB data, genoeg voor wat je gebruikte; € 16 per maand in plaats van € 20"),
            ("fi", "Small: puheminuutit: 200, data: 5 GB, riittää siihen, mitä käytit; 16 € kuukaudessa, nyt 20 €"),
        ],
    )
    def test_the_smaller_plan_is_shown_in_every_language(self, language: str, text: str) -> None:
        assert said(decided(TELEPHONE, account(caller(100, 90, 120), language)))[0][1] == text

    def test_the_smaller_plan_needs_room_in_every_month(self) -> None:
        assert decided(TELEPHONE, account(caller(100, 90, 165))).offers == ()
        assert decided(TELEPHONE, account(caller(100, 90, 100, data=(3, 4.5, 3)))).offers == ()

    def test_where_data_is_not_counted_nobody_says_that_less_would_do(self) -> None:
        assert decided(TELEPHONE, account(caller(100, 90, 120, data=()))).offers == ()

    def test_a_smaller_plan_is_shown_on_the_account_page_alone(self) -> None:
        cart = situation(line(product("cover", 1_000)), person=caller(100, 90, 120))
        assert decided(TELEPHONE, cart).offers == ()

    def test_a_step_above_the_cap_is_refused_with_its_figures(self) -> None:
        decision = decided(TELEPHONE, account(caller(480, 475, 500)), Policy(premium_cap=0.2))
        assert refused(decision) == {"large": "premium"}
        assert decision.refused[0].detail == "extra €5 is 25 % of €20; the cap is 20 %"

    def test_what_is_paid_now_counts_not_the_price_of_the_list(self) -> None:
        cheap = caller(480, 475, 500, unit_price=1_800)
        decision = decided(TELEPHONE, account(cheap), Policy(premium_caps={"plan_upgrade": 0.5}))
        assert (
            decision.offers[0].words.text.replace("\xa0", " ") == "Large: 500 more minutes; €25 a month instead of €18"
        )

    def test_of_several_seats_the_limits_and_the_margin_count_together(self) -> None:
        two = decided(TELEPHONE, account(caller(960, 950, 1000, seats=2)))
        one = decided(TELEPHONE, account(caller(480, 475, 500)))
        assert said(two)[0][1] == "Large: 1,000 more minutes; 2 × €25 a month instead of 2 × €20"
        assert two.offers[0].expected_margin == pytest.approx(2 * one.offers[0].expected_margin)


class TestInsurance:
    """Story 11."""

    POLICY = contract("house", started_at=ago(800), renews_at=NOON + timedelta(days=300))

    def test_a_second_cover_is_offered_on_the_same_policy(self) -> None:
        decision = decided(INSURER, account(holder(self.POLICY)))
        assert kinds(decision) == ["deep_sell"]
        assert said(decision) == [
            (
                "Can be added to your contract for House insurance. Without it, your contract stays as it is.",
                "Contents cover: on the same contract; €60 a year",
            )
        ]

    def test_its_price_is_measured_against_the_policy(self) -> None:
        decision = decided(INSURER, account(holder(self.POLICY)))
        assert refused(decision) == {"jewels": "premium"}
        assert decision.refused[0].detail == "extra €600 is 250 % of €240; the cap is 25 %"

    @pytest.mark.parametrize(
        ("language", "text"),
        [
            ("nl", "Contents cover: op hetzelfde contract; € 60 per jaar"),
            ("fi", "Contents cover: samaan sopimukseen; 60 € vuodessa"),
        ],
    )
    def test_it_is_said_in_the_customers_language(self, language: str, text: str) -> None:
        assert said(decided(INSURER, account(holder(self.POLICY), language)))[0][1] == text

    def test_what_is_on_the_policy_is_not_offered_again(self) -> None:
        covered = replace(self.POLICY, covers=("contents", "jewels"))
        decision = decided(INSURER, account(holder(covered)))
        assert decision == Decision()
        other = contract("contents", id="c2")
        assert offered(decided(INSURER, account(holder(self.POLICY, other)))) == []

    def test_it_is_never_part_of_another_sale(self) -> None:
        decision = decided(INSURER, situation(line(product("drill", 9_000)), person=holder(self.POLICY), at="cart"))
        assert decision.offers == ()
        [offer] = decided(INSURER, account(holder(self.POLICY))).offers
        assert offer.candidate.parts == ()
        assert offer.candidate.product == CONTENTS

    def test_an_ended_policy_brings_nothing(self) -> None:
        assert decided(INSURER, account(holder(replace(self.POLICY, ends_at=ago(1))))) == Decision()


class TestFreeTrial:
    """Story 12."""

    def test_day_10_of_14_used_daily_is_the_paid_plan_with_what_they_use_of_it(self) -> None:
        decision = decided(SOFTWARE, account(trying(used=True)))
        assert kinds(decision) == ["plan_upgrade"]
        assert said(decision) == [
            ("Your trial of Translate Pro ends in 4 days.", "Translate Pro: your own glossary; €150 a year")
        ]
        assert decision.offers[0].premium is None

    @pytest.mark.parametrize(
        ("language", "reason", "text"),
        [
            (
                "nl",
                "Je proefperiode van Translate Pro eindigt over 4 dagen.",
                "Translate Pro: je eigen woordenlijst; € 150 per jaar",
            ),
            (
                "fi",
                "Kokeilujaksosi päättyy 4 päivän kuluttua: Translate Pro.",
                "Translate Pro: oma sanasto; 150 € vuodessa",
            ),
        ],
    )
    def test_it_is_said_in_the_customers_language(self, language: str, reason: str, text: str) -> None:
        assert said(decided(SOFTWARE, account(trying(used=True), language))) == [(reason, text)]

    def test_never_logged_in_is_help_to_start_and_no_offer(self) -> None:
        decision = decided(SOFTWARE, account(trying(used=False)))
        assert decision.offers == ()
        assert refused(decision) == {"pro": "help_first"}
        assert decision.refused[0].detail == "the trial of pro was never used; help them start first"

    def test_dissatisfied_is_no_offer(self) -> None:
        unhappy = trying(used=True, satisfaction=0.0, satisfaction_at=ago(1))
        unhappy = replace(unhappy, felt=Satisfaction(Grade.DISSATISFIED, 0.0))
        decision = decided(SOFTWARE, account(unhappy))
        assert decision.offers == ()
        assert refused(decision) == {"pro": "dissatisfied"}

    def test_in_the_first_days_there_is_time_to_try(self) -> None:
        assert decided(SOFTWARE, account(trying(used=True, day=3))) == Decision()


class TestTranslationSoftware:
    """Story 13."""

    def user(self, renews_in: float = 20, **known: object) -> Person:
        one = contract(
            "translate",
            renews_at=NOON + timedelta(days=renews_in),
            usage={"words": months(60_000, 50_000, 70_000)},
            use_known=True,
            last_used_at=ago(2),
        )
        return holder(one, satisfaction=0.9, satisfaction_at=ago(30), **known)

    def test_when_renewing_two_years_are_offered_with_the_saving(self) -> None:
        decision = decided(SOFTWARE, account(self.user()))
        assert offered(decision) == ["translate-24"]
        assert said(decision) == [
            (
                "Your contract for Translate renews in 20 days.",
                "Translate, 2 years: €216 for 24 months; you save €24 against €120 a year",
            )
        ]

    def test_a_term_that_saves_is_no_premium_at_all(self) -> None:
        [offer] = decided(SOFTWARE, account(self.user())).offers
        assert offer.premium is not None
        assert (offer.premium.extra, offer.premium.reference) == (-2_400, 24_000)

    def test_three_years_for_three_times_the_price_save_nothing_and_are_not_offered(self) -> None:
        decision = decided(SOFTWARE, account(self.user()))
        assert "translate-36" not in {*offered(decision), *refused(decision)}

    @pytest.mark.parametrize(
        ("language", "text"),
        [
            ("nl", "Translate, 2 years: € 216 voor 24 maanden; je bespaart € 24 tegenover € 120 per jaar"),
            ("fi", "Translate, 2 years: 216 € / 24 kk; säästät 24 €, kun nykyinen hinta on 120 € vuodessa"),
        ],
    )
    def test_it_is_said_in_the_customers_language(self, language: str, text: str) -> None:
        assert said(decided(SOFTWARE, account(self.user(), language)))[0][1] == text

    def test_long_before_it_renews_nothing_is_said(self) -> None:
        assert decided(SOFTWARE, account(self.user(renews_in=100))) == Decision()

    def test_a_lukewarm_customer_is_not_bound_for_longer(self) -> None:
        lukewarm = replace(self.user(), satisfaction=0.5)
        assert decided(SOFTWARE, account(lukewarm)) == Decision()

    def test_the_function_they_tried_is_what_the_larger_plan_is_offered_for(self) -> None:
        one = replace(self.user(renews_in=200).contracts[0], features_tried=("glossary",))
        decision = decided(SOFTWARE, account(holder(one)))
        assert offered(decision) == ["pro"]
        assert said(decision) == [
            (
                "You tried your own glossary. It is not in Translate.",
                "Translate Pro: your own glossary; €150 a year instead of €120",
            )
        ]


class TestMemberSite:
    """Story 14."""

    def test_only_the_feature_they_tried_is_named(self) -> None:
        member = holder(contract("free", features_tried=("look", "write"), last_used_at=ago(1), use_known=True))
        decision = decided(DATING, account(member))
        assert offered(decision) == ["basic"]
        assert said(decision) == [("You tried write. It is not in Free.", "Basic: write; €10 a month")]

    def test_the_next_plan_is_the_one_that_has_it(self) -> None:
        member = holder(contract("free", features_tried=("video",), last_used_at=ago(1), use_known=True))
        assert offered(decided(DATING, account(member))) == ["premium"]

    def test_who_tried_nothing_more_hears_nothing(self) -> None:
        member = holder(contract("basic", features_tried=("look",), last_used_at=ago(1), use_known=True))
        assert decided(DATING, account(member)) == Decision()

    @pytest.mark.parametrize(
        ("language", "said_so"),
        [
            ("nl", ("Je probeerde video. Dat zit niet in Basic.", "Premium: video; € 12 per maand in plaats van € 10")),
            (
                "fi",
                (
                    "Kokeilit tätä: video. Se ei kuulu sopimukseesi: Basic.",
                    "Premium: video; 12 € kuukaudessa, nyt 10 €",
                ),
            ),
        ],
    )
    def test_it_is_said_in_the_customers_language(self, language: str, said_so: tuple[str, str]) -> None:
        member = holder(contract("basic", features_tried=("video",), last_used_at=ago(1), use_known=True))
        assert said(decided(DATING, account(member, language))) == [said_so]


class TestNewVersion:
    """Story 30."""

    def owner(self, last_used: float = 2, since: float = 300) -> Person:
        return holder(contract("translator-2", started_at=ago(since), last_used_at=ago(last_used), use_known=True))

    def test_owners_who_use_it_weekly_hear_of_its_one_feature(self) -> None:
        decision = decided(VERSIONS, account(self.owner()))
        assert kinds(decision) == ["launch"]
        assert said(decision) == [
            ("New, for those who have Translator 2.", "Translator 3: memory of translations; €250")
        ]

    @pytest.mark.parametrize(
        ("language", "reason"),
        [("nl", "Nieuw, voor wie Translator 2 heeft."), ("fi", "Uutta niille, joilla on jo Translator 2.")],
    )
    def test_it_is_said_in_the_customers_language(self, language: str, reason: str) -> None:
        assert said(decided(VERSIONS, account(self.owner(), language)))[0][0] == reason

    def test_who_does_not_use_it_weekly_hears_nothing(self) -> None:
        assert decided(VERSIONS, account(self.owner(last_used=9))) == Decision()

    def test_who_bought_the_old_one_last_week_is_a_note_for_the_shop(self) -> None:
        decision = decided(VERSIONS, account(self.owner(since=6)))
        assert decision.offers == ()
        assert refused(decision) == {"translator-3": "just_bought"}
        assert decision.refused[0].detail == (
            "they bought translator-2 on 2026-04-30; give them translator-3, or say nothing"
        )

    def test_after_half_a_year_it_is_no_news(self) -> None:
        old = replace(THREE[0], active_from=ago(200).date())
        known = shop((TWO, None), (old, THREE[1]), related=dict(VERSIONS.related))  # type: ignore[arg-type]
        assert decided(known, account(self.owner())) == Decision()


class TestWhatDoesNotFitTogether:
    def test_a_contract_in_another_currency_is_left_alone(self) -> None:
        abroad = caller(480, 475, 500, currency="SEK")
        assert decided(TELEPHONE, account(abroad)) == Decision()

    def test_a_contract_for_a_product_that_is_gone_is_left_alone(self) -> None:
        assert decided(TELEPHONE, account(holder(contract("gone")))) == Decision()

    def test_who_wants_no_personal_suggestions_gets_none(self) -> None:
        silent = Person("p1", permission=None, contracts=caller(480, 475, 500).contracts)
        decision = decided(TELEPHONE, account(silent))
        assert decision.offers == ()
        assert refused(decision) == {"large": "permission"}

    def test_without_contracts_there_is_nothing_to_say(self) -> None:
        assert decided(TELEPHONE, account(holder())) == Decision()
        assert MEDIUM[1].same_as(MEDIUM[1])
        assert not TRANSLATE[1].includes(MEDIUM[1])
