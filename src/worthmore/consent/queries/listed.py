"""Who stands on the do-not-contact lists that are loaded."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from worthmore.consent.addresses.country import country_code
from worthmore.consent.addresses.persons import Own
from worthmore.consent.addresses.phone import spelled_phone
from worthmore.consent.addresses.post import spelled_post
from worthmore.consent.lists import DOORS, LISTS, DoNotContactList, listed_forms
from worthmore.consent.models import ContactList
from worthmore.consent.values import AddressKind, LoadedList
from worthmore.shop.queries import KnownCustomer, Reach, policy
from worthmore.shop.queries.direct import Statement, read
from worthmore.shop.queries.many import ask
from worthmore.shop.queries.moments import day
from worthmore.vocabulary.permission import Channel, ListHit

CURRENT = Statement(
    "worthmore_lists", "SELECT id, name, list_date, scheme FROM consent_contactlist WHERE current = true", ()
)
HITS = """
SELECT entry.digest, entry.loading_id FROM {given}
CROSS JOIN consent_listentry AS entry WHERE entry.digest = given.value
"""


@dataclass(frozen=True, slots=True)
class Loading:
    """A list as it counts now."""

    id: int
    known: DoNotContactList
    list_date: date
    scheme: str

    @property
    def began_at(self) -> datetime:
        """The list's day, from its beginning: how old the list is."""
        return datetime.combine(self.list_date, time.min, UTC)

    @property
    def ended_at(self) -> datetime:
        """The list's day, to its end: a consent of that very day is not later than the list."""
        return datetime.combine(self.list_date, time.max, UTC)


@dataclass(frozen=True, slots=True)
class Listed:
    """What the lists say of one person: hits, and the lists they could be compared with."""

    hits: tuple[ListHit, ...] = ()
    checked: tuple[tuple[str, datetime], ...] = ()


NOWHERE = Listed()


def lists(at: datetime) -> tuple[LoadedList, ...]:
    """The lists that are loaded, by name; `stale` when older than `list_days`."""
    allowed = policy().list_days
    return tuple(
        LoadedList(
            one.name,
            one.list_date,
            one.entries,
            one.finished_at or one.began_at,
            (at.date() - one.list_date).days > allowed,
        )
        for one in ContactList.objects.filter(current=True).order_by("name")
    )


def loaded(channel: Channel | None) -> tuple[Loading, ...]:
    """Those that close a channel (None: any), with one read of a few rows."""
    if channel is not None and not any(channel in one.channels for one in LISTS.values()):
        return ()
    found = (
        Loading(row, LISTS[name], day(on) or date.min, scheme)
        for row, name, on, scheme in read(CURRENT)
        if name in LISTS
    )
    return tuple(one for one in found if channel is None or channel in one.known.channels)


def listed(people: Collection[Reach], loadings: tuple[Loading, ...], own: Mapping[str, Own]) -> Mapping[str, Listed]:
    """What the lists say of each person, by present key; `own` are the hashes of all they can be reached by."""
    if not loadings:
        return {}
    dated = [(one, (one.known.name, one.began_at)) for one in loadings]
    wanted = {person.key: _wanted(person, loadings, own[person.key]) for person in people}
    stands = _stands({digest for forms in wanted.values() for _, digest in forms}, loadings)
    return {
        person.key: Listed(
            tuple(hit for form in wanted[person.key] for hit in stands.get(form, ())),
            tuple(named for one, named in dated if _comparable(person, one, own[person.key])),
        )
        for person in people
    }


Form = tuple[int, str]
"""A hash somebody may stand under, with the id of the loading it would stand on."""


def _stands(digests: Collection[str], loadings: tuple[Loading, ...]) -> Mapping[Form, list[ListHit]]:
    """Those of the hashes that are on a list that counts, and what that says."""
    by_id = {one.id: one for one in loadings}
    found = ((by_id[loading], digest) for digest, loading in ask(HITS, list(digests)) if loading in by_id)
    return {
        (one.id, digest): [ListHit(one.known.name, channel, one.ended_at) for channel in sorted(one.known.channels)]
        for one, digest in found
    }


def _wanted(person: Reach, loadings: tuple[Loading, ...], own: Own) -> list[Form]:
    """The hashes to look for. A list that came in plain numbers is kept under the same hashes as our own."""
    found = []
    for one in loadings:
        if not one.scheme and one.known.kind is AddressKind.PHONE:
            found += [(one.id, digest) for kind, digest in own if kind is AddressKind.PHONE]
        else:
            spelled = (_spelled(customer, one) for customer in person.customers)
            found += [(one.id, form) for text in spelled for form in listed_forms(one.known.kind, text, one.scheme)]
    return found


def _spelled(customer: KnownCustomer, one: Loading) -> str:
    country = country_code(customer.country)
    if one.known.kind is AddressKind.PHONE:
        return spelled_phone(customer.phone, country) if customer.phone else ""
    if not customer.postcode or not customer.name:
        return ""
    return spelled_post(customer.name, "", customer.postcode, country or one.known.country)


def _comparable(person: Reach, one: Loading, own: Own) -> bool:
    """Whether everything the person could be reached by can be looked for; who has nothing of the kind is not on it."""
    if one.known.kind is AddressKind.PHONE:
        numbers = sum(kind is AddressKind.PHONE for kind, _ in own)
        return numbers == sum(bool(customer.phone) for customer in person.customers)
    return one.scheme != DOORS and all(
        _spelled(customer, one) for customer in person.customers if customer.postcode or customer.name
    )
