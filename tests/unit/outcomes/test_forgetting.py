from __future__ import annotations

import pytest
from django.db import connection

from tests.unit.outcomes.rows import NOON, attribution_row, contact_row, decision_row, minutes, outcome_row
from worthmore.outcomes import operations, queries
from worthmore.outcomes.models import Contact
from worthmore.vocabulary.permission import Channel

pytestmark = pytest.mark.django_db
SAW = '{"language":"en","limit":3,"person":{"owned":4,"refused":["lock"]}}'
REFUSED = '[["complement","already_owned","the customer bought it on 2025-04-01",["lock"]]]'


def fill(key: str, name: str) -> None:
    operations.record_decisions([decision_row(name, person_key=key, arm="offers", saw=SAW, refused=REFUSED)])
    operations.record_outcomes([outcome_row(f"{name}.0", person_key=key)])
    operations.attribute([attribution_row(f"{name}.0", person_key=key)])
    operations.contacted([contact_row(f"spring {name}", person_key=key)])


def every_text() -> str:
    tables = [name for name in connection.introspection.table_names() if name.startswith("outcomes_")]
    with connection.cursor() as cursor:
        found = []
        for table in tables:
            cursor.execute(f"SELECT * FROM {table}")
            found += [str(row) for row in cursor.fetchall()]
    return "\n".join(found)


def test_no_cell_holds_a_key_or_what_a_decision_knew() -> None:
    fill("ann", "d1")
    fill("anna", "d2")
    forgotten = operations.forget_person(["ann", "anna", "", "nobody"])
    assert forgotten == operations.OutcomesForgotten(2, 2, 2, 2)
    left = every_text()
    assert [text for text in ("'ann'", "anna", "owned", "2025-04-01", "spring") if text in left] == []


def test_what_is_counted_stays() -> None:
    fill("ann", "d1")
    before = queries.totals(NOON - minutes(1))
    operations.forget_person(["ann"])
    assert queries.totals(NOON - minutes(1)) == before
    kept = queries.decision("d1")
    assert kept is not None
    assert (kept.arm, kept.person_key, kept.saw, kept.offers, kept.refused) == ("offers", "", {}, [], [])


def test_others_and_visitors_are_left_alone() -> None:
    fill("ann", "d1")
    fill("bo", "d2")
    fill("", "d3")
    before = {name: queries.decision(name) for name in ("d2", "d3")}
    operations.forget_person(["ann"])
    assert {name: queries.decision(name) for name in ("d2", "d3")} == before
    assert set(Contact.objects.values_list("person_key", flat=True)) == {"bo", ""}


def test_forgetting_nobody_forgets_nothing() -> None:
    fill("", "d1")
    assert operations.forget_person([""]) == operations.forget_person([]) == operations.OutcomesForgotten(0, 0, 0, 0)


def test_a_contact_counts_once_however_often_it_is_told() -> None:
    first = contact_row("spring ann", person_key="ann")
    assert operations.contacted([first, contact_row("spring bo", person_key="bo")]) == {"spring ann", "spring bo"}
    assert operations.contacted([first._replace(at=NOON + minutes(9)), first]) == set()
    assert operations.contacted([]) == set()
    assert queries.contacts(["ann"], NOON) == ((Channel.EMAIL, NOON),)


def test_contacts_are_counted_per_channel_from_a_moment_on() -> None:
    operations.contacted(
        [
            contact_row("1", at=NOON - minutes(1)),
            contact_row("2", at=NOON),
            contact_row("3", at=NOON + minutes(1), channel="sms"),
            contact_row("4", at=NOON + minutes(2), person_key="anna"),
            contact_row("5", at=NOON + minutes(2), person_key="bo"),
        ]
    )
    assert queries.contact_counts(["ann", "anna"], NOON) == {Channel.EMAIL: 2, Channel.SMS: 1}
    assert queries.contacts_many(["ann", "bo", "cy"], NOON) == {
        "ann": ((Channel.EMAIL, NOON), (Channel.SMS, NOON + minutes(1))),
        "bo": ((Channel.EMAIL, NOON + minutes(2)),),
    }
