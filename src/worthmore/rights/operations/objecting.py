"""Objection in any channel and wording (GDPR art. 21), written down by whoever heard it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from worthmore.consent import operations as consent
from worthmore.consent.values import Proof
from worthmore.rights.operations.requesting import ask, settle
from worthmore.rights.queries.download import UnknownPersonError
from worthmore.shop.queries import identity
from worthmore.vocabulary.permission import Channel

LONGEST_WORDS = 500


@dataclass(frozen=True, slots=True)
class Objection:
    """What stands from this moment on. `channels` empty: every channel."""

    person_key: str
    channels: tuple[Channel, ...]
    at: datetime


def object_to(
    person_key: str, channels: tuple[Channel, ...], at: datetime, by: str, heard: str, words: str = ""
) -> Objection:
    """All marketing of these channels stops at once; no channels: all of them.

    `heard` says where ("phone", "counter", "reply to an e-mail"), `words` what the person said, up to 500 characters.
    """
    person = identity(person_key)
    if person is None:
        raise UnknownPersonError(f"nobody has the key {person_key!r}")
    if not heard.strip():
        raise ValueError("say where the objection was heard: phone, counter, reply to an e-mail")
    proof = Proof(recorded_by=by, how=heard.strip()[:64], evidence=_said(words))
    chosen = tuple(dict.fromkeys(channels))
    with transaction.atomic():
        for channel in chosen or (None,):
            # Whatever the channel would be used for: an objection is never read narrowly.
            consent.object_to(person.keys[0], channel, None, at, proof, at)
        settle(ask("objection", person.keys[0], at, by, ", ".join(chosen) or "every channel"), at, by)
    return Objection(person.keys[0], chosen, at)


def _said(words: str) -> dict[str, object]:
    said = words.strip()[:LONGEST_WORDS]
    return {"said": said} if said else {}
