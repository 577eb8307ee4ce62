from __future__ import annotations

import csv
import io
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError
from django.test import Client

from tests.integration.backoffice.conftest import AT, logged, text
from worthmore.backoffice.access import Role
from worthmore.backoffice.acts import Act
from worthmore.backoffice.models import Entry
from worthmore.backoffice.operations import audit
from worthmore.backoffice.queries.audit import Wanted, count, entries
from worthmore.offering.service import Service
from worthmore.rights import ports
from worthmore.rights.ports import Identity
from worthmore.shop import operations
from worthmore.shop.queries import identity, policy

As = Callable[[Role | None], Client]
LOG = "/office/audit/"
FILE = "/office/audit/audit.csv"


def fill(user: User, many: int, key: str = "") -> None:
    for hour in range(many):
        audit.record(Act.CUSTOMER_SEEN, AT + timedelta(hours=hour), user.pk, key)


def rows(client: Client, **asked: str) -> list[dict[str, str]]:
    answer: Any = client.get(FILE, asked)
    content = b"".join(answer.streaming_content).decode()
    assert content.startswith("\ufeff")
    return list(csv.DictReader(io.StringIO(content.removeprefix("\ufeff"))))


def test_seeing_a_customer_is_written_down_with_the_key_and_nothing_more(key: str, clerk: Client) -> None:
    clerk.get("/office/customers/ann/")
    clerk.get(f"/office/permission/{key}/")
    clerk.get("/office/try/?placement=cart&cart=bike&customer=ann")
    assert [(one.act, one.who, one.role, one.person_key, one.detail) for one in logged()] == [
        ("customer_tried", "jan", "owner", key, {}),
        ("permission_seen", "jan", "owner", key, {}),
        ("customer_seen", "jan", "owner", key, {}),
    ]
    assert "Peeters" not in text(clerk.get(LOG))
    assert "Ann" not in str(rows(clerk))


def test_who_was_found_is_written_down_once_an_hour_without_what_was_typed(key: str, clerk: Client) -> None:
    for typed in ("Pee", "Peet", "Peeters"):
        clerk.get("/office/customers/", {"q": typed}, headers={"HX-Request": "true"})
    clerk.get("/office/customers/", {"q": "nobody of that name"})
    found = [one for one in logged() if one.act == Act.CUSTOMER_FOUND]
    assert [(one.who, one.person_key, one.detail) for one in found] == [("jan", key, {})]
    later = AT + timedelta(days=9999)
    audit.record_found(later, None, {key})
    audit.record_found(later + timedelta(minutes=59), None, {key})
    audit.record_found(later + timedelta(minutes=61), None, {key})
    assert len(logged()) == len(found) + 2


def test_a_search_that_shows_many_says_how_many_and_not_whom(clerk: Client) -> None:
    audit.record_found(AT, None, {str(place) for place in range(11)})
    assert [(one.person_key, one.detail) for one in logged()] == [("", {"found": "11"})]


def test_the_role_is_that_of_the_moment(shop: Service, as_role: As) -> None:
    from worthmore.backoffice.models import Member

    client = as_role(Role.MARKETER)
    client.get("/office/customers/ann/")
    Member.objects.filter(user__username="marketer").update(role="viewer")
    client.get("/office/customers/ann/")
    assert [one.role for one in logged()] == ["viewer", "marketer"]


def test_a_customer_nobody_knows_is_no_sight(shop: Service, clerk: Client) -> None:
    clerk.get("/office/customers/nobody/")
    clerk.get("/office/permission/nobody/")
    clerk.get("/office/try/?cart=bike&customer=nobody")
    assert logged() == []


def test_the_log_is_filtered_by_what_who_whom_and_when(key: str, clerk: Client, user: User) -> None:
    mia = User.objects.create_user("mia")
    fill(user, 3, key)
    audit.record(Act.LOGGED_IN, AT + timedelta(days=3), mia.pk)
    audit.record(
        Act.ROLE_CHANGED, AT + timedelta(days=4), user.pk, about=mia.pk, detail={"from": "viewer", "to": "owner"}
    )
    for asked, found in [
        ({}, 5),
        ({"act": "customer_seen"}, 3),
        ({"act": "seen"}, 3),
        ({"act": "staff"}, 1),
        ({"act": "nonsense"}, 0),
        ({"who": "mia"}, 1),
        ({"who": "nobody"}, 0),
        ({"customer": "ann"}, 3),
        ({"customer": key}, 3),
        ({"customer": "nobody"}, 0),
        ({"since": "2026-05-03"}, 2),
        ({"until": "2026-05-02"}, 3),
        ({"since": "2026-05-05", "until": "2026-05-05"}, 1),
        ({"since": "nonsense"}, 5),
        ({"act": "customer_seen", "who": "mia"}, 0),
    ]:
        assert f"{found} entr" in text(clerk.get(LOG, asked)), asked
        exported = [one for one in rows(clerk, **asked) if one["act"] != "audit_exported"]
        assert len(exported) == found, asked
        Entry.objects.filter(act="audit_exported").delete()


def test_a_day_is_one_of_the_shops_calendar(clerk: Client, user: User) -> None:
    audit.record(Act.LOGGED_IN, datetime(2026, 5, 1, 22, 30, tzinfo=UTC), user.pk)  # half past midnight in Brussels
    assert count(Wanted()) == 1
    assert "1 entry" in text(clerk.get(LOG, {"since": "2026-05-02", "until": "2026-05-02"}))
    assert "0 entries" in text(clerk.get(LOG, {"until": "2026-05-01"}))


def test_what_was_recorded_under_a_former_key_is_theirs_too(shop: Service, clerk: Client, user: User, key: str) -> None:
    from tests.integration.backoffice.conftest import CUSTOMERS, frame

    other = [{"external_id": "ann-2", "name": "Ann P."}]
    operations.save_customers("demo", frame(CUSTOMERS, other), AT)
    from worthmore.shop.queries import person_key_of

    younger = person_key_of("demo", "ann-2") or ""
    audit.record(Act.CUSTOMER_SEEN, AT, user.pk, younger)
    merged = [{"external_id": "ann-2", "name": "Ann P.", "email": "ann@example.org"}]
    operations.save_customers("demo", frame(CUSTOMERS, merged), AT)
    assert person_key_of("demo", "ann-2") == key
    assert "1 entry" in text(clerk.get(LOG, {"customer": "ann"}))


def test_the_log_is_read_a_page_at_a_time(clerk: Client, user: User) -> None:
    fill(user, 230)
    first, last = text(clerk.get(LOG)), text(clerk.get(LOG, {"page": "3"}))
    assert "230 entries" in first
    assert first.count("<tr>") == 101
    assert "Page 1 of 3" in first
    assert 'rel="prev"' not in first
    assert last.count("<tr>") == 31
    assert 'rel="next"' not in last
    for page in ("0", "-1", "99", "x", "9" * 30, "²"):
        assert clerk.get(LOG, {"page": page}).status_code == 200


def test_the_filter_stays_when_one_leafs_through(clerk: Client, user: User) -> None:
    fill(user, 150)
    assert "?act=customer_seen&amp;page=2" in text(clerk.get(LOG, {"act": "customer_seen"}))


def test_taking_the_log_along_is_written_down(clerk: Client) -> None:
    assert [one["act"] for one in rows(clerk)] == ["audit_exported"]
    assert len(logged(Act.AUDIT_EXPORTED)) == 1


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@x", "\tx", "\rx"])
def test_no_cell_of_the_file_is_a_formula(clerk: Client, user: User, cell: str) -> None:
    User.objects.filter(pk=user.pk).update(username=cell)
    audit.record(Act.MARKETING_STOPPED, AT, user.pk, detail={"reason": cell})
    (row,) = rows(clerk, act="marketing_stopped")
    assert row["who"] == f"'{cell}"
    assert not row["detail"].startswith(tuple("=+-@\t\r"))


def test_commas_quotes_and_line_ends_stay_in_their_cell(clerk: Client, user: User) -> None:
    audit.record(Act.MARKETING_STOPPED, AT, user.pk, detail={"reason": 'a, "b"\nc; é'})
    (row,) = rows(clerk, act="marketing_stopped")
    assert row["detail"] == 'reason=a, "b"\nc; é'


def test_an_erased_person_is_in_no_entry_and_the_entries_stay(key: str, user: User) -> None:
    fill(user, 3, key)
    fill(user, 2, "somebody-else")
    (keeper,) = [one for one in ports.keepers() if one.room == "backoffice"]
    person = identity(key)
    assert person is not None
    who = Identity(keys=(*person.keys, "a-former-key"))
    held = keeper.held(who)["audit_log"]
    assert [one["act"] for one in held] == ["customer_seen"] * 3
    assert "who" not in held[0], "which of the staff it was is not theirs to know"
    assert keeper.erase(who) == 3
    assert keeper.erase(who) == 0, "again does no harm"
    assert Entry.objects.count() == 5
    assert not Entry.objects.filter(person_key=key).exists()
    assert keeper.held(who) == {"audit_log": []}


def test_nobody_in_particular_is_nobody(user: User) -> None:
    fill(user, 2)
    assert audit.forget_person(["", ""]) == 0


def test_old_entries_go_and_zero_keeps_them_for_ever(user: User) -> None:
    fill(user, 5)
    (sweep,) = [one for one in ports.sweeps() if one.name == "audit log"]
    late = AT + timedelta(days=365, hours=3)
    assert sweep.setting == "audit_days"
    assert sweep.count(late, policy()) == 3
    assert sweep.sweep(late, policy()) == 3
    assert sweep.sweep(late, policy()) == 0
    operations.set_policy("audit_days", 0, AT)
    assert sweep.count(AT + timedelta(days=36_500), policy()) == 0
    operations.set_policy("audit_days", 10**12, AT)
    assert sweep.sweep(late, policy()) == 0
    assert Entry.objects.count() == 2


def test_a_login_with_entries_cannot_be_removed(user: User) -> None:
    fill(user, 1)
    with pytest.raises(ProtectedError):
        user.delete()


def test_the_database_itself_refuses_to_change_an_entry(user: User, key: str) -> None:
    fill(user, 1, key)
    for change in (
        {"act": "logged_in"},
        {"at": AT - timedelta(days=1)},
        {"who": None},
        {"role": ""},
        {"detail": {"a": "b"}},
    ):
        with pytest.raises(IntegrityError, match="never changed"), transaction.atomic():
            Entry.objects.update(**change)
    with pytest.raises(IntegrityError, match="never changed"), transaction.atomic():
        Entry.objects.update(person_key="another")
    assert Entry.objects.update(person_key="") == 1
    assert entries(Wanted())[0].act == "customer_seen"


def test_details_are_short(user: User) -> None:
    audit.record(Act.MARKETING_STOPPED, AT, user.pk, detail={"reason": "x" * 10_000})
    assert len(logged()[0].detail["reason"]) == 500
