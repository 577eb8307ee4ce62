"""Text as a reader sees it: without markup, entities, invisible characters, accents and borrowed letters.

Each folded character remembers where in the original it stands, so that a finding can point at it. Fields of a template
(`{stock}`, `%(stock)s`, `{{ stock }}`) become one private character each, and their names are kept beside it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import unescape

FIELD, MONEY_FIELD, WORD_FIELD = "\ue000", "\ue001", "\ue002"
"""Stand for fields in folded text: of a number or anything, of an amount of money, of a name. Private characters."""
MONEY_NAMES = re.compile(r"amount|price|was$|lowest|^gap$|saving|total|extra|cost|prijs|prix|preis|hinta")
WORD_NAMES = frozenset(
    ("anchor", "product", "name", "label", "seller", "shop", "customer", "channel", "link", "url", "address", "email")
) | {"chosen", "offered"}

FIELDS = frozenset((FIELD, MONEY_FIELD, WORD_FIELD))

BREAK = "\n"
"""Ends a sentence in folded text: the end of a block of markup, or an empty line."""


@dataclass(frozen=True, slots=True)
class Folded:
    """`text` is folded; `starts` and `ends` say for each character where in the original it came from.

    `fields` maps the place of each field in `text` to its name.
    """

    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    fields: Mapping[int, str]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where a stretch of folded text stands in the original."""
        return self.starts[start], self.ends[end - 1]


Piece = tuple[str, int, int]
"""What is seen, and from where to where it stands in the original."""

PARTS = re.compile(
    r"""
    (?P<comment><!--.*?-->|\{\#.*?\#\}|\{%\s*comment.*?endcomment\s*%\})
  | (?P<hidden><(?P<tag>script|style)\b.*?</(?P=tag)\s*>)
  | \{%-?\s*(?:translate|trans)\s+(?P<quote>["'])(?P<said>.*?)(?P=quote).*?%\}
  | (?P<block>\{%.*?%\})
  | \{\{-?\s*(?P<django>[\w.]+)[^{}]*\}\}
  | %\((?P<percent>\w+)\)[sdf]
  | \$?\{(?P<brace>[A-Za-z_]\w*)(?:[.\[!:][^{}\n]*)?\}
  | </?(?P<element>[A-Za-z][A-Za-z0-9-]*)(?:\s[^<>]*)?/?>
  | (?P<entity>&(?:\#[0-9]{1,7}|\#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});?)
    """,
    re.VERBOSE | re.DOTALL,
)
INLINE = frozenset(
    [
        "a",
        "abbr",
        "b",
        "bdi",
        "bdo",
        "cite",
        "code",
        "em",
        "font",
        "i",
        "ins",
        "mark",
        "q",
        "s",
        "small",
        "span",
        "strong",
        "sub",
        "sup",
        "time",
        "u",
        "wbr",
    ]
)

LETTERS = str.maketrans(
    # Cyrillic and Greek letters that look like Latin ones, and Latin letters without a decomposition.
    dict(zip("авеіјкмнорстухѕԁԛԝһӏүаєґћ", "abeijkmhopctyxsdqwhlyaerh", strict=True))
    | dict(zip("αβεηικμνορτυχωγδσ", "abenikmvoptuxwyds", strict=True))
    | {"ı": "i", "ł": "l", "đ": "d", "ð": "d", "ø": "o", "ŀ": "l", "ħ": "h", "ŋ": "n", "ɑ": "a", "ɡ": "g", "ǀ": "l"}
    | {"æ": "ae", "œ": "oe", "þ": "th", "ĳ": "ij"}
    | dict.fromkeys("’‘‛`´ʼ′", "'")
    | dict.fromkeys("‐‑‒–—―−﹣－⁃", "-")
    | dict.fromkeys("“”„‟«»″", '"')
)
LETTER = r"[^\W\d_]"
SPACED_LETTERS = re.compile(rf"(?<!{LETTER}){LETTER}([ .\-_*]){LETTER}(?:\1{LETTER}){{2,}}(?!{LETTER})")


def fold(original: str) -> Folded:
    """A text, folded."""
    pieces = _despaced(list(_characters(original)))
    text: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    fields: dict[int, str] = {}
    for seen, start, end in pieces:
        if seen[0] in FIELDS:
            fields[len(text)] = seen[1:]
            seen = seen[0]
        if seen == " " and text and text[-1] in (" ", BREAK):
            continue
        text.append(seen)
        starts.append(start)
        ends.append(end)
    return Folded("".join(text), tuple(starts), tuple(ends), fields)


def plain(word: str) -> str:
    """A short text as folded text has it: for patterns."""
    return "".join(piece for piece, _, _ in _characters(word))


def _characters(original: str) -> Iterator[Piece]:
    """One folded character after another."""
    place = 0
    for part in PARTS.finditer(original):
        yield from _folded(original[place : part.start()], place)
        yield from _part(part)
        place = part.end()
    yield from _folded(original[place:], place)


def _part(part: re.Match[str]) -> Iterator[Piece]:
    """What a piece of markup comes to."""
    start, end = part.span()
    name = part["django"] or part["percent"] or part["brace"]
    if name:
        yield _field(name.rpartition(".")[2]), start, end
    elif part["said"] is not None:
        yield from _folded(part["said"], part.start("said"))
        yield BREAK, end - 1, end
    elif part["entity"]:
        for seen, _, _ in _folded(unescape(part["entity"]), start):
            yield seen, start, end
    elif part["comment"] or part["block"] or (part["element"] or "b").lower() in INLINE:
        return
    else:
        yield BREAK, start, end


def _field(name: str) -> str:
    """The character that stands for a field, and its name."""
    if name in WORD_NAMES:
        return WORD_FIELD + name
    return (MONEY_FIELD if MONEY_NAMES.search(name) else FIELD) + name


def _folded(text: str, offset: int) -> Iterator[Piece]:
    """Each character without accents and disguise; a character may become several, or none."""
    for place, character in enumerate(text, offset):
        for part in unicodedata.normalize("NFKD", character):
            category = unicodedata.category(part)
            if category in ("Mn", "Me", "Cf"):
                continue
            if part == "\n" and text[place - offset + 1 : place - offset + 2] == "\n":
                yield BREAK, place, place + 1
            elif part.isspace() or category == "Cc":
                yield " ", place, place + 1
            else:
                for seen in part.casefold().translate(LETTERS):
                    yield seen, place, place + 1


def _despaced(pieces: list[Piece]) -> list[Piece]:
    """L A S T and L.A.S.T are words too."""
    text = "".join(piece[0][0] for piece in pieces)
    dropped = {place for found in SPACED_LETTERS.finditer(text) for place in range(found.start() + 1, found.end(), 2)}
    return [piece for place, piece in enumerate(pieces) if place not in dropped] if dropped else pieces
