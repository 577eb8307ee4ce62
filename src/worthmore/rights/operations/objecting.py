"""Objection in any channel and wording (GDPR art. 21), written down by whoever heard it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from worthmore.vocabulary.permission import Channel


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
    raise NotImplementedError
