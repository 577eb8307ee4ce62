"""Everything held of one person (GDPR art. 15 and 20), as JSON for a machine and one page for a person."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import Any

import msgspec

from worthmore.consent.queries.held import held as consent_held
from worthmore.outcomes import queries as outcomes
from worthmore.rights.identity import identity_of
from worthmore.rights.page.page import page
from worthmore.rights.page.why import why
from worthmore.rights.page.words import LANGUAGES, words
from worthmore.rights.ports import Identity, keepers
from worthmore.rights.queries.requests import held as requests_held
from worthmore.shop import queries as shop
from worthmore.vocabulary.policy import Policy

__all__ = ["LANGUAGES", "Download", "UnknownPersonError", "download"]
FORMAT = "worthmore-person-1"


class UnknownPersonError(LookupError):
    """No person has this key: there never was one, or they were erased."""


@dataclass(frozen=True, slots=True)
class Download:
    """What is held of one person at a moment. `content` is the JSON document as plain values (docs/rights.md)."""

    person_key: str
    at: datetime
    content: Mapping[str, Any]
    policy: Policy

    def as_json(self) -> bytes:
        """UTF-8 JSON with stable names, ISO 8601 times in UTC, and money as minor units with its currency."""
        return msgspec.json.format(msgspec.json.encode(self.content), indent=1)

    def as_html(self, language: str) -> str:
        """One readable page that needs nothing else, in one of `LANGUAGES`; `ValueError` for any other."""
        return page(self.content, language, self.policy)


def download(person_key: str, at: datetime) -> Download:
    """Everything held of the person with this key or former key. `UnknownPersonError` when there is none."""
    identity = identity_of(person_key)
    if identity is None:
        raise UnknownPersonError(
            f"nobody has the key {person_key!r}: there never was such a person, or they were erased"
        )
    policy = shop.policy()
    content = {
        "format": FORMAT,
        "made_at": at.astimezone(UTC),
        "seller": _seller(policy),
        "person": {"key": identity.keys[0], "former_keys": identity.keys[1:]},
        **shop.held(identity.keys[0]),
        **consent_held(identity.keys),
        **outcomes.held(identity.keys),
        "requests": requests_held(identity.keys),
        "elsewhere": _elsewhere(identity),
        "why": [asdict(one) for one in why(words("en"), policy)],
    }
    return Download(identity.keys[0], at, content, policy)


def _elsewhere(identity: Identity) -> dict[str, Any]:
    """What rooms above hold, by room; only those that hold something."""
    found = {keeper.room: keeper.held(identity) for keeper in keepers()}
    sections = {room: {name: rows for name, rows in held.items() if rows} for room, held in found.items()}
    return {room: held for room, held in sections.items() if held}


def _seller(policy: Policy) -> dict[str, str]:
    return {"name": policy.seller, "address": policy.seller_address, "email": policy.seller_email}
