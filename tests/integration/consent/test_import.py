"""Permissions from files: what is good is taken, what is not is told, and nothing lifts a no."""

from __future__ import annotations

import csv
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.integration.consent.conftest import AT, DAY, People, allowed, object_to
from worthmore.connectors.csv.permissions.importing import Summary, Wishes, import_file
from worthmore.connectors.csv.trouble import CannotImportError
from worthmore.consent import queries
from worthmore.consent.models import Entry, Suppression
from worthmore.shop.operations import set_policy
from worthmore.vocabulary.permission import Act, Channel, Purpose

Import = Callable[..., Summary]


@pytest.fixture
def take(tmp_path: Path, db: None) -> Import:
    def take_text(text: str | bytes, **wishes: object) -> Summary:
        path = tmp_path / "consents.csv"
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return import_file(path, Wishes("shop", **wishes), tmp_path, AT)  # type: ignore[arg-type]

    return take_text


def rejects(summary: Summary) -> list[dict[str, str]]:
    with Path(summary.reject_file).open(encoding="utf-8-sig", newline="") as file:
        first = file.readline()
        file.seek(0)
        file.read(0)
        return list(csv.DictReader(file, delimiter=";" if ";" in first else ","))


HEAD = "customer id;channel;permission;date\n"


def test_a_permission_comes_in_with_all_its_proof(take: Import, jan: str) -> None:
    summary = take(
        "customer id,email,channel,permission,purpose,date,text,text version,language,where,how,evidence,double opt-in,"
        'written,reference\njan,jan@example.be,email,yes,marketing,2026-05-01 10:00,"Yes, write to me.",7,en,checkout,'
        'checkbox,"{""ip"": ""10.0.0.1""}",yes,no,r-1\n'
    )
    assert (summary.new, summary.rejected) == (1, 0)
    (row,) = queries.ledger(jan)
    assert (row.act, row.channel, row.purpose) == (Act.GIVEN, Channel.EMAIL, Purpose.MARKETING)
    assert row.at == datetime(2026, 5, 1, 8, 0, tzinfo=UTC)
    assert row.wording is not None
    assert (row.wording.words, row.wording.version, row.wording.language) == ("Yes, write to me.", "7", "en")
    assert (row.place, row.how, row.evidence) == ("checkout", "checkbox", {"ip": "10.0.0.1"})
    assert (row.double_opt_in, row.written, row.own_act, row.reference) == (True, False, False, "r-1")
    assert row.recorded_by == "import consents.csv"
    assert allowed(jan, 1)


@pytest.mark.parametrize(
    "text",
    [
        "Klantnummer;Kanaal;Toestemming;Datum\njan;e-mail;ja;01/05/2026\n",
        "asiakasnumero;kanava;suostumus;päivämäärä\njan;sähköposti;kyllä;1.5.2026\n",
        "numéro client;canal;consentement;date\njan;courriel;oui;01/05/2026\n",
        "Kundennummer;Kanal;Einwilligung;Datum\njan;E-Mail;ja;01.05.2026\n",
        "email\tchannel\tstatus\toptin time\nJAN@example.be\tnewsletter\tsubscribed\t2026-05-01T10:00:00Z\n",
    ],
)
def test_columns_are_recognised_in_five_languages(take: Import, jan: str, text: str) -> None:
    assert take(text).new == 1
    assert allowed(jan, 1)


def test_the_same_file_again_changes_nothing(take: Import, jan: str) -> None:
    text = HEAD + "jan;email;yes;01/05/2026\njan;sms;no;\nnobody;email;no;02/05/2026\n"
    first, second = take(text), take(text)
    assert (first.new, first.suppressed, first.same) == (2, 1, 0)
    assert (second.new, second.suppressed, second.same) == (0, 0, 3)
    assert Entry.objects.count() == 2


def test_an_import_lifts_no_objection(take: Import, jan: str) -> None:
    object_to(jan, -10)
    take(HEAD + "jan;email;yes;30/05/2026\n")
    assert len(queries.ledger(jan)) == 2
    assert not allowed(jan, 1)


def test_of_a_day_without_a_time_the_no_is_never_the_older_one(take: Import, jan: str) -> None:
    set_policy("time_zone", "Europe/Helsinki", AT)
    take(HEAD + "jan;email;no;01/05/2026\njan;email;yes;01/05/2026\n")
    no, yes = queries.ledger(jan)
    assert no.act is Act.OBJECTED
    assert (yes.at, no.at.replace(microsecond=0)) == (
        datetime(2026, 4, 30, 21, tzinfo=UTC), datetime(2026, 5, 1, 20, 59, 59, tzinfo=UTC),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("row", "column", "reason"),
    [
        ("jan;email;yes;", "date", "a permission without a date proves nothing"),
        ("jan;email;yes;01/05/2027", "date", "the date lies in the future"),
        ("jan;email;yes;31/02/2026", "date", "a day that does not exist"),
        ("jan;email;yes;soon", "date", "not a date"),
        ("jan;pigeon;yes;01/05/2026", "channel", "not a known channel"),
        ("jan;;yes;01/05/2026", "channel", "no channel"),
        ("jan;all;yes;01/05/2026", "channel", "a permission names one channel and one purpose"),
        ("jan;email;perhaps;01/05/2026", "permission", "neither a yes nor a no"),
        ("piet;email;yes;01/05/2026", "customer id", "no such customer"),
        (";email;yes;01/05/2026", "customer id", "nobody is named"),
    ],
)
def test_a_row_that_cannot_be_taken_is_told_with_column_value_and_reason(
    take: Import, jan: str, row: str, column: str, reason: str
) -> None:
    summary = take(HEAD + "jan;sms;yes;01/05/2026\n" + row + "\n")
    assert (summary.rows, summary.new, summary.rejected) == (2, 1, 1)
    (told,) = rejects(summary)
    assert (told["row"], told["column"], told["reason"]) == ("3", column, reason)
    assert told["value"] == row.split(";")[["customer id", "channel", "permission", "date"].index(column)]
    assert told["how to mend"]


def test_an_unknown_country_is_rejected(take: Import, jan: str) -> None:
    summary = take("customer id;country;channel;date\njan;Atlantis;sms;01/05/2026\njan;België;sms;01/05/2026\n")
    assert (summary.new, summary.reasons) == (1, {"not a known country": 1})


def test_an_address_of_several_customers_names_nobody(take: Import, people: People) -> None:
    for number in range(6):
        people.add(f"c{number}", email="till@shop.be")
    summary = take("email;channel;permission;date\ntill@shop.be;email;yes;01/05/2026\ntill@shop.be;sms;no;01/05/2026\n")
    assert summary.rejected == 2
    assert rejects(summary)[0]["reason"] == "several customers have this address"
    assert rejects(summary)[1]["reason"].startswith("several customers have this address")
    assert take("email;channel;permission;date\ntill@shop.be;email;no;01/05/2026\n").suppressed == 1


def test_a_no_that_cannot_be_kept_is_told(take: Import, people: People) -> None:
    summary = take("phone;channel;permission\n0470 99 99 99;sms;no\n")
    assert (summary.suppressed, rejects(summary)[0]["reason"]) == (0, "the address cannot be read")


def test_a_no_of_somebody_unknown_holds_for_whoever_has_the_address(take: Import, people: People) -> None:
    summary = take("email;phone;country;channel;permission\nx@example.be;;;;no\n;0470 99 99 99;BE;telefoon;nee\n")
    assert summary.suppressed == 2
    key = people.add("x", email="x@example.be", phone="+32470999999")
    assert None in queries.subject(key, AT).suppressed


def test_a_no_in_a_row_closes_the_address_it_names_as_well(take: Import, jan: str, people: People) -> None:
    take("customer id;email;channel;permission\njan;old@example.be;email;no\n")
    other = people.add("other", email="old@example.be")
    assert Channel.EMAIL in queries.subject(other, AT).suppressed
    assert Channel.EMAIL in queries.subject(jan, AT).suppressed


def test_an_undated_no_imported_again_is_not_newer_than_what_they_said_since(
    take: Import, jan: str, people: People
) -> None:
    from tests.integration.consent.conftest import OWN, give

    text = "customer id;channel;permission\njan;email;no\n"
    take(text)
    give(jan, 1, proof=OWN)
    assert allowed(jan, 2)
    take(text)
    assert allowed(jan, 2)


def test_what_holds_for_the_whole_file_can_be_said_once(take: Import, jan: str) -> None:
    summary = take("Kunde;Tag\njan;01/05/2026\n", maps={"Tag": "at"}, channel=Channel.SMS, purpose=Purpose.MARKETING)
    assert summary.new == 1
    assert take("customer id\njan\n", act=Act.OBJECTED, channel=Channel.POST).new == 1
    assert {row.channel for row in queries.ledger(jan)} == {Channel.SMS, Channel.POST}


@pytest.mark.parametrize(
    ("text", "wishes", "says"),
    [
        ("colour;size\nred;3\n", {}, "does not say whom"),
        ("customer id;date\njan;01/05/2026\n", {}, "which channel"),
        ("customer id\njan\n", {"maps": {"nothing": "at"}}, "no column 'nothing'"),
        ("customer id\njan\n", {"maps": {"customer id": "colour"}}, "no field 'colour'"),
        ("", {}, "holds no rows"),
        (b"\xd0\xcf\x11\xe0", {}, "old Excel"),
    ],
)
def test_a_file_that_is_none_of_permissions_says_so(take: Import, text: str | bytes, wishes: object, says: str) -> None:
    with pytest.raises(CannotImportError, match=says):
        take(text, **wishes)  # type: ignore[arg-type]
    assert not Entry.objects.exists()
    assert not Suppression.objects.exists()


def test_one_bad_reference_spoils_its_own_row_only(take: Import, jan: str) -> None:
    head = "customer id;channel;date;reference\n"
    summary = take(head + "jan;email;01/05/2026;r1\njan;sms;01/05/2026;r1\njan;post;01/05/2026;r2\n")
    assert (summary.new, summary.rejected) == (2, 1)
    assert "used for another act" in rejects(summary)[0]["reason"]


def test_many_rows_are_taken_in_parts(take: Import, people: People) -> None:
    people.add("jan", email="jan@example.be")
    rows = "".join(f"jan;email;yes;01/05/2026 10:{n // 60:02d}:{n % 60:02d}\n" for n in range(1200))
    summary = take(HEAD + rows)
    assert (summary.rows, summary.new) == (1200, 1200)


FUZZ = settings(
    max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
CELLS = st.sampled_from(
    [
        "jan",
        "jan@example.be",
        "email",
        "yes",
        "no",
        "all",
        "01/05/2026",
        "2026-13-40",
        "9" * 40,
        '"',
        "\0",
        "=cmd",
        "\ud800",
        "{}",
        "[1]",
    ]
)
NAMES = [
    *("customer id", "email", "phone", "country", "channel", "permission", "purpose", "date", "text", "text version"),
    *("language", "where", "how", "evidence", "double opt in", "written", "reference", "??"),
]


@FUZZ
@given(
    headings=st.lists(st.sampled_from(NAMES), min_size=1, max_size=8, unique=True),
    rows=st.lists(st.lists(CELLS | st.text(max_size=10), max_size=8), max_size=6),
)
def test_no_file_whatever_brings_the_import_down(
    take: Import, jan: str, headings: list[str], rows: list[list[str]]
) -> None:
    object_to(jan, 0, None)
    text = "\n".join(";".join(row) for row in [headings, *rows]).encode("utf-8", "surrogatepass")
    with suppress(CannotImportError):
        summary = take(text)
        assert summary.rows == summary.new + summary.same + summary.suppressed + summary.rejected
        assert summary.rows <= len(text.splitlines())
    assert not allowed(jan, 1)
    assert not any(row.own_act for row in queries.ledger(jan))


def test_a_permission_from_before_an_erasure_is_told_apart(take: Import, people: People, jan: str) -> None:
    from worthmore.consent import operations
    from worthmore.shop.operations import forget_person

    operations.forget_person(jan, AT - DAY, objecting=False)
    forget_person(jan)
    people.add("jan", email="jan@example.be")
    summary = take(HEAD + "jan;email;yes;01/05/2026\njan;email;yes;01/06/2026 10:00\n")
    assert (summary.new, summary.rejected) == (1, 1)
    assert rejects(summary)[0]["reason"].startswith("the person was erased since")
