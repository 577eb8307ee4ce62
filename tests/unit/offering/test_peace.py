"""Who may be told what: permission, silence and caps, from the engine's side."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.offering.small_shop import EMAIL, NOON, FakePeople, engine
from tests.unit.offering.test_engine import asked, offered, refused
from worthmore.consent.values import Frequency, SimilarRow, Stop
from worthmore.offering.keeping import decision_row
from worthmore.offering.recorded import RecordedDecision
from worthmore.offering.requests import RequestedLine
from worthmore.offering.rules import law_version, rules_version
from worthmore.shop.queries import PersonFacts
from worthmore.vocabulary.permission import Act, Channel, Purpose, Statement
from worthmore.vocabulary.policy import Policy
from worthmore.vocabulary.situation import Placement
from worthmore.vocabulary.standing import Case, CaseKind, Standing

BIKE = RequestedLine("bike")
OWNS_A_LOCK = PersonFacts("ann", {"lock": NOON - timedelta(days=90)})
OBJECTED = Statement(Act.OBJECTED, None, None, NOON - timedelta(days=9))
CONSENT = Statement(Act.GIVEN, Channel.EMAIL, Purpose.MARKETING, NOON - timedelta(days=30), reference="form 7")


def people(*said: Statement, facts: PersonFacts = OWNS_A_LOCK, **more: object) -> FakePeople:
    return FakePeople({"1": facts}, said=list(said), **more)  # type: ignore[arg-type]


def told(known: FakePeople, placement: Placement | None = None, at: datetime = NOON) -> RecordedDecision:
    where = {} if placement is None else {"placement": placement}
    return engine(people=known).offer("demo", asked(BIKE, customer="1", **where), at)


class TestInTheShop:
    def test_what_somebody_owns_is_not_offered(self) -> None:
        assert refused(told(people()))["lock"] == "already_owned"

    def test_who_objected_still_gets_what_belongs_to_the_basket(self) -> None:
        recorded = told(people(OBJECTED))
        assert "lock" in offered(recorded), "what they own is not looked at"
        assert "objection" not in refused(recorded).values()

    @pytest.mark.parametrize("channel", [None, Channel.ONSITE_PROFILE])
    def test_what_may_not_be_used_is_not_even_handed_on(self, channel: Channel | None) -> None:
        off = Statement(Act.OBJECTED, channel, Purpose.MARKETING, NOON - timedelta(days=1))
        situation = told(people(off)).situation
        assert situation.person is not None
        assert dict(situation.person.owned) == {}

    def test_what_protects_stays(self) -> None:
        facts = PersonFacts("ann", {}, standing=Standing((Case(CaseKind.COMPLAINT, NOON - timedelta(days=1)),)))
        assert set(refused(told(people(OBJECTED, facts=facts))).values()) == {"open_case"}
        declined = people(OBJECTED, declined={"ann": {"lock": NOON - timedelta(days=1)}})
        assert refused(told(declined))["lock"] == "refused_recently"

    def test_a_stop_a_pause_and_many_contacts_leave_the_shop_alone(self) -> None:
        known = people(stop=Stop("Eva", NOON), pause=NOON + timedelta(days=9), contacts=[(Channel.EMAIL, NOON)] * 20)
        assert offered(told(known))


class TestByMessage:
    def test_without_a_permission_nothing_is_sent(self) -> None:
        recorded = told(people(), EMAIL)
        assert offered(recorded) == []
        assert refused(recorded)["lock"] == "permission"

    def test_a_consent_allows_it(self) -> None:
        assert offered(told(people(CONSENT), EMAIL)) == ["helmet"]

    def test_an_objection_forbids_it_whatever_was_allowed_before(self) -> None:
        assert set(refused(told(people(CONSENT, OBJECTED), EMAIL)).values()) == {"objection"}

    def test_only_their_own_later_act_lifts_it(self) -> None:
        yes = {"channel": Channel.EMAIL, "purpose": Purpose.MARKETING, "at": NOON - timedelta(days=1)}
        imported = Statement(Act.GIVEN, **yes, reference="list of 2019")
        own = Statement(Act.GIVEN, **yes, own_act=True, double_opt_in=True, reference="page")
        off = Statement(Act.OBJECTED, Channel.EMAIL, Purpose.MARKETING, NOON - timedelta(days=9))
        assert offered(told(people(off, imported), EMAIL)) == []
        assert offered(told(people(off, own), EMAIL)) == ["helmet"]

    def test_suggestions_off_are_off_in_messages_too(self) -> None:
        off = Statement(Act.OBJECTED, Channel.ONSITE_PROFILE, Purpose.MARKETING, NOON - timedelta(days=1))
        assert set(refused(told(people(CONSENT, off), EMAIL)).values()) == {"personal_suggestions_off"}

    def test_the_stop_stops_it(self) -> None:
        recorded = told(people(CONSENT, stop=Stop("Eva", NOON)), EMAIL)
        assert set(refused(recorded).values()) == {"permission"}
        assert "stopped by Eva" in recorded.decision.refused[0].detail

    def test_a_pause_holds_to_its_end(self) -> None:
        known = people(CONSENT, pause=NOON + timedelta(days=1))
        assert set(refused(told(known, EMAIL)).values()) == {"permission"}
        assert offered(told(known, EMAIL, NOON + timedelta(days=1)))

    def test_a_cap_and_a_wish_for_less_are_kept(self) -> None:
        known = people(CONSENT, contacts=[(Channel.EMAIL, NOON - timedelta(days=6))])
        assert set(refused(told(known, EMAIL)).values()) == {"contact_cap"}
        known.contacts = [(Channel.EMAIL, NOON - timedelta(days=80))]
        assert offered(told(known, EMAIL))
        known.frequency = Frequency.QUARTERLY
        assert set(refused(told(known, EMAIL)).values()) == {"contact_cap"}

    def test_nobody_known_is_reached(self) -> None:
        recorded = engine(people=people(CONSENT)).offer("demo", asked(BIKE, placement=EMAIL, customer="2"), NOON)
        assert set(refused(recorded).values()) == {"permission"}

    @pytest.mark.parametrize(
        ("rows", "alike"),
        [
            ([], {"lock": True, "helmet": False}),
            ([SimilarRow("demo", "Locks/*", "Helmets/*", True)], {"lock": True, "helmet": True}),
            ([SimilarRow("demo", "lock", "lock", False)], {"lock": False, "helmet": False}),
        ],
    )
    def test_the_shops_own_map_says_what_is_similar(self, rows: list[SimilarRow], alike: dict[str, bool]) -> None:
        from tests.unit.offering.small_shop import PRODUCTS, small_snapshot
        from worthmore.offering.similar import similar_in

        situation = told(people(CONSENT, similar=rows), EMAIL).situation
        known = small_snapshot().shops["demo"]
        is_similar = similar_in("demo", known.products, known.stock.relations)
        assert {one: is_similar(situation, PRODUCTS[one]) for one in alike} == alike


class TestWhatIsKept:
    def test_the_rule_that_decided_stands_with_the_decision(self) -> None:
        saw = json.loads(decision_row(told(people())).saw)
        assert saw["person"]["verdicts"] == [{"allowed": True, "rule": "EU.onsite.p", "step": 6}]
        assert saw["person"]["country"] == "BE"
        assert "channel" not in saw

    def test_a_message_keeps_all_that_was_checked(self) -> None:
        contacts = [(Channel.POST, NOON - timedelta(days=40))]
        saw = json.loads(decision_row(told(people(CONSENT, contacts=contacts), EMAIL)).saw)
        assert saw["channel"] == "email"
        alike, other = saw["person"]["verdicts"]
        assert (alike["allowed"], alike["step"], alike["similar"]) == (True, 4, True)
        assert other["conditions"]["consent"] is True
        assert alike["duties"]
        assert saw["person"]["contacts"] == [["post", "2026-04-22T12:00:00Z"]]

    def test_the_version_names_program_settings_and_law(self) -> None:
        usual = rules_version(Policy())
        assert usual.endswith(law_version())
        assert usual != rules_version(Policy(case_days=15))
        assert len(usual) <= 40


# What the law counts as a no to messages, said again here in as few words as possible.
CHANNELS: Sequence[Channel | None] = (None, Channel.EMAIL, Channel.SMS, Channel.CALL_LIVE, Channel.POST)
SENT = [one for one in CHANNELS if one is not None]
STATEMENTS = st.builds(
    Statement,
    act=st.sampled_from(Act),
    channel=st.sampled_from([*CHANNELS, Channel.ONSITE_PROFILE]),
    purpose=st.sampled_from([None, *Purpose]),
    at=st.integers(-400, 3).map(lambda days: NOON + timedelta(days=days)),
    own_act=st.booleans(),
    double_opt_in=st.booleans(),
    written=st.booleans(),
    reference=st.sampled_from(["", "form"]),
)


def objected(said: Sequence[Statement], channel: Channel) -> bool:
    """Whether a no to marketing through this channel stands: no later act of the person's own answers it."""
    noes = [
        one.at
        for one in said
        if one.act in (Act.OBJECTED, Act.WITHDRAWN)
        and one.channel in (None, channel)
        and one.purpose in (None, Purpose.MARKETING)
    ]
    own = [
        one.at
        for one in said
        if one.act in (Act.GIVEN, Act.LIFTED) and one.own_act and one.at <= NOON and one.channel in (None, channel)
    ]
    return bool(noes) and max(own, default=max(noes)) <= max(noes)


@settings(max_examples=300, deadline=None)
@given(said=st.lists(STATEMENTS, max_size=6), channel=st.sampled_from(SENT))
def test_no_sequence_of_events_leads_to_a_message_after_an_objection(said: list[Statement], channel: Channel) -> None:
    placement = Placement(channel.value, ("complement", "upgrade", "also_bought"), channel=channel)
    recorded = told(people(*said), placement)
    if objected(said, channel):
        assert offered(recorded) == []
    assert told(people(*said)).situation.person is not None, "the shop itself goes on"
