"""The parts a document is made of, and how each is written in Markdown and in HTML.

Texts are plain: whatever stands in them is shown as it is, in either form.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from html import escape
from typing import TypeAlias

from worthmore.rights.page.tables import scrolling

MARKDOWN_SIGNS = re.compile(r"([\\`*_\[\]<>#|~])")


@dataclass(frozen=True, slots=True)
class Heading:
    """The title (level 1) or a part of the document (2, 3)."""

    text: str
    level: int = 2


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Some sentences."""

    text: str


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list; without items nothing is written."""

    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under headings; without rows nothing is written."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


Block: TypeAlias = Heading | Paragraph | Bullets | Table


def as_markdown(blocks: Iterable[Block]) -> str:
    """The document as CommonMark with tables."""
    return "\n\n".join(filter(None, map(_markdown, blocks))) + "\n"


def as_html(blocks: Iterable[Block]) -> str:
    """The document as plain tags, without style."""
    return "".join(map(_html, blocks))


def _markdown(block: Block) -> str:
    match block:
        case Heading(text, level):
            return f"{'#' * level} {_plain(text)}"
        case Paragraph(text):
            return _plain(text)
        case Bullets(items):
            return "\n".join(f"- {_plain(item)}" for item in items)
        case Table(head, rows):
            lines = [head, tuple("---" for _ in head), *rows] if rows else []
            return "\n".join(f"| {' | '.join(_cell(cell) for cell in line)} |" for line in lines)


def _cell(text: str) -> str:
    return text if text == "---" else _plain(text)


def _plain(text: str) -> str:
    return MARKDOWN_SIGNS.sub(r"\\\1", " ".join(text.split()))


def _html(block: Block) -> str:
    match block:
        case Heading(text, level):
            return f"<h{level}>{escape(text)}</h{level}>"
        case Paragraph(text):
            return f"<p>{escape(text)}</p>"
        case Bullets(items):
            return f"<ul>{''.join(f'<li>{escape(item)}</li>' for item in items)}</ul>" if items else ""
        case Table(head, rows):
            top = "".join(f'<th scope="col">{escape(cell)}</th>' for cell in head)
            body = "".join(f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in row)}</tr>" for row in rows)
            told = f"<table><thead><tr>{top}</tr></thead><tbody>{body}</tbody></table>"
            return scrolling(told, escape(", ".join(head))) if rows else ""
