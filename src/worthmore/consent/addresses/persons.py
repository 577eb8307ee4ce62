"""The hashes of everything one person can be reached by, and which channels each of them stands for."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from worthmore.consent.addresses.country import country_code
from worthmore.consent.addresses.hashing import customer_digest, digest, email_digest, phone_digest
from worthmore.consent.addresses.post import spelled_post
from worthmore.consent.values import AddressKind
from worthmore.shop.queries import KnownCustomer, Reach
from worthmore.vocabulary.permission import Channel

ALL = frozenset(Channel)
MAIL_CHANNELS = frozenset({Channel.EMAIL, Channel.AD_AUDIENCE, Channel.OPEN_PIXEL})
PHONE_CHANNELS = frozenset(
    {Channel.SMS, Channel.MESSAGE_APP, Channel.CALL_LIVE, Channel.CALL_AUTO, Channel.AD_AUDIENCE}
)
POST_CHANNELS = frozenset({Channel.POST})
REACHES: dict[str, frozenset[Channel]] = {
    AddressKind.EMAIL: ALL,
    AddressKind.CUSTOMER: ALL,
    AddressKind.PHONE: PHONE_CHANNELS,
    AddressKind.POST: POST_CHANNELS,
}
"""An e-mail address and a customer id stand for a person, whatever the channel. A telephone and a door are shared by a
household: what one of them says of letters says nothing of another's e-mail."""

AGE_OF_CONSENT = 18


def country_of(customers: Sequence[KnownCustomer]) -> str:
    """The person's country; "" when no source says, or two say different ones: then the strictest rule holds."""
    if len(customers) == 1:
        return country_code(customers[0].country)
    codes = {country_code(customer.country) for customer in customers if customer.country} - {""}
    return codes.pop() if len(codes) == 1 else ""


def minor_of(customers: Sequence[KnownCustomer], at: datetime) -> bool | None:
    """Whether the person is known to be under 18; one source that says so is enough. In doubt of months: yes."""
    if all(one.minor is None and one.birth_year is None for one in customers):
        return None
    told = {bool(customer.minor) for customer in customers if customer.minor is not None}
    told |= {at.year - one.birth_year <= AGE_OF_CONSENT for one in customers if one.birth_year is not None}
    return True if True in told else (False if told else None)


def email_digests(person: Reach) -> list[str]:
    """Of every e-mail address the person has."""
    return [found for one in person.customers if one.email and (found := email_digest(one.email))]


def phone_digests(person: Reach) -> list[str]:
    """Of every telephone number that can be told."""
    return [
        found for one in person.customers if one.phone and (found := phone_digest(one.phone, country_code(one.country)))
    ]


def post_digests(person: Reach) -> list[str]:
    """Of name and postcode, all that is known of where somebody lives."""
    return [found for one in person.customers if one.postcode and one.name and (found := post_digest(one))]


def post_digest(one: KnownCustomer) -> str:
    """Of one customer's name and postcode."""
    return digest(AddressKind.POST, spelled_post(one.name, "", one.postcode, country_code(one.country)))


def customer_digests(person: Reach) -> list[str]:
    """Of every customer id."""
    return [customer_digest(one.source, one.external_id) for one in person.customers]


Own = Sequence[tuple[AddressKind, str]]
"""The hashes of what one person can be reached by, each with what it is."""


def digests(person: Reach, channel: Channel | None) -> Own:
    """All of them that say something of a channel (None: of any)."""
    found: list[tuple[AddressKind, str]] = [(AddressKind.EMAIL, one) for one in email_digests(person)]
    found += [(AddressKind.CUSTOMER, one) for one in customer_digests(person)]
    if channel is None or channel in PHONE_CHANNELS:
        found += [(AddressKind.PHONE, one) for one in phone_digests(person)]
    if channel is None or channel in POST_CHANNELS:
        found += [(AddressKind.POST, one) for one in post_digests(person)]
    return found
