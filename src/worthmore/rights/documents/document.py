"""One document: its text in Markdown and as a page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from html import escape

from worthmore.rights.documents.blocks import Block, Heading, as_html, as_markdown
from worthmore.rights.documents.facts import Facts, facts
from worthmore.rights.documents.how_we_choose import how_we_choose
from worthmore.rights.documents.interests import interests
from worthmore.rights.documents.register import register
from worthmore.rights.documents.screening import screening
from worthmore.rights.page.page import STYLE

NAMES = ("register", "interests", "screening", "how-we-choose")
"""Register of processing (GDPR art. 30), legitimate-interest assessment (art. 6(1)(f)), DPIA screening (art. 35),
and for customers: how we choose."""
FOR_THE_SHOP: dict[str, Callable[[Facts], list[Block]]] = {
    "register": register,
    "interests": interests,
    "screening": screening,
}
ENGLISH = "en"


@dataclass(frozen=True, slots=True)
class Document:
    """A document as it stands at a moment."""

    name: str
    language: str
    title: str
    at: datetime
    blocks: tuple[Block, ...]

    @property
    def markdown(self) -> str:
        """The document as CommonMark with tables."""
        return as_markdown(self.blocks)

    def as_html(self) -> str:
        """One page that needs nothing else."""
        return (
            f'<!doctype html><html lang="{self.language}"><head><meta charset="utf-8">'
            f'<meta name="viewport" content="width=device-width, initial-scale=1"><title>{escape(self.title)}</title>'
            f"<style>{STYLE}</style></head><body><main>{self.body_html()}</main></body></html>"
        )

    def body_html(self) -> str:
        """The text alone, to put inside another page; plain tags without style."""
        return as_html(self.blocks)


def document(name: str, at: datetime, language: str = ENGLISH) -> Document:
    """A document from the settings as they are. `ValueError` for an unknown name, or a language it is not written in.

    "how-we-choose" is written in nl, en, fi, fr and de; the others are for the shop and the authority, in English.
    """
    if name not in NAMES:
        raise ValueError(f"there is no document {name!r}; there are {', '.join(NAMES)}")
    if name in FOR_THE_SHOP and language != ENGLISH:
        raise ValueError(f"{name} is written in English only; it is for the shop and the authority")
    known = facts(at)
    blocks = FOR_THE_SHOP[name](known) if name in FOR_THE_SHOP else how_we_choose(known, language)
    title = next(block.text for block in blocks if isinstance(block, Heading))
    return Document(name, language, title, at, tuple(blocks))
