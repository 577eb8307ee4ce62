"""Everything held of one person (GDPR art. 15 and 20), as JSON for a machine and one page for a person."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

LANGUAGES = ("nl", "en", "fi", "fr", "de")


class UnknownPersonError(LookupError):
    """No person has this key: there never was one, or they were erased."""


@dataclass(frozen=True, slots=True)
class Download:
    """What is held of one person at a moment. `content` is the JSON document as plain values (docs/rights.md)."""

    person_key: str
    at: datetime
    content: Mapping[str, Any]

    def as_json(self) -> bytes:
        """UTF-8 JSON with stable names, ISO 8601 times in UTC, and money as minor units with its currency."""
        raise NotImplementedError

    def as_html(self, language: str) -> str:
        """One readable page that needs nothing else, in one of `LANGUAGES`; `ValueError` for any other."""
        raise NotImplementedError


def download(person_key: str, at: datetime) -> Download:
    """Everything held of the person with this key or former key. `UnknownPersonError` when there is none."""
    raise NotImplementedError
