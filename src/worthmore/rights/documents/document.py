"""One document: its text in Markdown and as a page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

NAMES = ("register", "interests", "screening", "how-we-choose")
"""Register of processing (GDPR art. 30), legitimate-interest assessment (art. 6(1)(f)), DPIA screening (art. 35),
and for customers: how we choose."""


@dataclass(frozen=True, slots=True)
class Document:
    """A document as it stands at a moment."""

    name: str
    language: str
    title: str
    at: datetime
    markdown: str

    def as_html(self) -> str:
        """One page that needs nothing else."""
        raise NotImplementedError

    def body_html(self) -> str:
        """The text alone, to put inside another page; plain tags without style."""
        raise NotImplementedError


def document(name: str, at: datetime, language: str = "en") -> Document:
    """A document from the settings as they are. `ValueError` for an unknown name, or a language it is not written in.

    "how-we-choose" is written in nl, en, fi, fr and de; the others are for the shop and the authority, in English.
    """
    raise NotImplementedError
