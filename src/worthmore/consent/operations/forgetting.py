"""A person forgotten: what they refused stays refused, and nothing here leads to them any more."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.db import transaction

from worthmore.consent.addresses.persons import email_digests
from worthmore.consent.models import Capacity, Entry, Erasing, Link, Preference, SaleContact
from worthmore.consent.operations.suppressing import hold, suppression_rows
from worthmore.consent.suppressing import ERASED, SUPPRESSED, SuppressionRow
from worthmore.consent.values import AddressKind
from worthmore.shop.queries import Reach, reach_one
from worthmore.vocabulary.permission import Act, Channel, Purpose

NO = (Act.OBJECTED.value, Act.WITHDRAWN.value)
IDENTIFYING = (AddressKind.EMAIL.value, AddressKind.CUSTOMER.value)
BESIDES = (SaleContact, Capacity, Preference)


def forget_person(person_key: str, at: datetime, objecting: bool = True) -> int:
    """Remove a person's ledger, facts and preferences, and cut their links loose; says how many records that were.

    Call it before the shop forgets them: their addresses are needed once more, for the hashes that stay. `objecting`
    (they asked to be forgotten) suppresses every channel of every address; without it (a retention period ran out)
    only what they had refused stays refused. Either way nothing that was given up to now counts again, whoever imports
    it. Nobody's key, or the same again, is no error.
    """
    with transaction.atomic():
        person = reach_one(person_key)
        hold(list(_what_stays(person, at, objecting)), at)
        removed = _cut_links(person, objecting)
        # The database lets go of ledger rows only while their person stands in this table.
        Erasing.objects.bulk_create([Erasing(person_key=key) for key in person.keys], ignore_conflicts=True)
        removed += Entry.objects.filter(person_key__in=person.keys).delete()[0]
        Erasing.objects.filter(person_key__in=person.keys).delete()
        removed += sum(table.objects.filter(person_key__in=person.keys).delete()[0] for table in BESIDES)
    return removed


def _what_stays(person: Reach, at: datetime, objecting: bool) -> Iterator[SuppressionRow]:
    """Hashes of every address: that nothing given before counts, and what must not be used."""
    if person.customers:
        gone = suppression_rows([(person, ERASED, None, None, at)])
        # A telephone or a door is shared with others, whose permissions are not gone.
        yield from (row for row in gone if row.kind in IDENTIFYING and not row.channel)
        refused = [(None, None)] if objecting else _refused(person)
        yield from suppression_rows([(person, SUPPRESSED, channel, purpose, at) for channel, purpose in refused])


def _refused(person: Reach) -> list[tuple[Channel | None, Purpose | None]]:
    """Every channel and purpose with a no that none of their own later acts lifts."""
    acts = Entry.objects.filter(person_key__in=person.keys).order_by("at")
    rows = list(acts.values_list("act", "channel", "purpose", "own_act", "at"))
    return [
        (Channel(channel) if channel else None, Purpose(purpose) if purpose else None)
        for channel, purpose in {(row[1], row[2]) for row in rows if row[0] in NO}
        if not _lifted(channel, purpose, rows)
    ]


def _lifted(channel: str, purpose: str, rows: list[tuple[str, str, str, bool, datetime]]) -> bool:
    """Whether their own later act is at least as wide as the last such no; a narrower one leaves the rest refused."""
    last = max(at for act, one, other, _, at in rows if act in NO and (one, other) == (channel, purpose))
    return any(
        own and act not in NO and at > last and one in ("", channel) and other in ("", purpose)
        for act, one, other, own, at in rows
    )


def _cut_links(person: Reach, objecting: bool) -> int:
    """Links go on answering, without saying for whom; the hash of their address goes when all of it is suppressed."""
    links = Link.objects.filter(person_key__in=person.keys)
    if objecting:
        return links.update(person_key="", address="", about={})
    known = email_digests(person)
    if known:
        links.filter(address="", channel__in=("", Channel.EMAIL.value)).update(address=known[0])
    return links.update(person_key="", about={})
