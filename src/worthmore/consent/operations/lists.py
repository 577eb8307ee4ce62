"""Do-not-contact lists, loaded whole: a list counts when all of it is there, and then the one before counts no more."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from worthmore.consent.addresses.hashing import digest
from worthmore.consent.addresses.phone import spelled_phone
from worthmore.consent.addresses.post import spelled_post
from worthmore.consent.lists import LISTS, DoNotContactList, given_digest
from worthmore.consent.models import ContactList, ListEntry
from worthmore.consent.operations.adding import add
from worthmore.consent.values import AddressKind, ConsentError, PostalAddress

PART = 10_000


@dataclass(frozen=True, slots=True)
class ListChunk:
    """Some rows of a list: up to which row, the hashes of the good ones, and how many were rejected."""

    last_row: int
    digests: Sequence[str]
    rejected: int = 0


@dataclass(frozen=True, slots=True)
class ListSummary:
    """What became of a loading. `already`: this very file counts already. `resumed_after`: the row it went on from."""

    name: str
    list_date: date
    entries: int
    rejected: int
    already: bool = False
    resumed_after: int = 0


@dataclass(frozen=True, slots=True)
class ListFile:
    """The file a list comes in: its name among `consent.lists.LISTS`, its date, its own hash and how it is hashed."""

    name: str
    list_date: date
    file_digest: str
    scheme: str = ""


def import_list(
    file: ListFile, chunks: Callable[[int], Iterable[ListChunk]], at: datetime, shorter: bool = False
) -> ListSummary:
    """Load a list and let it take the place of the one before; all of it or nothing.

    `chunks(row)` gives what comes after that row of the file. An interrupted loading goes on where it was when the same
    file is given again; until it is done the list before counts. Raises `ConsentError` for an unknown list, a date in
    the future or before that of the list that counts, for a file of which less than half can be read, and, unless it
    may be `shorter`, for one less than half as long as the list that counts: it is more likely a part than the whole.
    """
    known = known_list(file.name)
    _check_date(file, at)
    loading = _begin(file, at)
    if loading.current:
        return ListSummary(known.name, file.list_date, loading.entries, loading.rejected, already=True)
    resumed_after = loading.rows_read
    for chunk in chunks(resumed_after):
        _add(loading, chunk)
    _check_read(loading, known)
    if not shorter:
        _check_length(loading)
    _finish(loading, at)
    _drop_older(known.name)
    return ListSummary(known.name, file.list_date, loading.entries, loading.rejected, resumed_after=resumed_after)


def known_list(name: str) -> DoNotContactList:
    """The list of that name; `ConsentError` naming those there are."""
    found = LISTS.get(name.strip().upper())
    if found is None:
        raise ConsentError(f"there is no list {name!r}; the lists are {', '.join(LISTS)}")
    return found


def number_digest(known: DoNotContactList, number: str) -> str:
    """What is kept of a telephone number on a list; "" when it is none."""
    return digest(AddressKind.PHONE, spelled_phone(number, known.country))


def hashed_digest(scheme: str, hexadecimal: str) -> str:
    """What is kept of an address that came hashed."""
    return given_digest(scheme, hexadecimal)


def door_digests(known: DoNotContactList, where: PostalAddress) -> list[str]:
    """What is kept of a person and a door on a list: the name with the postcode, and the street with it."""
    country = where.country or known.country
    spelled = (
        spelled_post(where.name, "", where.postcode, country),
        spelled_post("", where.street, where.postcode, country),
    )
    return [digest(AddressKind.POST, one) for one in spelled if one]


def _check_date(file: ListFile, at: datetime) -> None:
    if file.list_date > at.date():
        raise ConsentError(f"the list's date {file.list_date} lies in the future; give the day the list is of")
    newer = ContactList.objects.filter(name=file.name, current=True, list_date__gt=file.list_date).first()
    if newer is not None:
        raise ConsentError(
            f"{file.name} of {newer.list_date} is loaded already; this file, of {file.list_date}, is older"
        )


def _begin(file: ListFile, at: datetime) -> ContactList:
    with transaction.atomic():
        loading, _ = ContactList.objects.get_or_create(
            name=file.name,
            list_date=file.list_date,
            file_digest=file.file_digest,
            defaults={"scheme": file.scheme, "began_at": at},
        )
        if loading.finished_at is not None and not loading.current:
            # It counted once and its entries are gone: it is read anew.
            ListEntry.objects.filter(loading=loading).delete()
            loading.rows_read = loading.entries = loading.rejected = 0
            loading.finished_at = None
            loading.save()
    return loading


def _add(loading: ContactList, chunk: ListChunk) -> None:
    """One chunk with its place in the file, in one transaction: what is interrupted is not read twice."""
    with transaction.atomic():
        distinct = [(found, loading.pk) for found in dict.fromkeys(chunk.digests)]
        added = add(ListEntry._meta.db_table, ("digest", "loading_id"), distinct, ("id",))
        loading.rows_read = chunk.last_row
        loading.entries += len(added)
        loading.rejected += chunk.rejected
        loading.save(update_fields=["rows_read", "entries", "rejected"])


def _check_read(loading: ContactList, known: DoNotContactList) -> None:
    if loading.entries and loading.entries >= loading.rejected:
        return
    kind = "telephone numbers" if known.kind is AddressKind.PHONE else "names or doors with a postcode"
    entries, rejected = loading.entries, loading.rejected
    with transaction.atomic():
        ListEntry.objects.filter(loading=loading).delete()
        loading.delete()
    raise ConsentError(
        f"this is no list of {kind}: {rejected:,} rows could not be read and {entries:,} could; "
        f"{known.name} stays as it was"
    )


def _check_length(loading: ContactList) -> None:
    """What was read is kept, so that saying it is right costs no second reading."""
    before = ContactList.objects.filter(name=loading.name, current=True).first()
    if before is not None and loading.entries * 2 < before.entries:
        raise ConsentError(
            f"this list has {loading.entries:,} entries and the one of {before.list_date} has {before.entries:,}; if "
            f"that is right, say --shorter; until then {loading.name} stays as it was"
        )


def _finish(loading: ContactList, at: datetime) -> None:
    with transaction.atomic():
        ContactList.objects.filter(name=loading.name, current=True).update(current=False)
        loading.current, loading.finished_at = True, at
        loading.save(update_fields=["current", "finished_at"])


def _drop_older(name: str) -> None:
    """The entries of lists that count no more, in small parts; that each was loaded, and when, stays on record."""
    older = ContactList.objects.filter(name=name, current=False).values_list("id", flat=True)
    for loading in older:
        while part := list(ListEntry.objects.filter(loading=loading).values_list("id", flat=True)[:PART]):
            ListEntry.objects.filter(id__gte=min(part), id__lte=max(part), loading=loading).delete()
