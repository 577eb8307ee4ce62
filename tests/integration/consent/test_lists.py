"""Do-not-contact lists from files: whole or not at all, however they are written."""

from __future__ import annotations

import gzip
from contextlib import suppress
from datetime import date
from hashlib import md5, sha256
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.integration.consent.conftest import AT, DAY, OWN, People, allowed, give, may
from worthmore.connectors.csv.permissions.lists import ListWish, Loaded, load_list
from worthmore.connectors.csv.trouble import CannotImportError
from worthmore.consent import queries
from worthmore.consent.models import ContactList, ListEntry
from worthmore.consent.operations import ListChunk, ListFile, import_list
from worthmore.vocabulary.permission import Channel

DATED = date(2026, 5, 20)


@pytest.fixture
def load(tmp_path: Path, db: None) -> object:
    def load_text(
        text: str | bytes, name: str = "DNCM", dated: date = DATED, file: str = "list.csv", shorter: bool = False
    ) -> Loaded:
        path = tmp_path / file
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return load_list(path, ListWish(name, dated, shorter), tmp_path, AT)

    return load_text


@pytest.mark.parametrize(
    "text",
    [
        "0470123456\n",
        "number\n0470 12 34 56\n",
        "naam;telefoonnummer\nJan;+32 470 12 34 56\n",
        "+32470123456\n0471000000\n",
        "﻿Numéro,Date\n0032 470 12 34 56,2020\n",
        sha256(b"+32470123456").hexdigest() + "\n",
        "hash\n" + md5(b"0470123456").hexdigest().upper() + "\n",
    ],
)
def test_a_number_is_found_however_the_list_is_written(load: object, jan: str, text: str) -> None:
    give(jan, -60, Channel.CALL_LIVE)
    load(text)  # type: ignore[operator]
    verdict = may(jan, 1, Channel.CALL_LIVE)
    assert (verdict.allowed, verdict.rule) == (False, "list")
    assert not allowed(jan, 1, Channel.CALL_AUTO)


def test_who_is_not_on_the_list_is_checked_against_it(load: object, jan: str) -> None:
    assert not allowed(jan, 1, Channel.CALL_LIVE)
    load("0471 99 99 99\n")  # type: ignore[operator]
    assert allowed(jan, 1, Channel.CALL_LIVE)
    subject = queries.subject(jan, AT)
    assert [(name, at.date()) for name, at in subject.checked_lists] == [("DNCM", DATED)]


def test_a_later_explicit_consent_wins_where_the_law_lets_it(load: object, jan: str) -> None:
    load("0470 12 34 56\n")  # type: ignore[operator]
    give(jan, -12, Channel.CALL_LIVE, OWN)  # the very day of the list
    assert not allowed(jan, 1, Channel.CALL_LIVE)
    give(jan, 0, Channel.CALL_LIVE, OWN)
    assert allowed(jan, 1, Channel.CALL_LIVE)


def test_a_number_that_cannot_be_read_is_not_checked(load: object, people: People) -> None:
    key = people.add("odd", phone="ask for Jan")
    load("0471 99 99 99\n")  # type: ignore[operator]
    assert queries.subject(key, AT).checked_lists == ()
    assert not allowed(key, 1, Channel.CALL_LIVE)


@pytest.mark.parametrize(
    "text",
    [
        "naam;postcode\nJANSSENS Jan;9000\n",
        "voornaam;achternaam;straat;huisnummer;postcode\nJan;Janssens;Kerkstraat;1;9000\n",
        "nom,code postal,pays\nJan Janssens,9000,Belgique\n",
    ],
)
def test_a_person_is_found_by_name_and_postcode(load: object, jan: str, text: str) -> None:
    assert allowed(jan, 1, Channel.POST)
    load(text, "ROBINSON_BE")  # type: ignore[operator]
    assert may(jan, 1, Channel.POST).rule == "list"


def test_a_list_of_doors_alone_can_be_compared_with_nobody(load: object, people: People) -> None:
    loaded = load("straat;postcode\nKerkstraat 1;1012AB\n", "POSTFILTER")  # type: ignore[operator]
    assert "without names" in loaded.warnings[0]
    key = people.add("nl", country="NL", name="Piet", postcode="1012 AB")
    assert queries.subject(key, AT).checked_lists == ()
    assert not allowed(key, 1, Channel.POST)


def test_rejected_rows_are_reported_with_their_number_and_reason(load: object) -> None:
    loaded = load("nummer\n0470123456\nabc\n0471123456\n12\n")  # type: ignore[operator]
    assert (loaded.summary.entries, loaded.summary.rejected) == (2, 2)
    lines = Path(loaded.reject_file).read_text("utf-8-sig").splitlines()
    assert [line.split(";")[:3] for line in lines[1:]] == [["3", "nummer", "abc"], ["5", "nummer", "12"]]


def test_the_new_list_takes_the_place_of_the_old_one(load: object, jan: str) -> None:
    load("0470123456\n")  # type: ignore[operator]
    load("0471999999\n", dated=date(2026, 5, 25))  # type: ignore[operator]
    assert allowed(jan, 1, Channel.CALL_LIVE)
    assert [(one.name, one.list_date) for one in queries.lists(AT)] == [("DNCM", date(2026, 5, 25))]
    assert ListEntry.objects.count() == 1
    assert ContactList.objects.count() == 2


def test_the_same_file_again_is_not_read_again(load: object) -> None:
    assert not load("0470123456\n").summary.already  # type: ignore[operator]
    assert load("0470123456\n").summary.already  # type: ignore[operator]


@pytest.mark.parametrize(
    ("text", "name", "says"),
    [
        ("just\nsome\nwords\n", "DNCM", "no list of telephone numbers"),
        ("", "DNCM", "holds no rows"),
        (b"%PDF-1.4", "DNCM", "PDF"),
        ("0470123456\n0471123456\n", "ROBINSON_BE", "no list of people or doors"),
        ("naam;straat\nJan;Kerkstraat 1\n", "ROBINSON_BE", "needs headings, a postcode"),
        ("number\nabc\ndef\n0470123456\n", "DNCM", "2 rows could not be read"),
        ("hash\nzz\nyy\n", "DNCM", "no MD5"),
        ("0470123456\n", "NOSUCH", "there is no list"),
    ],
)
def test_a_file_of_the_wrong_kind_says_so_and_replaces_nothing(
    load: object, jan: str, text: str | bytes, name: str, says: str
) -> None:
    load("0470123456\n", file="good.csv")  # type: ignore[operator]
    with pytest.raises(CannotImportError, match=says):
        load(text, name, date(2026, 5, 25))  # type: ignore[operator]
    assert not allowed(jan, 1, Channel.CALL_LIVE)
    assert [one.entries for one in queries.lists(AT)] == [1]


def test_an_older_list_replaces_nothing(load: object) -> None:
    load("0470123456\n", file="new.csv")  # type: ignore[operator]
    with pytest.raises(CannotImportError, match="is older"):
        load("0471999999\n", dated=date(2026, 5, 1))  # type: ignore[operator]


def test_a_list_of_the_future_is_none(load: object) -> None:
    with pytest.raises(CannotImportError, match="future"):
        load("0471999999\n", dated=date(2027, 1, 1))  # type: ignore[operator]


def test_a_much_shorter_list_is_taken_only_when_that_is_said(load: object, jan: str) -> None:
    load("".join(f"0470{number:06d}\n" for number in range(123400, 123500)))  # type: ignore[operator]
    with pytest.raises(CannotImportError, match="--shorter"):
        load("0471999999\n", dated=date(2026, 5, 25))  # type: ignore[operator]
    assert not allowed(jan, 1, Channel.CALL_LIVE)
    assert load("0471999999\n", dated=date(2026, 5, 25), shorter=True).summary.entries == 1  # type: ignore[operator]
    assert allowed(jan, 1, Channel.CALL_LIVE)


def test_an_old_list_is_reported_as_stale(load: object, jan: str) -> None:
    load("0471999999\n")  # type: ignore[operator]
    assert not queries.lists(AT)[0].stale
    assert queries.lists(AT + 30 * DAY)[0].stale
    assert any("month old" in warning for warning in may(jan, 60, Channel.CALL_LIVE).warnings)


def test_a_packed_list_is_a_list(load: object, jan: str) -> None:
    load(gzip.compress(b"0470123456\n"), file="list.txt.gz")  # type: ignore[operator]
    assert not allowed(jan, 1, Channel.CALL_LIVE)


def chunks_of(numbers: list[str], size: int, broken_after: int | None = None) -> object:
    from worthmore.consent.operations.lists import known_list, number_digest

    def after(row: int) -> object:
        for start in range(row, len(numbers), size):
            if broken_after is not None and start >= broken_after:
                raise KeyboardInterrupt
            part = numbers[start : start + size]
            yield ListChunk(start + len(part), [number_digest(known_list("DNCM"), one) for one in part])

    return after


def test_an_interrupted_loading_counts_for_nothing_and_goes_on_where_it_was(jan: str) -> None:
    numbers = [f"0470{number:06d}" for number in range(123450, 123470)]
    file = ListFile("DNCM", DATED, "a" * 64)
    with pytest.raises(KeyboardInterrupt):
        import_list(file, chunks_of(numbers, 5, broken_after=10), AT)  # type: ignore[arg-type]
    assert queries.lists(AT) == ()
    assert queries.subject(jan, AT).list_hits == ()
    summary = import_list(file, chunks_of(numbers, 5), AT)  # type: ignore[arg-type]
    assert (summary.resumed_after, summary.entries) == (10, 20)
    assert not allowed(jan, 1, Channel.CALL_LIVE)


def test_a_list_that_counted_once_is_read_anew_when_it_comes_back(jan: str) -> None:
    first, second = ListFile("DNCM", DATED, "a" * 64), ListFile("DNCM", DATED, "b" * 64)
    import_list(first, chunks_of(["0470123456"], 5), AT)  # type: ignore[arg-type]
    import_list(second, chunks_of(["0471999999"], 5), AT)  # type: ignore[arg-type]
    assert allowed(jan, 1, Channel.CALL_LIVE)
    assert import_list(first, chunks_of(["0470123456"], 5), AT).entries == 1  # type: ignore[arg-type]
    assert not allowed(jan, 1, Channel.CALL_LIVE)


def test_the_numbers_themselves_are_nowhere_kept(load: object) -> None:
    load("0470123456\n")  # type: ignore[operator]
    assert "470123456" not in str(list(ListEntry.objects.values()) + list(ContactList.objects.values()))


FUZZ = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
CELLS = st.sampled_from(
    ["0470123456", "+32 471", "naam", "postcode", "9000", '"', ";", "\t", "é", "\0", "=1+1", "x" * 300]
)


@FUZZ
@given(
    lines=st.lists(st.lists(CELLS | st.text(max_size=8), max_size=4).map(";".join), max_size=8),
    name=st.sampled_from(["DNCM", "POSTFILTER"]),
)
def test_no_file_whatever_brings_the_loading_down(load: object, lines: list[str], name: str) -> None:
    with suppress(CannotImportError):
        loaded = load("\n".join(lines).encode("utf-8", "surrogatepass"), name)  # type: ignore[operator]
        assert loaded.summary.entries > 0


@FUZZ
@given(content=st.binary(max_size=200))
def test_no_bytes_whatever_bring_the_loading_down(load: object, content: bytes) -> None:
    with suppress(CannotImportError):
        load(content, shorter=True)  # type: ignore[operator]
