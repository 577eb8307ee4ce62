"""Addresses that must not be used any more, kept as keyed hashes; and what their owners lifted themselves."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

from django.db import transaction

from worthmore.consent.addresses.hashing import customer_digest, digest_of, email_digest
from worthmore.consent.addresses.persons import MAIL_CHANNELS, digests
from worthmore.consent.models import Suppression
from worthmore.consent.operations.adding import add
from worthmore.consent.queries.suppression import SENTINEL_KIND, sentinel
from worthmore.consent.suppressing import SUPPRESSED, SuppressionRow
from worthmore.consent.values import AddressKind, ConsentError, PostalAddress
from worthmore.shop.queries import Reach, shared_emails
from worthmore.vocabulary.permission import Channel, Purpose

TABLE = "consent_suppression"
COLUMNS = (*SuppressionRow._fields, "recorded_at")
BEGINNING = datetime(2000, 1, 1, tzinfo=UTC)


def suppress(
    kind: AddressKind,
    address: str | PostalAddress,
    channel: Channel | None,
    at: datetime,
    now: datetime,
    country: str = "",
) -> bool:
    """Never use this address for a channel again (None: for any), whoever has it now or later; False when it was so.

    `country` (ISO 3166 alpha-2) is that of a telephone number without a prefix. A customer id is written "source/id".
    Raises `ConsentError` when the address cannot be read: then nothing is suppressed.
    """
    found = digest_of(kind, address, country)
    if not found:
        raise ConsentError(f"{address!r} is no {_NAMES[kind]}{_mend(kind)}")
    row = SuppressionRow(found, kind.value, SUPPRESSED, channel.value if channel else "", "", min(at, now))
    return bool(hold([row], now))


def refuse_customer(
    source: str, customer_id: str, channel: Channel | None, purpose: Purpose | None, at: datetime, now: datetime
) -> bool:
    """A no of a customer the shop does not know yet: it holds from the day they are known. False when it was so."""
    found = customer_digest(source, customer_id)
    asked = (channel.value if channel else "", purpose.value if purpose else "")
    row = SuppressionRow(found, AddressKind.CUSTOMER.value, SUPPRESSED, *asked, min(at, now))
    return bool(hold([row], now))


def suppression_rows(
    people: Iterable[tuple[Reach, str, Channel | None, Purpose | None, datetime]],
) -> list[SuppressionRow]:
    """For people with an act (suppressed, lifted or erased), channel, purpose and time: a row for each address.

    An address that several people share, such as a till's own, stands for nobody: of it only mail is suppressed.
    """
    people = list(people)
    shared = shared_emails(one.email for person, *_ in people for one in person.customers)
    public = {email_digest(email) for email in shared}
    rows = []
    for person, act, channel, purpose, at in people:
        for kind, found in digests(person, channel):
            for narrowed in _channels(channel, found in public):
                rows.append(SuppressionRow(found, kind.value, act, narrowed, purpose.value if purpose else "", at))
    return rows


def hold(rows: Sequence[SuppressionRow], now: datetime) -> int:
    """Keep these rows; says how many were news."""
    if not rows:
        return 0
    with transaction.atomic():
        _mark()
        return len(add(TABLE, COLUMNS, [(*row, now) for row in dict.fromkeys(rows)], ("id",)))


def _mark() -> None:
    """The first row of all tells with which secret the rows are made. It is written once and never moves."""
    if not Suppression.objects.exists():
        add(TABLE, COLUMNS, [(sentinel(), SENTINEL_KIND, SENTINEL_KIND, "", "", BEGINNING, BEGINNING)], ("id",))


def _channels(channel: Channel | None, shared: bool) -> list[str]:
    if not shared:
        return [channel.value if channel else ""]
    return sorted(one.value for one in MAIL_CHANNELS if channel in (None, one))


def _mend(kind: AddressKind) -> str:
    return "; give its country, or its prefix (+32 …)" if kind is AddressKind.PHONE else ""


_NAMES = {
    AddressKind.EMAIL: "e-mail address",
    AddressKind.PHONE: "telephone number",
    AddressKind.POST: "postal address",
    AddressKind.CUSTOMER: 'customer id written "source/id"',
}
