"""Facts a rule asks for: how an address was obtained, and in what capacity somebody is addressed."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import NamedTuple

from django.db import transaction

from worthmore.consent.models import Capacity, SaleContact
from worthmore.consent.operations.acts import address_digest, checked_evidence, checked_text
from worthmore.consent.operations.adding import add
from worthmore.consent.values import ConsentError, Proof, Recorded
from worthmore.shop.queries import Reach, reach, reach_one
from worthmore.vocabulary.permission import Audience, Channel
from worthmore.vocabulary.permission import SaleContact as Contact

COLUMNS = (
    "person_key", "channel", "address", "at", "by_seller", "in_sale", "opt_out_offered", "negotiated", "place",
    "evidence", "recorded_at", "recorded_by", "source", "reference",
)  # fmt: skip
OURS = "worthmore"
PART = 500


@dataclass(frozen=True, slots=True)
class SaleFact:
    """How one person's address was obtained, not yet kept. `proof.address` is that address.

    Without one it is the address the shop has now, if it has just one: the fact says nothing of the next one.
    """

    person_key: str
    contact: Contact
    proof: Proof


def sale_contact(person_key: str, contact: Contact, proof: Proof, now: datetime) -> Recorded:
    """Keep how this channel's address was obtained; the very same again changes nothing. Raises `ConsentError`.

    `contact.last_sale_at` is not kept: the shop's own orders say it.
    """
    return sale_contacts([SaleFact(person_key, contact, proof)], now)[0]


def sale_contacts(facts: Sequence[SaleFact], now: datetime) -> list[Recorded]:
    """Keep many of them in one transaction; all or, with `ConsentError`, none."""
    for fact in facts:
        if fact.contact.at.tzinfo is None or fact.contact.at > now:
            at = fact.contact.at.isoformat()
            raise ConsentError(f"at is {at}; give the time it happened, with its zone, not in the future")
    with transaction.atomic():
        people = reach(fact.person_key for fact in facts)
        found = [people.get(fact.person_key) or Reach(fact.person_key) for fact in facts]
        rows = [_row(person, fact.contact, fact.proof, now) for person, fact in zip(found, facts, strict=True)]
        new = set(add(SaleContact._meta.db_table, COLUMNS, rows, ("source", "reference")))
        known = _known(rows)
        return [_kept(row, person, new, known) for row, person in zip(rows, found, strict=True)]


Name = tuple[str, str]


class Kept(NamedTuple):
    """What stands under a source's reference."""

    id: int
    person_key: str
    channel: str


def _known(rows: Sequence[tuple[object, ...]]) -> dict[Name, Kept]:
    """What stands under the rows' names: id, person and channel."""
    names, found = {_name(row) for row in rows}, {}
    for source in {source for source, _ in names}:
        references = [reference for one, reference in names if one == source]
        for start in range(0, len(references), PART):
            kept = SaleContact.objects.filter(source=source, reference__in=references[start : start + PART])
            for reference, *values in kept.values_list("reference", *Kept._fields):
                found[(source, reference)] = Kept(*values)
    return found


def _kept(row: tuple[object, ...], person: Reach, new: set[tuple[object, ...]], known: Mapping[Name, Kept]) -> Recorded:
    name = _name(row)
    kept, key, channel = known[name]
    if channel != row[1] or key not in person.keys:
        raise ConsentError(f"reference {name[1]!r} of {name[0]!r} was used for another contact; give each its own")
    return Recorded(kept, name in new)


def _name(row: tuple[object, ...]) -> Name:
    return str(row[-2]), str(row[-1])


def set_capacity(person_key: str, audience: Audience, minor: bool | None, by: str, at: datetime) -> None:
    """In what capacity they are addressed from now on, and whether they are known to be a minor (None: unknown)."""
    person = reach_one(person_key)
    with transaction.atomic():
        Capacity.objects.filter(person_key__in=person.former_keys).delete()
        Capacity.objects.update_or_create(
            person_key=person.key,
            defaults={"audience": audience.value, "minor": minor, "recorded_at": at, "recorded_by": by[:100]},
        )


def _row(person: Reach, contact: Contact, proof: Proof, now: datetime) -> tuple[object, ...]:
    evidence = checked_evidence(proof)
    facts = (
        person.key,
        contact.channel.value,
        _address(person, contact.channel, proof),
        contact.at,
        contact.by_seller,
        contact.in_sale,
        contact.opt_out_offered,
        contact.negotiated,
        checked_text("place", proof.place, 200),
        evidence,
    )
    named = checked_text("reference", proof.reference or contact.reference, 100) or _content(facts)
    by = checked_text("recorded_by", proof.recorded_by, 100)
    return (*facts, now, by, checked_text("source", proof.source or OURS, 64), named)


def _address(person: Reach, channel: Channel, proof: Proof) -> str:
    given = address_digest(proof.address, person)
    if given or proof.address:
        return given
    field = "email" if channel is Channel.EMAIL else "phone"
    known = {getattr(customer, field) for customer in person.customers} - {""}
    return address_digest(known.pop(), person) if len(known) == 1 else ""


def _content(facts: tuple[object, ...]) -> str:
    return "sha256:" + sha256(json.dumps([str(fact) for fact in facts]).encode()).hexdigest()
