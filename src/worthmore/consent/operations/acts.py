"""What people say, written down: each act one row, with its proof.

A no also suppresses the person's addresses, so that it outlives the person; their own later yes lifts that again.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from hashlib import sha256

from django.db import transaction

from worthmore.consent.addresses.hashing import email_digest, phone_digest
from worthmore.consent.addresses.persons import country_of
from worthmore.consent.operations.keeping import keep
from worthmore.consent.operations.suppressing import hold, suppression_rows
from worthmore.consent.operations.texts import text_keys
from worthmore.consent.suppressing import LIFTED, SUPPRESSED
from worthmore.consent.values import ConsentError, Proof, Recorded
from worthmore.shop.queries import Reach, policy, reach
from worthmore.shop.queries.ids import possible
from worthmore.vocabulary.permission import Act, Channel, Purpose

NO = frozenset({Act.OBJECTED, Act.WITHDRAWN})
CLOCK_ERROR = timedelta(minutes=5)
LONGEST_EVIDENCE = 20_000
OURS = "worthmore"


@dataclass(frozen=True, slots=True)
class Saying:
    """One act, not yet written down. `channel` and `purpose` None are every one.

    `digest` and `text` stand for the proof's address and wording where only the hash and the row are known.
    """

    person_key: str
    act: Act
    channel: Channel | None
    purpose: Purpose | None
    at: datetime
    proof: Proof
    digest: str = ""
    text: int | None = None


def give(person_key: str, channel: Channel, purpose: Purpose, at: datetime, proof: Proof, now: datetime) -> Recorded:
    """A permission for one channel and one purpose. Lifts an earlier no only where `proof.own_act`.

    Raises `ConsentError` when it is dated in the future or cannot be kept.
    """
    return record([Saying(person_key, Act.GIVEN, channel, purpose, at, proof)], now)[0]


def withdraw(
    person_key: str, channel: Channel | None, purpose: Purpose | None, at: datetime, proof: Proof, now: datetime
) -> Recorded:
    """A permission taken back. One dated in the future holds from now."""
    return record([Saying(person_key, Act.WITHDRAWN, channel, purpose, at, proof)], now)[0]


def object_to(
    person_key: str, channel: Channel | None, purpose: Purpose | None, at: datetime, proof: Proof, now: datetime
) -> Recorded:
    """An objection; their addresses are suppressed with it. One dated in the future holds from now."""
    return record([Saying(person_key, Act.OBJECTED, channel, purpose, at, proof)], now)[0]


def lift(
    person_key: str, channel: Channel | None, purpose: Purpose | None, at: datetime, proof: Proof, now: datetime
) -> Recorded:
    """Their own objection taken back, where no permission is needed (letters, suggestions). Needs `proof.own_act`."""
    return record([Saying(person_key, Act.LIFTED, channel, purpose, at, proof)], now)[0]


def record(sayings: Sequence[Saying], now: datetime) -> list[Recorded]:
    """Write down many acts in one transaction, in their order; all of them or, with `ConsentError`, none."""
    checked = [_checked(saying, now) for saying in sayings]
    with transaction.atomic():
        people = reach(saying.person_key for saying in checked)
        texts = text_keys([saying.proof.wording for saying in checked], now)
        sender = policy().seller
        found = [people.get(one.person_key) or Reach(one.person_key) for one in checked]
        rows = [_row(one, person, text, sender, now) for one, person, text in zip(checked, found, texts, strict=True)]
        kept = keep(rows, [person.keys for person in found])
        effects = [(person, *_effect(one)) for one, person in zip(checked, found, strict=True) if _effect(one)[0]]
        hold(suppression_rows(effects), now)
    return kept


def _checked(one: Saying, now: datetime) -> Saying:
    if one.at.tzinfo is None or now.tzinfo is None:
        raise ConsentError(f"at is {one.at.isoformat()}; a time needs its zone")
    if one.act in NO:
        return replace(one, at=min(one.at, now))
    if one.at > now + CLOCK_ERROR:
        raise ConsentError(f"at is {one.at.isoformat()}, in the future; give the time it happened")
    if one.act is Act.GIVEN and (one.channel is None or one.purpose is None):
        raise ConsentError("a permission names one channel and one purpose; record one for each")
    if one.act is Act.LIFTED and not one.proof.own_act:
        raise ConsentError(
            "an objection is lifted only by the person's own act: a confirmed link, or their own page; send them one"
        )
    return replace(one, at=min(one.at, now))


def _effect(one: Saying) -> tuple[str, Channel | None, Purpose | None, datetime]:
    """What an act does to the person's addresses; "" for nothing."""
    lifts = one.proof.own_act and one.act in (Act.GIVEN, Act.LIFTED)
    return (SUPPRESSED if one.act in NO else LIFTED if lifts else "", one.channel, one.purpose, one.at)


def _row(one: Saying, person: Reach, text: int | None, sender: str, now: datetime) -> tuple[object, ...]:
    proof = one.proof
    evidence = checked_evidence(proof)
    return (
        checked_text("person_key", person.key, 32),
        one.act.value,
        one.channel.value if one.channel else "",
        one.purpose.value if one.purpose else "",
        sender,
        one.text if text is None else text,
        checked_text("place", proof.place, 200),
        checked_text("how", proof.how, 64),
        evidence,
        one.digest or address_digest(proof.address, person),
        proof.own_act,
        proof.double_opt_in,
        proof.written,
        one.at,
        now,
        checked_text("recorded_by", proof.recorded_by, 100),
        checked_text("source", proof.source or OURS, 64),
        checked_text("reference", proof.reference, 100) or _content(one, person.key, evidence),
    )


def address_digest(address: str, person: Reach) -> str:
    """The hash of the e-mail address or telephone number an act is about; "" where there is none."""
    if "@" in address or not address:
        return email_digest(address)
    return phone_digest(address, country_of(person.customers))


def checked_evidence(proof: Proof) -> str:
    """The evidence as JSON text."""
    try:
        text = json.dumps(dict(proof.evidence), sort_keys=True, ensure_ascii=False, allow_nan=False)
    except (TypeError, ValueError) as error:
        raise ConsentError(f"evidence is no plain JSON: {error}") from None
    if len(text) > LONGEST_EVIDENCE or not possible(text) or "\\u0000" in text:
        raise ConsentError(f"evidence is longer than {LONGEST_EVIDENCE} characters, or holds what is no character")
    return text


def checked_text(field: str, value: str, most: int) -> str:
    """The text, if the database can hold it."""
    if len(value) > most or not possible(value):
        raise ConsentError(f"{field} is longer than {most} characters, or holds what is no character")
    return value


def _content(one: Saying, key: str, evidence: str) -> str:
    """What an act without a reference is known by: all of it, so that only the very same is the same."""
    said = (key, one.act, one.channel, one.purpose, one.at.isoformat(), one.proof.place, one.proof.how, evidence)
    return "sha256:" + sha256(json.dumps([str(part) for part in (*said, one.proof.wording)]).encode()).hexdigest()
