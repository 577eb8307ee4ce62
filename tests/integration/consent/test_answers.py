"""What is asked of the law, for one person and for many, and what comes before the law."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.integration.consent.conftest import AT, DAY, OWN, TOLD, People, allowed, give, may, object_to
from worthmore.consent import operations, queries
from worthmore.consent.values import ConsentError, Proof
from worthmore.shop.operations import save_customers, set_policy
from worthmore.vocabulary.permission import (
    Audience,
    Channel,
    Purpose,
    Question,
    Relation,
    SaleContact,
)

SOLD = SaleContact(Channel.EMAIL, AT, by_seller=True, in_sale=True, opt_out_offered=True)


def test_a_person_is_asked_about_as_the_shop_knows_them(people: People, jan: str) -> None:
    subject = queries.subject(jan, AT)
    assert (subject.key, subject.country, subject.relation, subject.audience, subject.minor) == (
        jan, "BE", Relation.ACCOUNT_ONLY, Audience.B2C, None,
    )  # fmt: skip


def test_who_bought_is_a_customer_and_after_three_years_was_one(people: People, jan: str) -> None:
    people.buy("jan", 1)
    assert queries.subject(jan, AT).relation is Relation.ACCOUNT_ONLY
    assert queries.subject(jan, AT + 2 * DAY).relation is Relation.CUSTOMER
    assert queries.subject(jan, AT + 1200 * DAY).relation is Relation.EX_CUSTOMER
    set_policy("ex_customer_months", 0, AT)
    assert queries.subject(jan, AT + 9000 * DAY).relation is Relation.CUSTOMER


def test_a_key_of_nobody_is_a_stranger_somewhere(db: None) -> None:
    subject = queries.subject("nobody", AT)
    assert (subject.country, subject.relation, subject.statements) == ("", Relation.PROSPECT, ())
    assert not allowed("nobody", 0)
    assert not allowed("\0\ud800", 0)


@pytest.mark.parametrize(
    ("countries", "known"),
    [(["België"], "BE"), (["Suomi"], "FI"), (["Atlantis"], ""), ([""], ""), (["BE", "NL"], ""), (["BE", ""], "BE")],
)
def test_a_country_is_known_or_it_is_not(people: People, countries: list[str], known: str) -> None:
    for number, country in enumerate(countries):
        key = people.add(f"c{number}", email="one@example.be", country=country)
    assert queries.subject(key, AT).country == known


def test_one_source_that_knows_a_minor_is_enough(people: People) -> None:
    import polars as pl

    rows = pl.DataFrame({"external_id": ["a", "b"], "email": ["x@example.be"] * 2, "minor": [False, True]})
    save_customers("shop", rows, AT)
    key = people.add("a")
    assert queries.subject(key, AT).minor is True


def test_the_capacity_is_what_was_recorded_and_of_two_the_protected_one(people: People, jan: str) -> None:
    operations.set_capacity(jan, Audience.B2B_NAMED, None, "shop", AT)
    assert queries.subject(jan, AT).audience is Audience.B2B_NAMED
    piet = people.add("piet", email="piet@example.be")
    operations.set_capacity(piet, Audience.B2B_GENERIC, True, "shop", AT)
    people.add("piet", email="jan@example.be")
    merged = queries.subject(piet, AT)
    assert (merged.audience, merged.minor) == (Audience.B2C, True)


def test_the_exception_for_own_customers_needs_every_fact(people: People, jan: str) -> None:
    people.buy("jan", 0)
    assert not allowed(jan, 1, similar=True)
    operations.sale_contact(jan, SOLD, TOLD, AT)
    assert not operations.sale_contact(jan, SOLD, TOLD, AT).new
    assert allowed(jan, 1, similar=True)
    assert may(jan, 1, similar=True).step == 5
    assert not allowed(jan, 1)
    assert queries.subject(jan, AT + DAY).sale_contacts[0].last_sale_at == AT


@pytest.mark.parametrize("lacking", ["by_seller", "in_sale", "opt_out_offered"])
def test_one_fact_that_is_not_so_is_enough_for_no(people: People, jan: str, lacking: str) -> None:
    from dataclasses import replace

    people.buy("jan", 0)
    operations.sale_contact(jan, replace(SOLD, **{lacking: False}), TOLD, AT)
    assert not allowed(jan, 1, similar=True)


def test_how_an_address_was_obtained_says_nothing_of_the_next_one(people: People, jan: str) -> None:
    people.buy("jan", 0)
    operations.sale_contact(jan, SOLD, TOLD, AT)
    people.add("jan", email="new@example.be")
    assert queries.subject(jan, AT + DAY).sale_contacts == ()
    assert not allowed(jan, 1, similar=True)


def test_an_erasure_ends_the_exception_too(people: People, jan: str) -> None:
    people.buy("jan", 0)
    operations.forget_person(jan, AT + DAY, objecting=False)
    operations.sale_contact(jan, SOLD, TOLD, AT + 2 * DAY)
    assert queries.subject(jan, AT + 3 * DAY).sale_contacts == ()


def test_a_contact_in_the_future_is_refused(jan: str) -> None:
    with pytest.raises(ConsentError, match="future"):
        operations.sale_contact(jan, SOLD, TOLD, AT - DAY)


def test_stop_denies_every_message_and_leaves_the_shop_alone(people: People, jan: str) -> None:
    give(jan)
    people.buy("jan", 0)
    assert operations.stop_everything("owner", AT + DAY, "wrong price")
    assert not operations.stop_everything("somebody else", AT + 2 * DAY)
    stopped = queries.stopped()
    assert stopped is not None
    assert (stopped.by, stopped.at, stopped.reason) == ("owner", AT + DAY, "wrong price")
    for channel in set(Channel) - {Channel.ONSITE_SESSION, Channel.ONSITE_PROFILE}:
        assert may(jan, 3, channel).rule == "stopped"
    assert allowed(jan, 3, Channel.ONSITE_SESSION)
    assert allowed(jan, 3, Channel.ONSITE_PROFILE)
    assert operations.resume("owner", AT + 4 * DAY)
    assert not operations.resume("owner", AT + 4 * DAY)
    assert allowed(jan, 5)


def test_a_pause_holds_until_its_end(jan: str) -> None:
    give(jan)
    operations.set_preferences(jan, AT, paused_until=AT + 30 * DAY)
    assert may(jan, 29).rule == "pause"
    assert allowed(jan, 30)
    operations.set_preferences(jan, AT, paused_until=None)
    assert allowed(jan, 29)


def test_who_wants_no_personal_suggestions_gets_none_in_any_way(people: People, jan: str) -> None:
    give(jan)
    people.buy("jan", 0)
    assert allowed(jan, 1, Channel.ONSITE_PROFILE)
    object_to(jan, 1, Channel.ONSITE_PROFILE, OWN)
    assert queries.preferences(jan).suggestions_off
    assert not allowed(jan, 2, Channel.ONSITE_PROFILE)
    assert allowed(jan, 2, Channel.ONSITE_SESSION)
    assert may(jan, 2).rule == "suggestions_off"
    assert allowed(jan, 2, personalised=False)
    operations.lift(jan, Channel.ONSITE_PROFILE, None, AT + 3 * DAY, OWN, AT + 3 * DAY)
    assert allowed(jan, 4)
    assert not queries.preferences(jan).suggestions_off


def test_the_answer_for_many_is_the_answer_for_each(people: People) -> None:
    keys = [
        people.add(f"c{n}", email=f"c{n}@example.be", phone=f"04701234{n:02d}", country=("BE", "NL", "?")[n % 3])
        for n in range(30)
    ]
    for n, key in enumerate(keys):
        if n % 2:
            give(key, 0)
        if n % 5 == 0:
            object_to(key, 1, channel=None if n % 10 else Channel.EMAIL)
        if n % 7 == 0:
            people.buy(f"c{n}", 0)
            operations.sale_contact(key, SOLD, TOLD, AT)
        if n % 11 == 0:
            operations.set_preferences(key, AT, paused_until=AT + 3 * DAY)
    people.add("c3", email="c4@example.be")
    everybody = [*keys, "nobody", keys[0]]
    for channel in (Channel.EMAIL, Channel.CALL_LIVE, Channel.POST, Channel.ONSITE_PROFILE):
        question = Question(channel, AT + 2 * DAY, similar=True)
        together = queries.may_many(question, everybody)
        assert together == {key: queries.may(question, key) for key in everybody}
    assert {verdict.allowed for verdict in queries.may_many(question, everybody).values()} == {True, False}


def test_the_subject_of_one_channel_is_that_of_all_as_far_as_it_matters(people: People, jan: str) -> None:
    give(jan)
    object_to(jan, 1, Channel.CALL_LIVE)
    whole, part = queries.subject(jan, AT + 2 * DAY), queries.subject(jan, AT + 2 * DAY, Channel.CALL_LIVE)
    assert (part.statements, part.suppressed) == (whole.statements, whole.suppressed)


def test_a_hundred_people_cost_no_more_reads_than_one(people: People) -> None:
    keys = [people.add(f"c{number}", email=f"c{number}@example.be") for number in range(100)]
    counts = []
    for some in (keys[:1], keys):
        with CaptureQueriesContext(
            connection,
        ) as captured:
            queries.may_many(Question(Channel.EMAIL, AT), some)
        counts.append(len(captured))
    assert counts[0] <= counts[1] <= 16


def test_one_person_on_the_way_to_an_offer_costs_few_reads(people: People, jan: str) -> None:
    give(jan)
    queries.subject(jan, AT, Channel.ONSITE_PROFILE)
    with CaptureQueriesContext(connection) as captured:
        queries.subject(jan, AT + timedelta(days=1), Channel.ONSITE_PROFILE)
    assert len(captured) <= 6


def test_purposes_are_asked_apart(jan: str) -> None:
    give(jan)
    asked = Question(Channel.AD_AUDIENCE, AT + DAY, Purpose.AD_AUDIENCE)
    assert not queries.may(asked, jan).allowed
    proof = Proof("shop", how="checkbox")
    operations.give(jan, Channel.AD_AUDIENCE, Purpose.AD_AUDIENCE, AT, proof, AT)
    assert queries.may(asked, jan).allowed
