"""Facts a rule asks for: how an address was obtained, and in what capacity somebody is addressed."""

from __future__ import annotations

import json
from datetime import datetime
from hashlib import sha256

from django.db import transaction

from worthmore.consent.models import Capacity, SaleContact
from worthmore.consent.operations.acts import address_digest, checked_evidence, checked_text
from worthmore.consent.operations.adding import add
from worthmore.consent.values import ConsentError, Proof, Recorded
from worthmore.shop.queries import Reach, reach_one
from worthmore.vocabulary.permission import Audience, Channel
from worthmore.vocabulary.permission import SaleContact as Contact

COLUMNS = (
    "person_key", "channel", "address", "at", "by_seller", "in_sale", "opt_out_offered", "negotiated", "place",
    "evidence", "recorded_at", "recorded_by", "source", "reference",
)  # fmt: skip
OURS = "worthmore"


def sale_contact(person_key: str, contact: Contact, proof: Proof, now: datetime) -> Recorded:
    """Keep how this channel's address was obtained. `proof.address` is that address; without one it is the address the
    shop has now, if it has just one: a fact about an address says nothing of the next.

    `contact.last_sale_at` is not kept: the shop's own orders say it. Raises `ConsentError`.
    """
    if contact.at.tzinfo is None or contact.at > now:
        raise ConsentError(
            f"at is {contact.at.isoformat()}; give the time it happened, with its zone, not in the future"
        )
    with transaction.atomic():
        person = reach_one(person_key)
        row = _row(person, contact, proof, now)
        added = add(SaleContact._meta.db_table, COLUMNS, [row], ("id",))
        kept = SaleContact.objects.get(source=row[-2], reference=row[-1])
    if not added and (kept.channel != contact.channel.value or kept.person_key not in person.keys):
        raise ConsentError(f"reference {row[-1]!r} of {row[-2]!r} was used for another contact; give each its own")
    return Recorded(kept.pk, bool(added))


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
