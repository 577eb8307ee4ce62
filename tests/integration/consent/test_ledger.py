"""The ledger: what is said is written down, and what is written down stays."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest
from django.db import IntegrityError, connection, transaction

from tests.integration.consent.conftest import AT, DAY, OWN, TOLD, People, allowed, give, may, object_to, withdraw
from worthmore.consent import operations, queries
from worthmore.consent.models import Entry, Erasing, Suppression, Switch, Text
from worthmore.consent.values import ConsentError, Proof, Wording
from worthmore.shop.operations import set_policy
from worthmore.vocabulary.permission import Act, Channel, Purpose

WORDS = Wording("newsletter", "1", "nl", "Ja, stuur mij aanbiedingen.")


def test_no_row_is_no_consent(jan: str) -> None:
    assert queries.ledger(jan) == ()
    assert not allowed(jan, 0)


def test_a_row_holds_everything_that_proves_it(jan: str) -> None:
    set_policy("seller", "Fietsen Janssens bv", AT)
    proof = Proof(
        "till 3",
        "shop Gent",
        "paper form",
        WORDS,
        {"scan": "2026-17.pdf"},
        double_opt_in=True,
        written=True,
        source="till",
        reference="17",
        address="jan@example.be",
    )
    operations.give(jan, Channel.EMAIL, Purpose.MARKETING, AT, proof, AT + DAY)
    (row,) = queries.ledger(jan)
    assert (row.act, row.channel, row.purpose, row.sender) == (
        Act.GIVEN, Channel.EMAIL, Purpose.MARKETING, "Fietsen Janssens bv",
    )  # fmt: skip
    assert (row.wording, row.place, row.how, row.evidence) == (
        WORDS,
        "shop Gent",
        "paper form",
        {"scan": "2026-17.pdf"},
    )
    assert (row.at, row.recorded_at, row.recorded_by) == (AT, AT + DAY, "till 3")
    assert (row.own_act, row.double_opt_in, row.written) == (False, True, True)
    assert (row.source, row.reference) == ("till", "17")


def test_the_address_itself_is_nowhere_kept(jan: str) -> None:
    give(jan, proof=replace(TOLD, address="Jan@Example.be"))
    object_to(jan, 1)
    for table in (Entry, Suppression):
        assert "example" not in str(list(table.objects.values())).lower()


def test_the_same_act_again_changes_nothing(jan: str) -> None:
    first, second = give(jan), give(jan)
    assert (first.new, second.new) == (True, False)
    assert first.id == second.id
    assert len(queries.ledger(jan)) == 1


def test_a_reference_is_unique_within_its_source_only(jan: str) -> None:
    give(jan, proof=replace(TOLD, source="a", reference="1"))
    give(jan, proof=replace(TOLD, source="b", reference="1"))
    assert len(queries.ledger(jan)) == 2


def test_a_reference_cannot_be_used_for_another_permission(jan: str) -> None:
    give(jan, proof=replace(TOLD, source="a", reference="1"))
    with pytest.raises(ConsentError, match="another act"):
        give(jan, channel=Channel.SMS, proof=replace(TOLD, source="a", reference="1"))
    assert len(queries.ledger(jan)) == 1


def test_a_no_under_a_used_reference_is_kept_all_the_same(jan: str) -> None:
    used = replace(TOLD, source="a", reference="1")
    give(jan, proof=used)
    assert object_to(jan, 1, proof=used).new
    assert not object_to(jan, 1, proof=used).new
    assert not allowed(jan, 2)


def test_of_the_same_reference_twice_in_one_call_the_no_is_not_lost(jan: str) -> None:
    used = replace(TOLD, source="a", reference="1")
    yes = operations.Saying(jan, Act.GIVEN, Channel.EMAIL, Purpose.MARKETING, AT, used)
    no = operations.Saying(jan, Act.OBJECTED, Channel.EMAIL, None, AT + DAY, used)
    kept = operations.record([yes, no, yes], AT + DAY)
    assert [one.new for one in kept] == [True, True, False]
    assert not allowed(jan, 2)


@pytest.mark.parametrize(
    ("bad", "says"),
    [
        ({"at": AT + DAY}, "future"),
        ({"at": datetime(2026, 1, 1)}, "zone"),  # noqa: DTZ001
        ({"channel": None}, "one channel"),
        ({"purpose": None}, "one purpose"),
    ],
)
def test_what_proves_nothing_is_refused_with_its_reason(jan: str, bad: dict[str, object], says: str) -> None:
    asked = {"channel": Channel.EMAIL, "purpose": Purpose.MARKETING, "at": AT, **bad}
    with pytest.raises(ConsentError, match=says):
        operations.give(jan, proof=TOLD, now=AT, **asked)  # type: ignore[arg-type]
    assert queries.ledger(jan) == ()


@pytest.mark.parametrize(
    "proof",
    [
        Proof("x", place="\0"),
        Proof("x", place="x" * 201),
        Proof("x", evidence={"a": "\0"}),
        Proof("x", evidence={"a": float("nan")}),
        Proof("x", evidence={"a": object()}),
        Proof("x", evidence={"a": "x" * 30_000}),
        Proof("x", wording=Wording("", "1", "nl", "words")),
        Proof("x", wording=Wording("n", "1", "nl")),
        Proof("x", reference="x" * 101),
    ],
)
def test_a_proof_that_cannot_be_kept_is_refused_and_nothing_is_written(jan: str, proof: Proof) -> None:
    with pytest.raises(ConsentError):
        give(jan, proof=proof)
    assert queries.ledger(jan) == ()


def test_a_no_dated_in_the_future_holds_from_now(jan: str) -> None:
    give(jan)
    operations.object_to(jan, Channel.EMAIL, None, AT + 400 * DAY, TOLD, AT + DAY)
    assert queries.ledger(jan)[0].at == AT + DAY
    assert not allowed(jan, 2)


def test_of_equal_times_the_no_wins(jan: str) -> None:
    object_to(jan, 1)
    give(jan, 1, proof=OWN)
    assert not allowed(jan, 2)


def test_a_later_checkbox_lifts_no_objection(jan: str) -> None:
    object_to(jan, 1)
    give(jan, 2)
    assert may(jan, 3).step == 1


def test_their_own_later_act_lifts_it(jan: str) -> None:
    object_to(jan, 1)
    give(jan, 2, proof=OWN)
    assert allowed(jan, 3)


def test_an_objection_to_everything_is_lifted_channel_by_channel(jan: str) -> None:
    give(jan, channel=Channel.SMS)
    object_to(jan, 1, channel=None)
    give(jan, 2, proof=OWN)
    assert allowed(jan, 3, personalised=False)
    assert not allowed(jan, 3, Channel.SMS, personalised=False)
    assert not allowed(jan, 3, Channel.POST, personalised=False)


def test_who_objected_to_everything_and_wants_mail_again_gets_none_chosen_from_their_data(jan: str) -> None:
    object_to(jan, 1, channel=None)
    give(jan, 2, proof=OWN)
    assert may(jan, 3).rule == "suggestions_off"
    operations.lift(jan, Channel.ONSITE_PROFILE, None, AT + 3 * DAY, OWN, AT + 3 * DAY)
    assert allowed(jan, 4)


def test_only_the_person_lifts_an_objection(jan: str) -> None:
    object_to(jan, 1, Channel.POST)
    with pytest.raises(ConsentError, match="own act"):
        operations.lift(jan, Channel.POST, None, AT + 2 * DAY, TOLD, AT + 2 * DAY)
    operations.lift(jan, Channel.POST, None, AT + 2 * DAY, OWN, AT + 2 * DAY)
    assert allowed(jan, 3, Channel.POST)


def test_a_withdrawal_is_a_row_and_ends_the_permission(jan: str) -> None:
    give(jan)
    withdraw(jan, 1)
    assert [row.act for row in queries.ledger(jan)] == [Act.WITHDRAWN, Act.GIVEN]
    assert not allowed(jan, 2)


def test_a_permission_for_one_channel_is_none_for_another(jan: str) -> None:
    give(jan)
    assert not allowed(jan, 1, Channel.SMS)


def test_words_never_change_under_the_same_version(jan: str) -> None:
    give(jan, proof=replace(TOLD, wording=WORDS))
    with pytest.raises(ConsentError, match="new version"):
        give(jan, 1, proof=replace(TOLD, wording=replace(WORDS, words="Other words.")))
    give(jan, 2, proof=replace(TOLD, wording=replace(WORDS, words="")))
    assert queries.ledger(jan)[0].wording == WORDS
    assert Text.objects.count() == 1


def test_a_permission_runs_out_after_two_years_without_a_purchase(people: People, jan: str) -> None:
    give(jan)
    assert allowed(jan, 700)
    late = may(jan, 740)
    assert not late.allowed
    assert any("run out" in condition.detail for condition in late.conditions)
    people.buy("jan", 400)
    assert allowed(jan, 740)


def test_a_permission_never_runs_out_where_the_shop_says_so(jan: str) -> None:
    set_policy("consent_months", 0, AT)
    give(jan)
    assert allowed(jan, 5000)


def test_an_objection_never_runs_out(jan: str) -> None:
    object_to(jan, 0, Channel.POST)
    assert not allowed(jan, 10_000, Channel.POST)


TABLES = (Entry, Text, Suppression, Switch)


@pytest.fixture
def filled(jan: str) -> str:
    give(jan, proof=replace(TOLD, wording=WORDS))
    object_to(jan, 1)
    operations.stop_everything("owner", AT)
    return jan


@pytest.mark.parametrize("table", [table._meta.db_table for table in TABLES])
@pytest.mark.parametrize("statement", ["UPDATE {table} SET id = id", "DELETE FROM {table}"])
def test_the_database_refuses_to_change_or_remove_a_row(filled: str, table: str, statement: str) -> None:
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement.format(table=table))


@pytest.mark.parametrize("table", TABLES)
def test_there_are_rows_that_could_be_lost(filled: str, table: type[Entry]) -> None:
    assert table.objects.exists()


def test_a_row_cannot_be_replaced_by_another_of_the_same_name(filled: str) -> None:
    if connection.vendor != "sqlite":
        with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO consent_switch (id, stopped, by, reason, at) SELECT id, false, by, reason, at FROM "
                "consent_switch ON CONFLICT (id) DO UPDATE SET stopped = false"
            )
        return
    with connection.cursor() as cursor:
        cursor.execute("REPLACE INTO consent_switch SELECT id, 0, by, reason, at FROM consent_switch")
    assert queries.stopped() is not None


def test_a_filled_table_cannot_be_truncated(filled: str) -> None:
    if connection.vendor == "sqlite":
        pytest.skip("SQLite has no TRUNCATE")
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("TRUNCATE consent_entry")


def test_while_one_person_is_erased_the_rows_of_others_stay(people: People, filled: str) -> None:
    other = people.add("piet", email="piet@example.be")
    give(other)
    Erasing.objects.create(person_key=filled)
    with pytest.raises(IntegrityError), transaction.atomic():
        Entry.objects.all().delete()
    Erasing.objects.all().delete()
    assert len(queries.ledger(other)) == 1
    assert len(queries.ledger(filled)) == 2


def test_every_append_only_table_still_has_its_triggers(db: None) -> None:
    """A migration that alters a table on SQLite makes it anew, and must put them back."""
    of_sqlite = "SELECT tbl_name FROM sqlite_master WHERE type = 'trigger'"
    of_postgres = "SELECT tgrelid::regclass::text FROM pg_trigger WHERE NOT tgisinternal"
    with connection.cursor() as cursor:
        cursor.execute(of_sqlite if connection.vendor == "sqlite" else of_postgres)
        found = [table for (table,) in cursor.fetchall()]
    assert {table: found.count(table._meta.db_table) for table in TABLES} == dict.fromkeys(TABLES, 3)
