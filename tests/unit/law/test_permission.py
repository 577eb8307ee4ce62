"""The order of precedence, step by step, and each step's attempt to get past it."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from itertools import product

import pytest

from tests.unit.law.making import NOW, TABLE, ago, answer, ask, consent, contact, moment, someone, stated
from worthmore.law.permission import may, resolver
from worthmore.vocabulary.permission import (
    Act,
    Audience,
    Channel,
    ListHit,
    Purpose,
    Relation,
    Statement,
    Subject,
    Verdict,
)

COUNTRIES = ("BE", "NL", "FI", "DE", "FR", "SE", "GB", "US", "")
PROSPECT = someone("NL", Relation.PROSPECT)


def conditions(verdict: Verdict) -> dict[str, bool]:
    return {one.name: one.met for one in verdict.conditions}


# --- 1 objection and suppression


@pytest.mark.rule("EU.obj", "UK.obj", "US.obj")
@pytest.mark.parametrize("channel", Channel)
@pytest.mark.parametrize("country", COUNTRIES)
def test_an_objection_beats_consent_sale_and_relation(country: str, channel: Channel) -> None:
    purpose = {Channel.AD_AUDIENCE: Purpose.AD_AUDIENCE, Channel.OPEN_PIXEL: Purpose.OPEN_TRACKING}
    given = consent(channel, 5, purpose.get(channel, Purpose.MARKETING), own_act=True)
    open_to_all = someone(country, statements=(given,), sale_contacts=(contact(channel),))
    question = ask(channel, personalised=False)
    assert answer(open_to_all, question).allowed
    for no in (stated(Act.OBJECTED, 1, None, purpose=None), stated(Act.OBJECTED, 1, channel)):
        verdict = answer(replace(open_to_all, statements=(given, no)), question)
        assert (verdict.allowed, verdict.rule, verdict.step) == (False, "objection", 1)
        assert verdict.would_change[0].startswith("only a later act of the person's own")


def test_an_objection_to_one_channel_leaves_the_others() -> None:
    objected = (stated(Act.OBJECTED, 1, Channel.SMS),)
    assert answer(someone("BE", sale_contacts=(contact(),), statements=objected)).allowed


def test_only_a_later_act_of_their_own_lifts_an_objection() -> None:
    no = stated(Act.OBJECTED, 5)
    for yes in (consent(days=1), stated(Act.LIFTED, 1), consent(days=5, own_act=True), consent(days=9, own_act=True)):
        assert not answer(replace(PROSPECT, statements=(no, yes))).allowed
    assert answer(replace(PROSPECT, statements=(no, consent(days=1, own_act=True)))).allowed


def test_lifting_an_objection_is_no_consent_and_revives_none_from_before() -> None:
    lifted = stated(Act.LIFTED, 1, None, purpose=None, own_act=True)
    statements = (consent(days=9), stated(Act.OBJECTED, 5), lifted)
    verdict = answer(replace(PROSPECT, statements=statements))
    assert (verdict.allowed, verdict.step) == (False, 6)
    assert verdict.conditions[-1].detail == "the consent on record is older than the person's last no"
    assert answer(someone("NL", statements=statements, sale_contacts=(contact(),))).step == 5


def test_an_act_of_their_own_for_one_channel_lifts_nothing_for_another() -> None:
    no = stated(Act.OBJECTED, 5, None, purpose=None)
    yes = consent(Channel.SMS, 1, own_act=True)
    customer = someone("BE", statements=(no, yes), sale_contacts=(contact(),))
    assert answer(customer).step == 1
    assert answer(customer, ask(Channel.SMS)).allowed


def test_a_future_objection_counts_at_once_and_a_future_lifting_never() -> None:
    customer = someone("BE", sale_contacts=(contact(),))
    assert answer(replace(customer, statements=(stated(Act.OBJECTED, -30),))).step == 1
    lifted = stated(Act.LIFTED, -1, own_act=True)
    assert answer(replace(customer, statements=(stated(Act.OBJECTED, 5), lifted))).step == 1


def test_a_withdrawal_stops_the_customer_exception_too() -> None:
    customer = someone("BE", sale_contacts=(contact(),), statements=(consent(days=9), stated(Act.WITHDRAWN, 5)))
    verdict = answer(customer)
    assert (verdict.rule, verdict.step) == ("objection", 1)
    assert "withdrew" in verdict.reason


def test_a_no_to_marketing_is_a_no_to_what_serves_it() -> None:
    audience = someone("BE", statements=(consent(Channel.AD_AUDIENCE, 9, Purpose.AD_AUDIENCE),))
    assert answer(audience, ask(Channel.AD_AUDIENCE)).allowed
    said_no = replace(audience, statements=(*audience.statements, stated(Act.OBJECTED, 5, None)))
    assert answer(said_no, ask(Channel.AD_AUDIENCE)).step == 1


def test_a_no_to_tracking_alone_leaves_mail() -> None:
    no = stated(Act.OBJECTED, 5, None, purpose=Purpose.OPEN_TRACKING)
    assert answer(someone("BE", sale_contacts=(contact(),), statements=(no,))).allowed


def test_of_an_objection_that_suppressed_the_address_the_day_is_told() -> None:
    person = someone("BE", suppressed=frozenset({None}), statements=(stated(Act.OBJECTED, 5),))
    verdict = answer(person)
    assert (verdict.allowed, verdict.rule, verdict.step) == (False, "objection", 1)
    assert str(ago(5).date()) in verdict.reason


@pytest.mark.parametrize("suppressed", [{None}, {Channel.EMAIL}])
def test_a_suppressed_address_is_never_reached(suppressed: set[Channel | None]) -> None:
    given = consent(days=0.1, own_act=True)
    person = someone("US", suppressed=frozenset(suppressed), statements=(given,), sale_contacts=(contact(),))
    verdict = answer(person)
    assert (verdict.allowed, verdict.rule, verdict.step) == (False, "suppression", 1)
    assert answer(person, ask(Channel.POST)).allowed is (None not in suppressed)


# --- 2 lists


def test_a_listed_number_is_not_called_even_of_a_customer() -> None:
    listed = someone("BE", list_hits=(ListHit("DNCM", Channel.CALL_LIVE, ago(3)),))
    verdict = answer(listed, ask(Channel.CALL_LIVE))
    assert (verdict.allowed, verdict.rule, verdict.step) == (False, "list", 2)
    assert verdict.conditions[-1].name == "list:DNCM"


@pytest.mark.parametrize(
    ("country", "name", "days", "allowed"),
    [
        ("BE", "DNCM", 2.9, True),
        ("BE", "DNCM", 3.0, False),  # the same moment: on doubt the listing wins
        ("BE", "DNCM", 3.1, False),
        ("GB", "TPS", 2.9, True),
        ("US", "DNC", 2.9, True),
        ("FI", "ROBINSON_FI_PHONE", 2.9, False),
        ("NL", "ANY_LIST", 2.9, False),
    ],
)
def test_the_last_act_wins_only_where_the_country_says_so(country: str, name: str, days: float, allowed: bool) -> None:
    hit = ListHit(name, Channel.CALL_LIVE, ago(3))
    person = someone(country, list_hits=(hit,), statements=(consent(Channel.CALL_LIVE, days),))
    verdict = answer(person, ask(Channel.CALL_LIVE))
    assert (verdict.allowed, verdict.step) == ((True, 4) if allowed else (False, 2))


def test_a_consent_without_the_form_the_law_asks_for_does_not_beat_a_list() -> None:
    hit = ListHit("DNC", Channel.CALL_LIVE, ago(3))
    spoken = consent(Channel.CALL_LIVE, 1, written=False)
    assert answer(someone("US", list_hits=(hit,), statements=(spoken,)), ask(Channel.CALL_LIVE)).step == 2


def test_a_hit_for_another_channel_or_an_exempt_list_does_not_stop() -> None:
    hits = (ListHit("DNCM", Channel.CALL_LIVE, ago(3)), ListHit("POSTFILTER", Channel.POST, ago(3)))
    assert answer(someone("BE", list_hits=hits, sale_contacts=(contact(),))).allowed
    assert answer(someone("NL", list_hits=hits), ask(Channel.POST)).allowed
    assert not answer(someone("NL", Relation.PROSPECT, list_hits=hits), ask(Channel.POST)).allowed


@pytest.mark.parametrize(("days", "told"), [(30.9, False), (31.1, True), (400, True)])
def test_a_list_older_than_a_month_warns(days: float, told: bool) -> None:
    verdict = answer(someone("BE", checked_lists=(("DNCM", ago(days)),)), ask(Channel.CALL_LIVE))
    assert verdict.allowed
    assert any("more than a month old" in warning for warning in verdict.warnings) is told


def test_a_list_dated_in_the_future_warns() -> None:
    verdict = answer(someone("BE", checked_lists=(("DNCM", ago(-5)),)), ask(Channel.CALL_LIVE))
    assert any("after the moment asked about" in warning for warning in verdict.warnings)


# --- 3 special categories and minors


@pytest.mark.parametrize("country", COUNTRIES)
def test_a_special_category_needs_a_yes_of_its_own(country: str) -> None:
    question = ask(special_category=True)
    person = someone(country, statements=(consent(),), sale_contacts=(contact(),))
    verdict = answer(person, question)
    assert (verdict.allowed, verdict.step) == (False, 3)
    assert TABLE[verdict.rule].when == "special_category"
    explicit = replace(person, statements=(*person.statements, consent(purpose=Purpose.SPECIAL_CATEGORY)))
    assert answer(explicit, question).allowed
    withdrawn = stated(Act.WITHDRAWN, 1, purpose=Purpose.SPECIAL_CATEGORY)
    assert answer(replace(explicit, statements=(*explicit.statements, withdrawn)), question).step == 3
    assert answer(replace(explicit, statements=(*explicit.statements, withdrawn))).allowed


def test_an_explicit_consent_for_a_special_category_is_no_consent_to_mail() -> None:
    only = replace(PROSPECT, statements=(consent(purpose=Purpose.SPECIAL_CATEGORY),))
    assert answer(only, ask(special_category=True)).step == 6


def test_a_minor_gets_nothing_chosen_from_their_data() -> None:
    minor = someone("BE", minor=True, sale_contacts=(contact(),), statements=(consent(),))
    verdict = answer(minor)
    assert (verdict.allowed, verdict.rule, verdict.step) == (False, "minor", 3)
    assert answer(minor, ask(personalised=False)).step == 5
    assert answer(replace(minor, minor=None)).allowed


def test_a_minors_own_consent_is_not_relied_on() -> None:
    minor = replace(PROSPECT, minor=True, statements=(consent(),))
    verdict = answer(minor, ask(personalised=False))
    assert (verdict.allowed, verdict.step) == (False, 6)
    hit = ListHit("DNCM", Channel.CALL_LIVE, ago(30))
    called = someone("BE", minor=True, list_hits=(hit,), statements=(consent(Channel.CALL_LIVE, 1),))
    assert answer(called, ask(Channel.CALL_LIVE, personalised=False)).step == 2


# --- 4 consent


def test_no_row_is_no_consent() -> None:
    verdict = answer(PROSPECT)
    assert (verdict.allowed, verdict.rule, verdict.step) == (False, "NL.em.any", 6)
    assert verdict.would_change == ("a consent of this person to e-mail for marketing",)


@pytest.mark.parametrize(
    "yes",
    [
        consent(Channel.SMS),
        consent(purpose=Purpose.OPEN_TRACKING),
        replace(consent(), channel=None),
        replace(consent(), purpose=None),
        stated(Act.LIFTED, own_act=True),
        consent(days=-0.01),
    ],
    ids=["another channel", "another purpose", "every channel", "every purpose", "a lifting", "the future"],
)
def test_a_consent_to_something_else_is_none(yes: Statement) -> None:
    assert not answer(replace(PROSPECT, statements=(yes,))).allowed


def test_a_consent_dated_in_the_future_does_not_count_and_is_told() -> None:
    verdict = answer(replace(PROSPECT, statements=(consent(days=-3),)))
    assert not verdict.allowed
    assert any("dated in the future" in warning for warning in verdict.warnings)
    assert answer(replace(PROSPECT, statements=(consent(days=-3),)), ask(at=ago(-4))).allowed


def test_of_a_consent_and_a_withdrawal_at_the_same_time_the_strict_one_holds() -> None:
    for own in (False, True):
        both = (consent(days=5, own_act=own), stated(Act.WITHDRAWN, 5))
        assert not answer(replace(PROSPECT, statements=both)).allowed
        assert not answer(replace(PROSPECT, statements=both[::-1])).allowed


@pytest.mark.parametrize(
    ("country", "channel", "lacking", "said"),
    [
        ("DE", Channel.EMAIL, {"double_opt_in": False}, "confirmed by double opt-in"),
        ("US", Channel.SMS, {"written": False}, "given in writing"),
        (
            "FR",
            Channel.CALL_LIVE,
            {"reference": "", "written": False, "double_opt_in": False},
            "documented with its proof",
        ),
        ("DE", Channel.CALL_LIVE, {"reference": "", "written": False, "double_opt_in": False}, "documented"),
    ],
)
def test_a_consent_without_its_form_does_not_count(
    country: str, channel: Channel, lacking: dict[str, object], said: str
) -> None:
    person = someone(country, Relation.PROSPECT, statements=(consent(channel, **lacking),))
    verdict = answer(person, ask(channel))
    assert not verdict.allowed
    assert said in verdict.would_change[0]
    assert said in verdict.conditions[-1].detail
    assert answer(replace(person, statements=(consent(channel),)), ask(channel)).allowed


@pytest.mark.parametrize(("months", "told"), [(23, False), (25, True)])
def test_a_consent_two_years_old_without_a_purchase_says_re_ask(months: int, told: bool) -> None:
    given = consent(days=months * 30.5)
    verdict = answer(replace(PROSPECT, statements=(given,)))
    assert verdict.allowed
    assert any("re-ask" in warning for warning in verdict.warnings) is told
    bought = replace(PROSPECT, statements=(given,), sale_contacts=(contact(days=900, last_sale_at=ago(20)),))
    assert answer(bought).warnings == ()


def test_a_purpose_that_is_not_marketing_needs_a_consent_of_its_own_everywhere() -> None:
    question = ask(Channel.POST, purpose=Purpose.AD_AUDIENCE)
    assert answer(someone("BE"), ask(Channel.POST)).allowed
    assert not answer(someone("BE"), question).allowed
    given = consent(Channel.POST, purpose=Purpose.AD_AUDIENCE)
    assert answer(someone("BE", statements=(given,)), question).step == 4


# --- 5 soft opt-in


@pytest.mark.parametrize(
    ("changed", "question", "unmet"),
    [
        ({"by_seller": False}, ask(), "obtained_directly_by_same_legal_entity"),
        ({"in_sale": False}, ask(), "in_context_of_sale"),
        ({"in_sale": False, "negotiated": True}, ask(), "in_context_of_sale"),
        ({"opt_out_offered": False}, ask(), "optout_offered_at_collection"),
        ({}, ask(similar=False), "own_similar_products"),
        ({}, ask(opt_out_in_message=False), "optout_in_every_message"),
    ],
)
def test_each_condition_of_the_customer_exception_is_needed(
    changed: dict[str, object], question: object, unmet: str
) -> None:
    customer = someone("BE", sale_contacts=(contact(**changed),))  # type: ignore[arg-type]
    verdict = answer(customer, question)  # type: ignore[arg-type]
    assert (verdict.allowed, verdict.rule, verdict.step) == (False, "BE.em.cust", 5)
    assert [name for name, met in conditions(verdict).items() if not met] == ["consent", unmet]
    assert len(verdict.would_change) == 2
    assert conditions(answer(someone("BE", sale_contacts=(contact(),))))[unmet]


@pytest.mark.parametrize("missing", [(), (contact(Channel.SMS),), (contact(days=-1),)])
def test_an_address_without_a_record_of_its_sale_is_not_covered(missing: tuple[object, ...]) -> None:
    verdict = answer(someone("BE", sale_contacts=missing))
    assert verdict.step == 5
    assert verdict.reason.endswith("no record of how the address for e-mail was obtained")


def test_one_good_record_is_enough_and_facts_of_two_are_not_mixed() -> None:
    half, other = contact(opt_out_offered=False), contact(by_seller=False)
    assert not answer(someone("BE", sale_contacts=(half, other))).allowed
    assert answer(someone("BE", sale_contacts=(half, other, contact()))).allowed


def test_negotiations_count_in_the_united_kingdom_alone() -> None:
    cart = {"relation": Relation.CART_ONLY, "sale_contacts": (contact(in_sale=False, negotiated=True),)}
    assert answer(Subject("k", "GB", **cart)).step == 5  # type: ignore[arg-type]
    for country in ("BE", "NL", "FI", "DE", "FR", ""):
        assert not answer(Subject("k", country, **cart)).allowed  # type: ignore[arg-type]


def test_germany_says_that_similar_is_read_narrowly() -> None:
    verdict = answer(someone("DE", sale_contacts=(contact(),)))
    similar = next(one for one in verdict.conditions if one.name == "own_similar_products")
    assert "read narrowly" in similar.detail
    assert not answer(someone("DE", sale_contacts=(contact(),)), ask(similar=False)).allowed


@pytest.mark.parametrize(("days", "allowed"), [("2023-07-02", True), ("2023-06-29", False)])
def test_the_former_dutch_exception_for_calls_ended_three_years_after_the_sale(days: str, allowed: bool) -> None:
    at = moment("2026-06-29", 18)
    sold = contact(Channel.CALL_LIVE, days=2000, last_sale_at=moment(days))
    customer = someone("NL", sale_contacts=(sold,), checked_lists=())
    verdict = answer(customer, ask(Channel.CALL_LIVE, at))
    assert verdict.allowed is allowed
    assert verdict.rule == "NL.call.cust.old"
    assert conditions(verdict)["recent_enough"] is allowed


def test_a_sale_dated_in_the_future_renews_nothing() -> None:
    at = moment("2026-06-29")
    sold = contact(Channel.CALL_LIVE, days=2000, last_sale_at=moment("2026-07-15"))
    assert not answer(someone("NL", sale_contacts=(sold,)), ask(Channel.CALL_LIVE, at)).allowed
    old = replace(PROSPECT, statements=(consent(days=900),), sale_contacts=(contact(days=950, last_sale_at=ago(-9)),))
    assert any("re-ask" in warning for warning in answer(old).warnings)


# --- 6 otherwise, and the whole


def test_what_no_row_allows_is_denied_also_with_consent() -> None:
    slip = someone("BE", Relation.PROSPECT, statements=(consent(Channel.PARCEL_INSERT),))
    verdict = answer(slip, ask(Channel.PARCEL_INSERT, personalised=False))
    assert (verdict.allowed, verdict.rule, verdict.step) == (False, "default", 6)
    assert verdict.would_change


@pytest.mark.parametrize("country", COUNTRIES)
def test_every_no_says_what_would_change_it_and_every_answer_what_was_checked(country: str) -> None:
    for channel in Channel:
        for audience in Audience:
            for relation in Relation:
                verdict = answer(Subject("k", country, audience, relation), ask(channel))
                assert verdict.reason
                assert verdict.conditions
                assert bool(verdict.would_change) is not verdict.allowed
                assert not (verdict.duties and not verdict.allowed)


def test_a_question_without_a_time_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="no time zone"):
        resolver(TABLE, ask(at=datetime(2026, 11, 21, 12)))  # noqa: DTZ001


@pytest.mark.parametrize("country", ["BE", "US", ""])
def test_a_recorded_time_without_a_zone_is_the_strict_answer(country: str) -> None:
    naive = replace(consent(), at=datetime(2026, 11, 1, 12))  # noqa: DTZ001
    verdict = answer(someone(country, statements=(naive,), sale_contacts=(contact(),)))
    assert not verdict.allowed
    assert "no time zone" in verdict.reason
    if country != "US":
        assert not answer(someone(country, sale_contacts=(replace(contact(), at=naive.at),))).allowed


def test_the_order_of_the_ledger_does_not_matter_and_the_same_question_gets_the_same_answer() -> None:
    statements = (consent(days=9), stated(Act.OBJECTED, 5), consent(days=1, own_act=True))
    people = [replace(PROSPECT, statements=(*statements[turn:], *statements[:turn])) for turn in range(3)]
    assert len({answer(person) for person in people}) == 1
    prepared = resolver(TABLE, ask())
    assert [prepared(person) for person in people] == [may(TABLE, ask(), person) for person in people]


def test_people_of_whom_nothing_is_recorded_share_only_the_answer_of_their_own_kind() -> None:
    loaded: tuple[tuple[tuple[str, datetime], ...], ...] = ((), (("DNCM", ago(3)),), (("DNCM", ago(90)),))
    for channel in (Channel.EMAIL, Channel.CALL_LIVE, Channel.ONSITE_PROFILE):
        prepared = resolver(TABLE, ask(channel))
        kinds = product(("BE", "NL", "FI", ""), Audience, Relation, (None, True, False), loaded)
        people = [
            Subject("", country, audience, relation, minor=minor, checked_lists=lists)
            for country, audience, relation, minor, lists in kinds
        ]
        assert [prepared(one) for one in (*people, *people)] == [may(TABLE, ask(channel), one) for one in people] * 2


def test_an_allowed_answer_carries_what_is_owed() -> None:
    mailed = answer(someone("BE", sale_contacts=(contact(),)))
    assert set(mailed.duties) >= {"EU.notice", "BE.em.oppose", "MBX.oneclick", "MBX.complaint", "EU.mail.mixed"}
    assert "FI.call.confirm" in answer(someone("FI"), ask(Channel.CALL_LIVE)).duties
    at_work = answer(someone("FI", audience=Audience.B2B_NAMED), ask(Channel.CALL_LIVE))
    assert "FI.call.confirm" not in at_work.duties
    assert set(answer(someone("US"), ask(Channel.CALL_LIVE)).duties) >= {"US.quiet", "US.sms.revoke"}


def test_an_answer_within_the_hour_is_to_the_second() -> None:
    """Questions of one hour share their rows, not their moment."""
    given = consent(days=0.02)
    for seconds, allowed in ((-1, False), (0, True)):
        assert (
            answer(replace(PROSPECT, statements=(given,)), ask(at=given.at + timedelta(seconds=seconds))).allowed
            is allowed
        )
    assert given.at.hour == (NOW - timedelta(minutes=29)).hour
