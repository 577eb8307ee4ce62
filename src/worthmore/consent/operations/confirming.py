"""Double opt-in: a permission that is asked for by e-mail and counts once the person has confirmed it there."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from worthmore.consent.addresses.hashing import email_digest
from worthmore.consent.addresses.persons import email_digests
from worthmore.consent.models import Entry, Link
from worthmore.consent.operations.acts import Saying, record
from worthmore.consent.operations.links import LinkMade, find, made, opened
from worthmore.consent.operations.texts import text_keys
from worthmore.consent.queries.suppression import rows_of
from worthmore.consent.suppressing import SUPPRESSED
from worthmore.consent.values import Confirmation, ConsentError, LinkError, LinkKind, Proof
from worthmore.shop.queries import policy, reach_one
from worthmore.vocabulary.permission import Act, Channel, Purpose

SOURCE = "double_opt_in"
CONFIRMED, ALREADY, EXPIRED, GONE = "confirmed", "already", "expired", "erased"


def start_double_opt_in(person_key: str, address: str, purpose: Purpose, proof: Proof, at: datetime) -> str:
    """The token of a confirmation link; the caller sends it to the address, which is kept as a hash only.

    Nothing is permitted yet. `proof` says where and with which words the permission was asked for; it stands in the
    ledger beside the confirmation. The link holds for `confirm_days`, and no longer than until the person says no.
    """
    digest = email_digest(address)
    if not digest:
        raise ConsentError(f"{address!r} is no e-mail address")
    with transaction.atomic():
        (text,) = text_keys([proof.wording], at)
        about = {
            "purpose": purpose.value,
            "text": text,
            "place": proof.place,
            "how": proof.how,
            "evidence": dict(proof.evidence),
            "recorded_by": proof.recorded_by,
        }
        days = policy().confirm_days
        until = at + timedelta(days=days) if days else None
        return made([LinkMade(LinkKind.CONFIRM, person_key, Channel.EMAIL, at, digest, about, until)])[0]


def confirm(token: str, at: datetime) -> Confirmation:
    """Write the permission down, once, however often the link is followed.

    `expired` is also the answer when the person said no after asking, or has another address by now: a link they
    forgot must not speak for them. Raises `LinkError` when the token is not one of ours, or no confirmation.
    """
    with transaction.atomic():
        # One at a time: the row is held until the end, so that a thousand clicks at once are one permission.
        link = Link.objects.select_for_update().get(pk=find(token).pk)
        if link.kind != LinkKind.CONFIRM:
            raise LinkError("this link confirms nothing")
        seen = opened(link, at)
        state = _state(link, seen.person_key, seen.expired)
        purpose = Purpose(link.about["purpose"]) if link.about else None
        if state == CONFIRMED and purpose is not None:
            _write(link, seen.person_key, purpose, at)
            Link.objects.filter(pk=link.pk).update(used_at=at)
    return Confirmation(state, seen.person_key, seen.channel, purpose)


def _state(link: Link, person_key: str, expired: bool) -> str:
    if not person_key or not link.about:
        return GONE
    if link.used_at is not None:
        return ALREADY
    return EXPIRED if expired or not _stands(link, person_key) else CONFIRMED


def _stands(link: Link, person_key: str) -> bool:
    """Whether it is still their address, and they said no neither since they asked nor at that very moment."""
    person = reach_one(person_key)
    known = email_digests(person)
    if known and link.address not in known:
        return False
    refusals = Entry.objects.filter(
        person_key__in=person.keys,
        act__in=(Act.OBJECTED.value, Act.WITHDRAWN.value),
        channel__in=("", Channel.EMAIL.value),
        at__gte=link.at,
    )
    suppressed = any(
        row.act == SUPPRESSED and row.channel in ("", Channel.EMAIL.value) and row.at >= link.at
        for row in rows_of([link.address]).get(link.address, ())
    )
    return not suppressed and not refusals.exists()


def _write(link: Link, person_key: str, purpose: Purpose, at: datetime) -> None:
    about = link.about
    proof = Proof(
        recorded_by="customer",
        place=about["place"],
        how=SOURCE,
        evidence={
            **about["evidence"],
            "asked_at": link.at.isoformat(),
            "asked_by": about["recorded_by"],
            "asked_how": about["how"],
        },
        own_act=True,
        double_opt_in=True,
        source=SOURCE,
        reference=f"link:{link.pk}",
    )
    record([Saying(person_key, Act.GIVEN, Channel.EMAIL, purpose, at, proof, link.address, about["text"])], at)
